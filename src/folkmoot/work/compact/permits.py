"""Who keeps agreements with partners, and who states what of a support body."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries.ruled import support_organisations
from folkmoot.body.membership.queries import belongs
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of, may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.compact.models import ChampionQuestion, Signatory

teach(
    {
        "side-has-signed": "{side} signed on {signed_on}.",
        "accord-is-not-signed": (
            "{title} is not signed yet, so there is nothing to look back at. {signed} of at least "
            "{needed} sides have signed."
        ),
        "champion-has-answered": "This was answered already, {answered_at}.",
        "answered-in-confidence": (
            "Whoever asked wants no answer in public; answer them alone, or ask them first."
        ),
        "compact-is-for-two-sectors": (
            "{organisation} is neither a public body nor a group of the sector, and the compact is "
            "between those two."
        ),
        "joined-already": "{organisation} signed it already, on {agreed_on}.",
        "not-of-a-group-asked": (
            "{organisation} is of none of the groups that are asked: {groups}."
        ),
        "year-has-not-begun": "The year {year} has not begun, so nothing is told of it yet.",
        "more-last-than-there-were": (
            "{after} cannot be left of {before} that were there when the year began."
        ),
        "evidence-of-the-future": "What is seen on {seen_on} cannot be entered before that day.",
        "side-signs-later": "{signed_on} is still to come, so nobody has signed on it.",
    }
)


def require_keeps(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are a support officer."""
    if not is_officer(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": _("a support officer of this assembly")})


def may_state_for(person: Person, assembly: Assembly, *, on: date) -> set[int] | None:
    """Return the keys of the organisations one may state for; None for all. Two queries at most."""
    if is_officer(person, assembly, on=on):
        return None
    return {one.organisation_id for one in authorities_of(person, on=on)}


def may_state(person: Person, assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """Whoever acts for a support body states what it has to. Two queries at most."""
    if not support_organisations(assembly).filter(pk=organisation.pk).exists():
        return False
    return may_act_for(person, organisation, on=on) or is_officer(person, assembly, on=on)


def require_acts_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: unless they act for the organisation that day."""
    if not may_act_for(person, organisation, on=on):
        who = _("somebody who acts for %(name)s") % {"name": organisation.name}
        raise Refusal("not-permitted", None, {"who": who})


def require_is_asked(organisation: Organisation, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless it belongs to the assembly, or backs a compact of it."""
    if belongs(assembly, organisation, on=on):
        return
    if not Signatory.objects.filter(accord__assembly=assembly, organisation=organisation).exists():
        who = _("somebody who acts for a member, or for a body that backs the compact,")
        raise Refusal("not-permitted", None, {"who": who})


def bodies_told_by(
    person: Person, bodies: Iterable[Signatory], assembly: Assembly, *, on: date
) -> list[Signatory]:
    """Return for which of some bodies a person tells: an officer for all. Two queries, and theirs."""
    if is_officer(person, assembly, on=on):
        return list(bodies)
    own = {one.organisation_id for one in authorities_of(person, on=on)}
    return [
        one for one in bodies if one.champion_person_id == person.pk or one.organisation_id in own
    ]


def answers(person: Person, question: ChampionQuestion, *, on: date) -> bool:
    """The champion asked, or a support officer for them or for the owner. One query at most."""
    if question.signatory.champion_person_id == person.pk:
        return True
    return is_officer(person, question.signatory.accord.assembly, on=on)


def require_answers(person: Person, question: ChampionQuestion, *, on: date) -> None:
    """:raises Refusal: if it is not theirs to answer."""
    if not answers(person, question, on=on):
        who = _("the champion of %(body)s, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who % {"body": question.signatory.name}})


def reads_question(person: Person | None, question: ChampionQuestion, *, on: date) -> bool:
    """Everybody, where it was answered in public; else whoever asked, and whoever answers."""
    if question.is_public:
        return True
    if person is None:
        return False
    return question.asked_by_id == person.pk or answers(person, question, on=on)


def may_tell_for(person: Person, signatory: Signatory, *, on: date) -> bool:
    """The champion of a body, and whoever acts for it, tell for it. One query at most."""
    if signatory.champion_person_id == person.pk:
        return True
    body = signatory.organisation
    return body is not None and may_act_for(person, body, on=on)


def require_may_tell_for(person: Person, signatory: Signatory, *, on: date) -> None:
    """:raises Refusal: unless they tell for the body, or are a support officer."""
    if not may_tell_for(person, signatory, on=on) and not is_officer(
        person, signatory.accord.assembly, on=on
    ):
        who = _("the champion of %(body)s, whoever acts for it, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who % {"body": signatory.name}})


def require_may_state(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not."""
    if not may_state(person, assembly, organisation, on=on):
        who = _("somebody who acts for a support body of this assembly")
        raise Refusal("not-permitted", None, {"who": who})

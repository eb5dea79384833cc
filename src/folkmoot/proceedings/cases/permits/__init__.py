"""Who may do what about a case."""

from datetime import datetime

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import belongs
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.queries.cases import judged
from folkmoot.proceedings.cases.queries.parts import Part, part_of
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.rules.cases.handling import case_is_decided_by_its_decider
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "case-closed": "This case was closed on {closed_on}, so nothing more is done in it.",
        "case-not-opened": "Nobody has decided to go into this case yet, so this comes later.",
        "case-opened-already": "This case was opened already, on {opened_on}.",
        "case-of-another-kind": "This is not done in a case of this kind, which is: {kind}.",
        "case-against-oneself": "An organisation cannot raise a case against itself.",
        "not-a-partner": "{organisation} does not belong to this assembly, so it has no case here.",
        "no-membership-to-judge": (
            "{organisation} is not a member here on {on}, so there is no membership to judge."
        ),
        "told-in-the-future": "The chair cannot have been told on {told_on}, a day to come.",
        "third-party-not-proposed": (
            "There is no third party to agree to yet, because nobody has been proposed."
        ),
        "champion-has-not-agreed": (
            "{champion} has not said yet whether they mediate, so there is no meeting to write down."
        ),
        "mediation-taken-on": "That was taken on already, on {agreed_on}.",
        "third-party-agreed-already": "{organisation} agreed to {third_party} already.",
        "breach-not-found-lasting": (
            "This does not go to a vote yet, because it has not been found that the breach "
            "cannot be put right."
        ),
        "not-suspended-by-this-case": "{organisation} is not suspended because of this case.",
        "member-not-asked": (
            "This cannot be put to the vote yet, because {organisation} has not been asked to be "
            "heard."
        ),
        "vote-is-under-way": (
            "This waits until the vote is over, because motion {motion} is not settled yet."
        ),
        "voted-on-already": "This case was put to this vote already; see motion {motion}.",
        "end-needs-a-vote": (
            "This does not end the membership, because the agreement asks for a vote on it and "
            "none was counted."
        ),
        "end-before-the-decision": (
            "The membership cannot end on {from_on}, a day before it is decided."
        ),
        "no-group-to-decide": "There is no co-ordination group here to decide this.",
        "linked-already": "These two cases are linked already.",
        "linked-with-itself": "A case cannot be linked with itself.",
        "case-not-closed": "Nothing is published of a case before it is closed.",
        "names-in-public-words": (
            "What everybody may read cannot name a party, and it names {organisation}."
        ),
    }
)

OFFICER = "a support officer who is not of a party"


def may_raise_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, at: datetime
) -> bool:
    """Those who act for an organisation raise a case for it; a support officer enters it."""
    on = day_of(assembly, at)
    return may_act_for(person, organisation, on=on) or is_officer(person, assembly, on=on)


def require_may_raise_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, at: datetime
) -> None:
    """:raises Refusal: if they may not, or the organisation has no place in the assembly."""
    if not may_raise_for(person, organisation, assembly, at=at):
        who = f"somebody who acts for {organisation.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})
    if not belongs(assembly, organisation, on=day_of(assembly, at)):
        raise Refusal("not-a-partner", None, {"organisation": organisation.name})


def may_open_about_a_member(person: Person, forum: Forum, *, at: datetime) -> bool:
    """The chair and the vice-chair of a forum; a support officer enters what they are told."""
    return may_arrange(person, forum, at=at)


def require_may_open_about_a_member(person: Person, forum: Forum, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_open_about_a_member(person, forum, at=at):
        who = f"the chair or vice-chair of {forum.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})


def may_raise_concern(person: Person, assembly: Assembly, *, at: datetime) -> bool:
    """Officers of public bodies; a support officer enters one for them."""
    kinds = [Post.Kind.PUBLIC_BODY, Post.Kind.OFFICER]
    return holds_post(person, assembly, kinds, on=day_of(assembly, at))


def require_may_raise_concern(person: Person, assembly: Assembly, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_raise_concern(person, assembly, at=at):
        who = "an officer of a public body, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})


def require_sees(person: Person, case: Case, *, at: datetime) -> Part:
    """
    Return somebody's part in a case that they may read.

    :raises Refusal: if they may not.
    """
    part = part_of(person, case, at=at)
    if not part.may_see:
        raise Refusal("not-permitted", None, {"who": "a party to this case, or who decides it,"})
    return part


def require_speaks(person: Person, case: Case, *, at: datetime) -> Part:
    """
    Return somebody's part in a case in which they may add what was said and done.

    :raises Refusal: if they may not.
    """
    part = part_of(person, case, at=at)
    if not part.may_speak:
        raise Refusal("not-permitted", None, {"who": "a party to this case, or who decides it,"})
    return part


def require_speaks_for(person: Person, party: Party, case: Case, *, at: datetime) -> Part:
    """
    Return the part of somebody who may say yes for a party to a case.

    :raises Refusal: unless they act for that party, or record it as a support officer.
    """
    part = part_of(person, case, at=at)
    if party not in part.parties and not part.is_officer:
        who = f"somebody who acts for {party.organisation.name}, or {OFFICER},"
        raise Refusal("not-permitted", None, {"who": who})
    return part


def require_decides(person: Person, case: Case, *, at: datetime) -> Part:
    """
    Return the part of whoever decides a case.

    :raises Refusal: if it falls to somebody else, under the clause that says to whom.
    """
    part = part_of(person, case, at=at)
    if part.may_keep:
        return part
    decider = part.decider
    acting = _acting_as(person, case, at=at)
    if acting is not None:
        finding = judged(
            book_for(case.assembly, on=day_of(case.assembly, at)),
            case_is_decided_by_its_decider,
            decider=acting,
            chair_is_party=decider.chair_is_party,
            vice_chair_is_party=decider.vice_chair_is_party,
        )
        if finding is not None:
            finding.require()
    clause = decider.finding.clause if decider.finding is not None else None
    raise Refusal("not-permitted", clause, {"who": decider.title}, by_whom=decider.title)


def require_keeps(person: Person, case: Case, *, at: datetime) -> Part:
    """
    Return the part of whoever keeps the papers of a case: who decides or mediates, an officer.

    :raises Refusal: if they do neither.
    """
    part = part_of(person, case, at=at)
    if not (part.may_keep or part.is_officer or part.has_closed or part.mediates):
        who = f"{part.decider.title}, or {OFFICER},"
        raise Refusal("not-permitted", None, {"who": who})
    return part


def require_is_asked_to_mediate(person: Person, case: Case, *, at: datetime) -> None:
    """:raises Refusal: unless they are the champion who is asked, and have not taken it on."""
    if not part_of(person, case, at=at).is_mediator:
        raise Refusal("not-permitted", None, {"who": "the champion who is asked to mediate"})
    if case.mediator_agreed_at is not None:
        facts = {"agreed_on": day_of(case.assembly, case.mediator_agreed_at)}
        raise Refusal("mediation-taken-on", None, facts)


def require_mediator_agreed(case: Case) -> None:
    """:raises Refusal: if the champion who is asked has not said yet that they mediate."""
    if case.mediator is not None and case.mediator_agreed_at is None:
        raise Refusal("champion-has-not-agreed", None, {"champion": case.third_party})


def _acting_as(person: Person, case: Case, *, at: datetime) -> str | None:
    """The office that a person holds in the forum of a case, in the rulebook's word."""
    if case.forum is None:
        return None
    terms = chairing_terms(case.forum, on=day_of(case.assembly, at))
    return next((role for role, term in terms.items() if term.person_id == person.pk), None)


def require_open(case: Case) -> None:
    """:raises Refusal: unless somebody goes into the case and it is not closed."""
    if case.closed_at is not None:
        facts = {"closed_on": day_of(case.assembly, case.closed_at)}
        raise Refusal("case-closed", None, facts)
    if case.opened_at is None:
        raise Refusal("case-not-opened", None, {})


def require_kind(case: Case, *kinds: str) -> None:
    """:raises Refusal: if the case is of another kind."""
    if case.kind not in kinds:
        raise Refusal("case-of-another-kind", None, {"kind": case.get_kind_display()})

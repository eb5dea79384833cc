"""Cases of the small world: a difference, a breach, an end, a commitment, a concern, one at rest."""

from datetime import timedelta

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions import breaching, closing, hearing, talking
from folkmoot.proceedings.cases.actions.open_breach import open_breach, raise_absence
from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.proceedings.cases.actions.open_dispute import open_dispute
from folkmoot.proceedings.cases.actions.open_termination import open_termination
from folkmoot.proceedings.cases.actions.raise_concern import raise_concern
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.cases import cases_named
from tests.factories import AdoptionFactory
from tests.security.world_meetings import CALLED, KEEPERS, Moot, Say, Secret

PARTIES = ("contact", "associate", *KEEPERS)
CONCERNED = ("associate", *KEEPERS)


def cases(moot: Moot, public: Person, say: Say, secret: Secret) -> dict[str, Case]:
    """Open a case of each kind; return them by a word."""
    found = {
        "dispute": _dispute(moot, say, secret),
        "breach": _breach(moot, secret),
        "end": _end(moot, secret),
        "compact": _compact(moot, secret),
        "concern": _concern(moot, public, secret),
        "raised": _raised(moot, secret),
        "closed": _closed(moot, say, secret),
    }
    return {word: again(case) for word, case in found.items()}


def again(case: Case) -> Case:
    return cases_named(case.assembly, case.reference).get()


def _told(word: str, secret: Secret, *roles: str) -> dict[str, str]:
    return {
        "title": secret(f"title of the {word}", *roles),
        "account": secret(f"account of the {word}", *roles),
    }


def _between(moot: Moot, word: str, secret: Secret) -> Case:
    return open_dispute(
        assembly=moot.forum.assembly, raised_for=moot.contact.organisation, forum=moot.forum,
        against=moot.associate.organisation, by=moot.contact.person, at=CALLED,
        **_told(word, secret, *PARTIES),
    )  # fmt: skip


def _dispute(moot: Moot, say: Say, secret: Secret) -> Case:
    case = _between(moot, "dispute", secret)
    who = {"by": moot.contact.person, "at": CALLED}
    for kind in ("dialogue", "evidence"):
        words = secret(f"words of a step, {kind}", *PARTIES)
        talking.add_step(case=case, kind=kind, words=words, on=CALLED.date(), **who)
    party = again(case).parties.order_by("pk")[1]
    name = secret("senior person", *PARTIES)
    talking.invite_senior(case=again(case), party=party, name=name, **who)
    third = secret("third party", *PARTIES)
    talking.propose_third_party(case=again(case), name=third, **who)
    return case


def _closed(moot: Moot, say: Say, secret: Secret) -> Case:
    case = _between(moot, "closed dispute", secret)
    who = {"by": moot.contact.person, "at": CALLED}
    talking.add_step(case=case, kind="dialogue", words="-", on=CALLED.date(), **who)
    talking.settle_between_them(
        case=again(case), is_settled=True, words=secret("what was settled", *PARTIES), **who
    )
    closing.publish_words(
        case=again(case), words=say("published words"), lesson=say("lesson"), by=moot.officer,
        at=CALLED,
    )  # fmt: skip
    return case


def _breach(moot: Moot, secret: Secret) -> Case:
    case = open_breach(
        forum=moot.forum, organisation=moot.associate.organisation, told_on=CALLED.date(),
        by=moot.officer, at=CALLED, **_told("breach", secret, *CONCERNED),
    )  # fmt: skip
    breaching.suspend_member(
        case=again(case), reason=secret("why a case suspends", *CONCERNED), until_on=None,
        by=moot.chair.person, at=CALLED,
    )  # fmt: skip
    breaching.lift_suspension(case=again(case), by=moot.chair.person, at=CALLED)
    return case


def _end(moot: Moot, secret: Secret) -> Case:
    case = open_termination(
        forum=moot.forum, organisation=moot.associate.organisation, scope="this forum",
        grounds=["contravention of the agreement"], is_immediate=True, by=moot.chair.person,
        evidence=secret("what shows the grounds", *CONCERNED), at=CALLED,
        **_told("end", secret, *CONCERNED),
    )  # fmt: skip
    hearing.ask_to_be_heard(
        case=again(case), by_day=CALLED.date() + timedelta(days=14), by=moot.chair.person, at=CALLED
    )
    hearing.hear(
        case=again(case), words=secret("what the member says", *CONCERNED), on=CALLED.date(),
        by=moot.associate.person, at=CALLED,
    )  # fmt: skip
    return case


def _compact(moot: Moot, secret: Secret) -> Case:
    AdoptionFactory(
        assembly=moot.forum.assembly, document="dorset-compact", version="3", is_agreement=False
    )
    readers = ("contact", "conflicted", "officer")
    return open_compact_case(
        assembly=moot.forum.assembly, raised_for=moot.contact.organisation,
        against=moot.conflicted.organisation, document="dorset-compact", commitment="consult-standard-length", principles=["partnership"],
        by=moot.contact.person, at=CALLED, **_told("commitment", secret, *readers),
    )  # fmt: skip


def _concern(moot: Moot, public: Person, secret: Secret) -> Case:
    return raise_concern(
        assembly=moot.forum.assembly, about=moot.contact.organisation, by=public, at=CALLED,
        **_told("concern", secret, "public body", "contact", "officer"),
    )  # fmt: skip


def _raised(moot: Moot, secret: Secret) -> Case:
    """What a rule raised and nobody has gone into: the member does not see it yet."""
    case = raise_absence(
        forum=moot.forum, membership=moot.conflicted.membership, times=2, at=CALLED
    )
    Case.objects.filter(pk=case.pk).update(
        title=secret("title of what a rule raised", *KEEPERS),
        account=secret("account of what a rule raised", *KEEPERS),
    )
    return case

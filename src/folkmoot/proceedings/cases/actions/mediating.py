"""How a champion is asked to help the sides of a case, and says whether they do."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.writing import (
    hold_case,
    record_step,
    step_with,
    write_step,
)
from folkmoot.proceedings.cases.events.cases import MediationAsked
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import (
    require_is_asked_to_mediate,
    require_kind,
    require_open,
    require_speaks,
)
from folkmoot.proceedings.cases.queries.beyond import Mediator, is_party, mediators_for
from folkmoot.proceedings.cases.queries.cases import book_of, judged
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.compact.champions import champion_is_no_party
from folkmoot.rules.findings import Clause


@transaction.atomic
def ask_champion(
    *, case: Case, mediator: Mediator, by: Person, at: datetime, form_key: str | None = None
) -> Case:
    """
    Ask a champion to help the sides to agree. A party that asks has agreed to them by asking.

    The champion is told, and reads the case, once every side has agreed to them by name.

    :raises Refusal: if `by` has no part in the case, it is of another kind or not open, or the
        champion or the body that named them is a party to it.
    """
    if (made := step_with(form_key)) is not None:
        return made.case
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.COMPACT)
    part = require_speaks(by, case, at=at)
    clause = _require_no_party(case, mediator, on=day_of(case.assembly, at))

    forget_third_party(case)
    case.third_party, case.mediator = mediator.name, mediator.person
    case.save(update_fields=["third_party", "mediator", "mediator_asked_at", "mediator_agreed_at"])
    own = [party.pk for party in part.parties]
    case.parties.filter(pk__in=own).update(agreed_to=mediator.name, agreed_at=at)
    step = write_step(
        case, Step.Kind.CHAMPION, words=mediator.name, form_key=form_key, by=by, at=at
    )
    record_step(case, step, under=clause, at=at)
    return case


def forget_third_party(case: Case) -> None:
    """Let nobody have agreed to anybody: part of a deed that was allowed already."""
    case.parties.update(agreed_to="", agreed_at=None)
    case.third_party, case.mediator = "", None
    case.mediator_asked_at = case.mediator_agreed_at = None


def call_mediator(case: Case, *, at: datetime) -> None:
    """Tell a champion that they are asked, once every side has agreed to them by name."""
    if case.mediator is None or case.mediator_asked_at is not None:
        return
    if case.parties.exclude(agreed_to=case.third_party).exists():
        return
    case.mediator_asked_at = at
    case.save(update_fields=["mediator_asked_at"])
    event = MediationAsked(case=case.reference, kind=case.get_kind_display())
    tell([case.mediator], event, assembly=case.assembly.slug, at=at)


@transaction.atomic
def take_on_mediation(*, case: Case, by: Person, at: datetime) -> Case:
    """
    Say, as the champion who is asked, that one helps the sides.

    :raises Refusal: if `by` is not asked, has said so already, or the case is closed.
    """
    case = hold_case(case)
    require_open(case)
    require_is_asked_to_mediate(by, case, at=at)
    case.mediator_agreed_at = at
    case.save(update_fields=["mediator_agreed_at"])
    step = write_step(case, Step.Kind.TOOK_ON, words=case.third_party, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return case


@transaction.atomic
def decline_mediation(*, case: Case, because: str, by: Person, at: datetime) -> Case:
    """
    Say, as the champion who is asked, that one cannot; the sides may ask another.

    :raises Refusal: if `by` is not asked, has agreed already, or the case is closed.
    """
    case = hold_case(case)
    require_open(case)
    require_is_asked_to_mediate(by, case, at=at)
    forget_third_party(case)
    case.save(update_fields=["third_party", "mediator", "mediator_asked_at", "mediator_agreed_at"])
    step = write_step(case, Step.Kind.DECLINED, words=because, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return case


def _require_no_party(case: Case, mediator: Mediator, *, on: date) -> Clause | None:
    """:raises Refusal: if the champion is a party, saying who could be asked instead."""
    found = is_party(mediator, case, on=on)
    others: list[str] = []
    if found:
        offered = mediators_for(case.assembly)
        others = [one.name for one in offered if not is_party(one, case, on=on)]
    finding = judged(
        book_of(case),
        champion_is_no_party,
        is_party=found,
        champion=mediator.name,
        others="; ".join(others[:5]),
    )
    return finding.require().clause if finding is not None else None

"""How a case ends, and what is said of it afterwards."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.membership.actions import lift
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.writing import enter, hold_case, tell_all, write_step
from folkmoot.proceedings.cases.events.cases import CaseClosed, CasePublished
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import require_keeps
from folkmoot.proceedings.cases.queries.about import membership_of_case, suspension_now
from folkmoot.proceedings.cases.queries.deciding import decider_of
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause, Refusal


def close(
    case: Case,
    outcome: str,
    *,
    words: str,
    under: Clause | None,
    by: Person | None,
    at: datetime,
    keeps_suspension: bool = False,
    form_key: str | None = None,
) -> Step:
    """
    Close a case that is held: part of a deed that was allowed already.

    A suspension lasts no longer than its case, so it is lifted, unless the matter goes on to a
    vote or the membership ends.
    """
    was_opened = case.opened_at is not None
    case.closed_at, case.outcome, case.outcome_words = at, outcome, words.strip()
    case.save(update_fields=["closed_at", "outcome", "outcome_words"])
    step = write_step(case, Step.Kind.CLOSED, words=words, form_key=form_key, by=by, at=at)
    if not keeps_suspension and by is not None:
        lift_if_suspended(case, by=by, at=at)
    label = str(Case.Outcome(outcome).label)
    event = CaseClosed(case=case.reference, kind=case.get_kind_display(), outcome=label)
    enter(case, event, under=under, at=at)
    if was_opened:
        tell_all(case, event, but=by, at=at)
    return step


def lift_if_suspended(case: Case, *, by: Person, at: datetime) -> None:
    """Lift the suspension that rests on a case, where one still applies."""
    on = day_of(case.assembly, at)
    suspended = suspension_now(case, on=on)
    membership = membership_of_case(case, on=on)
    if suspended is None or membership is None:
        return
    name = decider_of(case, at=at).name or by.name
    lift(membership=membership, decided_by_name=name, by=by, at=at, presides=True)
    write_step(case, Step.Kind.LIFTED, by=by, at=at)


@transaction.atomic
def publish_words(*, case: Case, words: str, lesson: str, by: Person, at: datetime) -> Case:
    """
    Write what everybody may read of a closed case, and what was learnt, with nobody named.

    :raises Refusal: if `by` does not keep it, it is still open, or a party is named.
    """
    case = hold_case(case)
    require_keeps(by, case, at=at)
    if case.closed_at is None:
        raise Refusal("case-not-closed", None, {})
    said = f"{words} {lesson}".casefold()
    for party in case.parties.all():
        if party.organisation.name.casefold() in said:
            facts = {"organisation": party.organisation.name}
            raise Refusal("names-in-public-words", None, facts)

    case.published_words, case.lesson = words.strip(), lesson.strip()
    case.save(update_fields=["published_words", "lesson"])
    event = CasePublished(case=case.reference, kind=case.get_kind_display())
    enter(case, event, under=None, at=at)
    return case

"""Applications marked by a panel whose interests are closed out, and decided with reasons."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.events import (
    BidDecided,
)
from folkmoot.work.funding.models import Application, Assessor, Fund, Mark
from folkmoot.work.funding.permits import (
    assessor_of,
    is_closed_to,
    require_keeps_of,
)
from folkmoot.work.funding.queries.clauses import clause_for


@transaction.atomic
def name_assessor(*, fund: Fund, person: Person, by: Person, at: datetime) -> Assessor:
    """
    Name somebody who marks the applications.

    :raises Refusal: if `by` may not.
    """
    on = day_in(fund.assembly, at=at)
    require_keeps_of(by, fund.assembly, fund.funder_name, fund.run_by, on=on)
    made, _ = Assessor.objects.get_or_create(fund=fund, person=person)
    return made


@transaction.atomic
def declare(
    *, assessor: Assessor, interests: Iterable[Application], by: Person, at: datetime
) -> Assessor:
    """
    Declare in which applications one has an interest; they are closed to one from then on.

    :raises Refusal: if `by` is not the assessor.
    """
    if by.pk != assessor.person_id:
        raise Refusal("not-permitted", None, {"who": "the assessor"})
    assessor.declared_at = at
    assessor.save(update_fields=["declared_at"])
    assessor.interests.set(interests)
    return assessor


@transaction.atomic
def mark(
    *, application: Application, marks: Mapping[str, tuple[int, str]], by: Person, at: datetime
) -> list[Mark]:
    """
    Mark an application under each criterion of the fund.

    :raises Refusal: if `by` is not an assessor, declared nothing yet, or has an interest in it.
    """
    fund = application.fund
    on = day_in(fund.assembly, at=at)
    assessor = assessor_of(fund, by)
    if assessor is None:
        raise Refusal("not-permitted", None, {"who": "an assessor of this fund"})
    if assessor.declared_at is None:
        raise Refusal("interests-not-declared", None, {})
    if is_closed_to(application, assessor, on=on):
        raise Refusal("assessor-applies", None, {"name": by.name})
    made = []
    for criterion in fund.criteria:
        value, words = marks[criterion]
        one, _ = Mark.objects.update_or_create(
            assessor=assessor,
            application=application,
            criterion=criterion,
            defaults={"value": value, "words": words.strip()},
        )
        made.append(one)
    return made


@transaction.atomic
@recording_last()
def decide(
    *,
    application: Application,
    is_awarded: bool,
    reasons: str,
    overhead_accepted: bool,
    overhead_words: str,
    by: Person,
    at: datetime,
) -> Application:
    """
    Decide an application; the organisation is told the reasons, whatever was decided.

    :raises Refusal: while the fund is open, if it was not sent in time or has no mark, if
        overheads are turned down without a word, or `by` may not.
    """
    fund = application.fund
    assembly = fund.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, fund.funder_name, fund.run_by, on=on)
    clause = clause_for(assembly, "open", on=on)
    if fund.closes_on is not None and on <= fund.closes_on:
        facts = {"title": fund.title, "closes_on": fund.closes_on}
        raise Refusal("fund-still-open", clause, facts)
    if application.state != Application.State.SENT:
        raise Refusal("application-not-sent", clause, {})
    if not application.marks.exists():
        raise Refusal("marks-missing", clause, {})
    if not overhead_accepted and application.overhead_pence and not overhead_words.strip():
        raise Refusal("overhead-needs-words", clause_for(assembly, "cost", on=on), {})
    states = Application.State
    application.state = states.AWARDED if is_awarded else states.REFUSED
    application.reasons, application.decided_at = reasons.strip(), at
    application.overhead_accepted = overhead_accepted
    application.overhead_words = overhead_words.strip()
    application.save()
    event = BidDecided(
        fund=fund.slug,
        title=fund.title,
        organisation=application.organisation.name,
        is_awarded=is_awarded,
        reasons=application.reasons,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    people = people_acting_for(application.organisation, on=on)
    tell(people, event, assembly=assembly.slug, at=at)
    return application

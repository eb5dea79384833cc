"""Money awarded, reported on, read from lists, and ended with the notice that is owed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.rules.funding.monitoring import reports_due
from folkmoot.rules.funding.promises import NOTICE, award_runs_over_years, notice_is_long_enough
from folkmoot.rules.periods import add
from folkmoot.work.funding.events import (
    AwardReported,
    AwardsRead,
    EndReplied,
    FundingAwarded,
    FundingEnds,
)
from folkmoot.work.funding.models import Application, Award, AwardReport, EndNotice, Fund
from folkmoot.work.funding.permits import require_applies_for, require_keeps_of
from folkmoot.work.funding.queries.awards import in_pounds, small_of
from folkmoot.work.funding.queries.clauses import clause_for, funding_book


@transaction.atomic
@recording_last()
def award(
    *,
    assembly: Assembly,
    application: Application | None,
    organisation: Organisation,
    funder_name: str,
    directorate: str,
    lead_officer: str,
    kind: str,
    title: str,
    purpose: str,
    outcome: str,
    pence: int,
    starts_on: date,
    ends_on: date,
    one_year_because: str,
    area: Area | None,
    is_national: bool | None = None,
    by: Person,
    at: datetime,
) -> Award:
    """
    Award money, with a report due when it ends, and of a large award one each year too.

    :param application: the one it answers, if it came by a fund.
    :raises Refusal: if it runs for too short without a reason, or `by` may not.
    """
    on = day_in(assembly, at=at)
    run_by = application.fund.run_by if application else ""
    require_keeps_of(by, assembly, funder_name, run_by, on=on)
    book = funding_book(assembly, on=on)
    if book is not None:
        award_runs_over_years(
            book,
            starts_on=starts_on,
            ends_on=ends_on,
            has_reason=bool(one_year_because.strip()),
        ).require()
    number = Award.objects.filter(assembly=assembly, is_ours=True).count() + 1
    made = Award.objects.create(
        assembly=assembly,
        identifier=f"360G-{assembly.slug}-{number}",
        fund=application.fund if application else None,
        application=application,
        organisation=organisation,
        recipient_name=organisation.name,
        funder_name=funder_name.strip(),
        directorate=directorate.strip(),
        lead_officer=lead_officer.strip(),
        kind=_kind_of(application.fund) if application else kind,
        title=title.strip(),
        purpose=purpose.strip(),
        outcome=outcome.strip(),
        pence=pence,
        awarded_on=on,
        starts_on=starts_on,
        ends_on=ends_on,
        one_year_because=one_year_because.strip(),
        area=area,
        is_national=is_national,
    )
    days = reports_due(
        starts_on=starts_on, ends_on=ends_on, pence=pence, small_pence=small_of(made)
    )
    AwardReport.objects.bulk_create([AwardReport(award=made, due_on=day) for day in days])
    event = FundingAwarded(
        identifier=made.identifier,
        organisation=organisation.name,
        funder=made.funder_name,
        title=made.title,
        pounds=in_pounds(pence),
        ends_on=ends_on,
    )
    clause = clause_for(assembly, "years", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def report(
    *,
    report: AwardReport,
    spent_pence: int,
    achieved: str,
    people_helped: int | None,
    by_outcome: Mapping[str, str] | None = None,
    by: Person,
    at: datetime,
) -> AwardReport:
    """
    Tell what was spent of an award and what came of it.

    :param by_outcome: what came of each outcome, where the award is large enough to be asked.
    :raises Refusal: if `by` does not act for the organisation.
    """
    made = report.award
    on = day_in(made.assembly, at=at)
    if made.organisation is None:
        raise Refusal("not-permitted", None, {"who": made.recipient_name})
    require_applies_for(by, made.organisation, on=on)
    report.spent_pence, report.achieved = spent_pence, achieved.strip()
    report.people_helped, report.sent_at = people_helped, at
    report.by_outcome = {name: words.strip() for name, words in (by_outcome or {}).items()}
    report.save()
    event = AwardReported(
        identifier=made.identifier, title=made.title, organisation=made.recipient_name
    )
    clause = clause_for(made.assembly, "outcomes", on=on)
    record(event, assembly=made.assembly.slug, by=by, at=at, under=clause)
    return report


@transaction.atomic
@recording_last()
def give_notice(
    *,
    award: Award,
    ends_on: date,
    because: str,
    exception: str,
    by: Person,
    at: datetime,
) -> EndNotice:
    """
    Give notice that a funding ends; the organisation is told, and can say what it does to it.

    :param exception: what an end before the notice is over rests on; everybody can read it.
    :raises Refusal: with the earliest day, if the notice is too short; if an end is given; or if
        `by` may not.
    """
    assembly = award.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, award.funder_name, on=on)
    before = EndNotice.objects.filter(award=award).order_by("pk").first()
    if before is not None:
        raise Refusal("award-ends-already", None, {"ends_on": before.ends_on})
    book = funding_book(assembly, on=on)
    earliest = on
    if book is not None:
        notice_is_long_enough(
            book, given_on=on, ends_on=ends_on, has_exception=bool(exception.strip())
        ).require()
        earliest = add(on, book.period(NOTICE))
    made = EndNotice.objects.create(
        award=award,
        given_at=at,
        ends_on=ends_on,
        earliest_on=earliest,
        because=because.strip(),
        exception=exception.strip(),
    )
    event = FundingEnds(
        identifier=award.identifier,
        organisation=award.recipient_name,
        funder=award.funder_name,
        title=award.title,
        ends_on=ends_on,
        because=made.because,
        exception=made.exception,
    )
    clause = clause_for(assembly, "notice", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if award.organisation is not None:
        tell(people_acting_for(award.organisation, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def reply_to_notice(
    *, notice: EndNotice, effect: str, reply: str, by: Person, at: datetime
) -> EndNotice:
    """
    Say, as the organisation, what the end of a funding does; it stands beside the notice.

    :raises Refusal: if `by` does not act for it.
    """
    award = notice.award
    on = day_in(award.assembly, at=at)
    if award.organisation is None:
        raise Refusal("not-permitted", None, {"who": award.recipient_name})
    require_applies_for(by, award.organisation, on=on)
    notice.effect, notice.reply, notice.replied_at = effect.strip(), reply.strip(), at
    notice.save(update_fields=["effect", "reply", "replied_at"])
    event = EndReplied(identifier=award.identifier, organisation=award.recipient_name)
    clause = clause_for(award.assembly, "notice", on=on)
    record(event, assembly=award.assembly.slug, by=by, at=at, under=clause)
    return notice


@transaction.atomic
@recording_last()
def read_awards(
    *, assembly: Assembly, awards: Iterable[Award], source: str, by: Person, at: datetime
) -> int:
    """
    Keep awards that were read from a list; one of an identifier that is there is left as it is.

    :return: how many are new.
    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    before = Award.objects.filter(assembly=assembly).count()
    Award.objects.bulk_create(awards, batch_size=500, ignore_conflicts=True)
    number = Award.objects.filter(assembly=assembly).count() - before
    event = AwardsRead(source=source, awards=number)
    clause = clause_for(assembly, "spending", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return number


def _kind_of(fund: Fund) -> str:
    """Return as what an award of a fund stands. No query."""
    is_bought = fund.mechanism in (Fund.Mechanism.CONTRACT, Fund.Mechanism.TENDER)
    return Award.Kind.CONTRACT if is_bought else Award.Kind.GRANT

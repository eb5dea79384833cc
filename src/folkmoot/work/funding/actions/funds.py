"""A fund planned and published, asked about; applications drafted together and sent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.funding.monitoring import adds_up
from folkmoot.rules.funding.promises import fund_says_what_it_needs, time_to_bid_is_adequate
from folkmoot.work.funding.events import (
    ApplicationSent,
    BidReceived,
    FundPublished,
)
from folkmoot.work.funding.models import Application, Fund, FundQuestion
from folkmoot.work.funding.permits import (
    require_applies_for,
    require_keeps_of,
)
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.buying import BOUGHT, weighing_of
from folkmoot.work.funding.queries.clauses import clause_for, funding_book

KEPT = (
    "title", "funder_name", "directorate", "run_by", "mechanism", "mechanism_why", "priorities",
    "outcomes", "conditions", "rules", "reserves", "overhead_method", "criteria", "pence", "small_award_pence",
    "hours_short", "hours_long", "opens_on", "closes_on", "short_because", "is_renewal", "service",
    "area", "is_shared",
)  # fmt: skip


@transaction.atomic
def plan_fund(
    *, assembly: Assembly, fund: Fund | None = None, by: Person, at: datetime, **kept: Any
) -> Fund:
    """
    Plan a fund, or change the plan; once it is public it stays as it is.

    :param kept: what is said of it, by the names in `KEPT`.
    :raises Refusal: if `by` may not, or it is public.
    """
    on = day_in(assembly, at=at)
    names = {kept.get("funder_name", ""), fund.funder_name if fund else ""} - {""}
    for name in names or {""}:
        require_keeps_of(by, assembly, name, on=on)
    told = {name: kept[name] for name in KEPT if name in kept}
    if fund is None:
        stem = slugify(told["title"])[:80] or "fund"
        same = Fund.objects.filter(assembly=assembly, slug__startswith=stem).count()
        return Fund.objects.create(
            assembly=assembly,
            slug=f"{stem}-{same + 1}" if same else stem,
            entered_at=at,
            entered_by=by,
            **told,
        )
    if fund.published_at:
        raise Refusal("fund-is-public", None, {"title": fund.title})
    for name, value in told.items():
        setattr(fund, name, value)
    fund.save(update_fields=list(told))
    return fund


@transaction.atomic
@recording_last()
def publish_fund(*, fund: Fund, by: Person, at: datetime) -> Fund:
    """
    Make a fund public, with its priorities, conditions, criteria and fair time to apply.

    :raises Refusal: with the clause, if something is not said or the time is too short.
    """
    assembly = fund.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, fund.funder_name, fund.run_by, on=on)
    if fund.opens_on is None or fund.closes_on is None:
        raise Refusal("fund-without-days", None, {})
    if not fund.criteria:
        raise Refusal("fund-without-criteria", clause_for(assembly, "open", on=on), {})
    _ways_are_weighed(fund, on=on)
    book = funding_book(assembly, on=on)
    if book is not None:
        fund_says_what_it_needs(
            book,
            has_priorities=bool(fund.priorities.strip()),
            has_conditions=bool(fund.conditions.strip()),
            says_why_mechanism=bool(fund.mechanism_why.strip()),
        ).require()
        time_to_bid_is_adequate(
            book,
            opens_on=fund.opens_on,
            closes_on=fund.closes_on,
            has_reason=bool(fund.short_because.strip()),
        ).require()
    fund.published_at = at
    fund.save(update_fields=["published_at"])
    event = FundPublished(
        fund=fund.slug,
        title=fund.title,
        funder=fund.funder_name,
        opens_on=fund.opens_on,
        closes_on=fund.closes_on,
        days=(fund.closes_on - fund.opens_on).days,
    )
    clause = clause_for(assembly, "priorities", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return fund


def _ways_are_weighed(fund: Fund, *, on: date) -> None:
    """:raises Refusal: if a service would be bought anew and the ways to give it were not weighed."""
    if not fund.is_renewal or fund.mechanism not in BOUGHT:
        return
    if fund.service is None:
        clause = clause_for(fund.assembly, "options", on=on)
        raise Refusal("renewal-without-record", clause, {})
    finding = weighing_of(fund.service, on=on)
    if finding is not None:
        finding.require()


@transaction.atomic
def ask_of_fund(
    *, fund: Fund, words: str, at: datetime, is_on_reserves: bool = False
) -> FundQuestion:
    """Ask something about a fund; the answer goes to all."""
    return FundQuestion.objects.create(
        fund=fund, words=words.strip(), is_on_reserves=is_on_reserves, asked_at=at
    )


@transaction.atomic
def answer_to_all(
    *, question: FundQuestion, answer: str, by: Person, at: datetime, reserves_answer: str = ""
) -> FundQuestion:
    """
    Answer a question about a fund, to everybody alike.

    :param reserves_answer: what is answered on charity reserves, which has its own place.

    :raises Refusal: if `by` may not.
    """
    fund = question.fund
    on = day_in(fund.assembly, at=at)
    require_keeps_of(by, fund.assembly, fund.funder_name, fund.run_by, on=on)
    question.answer, question.answered_at = answer.strip(), at
    question.reserves_answer = reserves_answer.strip()
    question.save(update_fields=["answer", "reserves_answer", "answered_at"])
    return question


@transaction.atomic
@recording_last()
def apply(
    *,
    fund: Fund,
    organisation: Organisation,
    title: str,
    words: str,
    outcomes: Mapping[str, str],
    pence: int,
    overhead_pence: int,
    years: int,
    budget: Sequence[tuple[str, int]] = (),
    together_with: str,
    hours_spent: int | None,
    is_sent: bool,
    by: Person,
    at: datetime,
) -> Application:
    """
    Draft an application together, or send it; one that is sent is changed only by sending it again.

    :raises Refusal: if it is sent outside the days of the fund, is too much for the short form, was
        sent and would be a draft, or `by` does not act for it.
    """
    on = day_in(fund.assembly, at=at)
    require_applies_for(by, organisation, on=on)
    said = {
        "title": title.strip(),
        "words": words.strip(),
        "outcomes": dict(outcomes),
        "pence": pence,
        "overhead_pence": overhead_pence,
        "budget": [list(one) for one in budget],
        "years": years,
        "together_with": together_with.strip(),
        "hours_spent": hours_spent,
    }
    made, is_new = Application.objects.get_or_create(
        fund=fund,
        organisation=organisation,
        defaults={**said, "begun_at": at, "receipt": get_random_string(10, RECEIPT)},
    )
    if not is_new:
        if made.state != Application.State.DRAFT and not is_sent:
            raise Refusal("application-sent-already", None, {"closes_on": fund.closes_on or "–"})
        for name, value in said.items():
            setattr(made, name, value)
        made.save()
    if not is_sent:
        return made
    opens, closes = fund.opens_on, fund.closes_on
    is_open = fund.published_at and opens and closes and opens <= on <= closes
    if not is_open:
        facts = {"title": fund.title, "opens_on": opens or "–", "closes_on": closes or "–"}
        raise Refusal("fund-not-open", None, facts)
    is_small = pence <= fund.small_award_pence
    if not is_small and any(not outcomes.get(one, "").strip() for one in fund.outcomes):
        clause = clause_for(fund.assembly, "light", on=on)
        raise Refusal("whole-form-needed", clause, {"small": in_pounds(fund.small_award_pence)})
    if made.budget and adds_up([part for _words, part in made.budget], to=pence):
        parts = in_pounds(sum(part for _words, part in made.budget))
        clause = clause_for(fund.assembly, "cost", on=on)
        facts = {"sum": parts, "asked": in_pounds(pence)}
        raise Refusal("budget-does-not-add-up", clause, facts)
    made.state, made.sent_at = Application.State.SENT, at
    made.save(update_fields=["state", "sent_at"])
    clause = clause_for(fund.assembly, "open", on=on)
    event = ApplicationSent(fund=fund.slug, title=fund.title)
    record(event, assembly=fund.assembly.slug, by=None, at=at, under=clause)
    told = BidReceived(
        fund=fund.slug, title=fund.title, organisation=organisation.name, receipt=made.receipt
    )
    people = people_acting_for(organisation, on=on)
    tell(people, told, assembly=fund.assembly.slug, at=at)
    return made


RECEIPT = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

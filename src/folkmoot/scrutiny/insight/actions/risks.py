"""What may come is kept in sight, looked at again, tied to agenda and plan, and closed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.periods import add
from folkmoot.scrutiny.insight.events import RiskClosed, RiskEntered, RiskLookedAt, RiskTiedTo
from folkmoot.scrutiny.insight.models import Evidence, Risk, RiskReview, SeenBy, Use
from folkmoot.scrutiny.insight.permits import require_keeps_insight
from folkmoot.scrutiny.insight.queries.addresses import target_at
from folkmoot.scrutiny.insight.queries.clauses import clause_for, review_period


def _allowed(assembly: Assembly, by: Person, at: datetime) -> tuple[date, Clause | None]:
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    return on, clause_for(assembly, "risks", on=on)


def _require_open(risk: Risk, clause: Clause | None) -> None:
    if risk.closed_on is not None:
        raise Refusal("risk-closed", clause, {"title": risk.title})


@transaction.atomic
@recording_last()
def keep_in_sight(
    *,
    assembly: Assembly,
    kind: str,
    forum: Forum | None,
    title: str,
    words: str,
    likelihood: int,
    effect: int,
    direction: str,
    owner: str,
    seen_by: str,
    evidence: Iterable[Evidence] = (),
    by: Person,
    at: datetime,
) -> Risk:
    """
    Keep a trend, a risk or an opening in sight; it is looked at again within the period fixed.

    :raises Refusal: if `by` may not.
    """
    on, clause = _allowed(assembly, by, at)
    last = Risk.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"] or 0
    risk = Risk.objects.create(
        assembly=assembly,
        number=last + 1,
        kind=kind,
        forum=forum,
        title=title.strip(),
        words=words.strip(),
        likelihood=likelihood,
        effect=effect,
        points=likelihood * effect,
        direction=direction,
        owner=owner.strip(),
        seen_by=seen_by,
        review_by=add(on, review_period(assembly, on=on)),
        entered_at=at,
        looked_at_at=at,
    )
    risk.evidence.set(evidence)
    event = RiskEntered(
        number=risk.number,
        title=risk.title if seen_by == SeenBy.PUBLIC else "–",
        points=risk.points,
        review_by=risk.review_by,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return risk


@transaction.atomic
@recording_last()
def look_again(
    *,
    risk: Risk,
    likelihood: int,
    effect: int,
    direction: str,
    words: str,
    by: Person,
    at: datetime,
) -> Risk:
    """
    Say how something stands now; how it stood before stays readable.

    :raises Refusal: if `by` may not, or it is closed.
    """
    assembly = risk.assembly
    on, clause = _allowed(assembly, by, at)
    _require_open(risk, clause)
    RiskReview.objects.create(
        risk=risk,
        on=on,
        likelihood=likelihood,
        effect=effect,
        direction=direction,
        words=words.strip(),
    )
    risk.likelihood, risk.effect, risk.direction = likelihood, effect, direction
    risk.points = likelihood * effect
    risk.review_by, risk.looked_at_at = add(on, review_period(assembly, on=on)), at
    risk.save()
    event = RiskLookedAt(
        number=risk.number,
        points=risk.points,
        direction=risk.get_direction_display(),
        review_by=risk.review_by,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return risk


@transaction.atomic
@recording_last()
def tie(*, risk: Risk, to: str, address: str, by: Person, at: datetime) -> Risk:
    """
    Tie something to the item of an agenda under which it is taken, or the action that meets it.

    :param to: "item" or "action", :param address: as it was copied from a browser.
    :raises Refusal: if `by` may not, it is closed, the address is no such thing, or the item is
        on an agenda of another forum than the one that keeps it in sight.
    """
    assembly = risk.assembly
    _on, clause = _allowed(assembly, by, at)
    _require_open(risk, clause)
    target = target_at(assembly, address)
    if to == Use.Kind.ACTION:
        if target is None or target.kind != Use.Kind.ACTION:
            raise Refusal("not-an-action", clause, {})
        risk.plan_address, risk.plan_title = target.address, target.title[:400]
    else:
        if target is None or target.item is None:
            raise Refusal("not-an-item", clause, {})
        forum = target.item.meeting.forum
        if risk.forum is not None and forum != risk.forum:
            names = {"other": forum.name, "forum": risk.forum.name}
            raise Refusal("item-of-another-forum", clause, names)
        risk.item = target.item
    risk.save()
    event = RiskTiedTo(number=risk.number, address=target.address)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return risk


@transaction.atomic
@recording_last()
def close_risk(*, risk: Risk, outcome: str, by: Person, at: datetime) -> Risk:
    """
    No longer keep something in sight, with what came of it.

    :raises Refusal: if `by` may not, or it is closed.
    """
    assembly = risk.assembly
    on, clause = _allowed(assembly, by, at)
    _require_open(risk, clause)
    risk.closed_on, risk.outcome = on, outcome.strip()
    risk.save()
    record(RiskClosed(number=risk.number), assembly=assembly.slug, by=by, at=at, under=clause)
    return risk

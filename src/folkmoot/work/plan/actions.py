"""A plan kept, signed off; its actions made ready, told of, moved to another day, done."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.plan.ready import PARTS, action_is_ready
from folkmoot.work.plan.events import (
    PlanActionKept,
    PlanActionMoved,
    PlanKept,
    PlanLookedAt,
    PlanProgressTold,
    PlanSignedOff,
)
from folkmoot.work.plan.models import Action, ActionNews, Plan, SignOff
from folkmoot.work.plan.permits import require_keeps_plans
from folkmoot.work.plan.queries import LIVE, clause_for

KEPT = (
    "priority", "title", "owner", "is_of_sector", "measure", "target", "means", "due_on",
    "clause_key", "left_open", "area", "evidence", "consultation", "commissioning",
)  # fmt: skip


def _keep(event: Any, plan: Plan, *, by: Person, at: datetime) -> None:
    on = day_in(plan.assembly, at=at)
    record(event, assembly=plan.assembly.slug, by=by, at=at, under=clause_for(plan, on=on))


@transaction.atomic
@recording_last()
def keep_plan(
    *,
    assembly: Assembly,
    kind: str,
    title: str,
    about: str,
    from_on: date,
    until_on: date,
    watched_by: str,
    by: Person,
    at: datetime,
) -> Plan:
    """
    Enter a plan.

    :raises Refusal: if `by` may not.
    """
    require_keeps_plans(by, assembly, on=day_in(assembly, at=at))
    stem = slugify(title)[:80] or "plan"
    same = Plan.objects.filter(assembly=assembly, slug__startswith=stem).count()
    plan = Plan.objects.create(
        assembly=assembly,
        slug=f"{stem}-{same + 1}" if same else stem,
        kind=kind,
        title=title.strip(),
        about=about.strip(),
        from_on=from_on,
        until_on=until_on,
        watched_by=watched_by.strip(),
        entered_at=at,
    )
    event = PlanKept(plan=plan.slug, title=plan.title, until_on=until_on)
    _keep(event, plan, by=by, at=at)
    return plan


@transaction.atomic
@recording_last()
def sign_off(
    *, plan: Plan, name: str, is_of_sector: bool, on: date, by: Person, at: datetime
) -> SignOff:
    """
    Enter that a side agreed to a plan.

    :raises Refusal: if `by` may not.
    """
    require_keeps_plans(by, plan.assembly, on=day_in(plan.assembly, at=at))
    made, _ = SignOff.objects.update_or_create(
        plan=plan, name=name.strip(), defaults={"is_of_sector": is_of_sector, "on": on}
    )
    _keep(PlanSignedOff(plan=plan.slug, title=plan.title, side=made.name), plan, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def look_at(*, plan: Plan, words: str, by: Person, at: datetime) -> Plan:
    """
    Keep that both sides looked at a plan again today, and what they found.

    :raises Refusal: if `by` may not.
    """
    on = day_in(plan.assembly, at=at)
    require_keeps_plans(by, plan.assembly, on=on)
    plan.looked_at_on, plan.looked_at_words = on, words.strip()
    plan.save(update_fields=["looked_at_on", "looked_at_words"])
    _keep(PlanLookedAt(plan=plan.slug, title=plan.title), plan, by=by, at=at)
    return plan


@transaction.atomic
@recording_last()
def keep_action(
    *,
    plan: Plan,
    action: Action | None = None,
    is_ready: bool,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Action:
    """
    Enter an action or change it; it is ready once it has all that makes it doable.

    :param kept: what is said of it, by the names in `KEPT`.
    :raises Refusal: if it is to be ready and a part is missing, or `by` may not.
    """
    assembly = plan.assembly
    on = day_in(assembly, at=at)
    require_keeps_plans(by, assembly, on=on)
    made = action or Action(plan=plan, number=_next(plan))
    before = made.due_on
    for name in KEPT:
        if name in kept:
            setattr(made, name, kept[name])
    if is_ready:
        _require_ready(made, on=on)
        made.state = Action.State.READY
    if action is not None and before is not None:
        made.due_on = before  # a day that was set is moved with its reason, and not by the way
    made.told_on = on
    made.save()
    event = PlanActionKept(
        plan=plan.slug, number=made.number, title=made.title, state=made.get_state_display()
    )
    _keep(event, plan, by=by, at=at)
    return made


def _next(plan: Plan) -> int:
    return (plan.actions.aggregate(last=Max("number"))["last"] or 0) + 1


def _require_ready(made: Action, *, on: date) -> None:
    there = {
        "has_owner": bool(made.owner.strip()),
        "has_measure": bool(made.measure.strip()),
        "has_target": bool(made.target.strip()),
        "has_means": bool(made.means.strip()),
        "has_due_date": made.due_on is not None,
    }
    book = book_that_fixes(made.plan.assembly, PARTS, on=on)
    if book is not None:
        action_is_ready(book, **there).require()
        return
    needed = {"has_owner": "an owner", "has_due_date": "a due date"}
    if missing := [words for name, words in needed.items() if not there[name]]:
        raise Refusal("action-not-ready", clause_for(made.plan, on=on), {"missing": missing})


@transaction.atomic
@recording_last()
def tell_progress(
    *, action: Action, words: str, link: str, state: str, by: Person, at: datetime
) -> Action:
    """
    Tell how far an action has come, by what that is seen; or that it is done or dropped.

    :param state: its new state, or nothing to leave it as it is.
    :raises Refusal: if `by` may not.
    """
    plan = action.plan
    on = day_in(plan.assembly, at=at)
    require_keeps_plans(by, plan.assembly, on=on)
    if state == Action.State.DONE:
        _require_ready(action, on=on)
    ActionNews.objects.create(action=action, on=on, words=words.strip(), link=link)
    action.told_on = on
    action.state = state or action.state
    action.save(update_fields=["told_on", "state"])
    event = PlanProgressTold(
        plan=plan.slug, number=action.number, title=action.title, words=words.strip()
    )
    _keep(event, plan, by=by, at=at)
    return action


@transaction.atomic
@recording_last()
def move_day(*, action: Action, due_on: date, because: str, by: Person, at: datetime) -> Action:
    """
    Move the day of an action; the day before and the reason stay for everybody to read.

    :raises Refusal: if it is over, or `by` may not.
    """
    plan = action.plan
    on = day_in(plan.assembly, at=at)
    require_keeps_plans(by, plan.assembly, on=on)
    if action.state not in LIVE:
        raise Refusal("action-is-over", None, {"title": action.title})
    was = action.due_on
    ActionNews.objects.create(
        action=action, on=on, words=because.strip(), was_due_on=was, due_on=due_on
    )
    action.due_on, action.told_on = due_on, on
    action.save(update_fields=["due_on", "told_on"])
    event = PlanActionMoved(
        plan=plan.slug,
        number=action.number,
        title=action.title,
        was=was,
        due_on=due_on,
        because=because.strip(),
    )
    _keep(event, plan, by=by, at=at)
    return action

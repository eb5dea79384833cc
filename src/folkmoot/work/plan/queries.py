"""How far each action of a plan has come, who is silent, and what both sectors have to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add
from folkmoot.rules.plan.ready import PARTS, both_sectors_have_tasks
from folkmoot.work.plan.models import Action, ActionNews, Plan

REVIEW = "themes.review"
SILENCE = "progress.silence"
USUAL_SILENCE = 90
CLAUSES = {
    Plan.Kind.PLAN: ("smart-plan",),
    Plan.Kind.WORK_PLAN: ("work-plan",),
    Plan.Kind.SET_UP: ("formal-relationships",),
    Plan.Kind.THEMES: ("grow-with-assembly", "priority-areas"),
}
LIVE = (Action.State.DRAFT, Action.State.READY)


def clause_for(plan: Plan, *, on: date) -> Clause | None:
    """Return the clause a plan rests on, or None. One query a page."""
    return clause_adopted(plan.assembly, *CLAUSES[Plan.Kind(plan.kind)], on=on)


def plans(assembly: Assembly) -> QuerySet[Plan]:
    """Return the plans of an assembly with their actions, the latest to begin first. Two queries."""
    found = Plan.objects.filter(assembly=assembly).select_related("assembly")
    return found.prefetch_related("actions").order_by("-from_on", "-pk")


def silence_of(assembly: Assembly, *, on: date) -> tuple[int, Clause | None]:
    """Return after how many days without news an action is flagged, and the clause. Two queries."""
    book = book_that_fixes(assembly, SILENCE, on=on)
    if book is None:
        return USUAL_SILENCE, None
    return book.whole(SILENCE), book.parameter(SILENCE).clause


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands on a day: its word, and whether nothing was told of it for too long."""

    action: Action
    state: str
    is_silent: bool
    news: list[ActionNews]


def standings(plan: Plan, *, on: date) -> list[tuple[str, list[Standing]]]:
    """Return how each action of a plan stands, under its priority, in their order. Four queries."""
    latest = ActionNews.objects.order_by("-on", "-pk")
    rows = plan.actions.select_related("area", "consultation").order_by("number")
    silent, _clause = silence_of(plan.assembly, on=on)
    found: dict[str, list[Standing]] = {}
    for one in rows.prefetch_related(Prefetch("news", latest)):
        is_silent = one.state in LIVE and on > one.told_on + timedelta(days=silent)
        found.setdefault(one.priority, []).append(
            Standing(one, state_of(one, on=on), is_silent, list(one.news.all()))
        )
    return list(found.items())


def state_of(action: Action, *, on: date) -> str:
    """Tell how an action stands, in one of the site's words. No query."""
    match action.state:
        case Action.State.DONE:
            return "met"
        case Action.State.DROPPED:
            return "withdrawn"
        case Action.State.DRAFT:
            return "draft"
    return "overdue" if action.due_on and on > action.due_on else "due"


def look_again(plan: Plan, *, on: date) -> tuple[date, Clause] | None:
    """
    Return by when both sides look at a list of themes again, and the clause; None of other plans,
    and where no document says how often. Two queries.
    """
    if plan.kind != Plan.Kind.THEMES:
        return None
    book = book_that_fixes(plan.assembly, REVIEW, on=on)
    if book is None:
        return None
    due_on = add(plan.looked_at_on or plan.from_on, book.period(REVIEW))
    return due_on, book.parameter(REVIEW).clause


def one_sided(plan: Plan, actions: Iterable[Action], *, on: date) -> Finding | None:
    """Return what a document says of who has tasks in a plan; None where none does. Two queries."""
    book = book_that_fixes(plan.assembly, "shared.sectors", on=on)
    if book is None:
        return None
    live = [one for one in actions if one.state in LIVE]
    of_sector = sum(one.is_of_sector for one in live)
    return both_sectors_have_tasks(book, of_sector=of_sector, of_partners=len(live) - of_sector)


def parts_named(assembly: Assembly, *, on: date) -> bool:
    """Whether a document names what makes an action ready. Two queries."""
    return book_that_fixes(assembly, PARTS, on=on) is not None


def obligations_of_plans(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """Return the actions that are ready and have a day, and when themes are looked at. Five queries."""
    states = (Action.State.READY,) if is_open else (Action.State.READY, Action.State.DONE)
    rows = Action.objects.filter(plan__assembly=assembly, state__in=states)
    found = []
    clauses: dict[int, Clause | None] = {}
    for one in rows.select_related("plan__assembly").order_by("due_on", "pk"):
        if one.plan_id not in clauses:
            clauses[one.plan_id] = clause_for(one.plan, on=on)
        clause = clauses[one.plan_id]
        if clause is not None and one.due_on is not None:
            found.append(
                Obligation(
                    what=one.title,
                    who=one.owner,
                    clause=clause,
                    due_on=one.due_on,
                    done_on=one.told_on if one.state == Action.State.DONE else None,
                )
            )
    themes = Plan.objects.filter(assembly=assembly, kind=Plan.Kind.THEMES, until_on__gt=on)
    for plan in themes.select_related("assembly").order_by("pk"):
        due = look_again(plan, on=on)
        if due is not None:
            what = _("Look at the list of themes again: %(title)s") % {"title": plan.title}
            found.append(Obligation(what=what, who=plan.watched_by, clause=due[1], due_on=due[0]))
    return found

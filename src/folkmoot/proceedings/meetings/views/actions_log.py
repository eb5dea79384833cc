"""The action log: read, and taken away as a file."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.queries.actions_log import (
    STATES,
    actions_of,
    in_state,
    log_clause,
    numbers_by_forum,
    owners_of,
    readable_actions,
)
from folkmoot.proceedings.meetings.queries.arranging import forums_to_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.proceedings.meetings.views.seeing import sight_for


@open_to(EVERYONE)
def actions(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what was undertaken, by forum, owner and state."""
    at = timezone.now()
    on, sight = day_of(assembly, at), sight_for(request, assembly, at=at)
    found, chosen = _chosen(request, assembly, sight, on=on)
    arranged = forums_to_arrange(assembly, sight.person, at=at) if sight.person else []
    given = {
        "page_obj": Paginator(found, 25).get_page(request.GET.get("page")),
        "numbers": numbers_by_forum(assembly, on=on),
        "owners": owners_of(assembly, sight)[:200],
        "states": _states(),
        "chosen": chosen,
        "arranged": {forum.pk for forum in arranged},
        "may_add": bool(arranged),
        "sight": sight,
        "clause": log_clause(assembly, on=on),
        "query": request.GET.urlencode(),
    }
    return render(request, "meetings/actions.html", given)


@open_to(EVERYONE)
def actions_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the same list as a file, whole."""
    at = timezone.now()
    on, sight = day_of(assembly, at), sight_for(request, assembly, at=at)
    found, _names = _chosen(request, assembly, sight, on=on)
    head = ["forum", "number", "what", "organisation", "due", "state", "agreed at", "done",
            "dropped", "what came of it"]  # fmt: skip
    if sight.is_member:
        head.append("person")
    rows = (_cells(one, is_member=sight.is_member) for one in found)
    return csv_file(f"{assembly.slug}-actions-{on}", head, rows)


def _cells(one: Any, *, is_member: bool) -> list[Any]:
    owner = one.organisation.name if one.organisation else one.owner_as_written
    cells = [one.forum.name, one.number, one.text, owner, one.due_on, _state(one),
             one.meeting.reference if one.meeting else "", one.done_on, one.dropped_on,
             one.closing_words]  # fmt: skip
    if is_member:
        cells.append(one.person.name if one.person and one.has_person else "")
    return cells


def _chosen(
    request: Request, assembly: Assembly, sight: Sight, *, on: date
) -> tuple[QuerySet[Any], dict[str, str]]:
    """The actions that were asked for, as far as they may be read, and what was asked for."""
    asked = {name: request.GET.get(name, "")[:100] for name in ("forum", "organisation", "state")}
    if asked["state"] not in STATES:
        asked["state"] = "open"
    found = in_state(actions_of(assembly, on=on), asked["state"], on=on)
    if asked["forum"]:
        found = found.filter(forum__slug=asked["forum"])
    if asked["organisation"]:
        found = found.filter(organisation__reference=asked["organisation"])
    return readable_actions(found, sight), asked


def _states() -> list[tuple[str, str]]:
    """The ways in which actions stand, and how each is told."""
    return list(
        zip(STATES, [_("Open"), _("Overdue"), _("Done"), _("Dropped"), _("All")], strict=True)
    )


def _state(action: Any) -> str:
    if action.done_on is not None:
        return "done"
    if action.dropped_on is not None:
        return "dropped"
    return "overdue" if action.is_overdue else "open"

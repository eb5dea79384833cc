"""Where an assembly and its forums come from."""

from dataclasses import dataclass
from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Mandate


@dataclass(frozen=True, slots=True)
class Asked:
    """A mandate as it stands on a day: "met", "late" or "open"."""

    mandate: Mandate
    state: str
    was_late: bool


def as_asked(mandate: Mandate, *, on: date) -> Asked:
    """
    Tell how a mandate stands on a day. No query.

    It is late from the day after it was due; one that was met after that says so.
    """
    due = mandate.due_on
    if mandate.met_on is not None and mandate.met_on <= on:
        return Asked(mandate, "met", due is not None and mandate.met_on > due)
    is_late = due is not None and on > due
    return Asked(mandate, "late" if is_late else "open", is_late)


def mandates(assembly: Assembly, *, on: date) -> list[Asked]:
    """Return what was asked of an assembly, soonest due first, then without a day. One query."""
    rows = Mandate.objects.filter(assembly=assembly).select_related("forum").order_by("pk")
    ordered = sorted(rows, key=lambda row: (row.due_on is None, row.due_on or on, row.pk))
    return [as_asked(row, on=on) for row in ordered]


def mandates_of(forum: Forum, *, on: date) -> list[Asked]:
    """Return what prompted a forum from outside, in the order it was registered. One query."""
    return [as_asked(row, on=on) for row in forum.mandates.order_by("pk")]


def grown_forums(assembly: Assembly) -> list[Forum]:
    """Return the forums whose record says what they grew from, by name. One query."""
    told = Forum.objects.filter(assembly=assembly).exclude(grew_from="")
    return list(told.order_by("name", "pk"))

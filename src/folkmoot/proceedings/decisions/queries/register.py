"""The register of decisions: what was decided, how, by whom, on what evidence and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.motions import visible_motions
from folkmoot.proceedings.decisions.queries.urgent import ROUTES
from folkmoot.proceedings.meetings.queries.meetings import zone_of
from folkmoot.proceedings.meetings.queries.sight import Sight

HOW: Mapping[str, Any] = {
    "consensus": gettext_lazy("by consensus at a meeting"),
    "vote": gettext_lazy("by a vote at a meeting"),
    "urgent": gettext_lazy("urgently, between meetings"),
    "recorded": gettext_lazy("elsewhere, and recorded here"),
}
VOTED = (Motion.Outcome.CARRIED, Motion.Outcome.LOST, Motion.Outcome.UNDECIDED)
SHOWN = (Motion.Outcome.AGREED, *VOTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What somebody looks for in the register; what is left empty is not asked.

    :param forum: the slug of one.
    :param how: one of HOW.
    :param whose: "collectively" or "singly".
    """

    words: str = ""
    forum: str = ""
    year: int | None = None
    outcome: str = ""
    how: str = ""
    whose: str = ""


def decisions(assembly: Assembly, sight: Sight, asked: Asked) -> QuerySet[Motion]:
    """
    Return what an assembly decided, as far as it is open to somebody, the latest first. One query.

    Motions that were taken back are out: nothing was decided.
    """
    found = Motion.objects.filter(assembly=assembly, outcome__in=SHOWN)
    found = visible_motions(found, sight)
    for word in asked.words.split():
        found = found.filter(
            Q(question__icontains=word)
            | Q(outcome_words__icontains=word)
            | Q(evidence__icontains=word)
            | Q(decided_by_name__icontains=word)
            | Q(reference=word)
        )
    if asked.forum:
        found = found.filter(forum__slug=asked.forum)
    if asked.year is not None:
        zone = zone_of(assembly)
        begins = datetime(asked.year, 1, 1, tzinfo=zone)
        ends = datetime(asked.year + 1, 1, 1, tzinfo=zone)
        found = found.filter(decided_at__gte=begins, decided_at__lt=ends)
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    if asked.how:
        found = found.filter(_taken(asked.how))
    if asked.whose:
        found = found.filter(is_collective=asked.whose == "collectively")
    return found.select_related("forum", "item__meeting", "noted_in").order_by("-decided_at", "-pk")


def _taken(how: str) -> Q:
    if how == "urgent":
        return Q(route__in=ROUTES)
    if how == "recorded":
        return Q(route=Motion.Route.RECORDED)
    outcomes = [Motion.Outcome.AGREED] if how == "consensus" else VOTED
    return Q(route=Motion.Route.MEETING, outcome__in=outcomes)


def how_taken(motion: Motion) -> str:
    """Return by which of the ways in HOW a motion was decided. No query."""
    if motion.route in ROUTES:
        return "urgent"
    if motion.route == Motion.Route.RECORDED:
        return "recorded"
    return "consensus" if motion.outcome == Motion.Outcome.AGREED else "vote"


def outcome_in_words(motion: Motion) -> str:
    """Say what came of a motion; of one person's decision, whose it was. No query."""
    if not motion.is_collective:
        return _("decided by %(name)s alone") % {"name": motion.decided_by_name}
    return str(motion.get_outcome_display())


def whose(motion: Motion) -> str:
    """Say by whom a motion was decided: a forum together, or one person. No query."""
    if not motion.is_collective:
        return motion.decided_by_name
    return _("%(forum)s together") % {"forum": motion.forum.name}


def years_of(assembly: Assembly, *, on: date) -> list[int]:
    """Return the years in which something was decided, the latest first. One query."""
    first = (
        Motion.objects.filter(assembly=assembly, outcome__in=SHOWN)
        .order_by("decided_at", "pk")
        .values_list("decided_at", flat=True)
        .first()
    )
    if first is None:
        return []
    return list(range(on.year, first.astimezone(zone_of(assembly)).year - 1, -1))


def forums_that_decided(assembly: Assembly) -> QuerySet[Forum]:
    """Return the forums of an assembly that have had motions, by name. One query."""
    had = Motion.objects.filter(assembly=assembly).order_by().values("forum_id")
    return Forum.objects.filter(pk__in=had).order_by("name", "pk")


COLUMNS = (
    "reference", "decided on", "forum", "question", "outcome", "how", "collectively or singly",
    "by whom", "evidence", "in force from", "meeting",
)  # fmt: skip


def lines(motions: Iterable[Motion], assembly: Assembly) -> Iterable[list[str]]:
    """Return each decision as a line of a table, under COLUMNS. No query of its own."""
    zone = zone_of(assembly)
    for one in motions:
        assert one.decided_at is not None
        yield [
            one.reference,
            one.decided_at.astimezone(zone).date().isoformat(),
            one.forum.name,
            one.question,
            outcome_in_words(one),
            str(HOW[how_taken(one)]),
            "collectively" if one.is_collective else "singly",
            whose(one),
            one.evidence,
            one.effective_on.isoformat() if one.effective_on else "",
            one.item.meeting.reference if one.item is not None else "",
        ]

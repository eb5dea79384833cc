"""What may come: the list, what is over the threshold, and what stands with the items of a meeting."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.beyond import News, Part
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.scrutiny.insight.models import Risk, SeenBy
from folkmoot.scrutiny.insight.queries.clauses import threshold
from folkmoot.scrutiny.insight.queries.seeing import Reader

STANDING = "action-log"
"""The standing item under which a meeting hears of what is over the threshold."""


def risks(
    assembly: Assembly, reader: Reader, *, forum: str = "", is_open: bool = True
) -> QuerySet[Risk]:
    """Return the trends and risks that somebody may read, the heaviest first. One query."""
    found = Risk.objects.filter(assembly=assembly, seen_by__in=sorted(reader.levels))
    if forum:
        found = found.filter(forum__slug=forum)
    found = found.filter(closed_on__isnull=is_open).select_related("forum", "item__meeting")
    return found.order_by("-points", "review_by", "pk")


def forums_with_risks(assembly: Assembly, reader: Reader) -> list[tuple[str, str]]:
    """Return the forums that keep something in sight, by name. One query."""
    found = Forum.objects.filter(
        risks__assembly=assembly, risks__closed_on=None, risks__seen_by__in=sorted(reader.levels)
    )
    return list(found.distinct().order_by("name", "pk").values_list("slug", "name"))


def to_put_on_an_agenda(assembly: Assembly, *, least: int) -> QuerySet[Risk]:
    """
    Return what is over the threshold and stands on no agenda to come, the heaviest first.

    One query.
    """
    found = Risk.objects.filter(assembly=assembly, closed_on=None).select_related("forum")
    found = found.filter(points__gte=least)
    taken = found.filter(item__ended_at=None, item__withdrawn_at=None, item__isnull=False)
    return found.exclude(pk__in=taken.order_by().values("pk")).order_by("-points", "pk")


def news_of_risks(forum: Forum, _since: datetime, until: datetime) -> Iterator[News]:
    """
    Tell a meeting of a forum what is over the threshold, until it is closed. Three queries at most.

    It is told at every meeting, whenever it was looked at last: it goes away by being dealt with.
    """
    assembly = forum.assembly
    on = day_in(assembly, at=until)
    shown = Risk.objects.filter(forum=forum, closed_on=None).exclude(seen_by=SeenBy.BOARD)
    found = list(shown.order_by("-points", "pk"))
    least = threshold(assembly, on=on) if found else 0
    for risk in found:
        if risk.points < least:
            continue
        yield News(
            standing=STANDING,
            words=_("%(kind)s over the threshold: %(title)s (%(points)d of 25, %(way)s)")
            % {
                "kind": capfirst(risk.get_kind_display()),
                "title": risk.title,
                "points": risk.points,
                "way": risk.get_direction_display(),
            },
            when=risk.looked_at_at,
            url=reverse("insight:risk", args=[assembly, risk.number]),
            visibility=str(risk.seen_by),
        )


def risks_with_items(
    _meeting: Meeting, items: Sequence[AgendaItem], sight: Sight, _at: datetime
) -> Mapping[int, Sequence[Part]]:
    """Return the trends and risks to stand with the items they are taken under. One query."""
    levels = [SeenBy.PUBLIC]
    levels += [SeenBy.MEMBERS] if sight.is_member else []
    levels += [SeenBy.BOARD] if sight.is_officer else []
    keys = [item.pk for item in items]
    found: dict[int, list[Risk]] = {}
    for risk in Risk.objects.filter(item__in=keys, seen_by__in=levels).order_by("number", "pk"):
        assert risk.item_id is not None
        found.setdefault(risk.item_id, []).append(risk)
    return {
        key: [
            Part(
                template="insight/_risks_in_item.html",
                facts={"risks": rows},
            )
        ]
        for key, rows in found.items()
    }

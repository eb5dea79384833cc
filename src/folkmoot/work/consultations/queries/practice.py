"""Services designed together or not, and who told what to whom, those inside kept apart."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.consultations.models import (
    CoDesign,
    CoDesigner,
    Consultation,
    Filed,
    Point,
    Response,
)


def co_designs(assembly: Assembly) -> list[CoDesign]:
    """Return the changes of services with who helped, those without anybody first. Two queries."""
    helped = CoDesigner.objects.select_related("organisation").order_by("at", "pk")
    found = CoDesign.objects.filter(assembly=assembly).select_related("consultation")
    rows = list(found.prefetch_related(Prefetch("designers", helped)).order_by("-begun_on", "-pk"))
    return sorted(rows, key=lambda one: bool(one.designers.all()))


@dataclass(frozen=True, slots=True)
class Told:
    """
    What was told about one theme by one source, and what came of it.

    :param source: the sector, people, groups, or employees of the body that asked.
    """

    heading: str
    source: str
    answers: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Who was heard, inside and outside, by size and by which way; and the themes by source."""

    heard: list[tuple[str, int]]
    sizes: list[tuple[str, int | None]]
    methods: list[tuple[str, int]]
    told: list[Told]


def summary_of(consultation: Consultation) -> Summary:
    """
    Return who told what in a consultation, employees kept apart. Three queries.

    The sizes are those that the results show, as they hide what would give a few away.
    """
    sent = consultation.responses.filter(state=Response.State.SENT)
    rows: list[Any] = list(sent.values("answers_as", "channel"))
    kinds, ways = dict(Response.As.choices), dict(Response.Channel.choices)
    filed = Filed.objects.filter(
        heading__consultation=consultation, answer__response__state=Response.State.SENT
    ).values_list("heading_id", "heading__name", "answer__response__answers_as")
    number = Counter(filed)
    points = {
        point.heading_id: point
        for point in consultation.points.filter(heading__isnull=False).order_by("-number")
    }
    return Summary(
        [(str(kinds[kind]), n) for kind, n in Counter(r["answers_as"] for r in rows).most_common()],
        [
            (one["name"], one["count"])
            for one in (consultation.results or {}).get("groups", ())
            if one["way"] == "size"
        ],
        [(str(ways[way]), n) for way, n in Counter(r["channel"] for r in rows).most_common()],
        [
            Told(name, str(kinds[source]), count, points.get(key))
            for (key, name, source), count in sorted(
                number.items(), key=lambda item: (item[0][2], -item[1], item[0][1])
            )
        ],
    )

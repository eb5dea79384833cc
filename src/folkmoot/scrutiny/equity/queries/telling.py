"""A count made ready to be shown: as a page, as rows, and as a paper for the board."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.formats import Sheet, fact, heading, point, words
from folkmoot.scrutiny.equity.models import FairnessReport, GapAction
from folkmoot.scrutiny.equity.queries.counting import TITLES
from folkmoot.scrutiny.equity.queries.heard import CHANNELS, STAGES


def as_told(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a count as its page tells it. No query."""
    index = kept["index"]
    channels = [
        {
            **one,
            "index": None if one["index"] is None else round(one["index"]),
            "largest": round(100 * one["concentration"]["largest"])
            if one["concentration"]
            else None,
        }
        for one in kept["channels"]
    ]
    return {
        **kept,
        "index": None if index is None else round(index),
        "bars": [(one["name"], one["count"]) for one in kept["stages"]],
        "ways": [(TITLES[way], rows) for way, rows in kept["ways"].items() if rows],
        "channels": channels,
        "stage_names": list(STAGES.values()),
    }


def as_rows(kept: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """Return the head and the rows of a count, kind by kind. No query."""
    head = ["way", "kind", "ratio", "low", "high", "under", "over", *STAGES]
    rows = [
        [
            way, one["name"], one["ratio"], one["low"], one["high"], one["is_under"], one["is_over"],
            *one["stages"],
        ]
        for way, found in kept["ways"].items()
        for one in found
    ]  # fmt: skip
    return head, rows


def report_sheet(
    assembly: Assembly, report: FairnessReport, actions: Mapping[tuple[str, str], GapAction]
) -> Sheet:
    """Return the year's report as a paper. No query."""
    told = report.told
    index = _("nobody was heard") if told["index"] is None else f"{told['index']:.0f}"
    parts = [
        words(report.words),
        heading(_("Who was heard"), level=2),
        fact(_("On the register"), str(told["whole"])),
        fact(_("Took part"), str(told["heard"])),
        fact(_("Index of equal voice, of 100"), index),
        *(fact(one["name"], str(one["count"])) for one in told["stages"]),
        heading(_("By which way"), level=2),
        *(fact(CHANNELS[one["key"]], str(one["heard"])) for one in told["channels"]),
        heading(_("Gaps, and what is done about them"), level=2),
    ]
    if not told["gaps"]:
        parts.append(words(_("No kind of organisation was heard less than chance explains.")))
    for gap in told["gaps"]:
        action = actions.get((gap["way"], gap["kind"]))
        done = f"{action.words} ({action.owner}, {action.due_on:%-d %B %Y})" if action else ""
        parts.append(
            point(
                _("%(name)s: %(heard)d of %(whole)d were heard. %(done)s")
                % {"name": gap["name"], "heard": gap["heard"], "whole": gap["whole"], "done": done}
            )
        )
    for way, rows in told["ways"].items():
        parts.append(heading(TITLES[way], level=2))
        parts += [fact(one["name"], f"{one['heard']} / {one['whole']}") for one in rows]
    title = _("Who was heard in %(year)d") % {"year": report.year}
    below = f"{title}, {report.presented_on:%-d %B %Y}"
    return Sheet(title=title, above=assembly.name, below=below, parts=parts)

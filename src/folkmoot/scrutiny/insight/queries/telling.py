"""The state of the sector put in words: for its page, a table, and paper."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.formats import Part, Sheet, aside, fact, heading, point, words
from folkmoot.scrutiny.insight.models import SectorReport
from folkmoot.scrutiny.insight.queries.statistics import number

type Json = dict[str, Any]

TITLES = {
    "form": gettext_lazy("Legal forms"),
    "size": gettext_lazy("Sizes"),
    "theme": gettext_lazy("What they do"),
    "place": gettext_lazy("Where they are"),
}
WHY = {
    "nobody-told": gettext_lazy(
        "There is nothing to hold against it: fewer than five organisations of each size have told."
    ),
    "older": gettext_lazy("It is older, and the sector has changed since."),
    "estimate": gettext_lazy("It is an estimate, and its source gives no range."),
    "another-place": gettext_lazy(
        "It is for another place than this assembly's own, so the two are not to be divided."
    ),
    "few-informal": gettext_lazy(
        "We count what is on the register. Few informal groups are, because nobody else keeps a "
        "list of them."
    ),
    "listed-alone": gettext_lazy("We count what is on the register, and not what may be there."),
    "few-told": gettext_lazy("Ours is estimated from those who told, who are no random sample."),
}


def pounds(value: float) -> str:
    """Tell a sum of money that is only known roughly: in thousands or millions. No query."""
    if value >= 1_000_000:
        return _("£%(sum)s million") % {"sum": number(value / 1_000_000, places=1)}
    return f"£{value:,.0f}"


def both_ends(one: Json | None, tell: Callable[[float], str] = lambda n: f"{n:,.0f}") -> str:
    """Tell an estimate by its two ends, and never by a middle; nothing where there is none."""
    if one is None:
        return ""
    given = {"low": tell(one["low"]), "high": tell(one["high"])}
    if given["low"] == given["high"]:
        return given["low"]
    return _("%(low)s to %(high)s") % given


def how(one: Json) -> str:
    """Tell how something was estimated. No query."""
    said = _(
        "Estimated size by size from %(tellers)d organisations that told, for %(covered)s; they "
        "alone have %(told)s."
    ) % {
        "tellers": one["tellers"],
        "covered": f"{one['covered']:,}",
        "told": f"{one['told']:,}",
    }
    if one["left_out"]:
        left = _("It leaves out those of which fewer than five told: %(names)s.")
        said += " " + left % {"names": "; ".join(one["left_out"])}
    return said


def as_shown(told: Json, before: Json | None) -> Json:
    """
    Return a report as its page shows it. No query.

    :param before: the report of the year before, where there is one.
    """
    people = [
        (name, both_ends(told[key]), how(told[key]) if told[key] else "")
        for key, name in (
            ("staff", _("Paid staff")),
            ("volunteers", _("Volunteers")),
            ("hours", _("Hours that volunteers give in a year")),
        )
    ]
    value = told["value"]
    return {
        "parts": [(key, str(TITLES[key]), told["parts"][key]) for key in TITLES],
        "people": people,
        "value": both_ends(value, pounds),
        "value_how": _("The hours of a year, times %(hour)s (%(source)s).") % value
        if value
        else "",
        "value_slug": value["slug"] if value else "",
        "income": pounds(told["income"]["pence"] / 100),
        "awarded": pounds(told["income"]["awarded_pence"] / 100),
        "published": [_beside(row) for row in told["published"]],
        "before": before["whole"] if before else None,
        "change": told["whole"] - before["whole"] if before else None,
        "moved": _moved(told, before) if before else [],
    }


def _beside(row: Json) -> Json:
    own = {"low": row["own_low"], "high": row["own_high"]} if row["own_low"] is not None else None
    gap = ""
    if own is not None:
        if own["high"] < row["low"]:
            gap = _("%(n)s fewer here, at the least") % {"n": number(row["low"] - own["high"])}
        elif own["low"] > row["high"]:
            gap = _("%(n)s more here, at the least") % {"n": number(own["low"] - row["high"])}
        else:
            gap = _("the two allow the same number")
    return row | {
        "own": both_ends(own, number),
        "gap": gap,
        "reasons": [str(WHY[code]) for code in row["why"]],
    }


def _moved(told: Json, before: Json) -> list[tuple[str, int, int]]:
    """Return how many there were and are of each form that changed, the most changed first."""
    was = {value: count for value, _name, count in before["parts"]["form"]}
    rows = [
        (name, was.get(value, 0), count)
        for value, name, count in told["parts"]["form"]
        if was.get(value, 0) != count
    ]
    return sorted(rows, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def as_rows(told: Json) -> tuple[list[str], list[list[object]]]:
    """Return a report as open data: one line for each figure, a range by its two ends. No query."""
    head = ["part", "kind", "low", "high", "unit", "how", "place", "period", "source"]
    year, as_at = str(told["year"]), told["as_at"]
    rows: list[list[object]] = [
        ["organisations", "all", told["whole"], told["whole"], "organisations", "counted", None,
         as_at, "the register"]
    ]  # fmt: skip
    for key in TITLES:
        rows += [
            [key, name, count, count, "organisations", "counted", None, as_at, "the register"]
            for _value, name, count in told["parts"][key]
        ]
    for key, unit in (("staff", "people"), ("volunteers", "people"), ("hours", "hours a year")):
        one = told[key]
        if one:
            rows.append(
                [key, "all", one["low"], one["high"], unit, how(one), None, year,
                 "what organisations told"]
            )  # fmt: skip
    if told["value"]:
        one = told["value"]
        rows.append(
            ["value of time", "all", round(one["low"]), round(one["high"]), "pounds a year",
             f"hours times {one['hour']}", None, year, one["source"]]
        )  # fmt: skip
    income = told["income"]
    rows += [
        ["income", "of those that it is known of", income["pence"] / 100, income["pence"] / 100,
         "pounds", f"added up of {income['known']} organisations", None, as_at, "the register"],
        ["awards", "all", income["awarded_pence"] / 100, income["awarded_pence"] / 100, "pounds",
         f"added up of {income['awards']} awards", None, year, "the awards kept here"],
    ]  # fmt: skip
    rows += [
        ["published", row["title"], row["low"], row["high"], row["unit"], "published by others",
         row["place"], row["period"], row["source"]]
        for row in told["published"]
    ]  # fmt: skip
    return head, rows


def report_sheet(report: SectorReport, before: Json | None) -> Sheet:
    """Return a report as a document to print. No query but for its assembly."""
    told = report.told
    shown = as_shown(told, before)
    parts: list[Part] = []
    if report.words:
        parts.append(words(report.words))
    parts += [
        heading(_("How many there are")),
        fact(_("On the register"), f"{told['whole']:,}"),
        fact(_("Confirmed within a year"), f"{told['income']['confirmed']:,}"),
    ]
    if before:
        parts.append(fact(_("The year before"), f"{before['whole']:,}"))
    for _key, title, rows in shown["parts"]:
        parts.append(heading(title))
        parts += [fact(capfirst(name), _of(count, told["whole"])) for _v, name, count in rows]
    parts.append(heading(_("People, and what their time is worth")))
    for name, figure, explained in shown["people"]:
        parts.append(fact(name, figure or _("too few have told")))
        parts += [aside(explained)] if explained else []
    if shown["value"]:
        parts += [fact(_("Worth of their time"), shown["value"]), aside(shown["value_how"])]
    parts += [
        heading(_("Money")),
        fact(_("Income that is known"), _known(shown["income"], told["income"]["known"])),
        fact(_("Awarded in the year"), shown["awarded"]),
        heading(_("Beside what others have published")),
    ]
    for row in shown["published"]:
        parts += [
            fact(f"{row['title']}, {row['place']}, {row['period']}", row["figure"]),
            fact(_("Here"), row["own"] or _("not known")),
            *_points(row["reasons"]),
            aside(row["source"]),
        ]
    day = date_format(report.finished_at or report.asked_at, "j F Y", use_l10n=False)
    return Sheet(
        title=_("State of the sector in %(year)d") % {"year": report.year},
        above=report.assembly.name,
        below=_("Counted on %(day)s") % {"day": day},
        parts=parts,
    )


def _points(reasons: Sequence[str]) -> list[Part]:
    return [point(reason) for reason in reasons]


def _known(income: str, bodies: int) -> str:
    return _("%(sum)s, of %(number)s organisations") % {"sum": income, "number": f"{bodies:,}"}


def _of(count: int, whole: int) -> str:
    share = 100 * count / whole if whole else 0
    return _("%(count)s (%(share).0f %%)") % {"count": f"{count:,}", "share": share}

"""What was counted, made ready to be shown: as a page tells it, and as rows of a table."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.work.consultations.models import Consultation, Response

WAYS = {"size": "By size", "place": "By place", "theme": "By theme", "community": "By community"}
VERDICTS = {
    "groups": "There are stable groups of opinion.",
    "too-few": "No stable groups of opinion: too few voted to tell.",
    "by-chance": "No stable groups of opinion: votes dealt out by chance part as well as these.",
    "one-cloud": "No stable groups of opinion: views lean gradually from one end to the other.",
    "not-stable": "No stable groups of opinion: with some votes left out, other groups come out.",
    "too-small": "No stable groups of opinion: one of them has fewer than five organisations.",
}


def as_told(consultation: Consultation) -> dict[str, Any] | None:
    """
    Return the results as a page tells them; None before the close. No query.

    Shares are per cent, rounded; a group is told with its own table under each question.
    """
    kept = consultation.results
    if not kept:
        return None
    channels = dict(Response.Channel.choices)
    return {
        **kept,
        "channels": [(channels[name], count) for name, count in sorted(kept["channels"].items())],
        "groups": [
            (
                title,
                [one for one in kept["groups"] if one["way"] == way and one["count"] is not None],
                [
                    one["name"]
                    for one in kept["groups"]
                    if one["way"] == way and one["count"] is None
                ],
            )
            for way, title in WAYS.items()
            if any(one["way"] == way for one in kept["groups"])
        ],
        "questions": [_question(one) for one in kept["questions"]],
        "statements": [_statement(one) for one in kept["statements"]],
        "verdict": VERDICTS[kept["map"]["verdict"]] if kept["map"] else "",
        "warnings": list(_warnings(kept)),
    }


def _per_cent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _ends(share: dict[str, float] | None) -> dict[str, int | None] | None:
    return {name: _per_cent(value) for name, value in share.items()} if share else None


def _question(kept: dict[str, Any]) -> dict[str, Any]:
    options = [
        {
            **option,
            "plain": _ends({name: option[name] for name in ("share", "low", "high")}),
            "balanced": _ends(option["balanced"]),
        }
        for option in kept["options"]
    ]
    groups = [
        (
            title,
            [
                {**one, "shares": [_per_cent(share) for share in one["shares"]]}
                for one in kept["groups"]
                if one["way"] == way
            ],
        )
        for way, title in WAYS.items()
    ]
    return {
        **kept,
        "options": options,
        "groups": [(title, rows) for title, rows in groups if rows],
        "bars": [(option["label"], option["plain"]["share"]) for option in options],
    }


def _statement(kept: dict[str, Any]) -> dict[str, Any]:
    return {
        **kept,
        "agree": _ends(kept["agree"]),
        "disagree": _ends(kept["disagree"]),
        "floor": _per_cent(kept["floor"]),
    }


def _warnings(kept: dict[str, Any]) -> Iterator[str]:
    """Say in words where the results speak for fewer than they seem to."""
    small = [
        one for one in kept["groups"] if one["way"] == "size" and one["kind"] in ("micro", "small")
    ]
    for one in small:
        if one["share"] is not None and one["register"] and one["share"] < one["register"]:
            yield _(
                "%(name)s: %(share)d %% of the answers, and %(register)d %% of the register."
            ) % {
                "name": one["name"],
                "share": _per_cent(one["share"]),
                "register": _per_cent(one["register"]),
            }
    weighing = kept["weighing"]
    if weighing and weighing["design_effect"] > 2:
        yield _(
            "Balanced to the register, these answers tell as much as %(effective)d of equal weight "
            "would: the balanced figures are less sure than they look."
        ) % {"effective": round(weighing["effective"])}
    if weighing and not weighing["is_settled"]:
        yield _("The weights do not meet the make-up of the register in full.")
    for way, name in weighing["unheard"] if weighing else ():
        yield _(
            "Nobody answered who is of this kind, so nothing speaks for it: %(name)s (%(way)s)."
        ) % {
            "name": name,
            "way": way,
        }


def as_rows(consultation: Consultation) -> tuple[list[str], list[list[Any]]]:
    """Return the head and the rows of a table of what the page shows, and no more. No query."""
    head = ["question", "option", "group", "answered", "count", "share", "low", "high", "balanced"]
    rows: list[list[Any]] = []
    for one in (consultation.results or {}).get("questions", ()):
        for at, option in enumerate(one["options"]):
            balanced = option["balanced"]["share"] if option["balanced"] else ""
            rows.append(
                [
                    one["words"], option["label"], "all", one["answered"], option["count"],
                    option["share"], option["low"], option["high"], balanced,
                ]
            )  # fmt: skip
            rows += [
                [one["words"], option["label"], f"{group['way']}: {group['name']}",
                 group["answered"], "", group["shares"][at], "", "", ""]
                for group in one["groups"]
            ]  # fmt: skip
    return head, rows

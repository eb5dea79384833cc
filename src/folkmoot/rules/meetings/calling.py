"""When an agenda and notes go out, what is on an agenda, and how often a group meets."""

from collections.abc import Mapping
from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import Period, add, take
from folkmoot.rules.rulebook import Rulebook

NOTICE = "agenda.notice"
REQUESTS = "agenda.requests_close"
ITEMS = "agenda.items"
LEAST = "meetings.least"
NOTES = "notes.limit"

_ITEMS: Mapping[str, str] = {
    "welcome": "welcome, apologies and introductions",
    "interests": "declarations of interest",
    "action-log": "the action log",
    "between-meetings": "what happened between meetings",
    "co-ordination-group": "items for and from the co-ordination group",
    "groups": "news from and to thematic and task groups",
    "representatives": "news from and to representatives",
    "next-meeting": "the date of the next meeting",
}


def agenda_is_in_time(
    book: Rulebook, *, sent_on: date, meets_on: date, reason: str = ""
) -> Finding:
    """
    Test whether an agenda goes out in time, or late with a reason.

    With a notice of 7 days, the agenda of a meeting on 12 March is in time on 5 March.

    :param reason: why it is late; shown with the agenda. Empty if it is not.
    """
    latest = take(meets_on, book.period(NOTICE))
    facts = _lateness(latest, sent_on) | {"sent_on": sent_on, "meets_on": meets_on}
    holds = sent_on <= latest or bool(reason.strip())
    return Finding(book.parameter(NOTICE).clause, holds, "agenda-too-late", facts)


def request_is_in_time(book: Rulebook, *, asked_on: date, meets_on: date) -> Finding:
    """
    Test whether a request for an item is in time for a meeting.

    A request that is not in time is for the agenda after that.
    """
    latest = take(meets_on, book.period(REQUESTS))
    facts = _lateness(latest, asked_on) | {"meets_on": meets_on}
    clause = book.parameter(REQUESTS).clause
    return Finding(clause, asked_on <= latest, "agenda-request-late", facts)


def agenda_has_standing_items(book: Rulebook, *, items: list[str]) -> Finding:
    """
    Test whether an agenda has every item that must always be on it.

    :param items: the items on it, by the names the rulebook uses.
    """
    asked = book.parameter(ITEMS)
    missing = [item_in_words(item) for item in book.words(ITEMS) if item not in items]
    return Finding(asked.clause, not missing, "standing-items-missing", {"missing": missing})


def meetings_are_enough(book: Rulebook, *, held: int, planned: int) -> Finding:
    """
    Test whether a group meets as often as it must.

    :param held: meetings held in the year that is looked at.
    :param planned: meetings called for what is left of it.
    """
    least = book.parameter(LEAST)
    short = max(0, book.whole(LEAST) - held - planned)
    facts = {"held": held, "planned": planned, "least": str(least), "short": short}
    return Finding(least.clause, not short, "too-few-meetings", facts)


def notes_are_in_time(book: Rulebook, *, met_on: date, sent_on: date) -> Finding:
    """Test whether the notes of a meeting reach the members in time."""
    latest = add(met_on, book.period(NOTES))
    facts = _lateness(latest, sent_on) | {"met_on": met_on, "sent_on": sent_on}
    return Finding(book.parameter(NOTES).clause, sent_on <= latest, "notes-late", facts)


def notes_name_the_next_meeting(book: Rulebook, *, next_on: date | None, is_last: bool) -> Finding:
    """
    Test whether notes give the date of the next meeting.

    :param is_last: whether the group closes, so that there is no next meeting.
    """
    needed = book.parameter("notes.next_date")
    holds = next_on is not None or is_last or needed.value is False
    return Finding(needed.clause, holds, "next-date-missing", {})


def item_in_words(item: str) -> str:
    """Say what a standing item is, by the name the rulebook uses for it."""
    return _ITEMS.get(item, item.replace("-", " "))


def _lateness(latest: date, on: date) -> dict[str, object]:
    days = max(0, (on - latest).days)
    return {"latest": latest, "days_late": days, "late": str(Period(days, "days"))}

"""The dates of an assembly's forums side by side: clashes, rounds, and where a date is missing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import day_of, meets_on, zone_of
from folkmoot.rules.holidays import bank_holidays
from folkmoot.rules.periods import Period, add, local_midnight

MONTHS = 6
A_ROUND = Period(3, "calendar months")
USUAL = (time(14), timedelta(hours=2))


@dataclass(slots=True, kw_only=True)
class Slot:
    """
    One meeting on the timetable.

    :param clashes: the forums that meet at the same time; and
    :param same_day: those that meet on the day, at another time.
    :param holiday: the bank holiday on which it falls, or nothing.
    """

    meeting: Meeting
    on: date
    clashes: list[str] = field(default_factory=list)
    same_day: list[str] = field(default_factory=list)
    holiday: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One forum on the timetable, with its meetings month by month."""

    forum: Forum
    months: list[tuple[date, list[Slot]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A date on which a forum could meet so that a round is complete."""

    forum: Forum
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """
    The time from one meeting of the co-ordination group to its next.

    :param since: the meeting it begins with; None before the first one.
    :param until: the meeting it ends with; None where that is not called yet.
    :param slots: the meetings of local forums in it, the earliest first.
    :param missing: the local forums that do not meet in it, each with a date that would do;
        without one where there is no day left for it.
    """

    since: Meeting | None
    until: Meeting | None
    slots: list[Slot]
    missing: list[tuple[Forum, Suggestion | None]]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def first_of(day: date, months: int = 0) -> date:
    """Return the first day of the month of a day, or of one some months on or back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def forums_on_it(assembly: Assembly, *, on: date, is_all: bool) -> list[Forum]:
    """
    Return the forums of a timetable: the group, then the local forums; or all, by name.

    Recognised and not closed. Where there is no group and no local forum, all are on it. One
    query, or two.
    """
    live = assembly.forums.filter(recognised_on__lte=on).exclude(closed_on__lte=on)
    bound = [str(Forum.Kind.COORDINATION), str(Forum.Kind.LOCAL)]
    ordered = live.select_related("assembly").order_by("name", "pk")
    found = [] if is_all else list(ordered.filter(kind__in=bound))
    places = {kind: place for place, kind in enumerate(bound)}
    return sorted(found or ordered, key=lambda forum: places.get(forum.kind, len(places)))


def slots(
    assembly: Assembly, *, since: date, until: date, forums: Iterable[Forum] | None = None
) -> list[Slot]:
    """
    Return the meetings of [since, until), the earliest first, with what they clash with.

    Cancelled ones are out. Clashes are looked for among all forums of the assembly, whichever
    are asked for. One query.
    """
    zone = zone_of(assembly)
    found = Meeting.objects.filter(
        assembly=assembly,
        cancelled_at=None,
        starts_at__gte=local_midnight(since, zone),
        starts_at__lt=local_midnight(until, zone),
    ).select_related("forum", "assembly")
    everything = [slot_of(meeting) for meeting in found.order_by("starts_at", "pk")]
    mark_clashes(everything)
    if forums is None:
        return everything
    keys = {forum.pk for forum in forums}
    return [slot for slot in everything if slot.meeting.forum_id in keys]


def slot_of(meeting: Meeting) -> Slot:
    """Return a meeting as it stands on a timetable, its clashes not looked for. No query."""
    on = meets_on(meeting)
    return Slot(meeting=meeting, on=on, holiday=holiday_on(on))


def holiday_on(day: date) -> str:
    """Return the name of the bank holiday on a day, or an empty text."""
    return bank_holidays(day.year).get(day, "")


def mark_clashes(found: Sequence[Slot]) -> None:
    """Write beside each meeting which other forums meet that day, and at the same time."""
    by_day: dict[date, list[Slot]] = {}
    for slot in found:
        by_day.setdefault(slot.on, []).append(slot)
    for on_day in by_day.values():
        for slot in on_day:
            for other in on_day:
                if other is slot:
                    continue
                met = overlap(slot.meeting, other.meeting)
                (slot.clashes if met else slot.same_day).append(other.meeting.forum.name)


def overlap(one: Meeting, other: Meeting) -> bool:
    """Test whether two meetings have any time in common. No query."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def laid_out(forums: Sequence[Forum], found: Iterable[Slot], *, since: date) -> list[Line]:
    """Lay meetings out by forum and month, six months from the first day of one. No query."""
    months = [first_of(since, number) for number in range(MONTHS)]
    cells: dict[tuple[int, date], list[Slot]] = {}
    for slot in found:
        cells.setdefault((slot.meeting.forum_id, first_of(slot.on)), []).append(slot)
    return [
        Line(forum=forum, months=[(month, cells.get((forum.pk, month), [])) for month in months])
        for forum in forums
    ]


def rounds(
    forums: Sequence[Forum], found: Sequence[Slot], assembly: Assembly, *, at: datetime
) -> list[Round]:
    """
    Return the rounds of meetings: from one meeting of the co-ordination group to its next.

    A round is complete when each local forum meets in it, so that a matter of the whole
    system reaches every place before the group meets again. The last one has no end yet and
    is taken to last three months. None where there is no group, or fewer than two local
    forums. No query.

    :param found: the meetings of all those forums, the earliest first.
    """
    local = [forum for forum in forums if forum.kind == Forum.Kind.LOCAL]
    group = [slot for slot in found if slot.meeting.forum.kind == Forum.Kind.COORDINATION]
    if len(local) < 2 or not group:
        return []
    edges = [*group, None]
    return [
        _round(before, after, local, found, assembly, at=at)
        for before, after in pairwise(edges)
        if before is not None
    ]


def _round(
    before: Slot,
    after: Slot | None,
    local: Sequence[Forum],
    found: Sequence[Slot],
    assembly: Assembly,
    *,
    at: datetime,
) -> Round:
    until = after.on if after is not None else add(before.on, A_ROUND)
    inside = [
        slot
        for slot in found
        if slot.meeting.forum.kind == Forum.Kind.LOCAL and before.on <= slot.on < until
    ]
    there = {slot.meeting.forum_id for slot in inside}
    missing = [forum for forum in local if forum.pk not in there]
    earliest = max(before.on + timedelta(days=1), day_of(assembly, at) + timedelta(days=8))
    taken = {slot.on for slot in found}
    offered: list[tuple[Forum, Suggestion | None]] = []
    for forum in missing:
        suggestion = suggested(
            forum, found, inside, assembly, since=earliest, until=until, taken=taken
        )
        if suggestion is not None:
            taken = {*taken, day_of(assembly, suggestion.starts_at)}
        offered.append((forum, suggestion))
    return Round(
        since=before.meeting,
        until=after.meeting if after is not None else None,
        slots=inside,
        missing=offered,
    )


def suggested(
    forum: Forum,
    found: Sequence[Slot],
    inside: Sequence[Slot],
    assembly: Assembly,
    *,
    since: date,
    until: date,
    taken: Collection[date],
) -> Suggestion | None:
    """
    Return a day in [since, until) on which a forum could meet, or None. No query.

    On the weekday and at the time at which it last met, else those of the others in the
    round; no weekend, bank holiday or day that is taken; as near as can be to the middle of
    the others' dates, else to the middle of the round.
    """
    own = [slot for slot in found if slot.meeting.forum_id == forum.pk]
    pattern = (own or list(inside))[-1:]
    zone = zone_of(assembly)
    begins, lasts = USUAL
    weekday = None
    if pattern:
        begins = pattern[0].meeting.starts_at.astimezone(zone).time()
        lasts = pattern[0].meeting.ends_at - pattern[0].meeting.starts_at
        weekday = pattern[0].on.weekday() if own else None
    days = [slot.on for slot in inside] or [since, until]
    middle = min(days) + (max(days) - min(days)) / 2
    free = [
        day
        for number in range(max(0, (until - since).days))
        for day in [since + timedelta(days=number)]
        if day.weekday() < 5 and not holiday_on(day) and day not in taken
    ]
    liked = [day for day in free if day.weekday() == weekday] or free
    if not liked:
        return None
    best = min(liked, key=lambda day: (abs((day - middle).days), day))
    starts_at = datetime.combine(best, begins, zone)
    return Suggestion(forum=forum, starts_at=starts_at, ends_at=starts_at + lasts)

"""The dates of a series before it is called, each with what speaks against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_with, zone_of
from folkmoot.proceedings.meetings.queries.pace import NOTICE
from folkmoot.proceedings.meetings.queries.timetable import holiday_on, overlap
from folkmoot.rules.findings import Finding
from folkmoot.rules.meetings.calling import agenda_is_in_time
from folkmoot.rules.periods import Period, add, local_day

PACES = {"month": 1, "two-months": 2, "three-months": 3}
WEEKDAY, DATE = "weekday", "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """
    One date of a meeting before it is called.

    :param notice: whether its agenda can still go out in time; None where no rule says.
    :param own: the meeting of the same forum at that time, which stops it.
    :param clashes: the forums that meet at the same time; and
    :param same_day: those that meet on the day, at another time.
    """

    starts_at: datetime
    ends_at: datetime
    on: date
    holiday: str
    notice: Finding | None
    own: Meeting | None
    clashes: list[str]
    same_day: list[str]

    @property
    def is_short(self) -> bool:
        return self.notice is not None and not self.notice.holds

    @property
    def is_clear(self) -> bool:
        return not (self.holiday or self.is_short or self.own or self.clashes or self.same_day)


def series_days(first: date, *, every: int, number: int, by: str) -> list[date]:
    """
    Return the days of a series, the first among them.

    :param every: how many months lie between them.
    :param by: "weekday" keeps the weekday and which of the month it is (the second Thursday;
        a fifth becomes the last); "date" keeps the number of the day, or the month's last.
    """
    days = []
    for step in range(number):
        day = add(first, Period(step * every, "calendar months"))
        days.append(_same_weekday(first, day) if by == WEEKDAY else day)
    return days


def _same_weekday(first: date, day: date) -> date:
    """The day in the month of another that is the same weekday of it as the first is of its."""
    opening = day.replace(day=1)
    found = opening + timedelta(days=(first.weekday() - opening.weekday()) % 7)
    found += timedelta(weeks=(first.day - 1) // 7)
    return found if found.month == day.month else found - timedelta(weeks=1)


def planned(
    forum: Forum, days: Sequence[date], *, begins: time, ends: time, on: date
) -> list[Planned]:
    """
    Return meetings on some days as they would be, with what speaks against each. Two queries.

    Six in the evening is six in the evening on every one of them, whatever the clocks do.
    """
    assembly = forum.assembly
    zone = zone_of(assembly)
    book = book_with(assembly, NOTICE, on=on)
    times = [(datetime.combine(d, begins, zone), datetime.combine(d, ends, zone)) for d in days]
    others = list(
        Meeting.objects.filter(
            assembly=assembly,
            cancelled_at=None,
            starts_at__gte=min(starts_at for starts_at, _ends in times) - timedelta(days=1),
            starts_at__lte=max(ends_at for _starts, ends_at in times) + timedelta(days=1),
        )
        .select_related("forum")
        .order_by("starts_at", "pk")
    )
    found = []
    for day, (starts_at, ends_at) in zip(days, times, strict=True):
        new = Meeting(starts_at=starts_at, ends_at=ends_at)
        that_day = [one for one in others if local_day(one.starts_at, zone) == day]
        met = [one for one in that_day if overlap(new, one)]
        found.append(
            Planned(
                starts_at=starts_at,
                ends_at=ends_at,
                on=day,
                holiday=holiday_on(day),
                notice=agenda_is_in_time(book, sent_on=on, meets_on=day) if book else None,
                own=next((one for one in met if one.forum_id == forum.pk), None),
                clashes=[one.forum.name for one in met if one.forum_id != forum.pk],
                same_day=[one.forum.name for one in that_day if one not in met],
            )
        )
    return found

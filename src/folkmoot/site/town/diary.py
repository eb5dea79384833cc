"""When things happen in the town: everything is told from today, and lived through in order."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush

from folkmoot.rules.periods import LONDON, is_working_day

Deed = Callable[[datetime], object]
AT_LEAST = timedelta(hours=20)
"""A ballot that is shown as open stays open for so long at least."""


class Days:
    """Moments told from today, on the clock of the town."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)
        self.today = now.astimezone(LONDON).date()

    def at(self, offset: int, hour: int = 10, minute: int = 0) -> datetime:
        """Return a moment of the day so many days after today, or before it where negative."""
        return self.moment(self.today + timedelta(days=offset), hour, minute)

    def moment(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """Return a moment of a day, on the town's clock."""
        return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)

    def day(self, at: datetime) -> date:
        """Return the day of a moment, on the town's clock."""
        return at.astimezone(LONDON).date()

    def working(self, day: date) -> date:
        """Return a day, or the next that is neither a weekend nor a bank holiday."""
        while not is_working_day(day):
            day += timedelta(days=1)
        return day

    def worked(self, day: date) -> date:
        """Return a day, or the last before it that is neither a weekend nor a bank holiday."""
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    @property
    def friday(self) -> date:
        """This week's Friday, or next week's where that is over or too near; a working day."""
        ahead = (4 - self.today.weekday()) % 7
        friday = self.today + timedelta(days=ahead)
        if self.moment(friday, 18) < self.now + AT_LEAST:
            friday += timedelta(days=7)
        return self.working(friday)


class Diary:
    """What is to be done and when; done in order of time, as far as time has come."""

    def __init__(self) -> None:
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._written = 0

    def on(self, at: datetime, deed: Deed) -> None:
        """Enter a deed; those of one moment are done in the order in which they were entered."""
        heappush(self._deeds, (at, self._written, deed))
        self._written += 1

    def live_through(self, until: datetime, every_evening: Deed) -> None:
        """
        Do everything that is due by a moment; what is to come stays undone.

        A deed may enter others, which are done when their turn comes.

        :param every_evening: what is done after the last deed of each day that has any.
        """
        while self._deeds and self._deeds[0][0] <= until:
            at, _order, deed = heappop(self._deeds)
            deed(at)
            if not self._deeds or self._deeds[0][0].date() > at.date() or self._deeds[0][0] > until:
                every_evening(at)

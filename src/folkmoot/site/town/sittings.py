"""How a forum of the county meets: its call, its agenda, who comes, what is taken, its notes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.answer_request import (
    accept_request,
    decline_request,
    put_request_off,
)
from folkmoot.proceedings.meetings.actions.approve_notes import approve_notes
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, call_meeting
from folkmoot.proceedings.meetings.actions.call_series import call_series
from folkmoot.proceedings.meetings.actions.close_meeting import close_meeting
from folkmoot.proceedings.meetings.actions.items import add_item
from folkmoot.proceedings.meetings.actions.keep_for_full import keep_for_full_members
from folkmoot.proceedings.meetings.actions.open_meeting import open_meeting
from folkmoot.proceedings.meetings.actions.requests import ask_for_item
from folkmoot.proceedings.meetings.actions.send_agenda import send_agenda
from folkmoot.proceedings.meetings.actions.send_notes import send_notes
from folkmoot.proceedings.meetings.actions.take_item import take_item
from folkmoot.proceedings.meetings.models import AgendaItem, AgendaRequest, Meeting
from folkmoot.proceedings.meetings.queries.agenda import items_of
from folkmoot.proceedings.meetings.queries.meetings import meetings_named, next_after
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.site.town.attending import arrive, say_so, seated
from folkmoot.site.town.county import County, Member

LENGTH = timedelta(minutes=120)
EVERY = "every three months"


@dataclass(frozen=True, kw_only=True)
class Business:
    """
    Something on an agenda beside what always is.

    :param do: what comes of it once it is taken; nothing where it is only heard.
    :param because: why it is for full members alone, where it is.
    """

    title: str
    text: str = ""
    purpose: str = "discussion"
    minutes: int = 15
    because: str = ""
    visibility: str = "members"
    do: "Callable[[Sitting, AgendaItem, datetime], None] | None" = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a member asks to have taken; without an answer it still waits."""

    title: str
    why: str
    answer: str = ""
    because: str = ""


@dataclass(eq=False, kw_only=True)
class Sitting:
    """
    One meeting of a forum as it is to go; what is to come by now is not done.

    :param agenda: how many days before it its agenda goes out, late with its reason, and
    :param made: how many days before that its business is put on it.
    :param notes: how many days after it its notes go out; None where they are still due.
    :param everybody: whether all members come, where a vote needs them.
    :param with_deputy: whether a member sends somebody in its usual person's place.
    :param in_full: whether all that is always on an agenda is taken too, one by one.
    :param goes_on: whether it is going on now, so that nobody closes it.
    """

    starts_at: datetime
    business: tuple[Business, ...] = ()
    requests: tuple[Request, ...] = ()
    agenda: int = 12
    made: int = 1
    late_because: str = ""
    notes: int | None = 12
    notes_late_because: str = ""
    everybody: bool = False
    with_deputy: bool = False
    goes_on: bool = False
    number: int = 0
    reference: str = ""
    in_full: bool = False
    deputy: tuple[Member, str] | None = None
    presided: tuple[date, Person] | None = None
    called: Meeting | None = None
    there: list[Member] = field(default_factory=list)
    season: "Season" = field(init=False)

    @property
    def county(self) -> County:
        return self.season.county

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LENGTH

    @property
    def forum(self) -> Forum:
        return self.county.forums[self.season.key]

    @property
    def meeting(self) -> Meeting:
        """The meeting as it was when it was last asked anew; actions hold it as it is."""
        return self.called or self.anew()

    def anew(self) -> Meeting:
        """Return the meeting as it is now. One query."""
        self.called = meetings_named(self.county.assembly, self.reference).get()
        return self.called

    def chair(self, at: datetime) -> Person:
        """Return who presides on a day. Four queries, once."""
        day = self.county.day(at)
        if self.presided is None or self.presided[0] != day:
            self.presided = (day, self.presides_over(None, at))
        return self.presided[1]

    def presides_over(self, item: AgendaItem | None, at: datetime) -> Person:
        """Return who presides over an item. Four queries at most."""
        person = presiding(self.meeting, item, at=at).person
        assert person is not None, self.reference
        return person

    def plan(self) -> None:
        """Enter in the diary all that follows once it is called."""
        on, day = self.county.diary.on, timedelta(days=1)
        for place, request in enumerate(self.requests):
            asked_at = self.starts_at - 22 * day + place * timedelta(hours=5)
            on(asked_at, partial(self._ask, place, request))
        days, met_on = self.county.days, self.county.days.day(self.starts_at)
        sent_on = days.worked(met_on - self.agenda * day)
        on(days.moment(sent_on - self.made * day, 16), self._make_agenda)
        on(days.moment(sent_on, 11), self._send_agenda)
        on(self.starts_at - 3 * day, partial(say_so, self))
        on(self.starts_at - timedelta(minutes=12), partial(arrive, self))
        on(self.starts_at, self._open)
        taken_at = self.starts_at + timedelta(minutes=4)
        if self.goes_on:
            on(taken_at, partial(self._take_all, until=2))
            return
        on(taken_at, self._take_all)
        on(self.ends_at - timedelta(minutes=10), self._close)
        if self.notes is not None:
            on(days.moment(days.working(met_on + self.notes * day), 11), self._send_notes)

    def _ask(self, place: int, request: Request, at: datetime) -> None:
        """A member asks for an item; whoever chairs answers within a week, or has yet to."""
        county = self.county
        members = county.in_forum(self.season.key)
        member = members[(place * 3 + self.number) % len(members)]
        made = ask_for_item(
            meeting=self.meeting, organisation=member.organisation, title=request.title,
            why=request.why, form_key=str(county.invent.key()), by=member.acting, at=at,
        )  # fmt: skip
        if request.answer:
            answered_at = at + timedelta(days=5)
            county.diary.on(answered_at, lambda then: self._answer(made, request, then))

    def _answer(self, made: AgendaRequest, request: Request, at: datetime) -> None:
        asked = self.meeting.requests.select_related("organisation", "asked_by").get(pk=made.pk)
        asked.meeting, by = self.meeting, self.chair(at)
        match request.answer:
            case "accepted":
                accept_request(request=asked, minutes=15, by=by, at=at)
            case "deferred":
                put_request_off(request=asked, because=request.because, by=by, at=at)
            case "declined":
                decline_request(request=asked, because=request.because, by=by, at=at)

    def _make_agenda(self, at: datetime) -> None:
        officer = self.county.officer
        for one in self.business:
            item = add_item(
                meeting=self.meeting, title=one.title, text=one.text, purpose=one.purpose,
                minutes=one.minutes, visibility=one.visibility, by=officer, at=at,
            )  # fmt: skip
            if one.because:
                item.meeting = self.meeting
                keep_for_full_members(
                    item=item, because=one.because, edition=item.edition, by=self.chair(at), at=at
                )

    def _send_agenda(self, at: datetime) -> None:
        by = self.county.officer
        send_agenda(meeting=self.meeting, because=self.late_because, by=by, at=at)

    def _open(self, at: datetime) -> None:
        self.presided = None
        open_meeting(meeting=self.meeting, by=self.chair(at), at=at)
        self.anew()

    def _take_all(self, at: datetime, until: int | None = None) -> None:
        """
        Take what is on the agenda, in order, over the time that there is.

        :param until: how many items of business are taken, where the meeting still goes on.
        """
        business = {one.title: one for one in self.business}
        items = list(items_of(self.meeting))
        if until is not None:
            ours = [place for place, item in enumerate(items) if not item.standing]
            items = items[: ours[until - 1] + 1]
        elif not self.in_full:
            items = [one for one in items if one.standing in ("", "welcome")]
        apart = 4 if until is not None else 96 // max(len(items), 1)
        for place, item in enumerate(items):
            then = at + timedelta(minutes=place * apart)
            one = business.get(item.title)
            self.county.diary.on(then, partial(self._take, item.pk, one))

    def item(self, key: int) -> AgendaItem:
        """Return an item as it is now, with its meeting. Two queries."""
        found = AgendaItem.objects.select_related("brought_by").get(pk=key)
        found.meeting = self.meeting
        return found

    def _take(self, key: int, business: Business | None, at: datetime) -> None:
        item = self.item(key)
        current = self.meeting.items.filter(started_at__isnull=False, ended_at=None)
        after = current.order_by("pk").values_list("pk", flat=True).first()
        by = self.chair(at)
        take_item(item=item, edition=item.edition, after=after, by=by, at=at)
        if item.standing == "welcome":
            self._approve(by, at)
        if business is not None and business.do is not None:
            do, then = business.do, at + timedelta(minutes=3)
            self.county.diary.on(then, lambda later: do(self, self.item(key), later))

    def _approve(self, by: Person, at: datetime) -> None:
        """Approve the notes of the meeting before, where all corrections have their answer."""
        before = [one for one in self.season.sittings if one.starts_at < self.starts_at]
        if before and before[-1].anew().notes_sent_at is not None:
            approve_notes(meeting=before[-1].meeting, approved_in=self.meeting, by=by, at=at)

    def _close(self, at: datetime) -> None:
        ahead = next_after(self.forum, self.starts_at)
        close_meeting(meeting=self.meeting, next_meeting=ahead, by=self.chair(at), at=at)
        self.anew()

    def _send_notes(self, at: datetime) -> None:
        ahead = next_after(self.forum, self.starts_at)
        if ahead is not None:
            ahead = meetings_named(self.county.assembly, ahead.reference).get()
        send_notes(
            meeting=self.anew(), next_meeting=ahead, late_because=self.notes_late_because,
            by=self.county.officer, at=at,
        )  # fmt: skip


@dataclass(eq=False, kw_only=True)
class Season:
    """
    The meetings of a forum that are called together.

    :param quiet: whether one of its members stays away from now on without a word.
    """

    county: County
    key: str
    sittings: tuple[Sitting, ...]
    arrangements: Arrangements
    quiet: bool = False
    away: Member | None = None

    def plan(self, called_at: datetime) -> None:
        """Enter in the diary that they are called and what follows."""
        for number, sitting in enumerate(self.sittings):
            sitting.season, sitting.number = self, number
        self.county.diary.on(called_at, self._call)
        for sitting in self.sittings:
            sitting.plan()

    def _call(self, at: datetime) -> None:
        county, forum = self.county, self.county.forums[self.key]
        if self.quiet:
            self.away = seated(county, forum, at)
        times = [(sitting.starts_at, sitting.ends_at) for sitting in self.sittings]
        if len(times) == 1:
            call_meeting(
                forum=forum, starts_at=times[0][0], ends_at=times[0][1],
                arrangements=self.arrangements, by=county.officer, at=at,
            )  # fmt: skip
        else:
            call_series(
                forum=forum, every=EVERY, times=times, arrangements=self.arrangements,
                by=county.officer, at=at,
            )  # fmt: skip
        made = dict(forum.meetings.order_by("pk").values_list("starts_at", "reference"))
        for sitting in self.sittings:
            sitting.reference = made[sitting.starts_at]

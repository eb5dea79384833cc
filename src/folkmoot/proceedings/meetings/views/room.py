"""The room of a meeting: one page for a phone, a desk and a projector, that keeps itself true."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import RLock
from typing import Any

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.ground import doing
from folkmoot.ground.asking import Act
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits.room import may_open
from folkmoot.proceedings.meetings.queries.beyond import Part, parts_of
from folkmoot.proceedings.meetings.queries.meetings import day_of, meetings_named, title_of
from folkmoot.proceedings.meetings.queries.room import Room, edition_now, presence_now, room
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.proceedings.meetings.views.seeing import sight_for
from folkmoot.rules.findings import Refusal

PROJECTOR = "projector"
HERE = "here"
KEPT_FOR = timedelta(seconds=15)
KEPT_AT_MOST = 64
# What a process has looked up and drawn of rooms, by the edition of the meeting, so that two
# hundred phones that ask for the same thing at once do not have it done two hundred times. An
# interest that closes an item makes a new edition, so nothing is kept past it.
_ONE_AT_A_TIME = RLock()
_ROOMS: dict[tuple[object, ...], tuple[datetime, datetime, Room]] = {}
_DRAWN: dict[tuple[object, ...], tuple[datetime, datetime, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What somebody may do in a room."""

    preside: bool = False
    open: bool = False
    see_code: bool = False
    help: bool = False


@open_to(EVERYONE)
@never_cache
def show(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show the room; to a page that asks for itself again, nothing where nothing has changed."""
    at = timezone.now()
    now = edition_now(assembly, reference)
    if now is None:
        raise Http404
    if request.GET.get("part") == HERE and request.htmx:
        return _here(request, _room(assembly, reference, now, at=at), at=at)
    if request.htmx and _is_as_shown(request, now[-1], at):
        return HttpResponse(status=204)
    return _draw(request, _room(assembly, reference, now, at=at), at=at)


def press(
    request: SignedIn, meeting: Meeting, *, form: Act, do: Callable[[], Any], **page: Any
) -> HttpResponse:
    """
    Do what a button of the room asks and show the room again, without leaving it.

    Where it is refused, or JavaScript is away and the page is asked for, it is a page of
    its own like any deed.
    """
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refusal as no:
            refusal = no
            form.refuse(no)
    address = reverse("meetings:room", args=[meeting.assembly, meeting.reference])
    if request.method == "POST" and (refusal is None or request.htmx):
        if not request.htmx:
            return send_on(request, address)
        at, now = timezone.now(), edition_now(meeting.assembly, meeting.reference)
        assert now is not None
        seen = _room(meeting.assembly, meeting.reference, now, at=at)
        return _draw(request, seen, at=at, refusal=refusal)
    page |= {"caption": title_of(meeting), "back": address, "done": "", "to": (address,)}
    return doing.act(request, form=form, do=do, **page)


def _is_as_shown(request: Request, edition: int, at: datetime) -> bool:
    """Whether a page that asks is still true: the same edition, and no time has gone by."""
    if request.GET.get("edition") != str(edition):
        return False
    until = request.GET.get("until", "")
    return not until or (until.isascii() and until.isdigit() and at.timestamp() < int(until))


def _draw(
    request: Request, seen: Room, *, at: datetime, refusal: Refusal | None = None
) -> HttpResponse:
    """Draw the room, or the part of it that a page asks for again."""
    given = _given(request, seen, at=at)
    sight, may, closed = given["sight"], given["may"], given["closed"]
    given["has_controls"] = not given["look"] and (may.preside or may.help)
    if not given["has_controls"]:
        given["now_drawn"] = _drawn("meetings/_room_now.html", given)
        given["rest_drawn"] = _drawn("meetings/_room_rest.html", given)
    given |= {
        "refusal": refusal,
        "parts": _parts(seen, sight, closed, at=at),
        "own": seen.attendance_of(sight.person),
        "turn": seen.turn_of(sight.person),
        "until": int(seen.redraw_at.timestamp()) + 1 if seen.redraw_at else "",
        "item_shown": request.GET.get("item", ""),
    }
    if request.htmx:
        # Without what the frame of a page asks for: it is drawn for every phone in the room.
        given |= {"request": request, "user": request.user, "csrf_token": get_token(request)}
        return HttpResponse(render_to_string("meetings/room.html#part", given))
    given["here_drawn"] = _drawn("meetings/_room_here.html", given)
    given["presence"] = presence_now(seen.meeting)
    return render(request, "meetings/room.html", given)


def _here(request: Request, seen: Room, *, at: datetime) -> HttpResponse:
    """Draw the list of who is here, or nothing where nobody has come or gone."""
    presence = presence_now(seen.meeting)
    if request.GET.get("seen") == presence:
        return HttpResponse(status=204)
    given = _given(request, seen, at=at)
    given |= {
        "here_drawn": _drawn("meetings/_room_here.html", given),
        "presence": presence,
    }
    return HttpResponse(render_to_string("meetings/room.html#here", given))


def _given(request: Request, seen: Room, *, at: datetime) -> dict[str, Any]:
    """What every part of the room is given: whose room it is, and what they may see and do."""
    person, meeting = request.user, seen.meeting
    sight = seen.sights.get(person.pk) if person.is_authenticated else None
    if sight is None or sight.is_officer:
        sight = sight_for(request, meeting.assembly, at=at)
    return {
        "assembly": meeting.assembly,
        "meeting": meeting,
        "title": title_of(meeting),
        "room": seen,
        "sight": sight,
        "may": _may(sight.person, seen, sight, at=at),
        "look": PROJECTOR if request.GET.get("view") == PROJECTOR else "",
        "closed": sight.why_closed(seen.current) if seen.current is not None else "",
        "at": at,
        "address": reverse("meetings:room", args=[meeting.assembly, meeting.reference]),
        "is_live": _is_live(meeting, at=at),
    }


def _is_live(meeting: Meeting, *, at: datetime) -> bool:
    """Whether a page of the room has cause to look again: on its day, until it is closed."""
    if meeting.closed_at is not None or meeting.cancelled_at is not None:
        return False
    day = timedelta(days=1)
    return meeting.opened_at is not None or meeting.starts_at - day < at < meeting.ends_at + day


def _may(person: object, seen: Room, sight: Sight, *, at: datetime) -> May:
    """What somebody may do here. No query for most; two for officers, more before it opens."""
    if not isinstance(person, Person):
        return May()
    meeting = seen.meeting
    on = day_of(meeting.assembly, at)
    officer = sight.is_officer and is_officer(person, meeting.assembly, on=on)
    leads = person.pk in seen.chairing or officer
    presides = seen.presiding
    if presides.person is not None:
        is_presiding = presides.person.pk == person.pk
    else:
        is_presiding = presides.term is not None and officer
    return May(
        preside=is_presiding and seen.is_going_on,
        open=leads and may_open(person, meeting, at=at),
        see_code=leads and not meeting.closed_at and not meeting.cancelled_at,
        help=officer and seen.is_going_on,
    )


def _parts(seen: Room, sight: Sight, closed: str, *, at: datetime) -> list[Part]:
    """What the nouns above show with the item that is being taken, to whom it is open."""
    if seen.current is None or closed:
        return []
    parts = parts_of(seen.meeting, [seen.current], sight, at=at)[seen.current.pk]
    return [part for part in parts if part.is_for_room]


def _room(assembly: Assembly, reference: str, now: tuple[int, str, int], *, at: datetime) -> Room:
    """Return the room as it is kept for an edition of a meeting, or look it up."""

    def look() -> tuple[datetime, Room]:
        seen = room(meetings_named(assembly, reference).get(), at=at)
        return min(seen.redraw_at or at + KEPT_FOR, at + KEPT_FOR), seen

    return _kept(_ROOMS, now, at, look)


def _drawn(template: str, given: dict[str, Any]) -> str:
    """Draw a part of the room that all who may see as much see alike."""
    seen, sight = given["room"], given["sight"]
    until = min(seen.redraw_at or given["at"] + KEPT_FOR, given["at"] + KEPT_FOR)
    alike = {name: given[name] for name in ("assembly", "meeting", "room", "look", "closed")}
    alike |= {"is_member": sight.is_member, "sight": sight, "may": May()}
    meeting = seen.meeting
    of_meeting = (meeting.pk, meeting.room_code, meeting.edition)
    key = (template, get_language(), of_meeting, sight.is_member, given["closed"], given["look"])
    return _kept(_DRAWN, key, given["at"], lambda: (until, render_to_string(template, alike)))


def _kept[Thing](
    store: dict[tuple[object, ...], tuple[datetime, datetime, Thing]],
    key: tuple[object, ...],
    at: datetime,
    make: Callable[[], tuple[datetime, Thing]],
) -> Thing:
    """Return what is kept under a key, if it was made before a moment and still holds then."""
    kept = store.get(key)
    if kept is not None and kept[0] <= at < kept[1]:
        return kept[2]
    # Whoever comes while it is being made waits for it, and finds it made.
    with _ONE_AT_A_TIME:
        kept = store.get(key)
        if kept is not None and kept[0] <= at < kept[1]:
            return kept[2]
        until, thing = make()
        if len(store) >= KEPT_AT_MOST:
            store.clear()
        store[key] = (at, until, thing)
        return thing

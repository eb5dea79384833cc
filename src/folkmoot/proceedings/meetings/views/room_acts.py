"""The buttons of the room: open, take an item, call a speaker, close."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground import doing
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to
from folkmoot.proceedings.meetings.actions.close_meeting import close_meeting
from folkmoot.proceedings.meetings.actions.open_meeting import open_meeting
from folkmoot.proceedings.meetings.actions.take_item import end_item, take_item
from folkmoot.proceedings.meetings.actions.turns import (
    ask_to_speak,
    call_speaker,
    end_turn,
    take_back_turn,
)
from folkmoot.proceedings.meetings.forms.room import Close, Press, Take
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Meeting, Turn
from folkmoot.proceedings.meetings.queries.meetings import title_of
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.proceedings.meetings.queries.room import (
    ahead_of,
    item_now,
    items_left,
    own_attendance,
)
from folkmoot.proceedings.meetings.views.room import press
from folkmoot.proceedings.meetings.views.seeing import one_meeting, sight_for
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")


@open_to(SIGNED_IN, methods=ASKED)
def open_room(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Begin the meeting."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    presides = presiding(meeting, None, at=at)
    clause = presides.finding.clause if presides.finding is not None else None
    return doing.act(
        request,
        form=Press(posted(request)),
        do=lambda: open_meeting(meeting=meeting, by=request.user, at=at),
        heading=_("Open the meeting"),
        button=_("Open the meeting"),
        done=_("The meeting is open."),
        to=("meetings:room", assembly.slug, reference),
        clause=clause,
        lead=_("Its room then shows the item that is being taken, and people can ask to speak."),
        caption=title_of(meeting),
        back=_address(meeting),
    )


@open_to(SIGNED_IN, methods=ASKED)
def close_room(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """End the meeting, once it is said what it did not reach."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    left = items_left(meeting)
    ahead = [(one, _named(one)) for one in ahead_of(meeting)]
    form = Close(posted(request), ahead=ahead)
    facts = [
        (
            _("Not reached"),
            ngettext("%(number)d item", "%(number)d items", len(left)) % {"number": len(left)}
            if left
            else _("Nothing: every item was taken"),
        )
    ]
    facts += [("", item.title) for item in left]
    return doing.act(
        request,
        form=form,
        do=lambda: close_meeting(
            meeting=meeting, next_meeting=form.next_meeting, by=request.user, at=at
        ),
        heading=_("Close the meeting"),
        button=_("Close the meeting"),
        done=_("The meeting is closed, and its notes are drafted."),
        to=("meetings:room", assembly.slug, reference),
        lead=_("It cannot be opened again. What it did not reach goes on to another meeting."),
        facts=facts,
        warns=True,
        caption=title_of(meeting),
        back=_address(meeting),
    )


@open_to(SIGNED_IN, methods=ASKED)
def start_item(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take an item, which ends the one before."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    item = _item(meeting, number)
    current = item_now(meeting)
    form = Take(posted(request), item=item, current=current)
    now = current.title if current is not None else _("No item")
    return press(
        request,
        meeting,
        form=form,
        do=lambda: take_item(
            item=item,
            edition=form.cleaned_data["edition"],
            after=form.cleaned_data["after"],
            by=request.user,
            at=at,
        ),
        heading=_("Start: %(item)s") % {"item": item.title},
        button=_("Start this item"),
        facts=[(_("Being taken now"), now)],
    )


@open_to(SIGNED_IN, methods=ASKED)
def stop_item(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """End the item that is being taken."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    item = _item(meeting, number)
    form = Take(posted(request), item=item, current=None)
    return press(
        request,
        meeting,
        form=form,
        do=lambda: end_item(
            item=item, edition=form.cleaned_data["edition"], by=request.user, at=at
        ),
        heading=_("End: %(item)s") % {"item": item.title},
        button=_("End this item"),
    )


@open_to(SIGNED_IN, methods=ASKED)
def speak(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask to speak to the item that is being taken."""
    meeting, at = one_meeting(assembly, reference), timezone.now()

    def ask() -> Turn:
        item = item_now(meeting)
        if item is None:
            raise Refusal("item-not-going-on", None, {})
        own = own_attendance(meeting, request.user)
        if own is None:
            raise Refusal("not-in-the-room", None, {"who": request.user.name})
        return ask_to_speak(item=item, attendance=own, by=request.user, at=at)

    return press(
        request,
        meeting,
        form=Press(posted(request)),
        do=ask,
        heading=_("Ask to speak"),
        button=_("Ask to speak"),
        lead=_("You are put on the list for the item that is being taken. The chair calls you."),
    )


@open_to(SIGNED_IN, methods=ASKED)
def take_back(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take somebody off the list of speakers."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    turn = _turn(meeting, number)
    _require_may_know(request, turn.attendance, meeting)
    return press(
        request,
        meeting,
        form=Press(posted(request)),
        do=lambda: take_back_turn(turn=turn, by=request.user, at=at),
        heading=_("Take a name off the list of speakers"),
        button=_("Take it off"),
        facts=[(_("Name"), turn.attendance.name)],
    )


@open_to(SIGNED_IN, methods=ASKED)
def call(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Give the word to somebody who is there."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    attendance = get_object_or_404(Attendance.objects.select_related("person"), meeting=meeting, pk=number)  # fmt: skip
    _require_may_know(request, attendance, meeting)

    def give() -> Turn:
        item = item_now(meeting)
        if item is None:
            raise Refusal("item-not-going-on", None, {})
        return call_speaker(item=item, attendance=attendance, by=request.user, at=at)

    return press(
        request,
        meeting,
        form=Press(posted(request)),
        do=give,
        heading=_("Call a speaker"),
        button=_("Call them"),
        facts=[(_("Name"), attendance.name)],
    )


@open_to(SIGNED_IN, methods=ASKED)
def done(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Say that somebody has spoken."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    turn = _turn(meeting, number)
    _require_may_know(request, turn.attendance, meeting)
    return press(
        request,
        meeting,
        form=Press(posted(request)),
        do=lambda: end_turn(turn=turn, by=request.user, at=at),
        heading=_("A speaker is done"),
        button=_("They have spoken"),
        facts=[(_("Name"), turn.attendance.name)],
    )


def _require_may_know(request: SignedIn, attendance: Attendance, meeting: Meeting) -> None:
    """:raises Refusal: if somebody there is known by name to members alone, and this is none."""
    if attendance.person_id == request.user.pk:
        return
    if not sight_for(request, meeting.assembly, at=timezone.now()).is_member:
        who = _("somebody who acts for a member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})


def _item(meeting: Meeting, number: int) -> AgendaItem:
    item = get_object_or_404(meeting.items, pk=number)
    item.meeting = meeting
    return item


def _turn(meeting: Meeting, number: int) -> Turn:
    of_meeting = Turn.objects.select_related("attendance", "item")
    turn = get_object_or_404(of_meeting, item__meeting=meeting, pk=number)
    turn.item.meeting = meeting
    return turn


def _address(meeting: Meeting) -> str:
    return reverse("meetings:room", args=[meeting.assembly, meeting.reference])


def _named(meeting: Meeting) -> str:
    return date_format(localtime(meeting.starts_at), "l j F Y", use_l10n=False)

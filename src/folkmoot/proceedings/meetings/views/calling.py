from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.asking import SayWhy
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, call_meeting
from folkmoot.proceedings.meetings.actions.call_series import call_series
from folkmoot.proceedings.meetings.actions.cancel_meeting import cancel_meeting
from folkmoot.proceedings.meetings.actions.move_meeting import move_meeting
from folkmoot.proceedings.meetings.forms.calling import Call, Move, paced
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import require_not_opened
from folkmoot.proceedings.meetings.queries.arranging import (
    forums_to_arrange,
    people_to_tell,
    signed_up,
)
from folkmoot.proceedings.meetings.queries.lists import last_called
from folkmoot.proceedings.meetings.queries.meetings import (
    book_with,
    day_of,
    meetings_named,
    title_of,
    zone_of,
)
from folkmoot.proceedings.meetings.queries.pace import NOTICE
from folkmoot.proceedings.meetings.queries.series import (
    PACES,
    WEEKDAY,
    Planned,
    planned,
    series_days,
)
from folkmoot.proceedings.meetings.views.audiences import ARRANGERS
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook
from folkmoot.rules.telling import told_moment, told_time

ASKED = ("GET", "POST")


@open_to(ARRANGERS, methods=ASKED)
def call(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask for a meeting or a series, show its dates and what speaks against them, and call it."""
    at = timezone.now()
    on = day_of(assembly, at)
    book = book_with(assembly, NOTICE, on=on)
    form = _call_form(request, assembly, book, at=at)
    step = request.POST.get("step", "")
    given: dict[str, Any] = {
        "form": form,
        "clause": book.parameter(NOTICE).clause if book else None,
        "notice": str(book.parameter(NOTICE)) if book else "",
    }
    if request.method != "POST" or step == "change" or not form.is_valid():
        is_wrong = request.method == "POST" and step != "change"
        return render(request, "meetings/call.html", given, status=422 if is_wrong else 200)
    dates = _dates(form, on=on)
    chosen = set(request.POST.getlist("day")) if step == "call" else None
    if chosen is not None:
        picked = [one for one in dates if not form.is_series or _is_chosen(one, chosen)]
        if not picked:
            form.add_error(None, _("Choose at least one date."))
        else:
            try:
                return _call(request, form, picked, at=at)
            except Refusal as refusal:
                form.refuse(refusal)
    given |= {
        "rows": [
            (one, _is_chosen(one, chosen), told_time(one.ends_at.astimezone(form.zone).time()))
            for one in dates
        ],
        "forum": form.forum,
        "typed": form.cleaned_data,
        "kind": Meeting.Kind(form.cleaned_data["kind"]).label,
        "every": paced(form.cleaned_data["every"]) if form.is_series else "",
        "told": len(people_to_tell(form.forum, on=on)),
        "kept": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "step", "day")
            for value in values
        ],
    }
    return render(request, "meetings/check.html", given, status=422 if step == "call" else 200)


def _is_chosen(one: Planned, chosen: set[str] | None) -> bool:
    """Whether a date is ticked: as somebody left it, and before that unless it cannot be called."""
    return one.own is None if chosen is None else one.on.isoformat() in chosen


def _call_form(
    request: SignedIn, assembly: Assembly, book: Rulebook | None, *, at: datetime
) -> Call:
    zone, on = zone_of(assembly), day_of(assembly, at)
    forums = forums_to_arrange(assembly, request.user, at=at)
    asked = next((one for one in forums if one.slug == request.GET.get("forum")), None)
    before = last_called(asked) if asked is not None and request.method == "GET" else None
    starts_at = _moment(request.GET, "from", zone)
    notice = ""
    if book is not None:
        first = add(on, book.period(NOTICE))
        notice = _("The agenda goes out %(notice)s before. A day from %(first)s on leaves time "
                   "for that.") % {
            "notice": book.parameter(NOTICE), "first": f"{first:%-d} {first:%-m} {first:%Y}",
        }  # fmt: skip
    ways = ("place", "access", "join_link", "dial_in")
    return Call(
        posted(request),
        zone=zone,
        forums=forums,
        starts_at=starts_at,
        ends_at=_moment(request.GET, "to", zone),
        notice=notice,
        at=at,
        initial={"forum": asked.slug if asked else ""}
        | ({way: getattr(before, way) for way in ways} if before else {}),
    )


def _moment(asked: Any, name: str, zone: Any) -> datetime | None:
    """Read a day and a time out of an address: on=2026-03-26, from=14:00; None if it has none."""
    try:
        day = date.fromisoformat(asked.get("on", ""))
        return datetime.combine(day, time.fromisoformat(asked.get(name, "")), zone)
    except ValueError:
        return None


def _dates(form: Call, *, on: date) -> list[Planned]:
    """Return the dates that a form asks for, with what speaks against each. Two queries."""
    typed = form.cleaned_data
    days = [typed["start_on"]]
    if form.is_series:
        days = series_days(
            typed["start_on"],
            every=PACES[typed["every"]],
            number=typed["number"],
            by=typed["keeps"] or WEEKDAY,
        )
    return planned(form.forum, days, begins=typed["start_time"], ends=typed["end_time"], on=on)


def _call(request: SignedIn, form: Call, picked: list[Planned], *, at: datetime) -> HttpResponse:
    typed, forum = form.cleaned_data, form.forum
    arrangements = Arrangements(
        **{
            name: typed[name]
            for name in ("kind", "title", "place", "access", "join_link", "dial_in", "is_last")
        }
    )
    if len(picked) == 1:
        meeting = call_meeting(
            forum=forum,
            starts_at=picked[0].starts_at,
            ends_at=picked[0].ends_at,
            arrangements=arrangements,
            by=request.user,
            at=at,
        )
        messages.success(request, _("The meeting is called, and the members are written to."))
        return send_on(request, "meetings:meeting", forum.assembly.slug, meeting.reference)
    call_series(
        forum=forum,
        every=paced(typed["every"]),
        times=[(one.starts_at, one.ends_at) for one in picked],
        arrangements=arrangements,
        by=request.user,
        at=at,
    )
    done = _("%(number)s meetings are called, and the members are written to.")
    messages.success(request, done % {"number": len(picked)})
    return send_on(
        request, reverse("meetings:meetings", args=[forum.assembly]) + f"?forum={forum.slug}"
    )


def _one(request: SignedIn, assembly: Assembly, reference: str) -> Meeting:
    """Return a meeting that may still be moved, by somebody who may move it."""
    meeting = get_object_or_404(meetings_named(assembly, reference))
    require_may_arrange(request.user, meeting.forum, at=timezone.now())
    require_not_opened(meeting)
    return meeting


def _page(meeting: Meeting) -> dict[str, Any]:
    url = reverse("meetings:meeting", args=[meeting.assembly, meeting.reference])
    name = title_of(meeting)
    return {"caption": name, "crumbs": [(name, url)], "back": url}


def _told(meeting: Meeting, *, at: datetime) -> str:
    """Say how many people will be written to. Four queries."""
    people = {*people_to_tell(meeting.forum, on=day_of(meeting.assembly, at)), *signed_up(meeting)}
    return str(len(people))


@open_to(ARRANGERS, methods=ASKED)
def move(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give a meeting another time, place or way in."""
    meeting, at = _one(request, assembly, reference), timezone.now()
    form = Move(posted(request), zone=zone_of(assembly), meeting=meeting)
    return act(
        request,
        form=form,
        do=lambda: move_meeting(
            meeting=meeting,
            starts_at=form.moment("start"),
            ends_at=form.ends_at,
            **{
                name: form.cleaned_data[name]
                for name in ("place", "access", "join_link", "dial_in", "because", "edition")
            },
            by=request.user,
            at=at,
        ),
        heading=_("Move this meeting, or change its arrangements"),
        lead=_("Everybody it concerns gets a letter, and their calendars follow."),
        button=_("Change it, and tell the members"),
        done=_("The meeting is changed, and the members are written to."),
        to=("meetings:meeting", assembly.slug, reference),
        facts=_facts(meeting, at=at),
        **_page(meeting),
    )


@open_to(ARRANGERS, methods=ASKED)
def cancel(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Cancel a meeting, with the reason that is published."""
    meeting, at = _one(request, assembly, reference), timezone.now()
    form = SayWhy(
        posted(request),
        label=_("Why is it cancelled?"),
        hint=_("It is published and sent to the members, so name nobody."),
    )
    return act(
        request,
        form=form,
        do=lambda: cancel_meeting(
            meeting=meeting, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        heading=_("Cancel this meeting"),
        lead=_(
            "It stays on the list as cancelled, everybody it concerns gets a letter, and their "
            "calendars take it out. A cancelled meeting cannot be brought back."
        ),
        button=_("Cancel the meeting"),
        done=_("The meeting is cancelled, and the members are written to."),
        to=("meetings:meeting", assembly.slug, reference),
        facts=_facts(meeting, at=at),
        warns=True,
        **_page(meeting),
    )


def _facts(meeting: Meeting, *, at: datetime) -> list[tuple[str, str]]:
    when = told_moment(meeting.starts_at, zone_of(meeting.assembly))
    now = [(_("It is called for"), when)]
    if meeting.place:
        now.append((_("Where"), meeting.place))
    return [*now, (_("People who are written to"), _told(meeting, at=at))]

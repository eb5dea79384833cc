"""The workspace of an agenda: filling, adding, changing, moving, withdrawing, sending."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.actions.items import (
    move_item,
)
from folkmoot.proceedings.meetings.actions.send_agenda import send_agenda
from folkmoot.proceedings.meetings.forms.agenda import (
    SendAgenda,
)
from folkmoot.proceedings.meetings.permits import (
    may_preside,
)
from folkmoot.proceedings.meetings.queries import agenda as agendas
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.seeing import (
    act,
    address,
    arranged,
    one_item,
    one_meeting,
    title,
)

ASKED = ("GET", "POST")
AT_ONCE = 50


@open_to(KNOWN)
def agenda(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show an agenda to those who make it: its items, its length and what it lacks."""
    meeting, at = arranged(request, assembly, reference), timezone.now()
    book, on = agendas.book_of(meeting, at=at), day_of(assembly, at)
    sight = sight_of(request.user, assembly, at=at)
    page = Paginator(agendas.items_of(meeting), AT_ONCE).get_page(request.GET.get("page"))
    first = page.start_index()
    rows = [
        {
            "item": item,
            "number": first + place,
            "is_first": first + place == 1,
            "is_last": first + place == page.paginator.count,
            "is_open": sight.may_see(item),
            "is_changed": agendas.is_changed_since_sent(item, meeting),
        }
        for place, item in enumerate(page)
    ]
    given: dict[str, Any] = {
        "meeting": meeting,
        "title": title(meeting),
        "page_obj": page,
        "rows": rows,
        "length": agendas.length_of(meeting),
        "complete": agendas.completeness(book, agendas.standing_codes(meeting)),
        "in_time": agendas.timeliness(book, meeting, sent_on=on),
        "due": agendas.agenda_due_on(book, meeting),
        "days_late": agendas.days_late(meeting, book),
        "waiting": meeting.requests.filter(answered_at=None).count(),
        "may_keep": may_preside(request.user, meeting, None, at=at)[0],
        "is_open": meeting.cancelled_at is None and meeting.closed_at is None,
        "withdrawn": agendas.withdrawn_items(meeting)[:AT_ONCE],
    }
    return render(request, "meetings/agenda.html", given)


@open_to(KNOWN, methods=("POST",))
def fill(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Put what is missing on an agenda."""
    meeting = one_meeting(assembly, reference)
    fill_agenda(meeting=meeting, by=request.user, at=timezone.now())
    return send_on(request, "meetings:agenda", assembly.slug, reference)


@open_to(KNOWN, methods=("POST",))
def move(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Have an item taken one place earlier or later."""
    item = one_item(one_meeting(assembly, reference), number)
    is_up = "up" in request.POST
    moved = move_item(item=item, is_up=is_up, by=request.user, at=timezone.now())
    place = (moved.position - 1) // AT_ONCE + 1
    to = address(item.meeting, "agenda") + (f"?page={place}" if place > 1 else "")
    return send_on(request, f"{to}#item-{item.pk}")


@open_to(KNOWN, methods=ASKED)
def send(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Send the agenda to the members, with the reason where it is late."""
    meeting, at = arranged(request, assembly, reference), timezone.now()
    book = agendas.book_of(meeting, at=at)
    in_time = agendas.timeliness(book, meeting, sent_on=day_of(assembly, at))
    is_late = in_time is not None and not in_time.holds
    form = SendAgenda(posted(request), is_late=is_late)
    length = agendas.length_of(meeting)
    facts: list[tuple[str, Any]] = [
        (_("Items"), length.items),
        (
            _("Minutes"),
            _("%(minutes)d, in a meeting of %(meeting)d")
            % {"minutes": length.minutes, "meeting": length.meeting},
        ),
    ]
    lead = _("Everybody who acts for a member of the forum gets a letter with the items.")
    if is_late and in_time is not None:
        facts.append((_("Late by"), in_time.facts["late"]))
    return act(
        request,
        meeting,
        form=form,
        do=lambda: send_agenda(
            meeting=meeting,
            because=form.cleaned_data.get("because", ""),
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Send the agenda to the members"),
        button=_("Send it"),
        done=_("The agenda has gone to the members."),
        lead=lead,
        facts=facts,
        clause=in_time.clause if in_time is not None else None,
    )

"""Who was at boards: reported, confirmed, replied to, and counted."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.actions import presence as presence_deeds
from folkmoot.proceedings.voice.forms.telling import ConfirmPresence, ReportPresence, Words
from folkmoot.proceedings.voice.models import (
    Presence,
)
from folkmoot.proceedings.voice.permits import (
    require_officer_or_body,
    require_speaks_for,
)
from folkmoot.proceedings.voice.queries import presence as presence_queries
from folkmoot.proceedings.voice.queries.reviews import YEARS
from folkmoot.proceedings.voice.queries.telling import past_sittings
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    one_holding,
    one_sitting,
    sitting_page,
)


@open_to(EVERYONE)
def attendance(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how often each seat was represented, over three years, in counts."""
    on = day_of(assembly, timezone.now())
    by = request.GET.get("by", "seat")
    by = by if by in ("seat", "holder", "organisation") else "seat"
    sittings = past_sittings(assembly, on=on, since=on - YEARS)
    if (year := request.GET.get("year", "")).isdecimal() and len(year) == 4:
        sittings = sittings.filter(on__year=int(year))
    rows = presence_queries.attendance(assembly, sittings, on=on, by=by)
    if request.GET.get("as") == "csv":
        head = (by, "meetings", "reported", "in person", "by a deputy", "per cent", "disputed")
        lines = (
            (
                one.name,
                one.sittings,
                one.reported,
                one.in_person,
                one.by_deputy,
                one.per_cent,
                one.disputed,
            )
            for one in rows
        )
        return csv_file(f"{assembly.slug}-attendance", head, lines, is_private=False)
    book = presence_queries.book_of_attendance(assembly, on=on)
    given = {
        "rows": rows,
        "by": by,
        "year": year,
        "minimum": book.parameter(presence_queries.MINIMUM) if book is not None else None,
    }
    return render(request, "voice/attendance.html", given)


@open_to(KNOWN, methods=BOTH)
def report_presence(
    request: SignedIn, assembly: Assembly, reference: str, number: int, day: str
) -> HttpResponse:
    """Say whether the representative or a deputy was at a board."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    found = one_sitting(assembly, holding.seat.body.slug, day)
    deputies = Holding.objects.current_on(found.on).filter(
        seat=holding.seat, role=Holding.Role.DEPUTY
    )
    form = ReportPresence(
        posted(request),
        deputies=list(deputies.order_by("holder_name", "pk")),
        statuses=[(value, str(label)) for value, label in Presence.Status.choices],
    )

    def do() -> Presence:
        typed = form.cleaned_data
        return presence_deeds.report_presence(
            holding=holding,
            sitting=found,
            status=typed["status"],
            deputy=form.deputies.get(typed.get("deputy", "")),
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Who was there?"),
        facts=[(_("Representative"), holding.holder_name)],
        button=_("Send it"),
        done=_("It is written down, and the board is asked to confirm it."),
        **sitting_page(found),
    )


def _one_presence(assembly: Assembly, number: int) -> Presence:
    found = Presence.objects.select_related(
        "sitting__body__assembly", "holding__seat__assembly", "holding__seat__body",
        "holding__person", "deputy",
    )  # fmt: skip
    return get_object_or_404(found, pk=number, holding__seat__assembly=assembly)


@open_to(KNOWN, methods=BOTH)
def confirm_presence(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say for a board whether a report of who was there is right."""
    found, at = _one_presence(assembly, number), timezone.now()
    require_officer_or_body(request.user, found.sitting.body, at=at)
    form = ConfirmPresence(posted(request))
    return act(
        request,
        form=form,
        do=lambda: presence_deeds.confirm_presence(
            presence=found,
            agrees=form.cleaned_data["agrees"] == "yes",
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        heading=_("Confirm who was there"),
        facts=[
            (_("Representative"), found.holding.holder_name),
            (_("Reported"), found.get_status_display()),
        ],
        button=_("Send it"),
        done=_("It is written down, and the representative is told."),
        **sitting_page(found.sitting),
    )


@open_to(KNOWN, methods=BOTH)
def reply_presence(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Answer what a board says of who was there."""
    found, at = _one_presence(assembly, number), timezone.now()
    require_speaks_for(request.user, found.holding, at=at)
    form = Words(posted(request), label=_("Your answer, shown beside the board's"), most=400)
    return act(
        request,
        form=form,
        do=lambda: presence_deeds.reply_to_board(
            presence=found, words=form.cleaned_data["words"], by=request.user, at=at
        ),
        heading=_("Answer the board"),
        facts=[(_("The board says"), found.body_words or found.get_confirmed_display())],
        button=_("Send the answer"),
        done=_("Your answer stands beside the board's."),
        **sitting_page(found.sitting),
    )

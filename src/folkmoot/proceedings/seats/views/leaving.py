"""Leaving a seat, giving way in it, and the end of a mandate by decision of the group."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.asides import come_back, stand_aside
from folkmoot.proceedings.seats.actions.leaving import leave_seat, remove_representative
from folkmoot.proceedings.seats.forms.leaving import NEWEST, Aside, Leave, Remove
from folkmoot.proceedings.seats.models import Holding, StandingAside
from folkmoot.proceedings.seats.permits.leaving import require_may_leave, require_may_remove
from folkmoot.proceedings.seats.queries.sending import decisions_in_favour, holding_in, sent_by
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.rules.findings import Clause

BOTH = ("GET", "POST")


def one_holding(assembly: Assembly, reference: str, number: int) -> Holding:
    """Return a holding by the address of its pages, or answer that there is none. One query."""
    return get_object_or_404(holding_in(assembly, reference, number))


def page_of(holding: Holding) -> dict[str, Any]:
    """Return what the pages of every deed about a holding have in common. No query."""
    seat = holding.seat
    url = reverse("seats:seat", args=[seat.assembly, seat.reference])
    return {
        "to": ("seats:seat", seat.assembly.slug, seat.reference),
        "back": url,
        "caption": f"{holding.holder_name}, {seat.title}, {seat.body.name}",
        "crumbs": [(f"{seat.title}, {seat.body.name}", url)],
    }


def _clause(holding: Holding, *keys: str, at: datetime) -> Clause | None:
    assembly = holding.seat.assembly
    book = book_for(assembly, on=day_of(assembly, at))
    return clause_with_key(book, *keys) if book is not None else None


@open_to(KNOWN, methods=BOTH)
def stand_down(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Have somebody leave a seat."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_may_leave(request.user, holding, at=at)
    form = Leave(posted(request), today=day_of(assembly, at))
    return act(
        request,
        form=form,
        do=lambda: leave_seat(holding=holding, by=request.user, at=at, **form.cleaned_data),
        heading=_("Leave the seat"),
        button=_("Leave it"),
        done=_("It is recorded. A seat that nobody holds shows as vacant."),
        lead=_(
            "The forum then chooses somebody else. Positions, papers and contacts are passed on."
        ),
        warns=True,
        **page_of(holding),
    )


@open_to(KNOWN, methods=BOTH)
def remove(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Enter the decision of a group that ends a mandate it gave."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    group = sent_by(holding, on=day_of(assembly, at))
    require_may_remove(request.user, holding, group, at=at)
    assert group is not None  # or the permit has refused
    form = Remove(
        posted(request),
        decisions=list(decisions_in_favour(group)[:NEWEST]),
        organisation=holding.organisation.name if holding.organisation else "",
    )
    return act(
        request,
        form=form,
        do=lambda: remove_representative(
            holding=holding, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("End the mandate by decision of %(group)s") % {"group": group.name},
        button=_("End the mandate, and tell the members"),
        done=_("The mandate is ended, the members are written to, and the seat is vacant."),
        lead=_(
            "Only the group that sent a representative ends the mandate, by a decision in the "
            "register. Put it to the group first, then enter it here."
        ),
        clause=_clause(holding, "representative-removed", at=at),
        warns=True,
        **page_of(holding),
    )


@open_to(KNOWN, methods=BOTH)
def aside(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Have a representative give way, so that the deputy goes."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_may_leave(request.user, holding, at=at)
    on = day_of(assembly, at)
    form = Aside(posted(request), deputies=standing_of(holding.seat, on=on).deputies, today=on)
    return act(
        request,
        form=form,
        do=lambda: stand_aside(holding=holding, by=request.user, at=at, **form.told()),
        heading=_("Stand aside"),
        button=_("Stand aside, and tell the members"),
        done=_("It is recorded, and the members are written to."),
        clause=_clause(holding, "standing-aside", "named-deputies", at=at),
        **page_of(holding),
    )


@open_to(KNOWN, methods=BOTH)
def back(
    request: SignedIn, assembly: Assembly, reference: str, number: int, aside: int
) -> HttpResponse:
    """Have a representative take the seat up again before the time that was said."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_may_leave(request.user, holding, at=at)
    found = get_object_or_404(
        StandingAside.objects.select_related("holding__seat__assembly", "holding__seat__body"),
        pk=aside,
        holding=holding,
    )
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: come_back(aside=found, on=day_of(assembly, at), by=request.user, at=at),
        heading=_("Take the seat up again"),
        button=_("Take it up again today"),
        done=_("The members are told that the representative is back."),
        facts=[(_("Stood aside from"), found.matter)],
        **page_of(holding),
    )

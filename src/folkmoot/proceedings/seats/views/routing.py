"""Which forums a seat answers to, and the seats for which nobody has said."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions import putting
from folkmoot.proceedings.seats.forms import keeping
from folkmoot.proceedings.seats.queries import choices
from folkmoot.proceedings.seats.queries.standing import standings
from folkmoot.proceedings.seats.views.keeping import BOTH, seat_page
from folkmoot.proceedings.seats.views.seat import clauses_cited, one_seat


@open_to(KNOWN, methods=BOTH)
def forums(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record to which forums a seat answers."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    form = keeping.Settle(
        posted(request),
        forums=choices.forums_to_choose(assembly, on=on),
        initial={"forums": [one.forum_id for one in seat.answering.order_by("pk")]},
    )
    return act(
        request,
        form=form,
        do=lambda: putting.settle_forums(seat=seat, by=request.user, at=at, **form.cleaned_data),
        heading=_("Which forum elects to it"),
        button=_("Record it"),
        done=_("It is recorded."),
        clause=clauses_cited(assembly, on=on)["which_forum_elects"],
        **seat_page(seat),
    )


@open_to(KNOWN)
def queue(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the seats of which nobody has said which forum elects to them."""
    on = day_of(assembly, timezone.now())
    assert isinstance(request.user, Person)  # the door lets in only those who have signed in
    given = {
        "rows": [one for one in standings(assembly, on=on) if not one.forums],
        "clause": clauses_cited(assembly, on=on)["which_forum_elects"],
    }
    return render(request, "seats/queue.html", given)

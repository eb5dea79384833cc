"""Having a seat filled, and what is asked of those who are in it."""

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, zone_of
from folkmoot.proceedings.seats.actions import binding as binding_deeds
from folkmoot.proceedings.seats.actions import filling as deeds
from folkmoot.proceedings.seats.forms.filling import (
    AnswerPosition,
    Call,
    ElectedInRoom,
    Positions,
)
from folkmoot.proceedings.seats.models import Binding
from folkmoot.proceedings.seats.permits import FILLERS
from folkmoot.proceedings.seats.permits.filling import require_own, require_vacancy
from folkmoot.proceedings.seats.queries import choices
from folkmoot.proceedings.seats.queries.beyond import handed_over
from folkmoot.proceedings.seats.queries.sending import decisions_of
from folkmoot.proceedings.seats.queries.standing import history_of, standing_of
from folkmoot.proceedings.seats.views.keeping import seat_page
from folkmoot.proceedings.seats.views.leaving import one_holding, page_of
from folkmoot.proceedings.seats.views.seat import clauses_cited, one_seat
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add

BOTH = ("GET", "POST")
EVENING = time(17)


@open_to(FILLERS, methods=BOTH)
def call(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Call the election to a seat, and tell every full member of its forum."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    standing = standing_of(seat, on=on)
    clauses = clauses_cited(assembly, on=on)
    require_vacancy(standing, clause=clauses["which_forum_elects"])
    book, zone = in_force(assembly, on=on), zone_of(assembly)
    length = book.period("nominations.length")
    form = Call(
        posted(request),
        zone=zone,
        seat=seat,
        forums=standing.forums,
        officers=officers(assembly, on=on),
        opens_at=at,
        closes_at=datetime.combine(add(on, length), EVENING, zone),
        usual=str(length),
    )

    def do() -> Contest:
        return deeds.call_election(
            seat=seat,
            nominations_open_at=max(at, form.moment("open")),
            by=request.user,
            at=at,
            **form.told(),
        )

    page = seat_page(seat)
    page["to"] = lambda contest: ("elections:contest", assembly.slug, contest.reference)
    lead = _("Every full member of the forum is told of the place, and asked for nominations.")
    if seat.run_by is not None:
        lead += " " + _("%(body)s runs the election and helps whoever is elected.") % {
            "body": seat.run_by.name
        }
    notice = book.clauses.get("notice-of-vacancy")
    return act(
        request,
        form=form,
        do=do,
        heading=_("Call the election to the seat"),
        lead=lead,
        button=_("Call it, and tell the members"),
        done=_("The election is called, and every full member of the forum is written to."),
        clause=notice.clause if notice else book.parameter("nominations.length").clause,
        **page,
    )


@open_to(FILLERS, methods=BOTH)
def elected_in_room(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record whom a forum elected at a meeting, by its decision."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    standing = standing_of(seat, on=on)
    require_vacancy(standing, clause=clauses_cited(assembly, on=on)["which_forum_elects"])
    form = ElectedInRoom(
        posted(request),
        forums=standing.forums,
        decisions=list(decisions_of(standing.forums)[:50]),
        organisations=choices.organisations_to_choose(assembly, on=on),
    )
    return act(
        request,
        form=form,
        do=lambda: deeds.record_elected_in_room(
            seat=seat, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Record whom the forum elected in the room"),
        lead=_("The vote itself is taken at the meeting and stands in the register of decisions."),
        button=_("Record it"),
        done=_("They are in the seat, elected by the decision of the forum."),
        clause=clauses_cited(assembly, on=on)["representatives_elected"],
        **seat_page(seat),
    )


@open_to(OFFICERS, methods=BOTH)
def positions(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Link positions of the assembly to a seat."""
    at = timezone.now()
    seat = one_seat(assembly, reference, on=day_of(assembly, at))
    held = list(Position.objects.filter(assembly=assembly, until_on=None).order_by("topic", "pk"))
    bound = seat.bindings.filter(holding=None).values_list("position_id", flat=True)
    form = Positions(
        posted(request), positions=held, initial={"positions": [str(key) for key in bound]}
    )
    lead = _("Positions are taken up in the register of decisions.")
    return act(
        request,
        form=form,
        do=lambda: binding_deeds.bind_seat(
            seat=seat, positions=form.chosen, by=request.user, at=at
        ),
        heading=_("Positions that bind the seat"),
        lead=lead if held else _("The assembly holds no position yet.") + " " + lead,
        button=_("Keep it, and tell whoever is in the seat"),
        done=_("It is kept, and whoever is in the seat is asked."),
        **seat_page(seat),
    )


@open_to(KNOWN, methods=BOTH)
def position(
    request: SignedIn, assembly: Assembly, reference: str, number: int, binding: int
) -> HttpResponse:
    """Have a representative take a position on, or stand down over it."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_own(request.user, holding, at=at)
    found = get_object_or_404(
        Binding.objects.select_related("position", "seat__assembly", "seat__body"),
        pk=binding,
        holding=holding,
    )
    form = AnswerPosition(posted(request))
    return act(
        request,
        form=form,
        do=lambda: binding_deeds.answer_position(
            binding=found,
            takes_it=form.cleaned_data["answer"] == "yes",
            by=request.user,
            at=at,
        ),
        heading=_("A position that binds your seat"),
        facts=[(_("On"), found.position.topic), (_("Agreed wording"), found.position.wording)],
        button=_("Send the answer"),
        done=_("Your answer is recorded."),
        warns=True,
        **page_of(holding),
    )


@open_to(KNOWN, methods=BOTH)
def guidance(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Have a representative accept the guidance as it stands today."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_own(request.user, holding, at=at)
    book = book_for(assembly, on=day_of(assembly, at))
    entry = book.clauses.get("guidance") if book is not None else None
    facts: list[tuple[str, Any]] = []
    if book is not None:
        facts = [
            (str(one.clause), book.told(key))
            for key, one in book.clauses.items()
            if one.clause.number.startswith("D")
        ]
    form = Agree(posted(request), label=_("I have read the guidance, and accept it"))
    return act(
        request,
        form=form,
        do=lambda: binding_deeds.accept_guidance(holding=holding, by=request.user, at=at),
        heading=_("The guidance for representatives"),
        facts=facts,
        button=_("Accept it"),
        done=_("It is recorded which version you accepted."),
        clause=entry.clause if entry is not None else None,
        **page_of(holding),
    )


@open_to(KNOWN, methods=BOTH)
def apply(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Have somebody take part in a body that is open to all."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    organisation = request.acting_for.organisation
    form = Agree(
        posted(request),
        label=_("Take part for %(organisation)s") % {"organisation": organisation.name},
    )
    return act(
        request,
        form=form,
        do=lambda: deeds.take_part(seat=seat, organisation=organisation, by=request.user, at=at),
        heading=_("Take part"),
        lead=_(
            "Anybody from the sector may. You carry no mandate, and show apart from those who do."
        ),
        button=_("Take part"),
        done=_("You take part in it now. On its page you can leave it again."),
        clause=clauses_cited(assembly, on=on)["open_assembly"],
        **seat_page(seat),
    )


@open_to(KNOWN)
def hand_over(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what a new holder is given, as one page to print."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    standing = standing_of(seat, on=on)
    given = {
        "seat": seat,
        "standing": standing,
        "bindings": list(
            seat.bindings.filter(holding=None, position__until_on=None)
            .select_related("position")
            .order_by("position__topic", "pk")
        ),
        "history": list(history_of(seat)[:10]),
        "parts": handed_over(standing, at=at),
        "clauses": clauses_cited(assembly, on=on),
        "today": on,
    }
    return render(request, "seats/hand_over.html", given)

"""One representative: their page, the card they show, who was there, help, time and training."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, factor_step, is_officer
from folkmoot.body.assemblies.queries import officers
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Binding
from folkmoot.proceedings.seats.permits import may_fill
from folkmoot.proceedings.seats.queries.standing import asides_on, has_mandate, standing_of
from folkmoot.proceedings.voice.actions import support as deeds
from folkmoot.proceedings.voice.forms import holders as forms
from folkmoot.proceedings.voice.models import (
    Effort,
    SupportPlan,
)
from folkmoot.proceedings.voice.permits import (
    may_speak_for,
    require_speaks_for,
)
from folkmoot.proceedings.voice.queries import holders as queries
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.queries.pulses import results_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    holder_page,
    one_holding,
)


@open_to(EVERYONE)
def holder(request: Request, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Show a representative's work: boards, calls, reports, training; what is private to few."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_holding(assembly, reference, number)
    # Whoever is to show a second factor and has not is anybody here.
    user = request.user
    person = user if isinstance(user, Person) and factor_step(request) is None else None
    speaks = person is not None and may_speak_for(person, found, at=at)
    officer = person is not None and is_officer(person, assembly, on=on)
    given: dict[str, Any] = {
        "holding": found,
        "seat": found.seat,
        "has_mandate": has_mandate(found, on=on),
        "work": queries.work_of(found, on=on),
        "pulses": results_of(found.seat, at=at),
        "hands": list(
            found.seat.hands.select_related("organisation").order_by("-offered_at", "-pk")[:20]
        ),
        "approaches": list(
            found.seat.approaches.select_related("organisation").order_by("-told_at", "-pk")[:20]
        ),
        "speaks": speaks,
        "is_officer": officer,
        "fills": person is not None and may_fill(person, found.seat, at=at),
        "is_own": person is not None and found.person_id == person.pk,
        "may_help": person is not None and bool(request.acting_for),
        "clause": clause_of(assembly, "accountable", "both-ways", on=on),
    }
    if speaks:
        given["paperwork"] = list(found.paperwork.order_by("done_on", "due_on", "pk"))
        given["efforts"] = list(found.efforts.order_by("-on", "-pk")[:40])
        given["conduct"] = clause_of(assembly, "board-conduct", on=on)
    return render(request, "voice/holder.html", given)


@open_to(EVERYONE)
def card(request: Request, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Show the card that a representative has with them at the table."""
    on = day_of(assembly, timezone.now())
    found = one_holding(assembly, reference, number)
    standing = standing_of(found.seat, on=on)
    bound = Binding.objects.filter(holding=found, resigned_at=None, position__until_on=None)
    given = {
        "holding": found,
        "seat": standing.seat,
        "standing": standing,
        "has_mandate": has_mandate(found, on=on),
        "asides": asides_on([found], on=on).get(found.pk, []),
        "bindings": list(bound.select_related("position").order_by("position__topic", "pk")),
        "today": on,
        "clause": clause_of(assembly, "mandate", "representatives-elected", on=on),
        "address": request.build_absolute_uri(),
    }
    return render(request, "voice/card.html", given)


@open_to(OFFICERS, methods=BOTH)
def support(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Agree on the help that a representative gets."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    on = day_of(assembly, at)
    form = forms.Support(
        posted(request),
        officers=officers(assembly, on=on),
        plan=SupportPlan.objects.filter(holding=holding).order_by("pk").first(),
    )
    return act(
        request,
        form=form,
        do=lambda: deeds.agree_support(holding=holding, by=request.user, at=at, **form.told()),
        heading=_("The help that the representative gets"),
        lead=_("A part that is left empty shows as a gap."),
        button=_("Keep it"),
        done=_("It is kept, and both are told."),
        **holder_page(holding),
    )


@open_to(KNOWN, methods=BOTH)
def paperwork(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Write down something that a board asks for in writing."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    what = request.GET.get("what", "")
    before = holding.paperwork.filter(what=what).order_by("pk").first() if what else None
    initial = (
        {
            "what": before.what,
            "due_on": before.due_on,
            "done_on": before.done_on,
            "link": before.link,
        }
        if before
        else {}
    )
    form = forms.KeepPaperwork(posted(request), initial=initial)
    return act(
        request,
        form=form,
        do=lambda: deeds.keep_paperwork(
            holding=holding, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Paperwork of the board"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_of(assembly, "board-conduct", on=day_of(assembly, at)),
        **holder_page(holding),
    )


@open_to(KNOWN, methods=BOTH)
def effort(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Note time and expenses."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    form = forms.NoteEffort(posted(request), today=day_of(assembly, at))
    return act(
        request,
        form=form,
        do=lambda: deeds.note_effort(holding=holding, by=request.user, at=at, **form.told()),
        heading=_("Note your time"),
        lead=_("Hours are public, as a sum. Expenses are for you and support officers."),
        button=_("Note it"),
        done=_("It is noted."),
        **holder_page(holding),
    )


@open_to(OFFICERS, methods=BOTH)
def pay(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Write down that expenses were paid back."""
    found = get_object_or_404(
        Effort.objects.select_related("holding__seat__assembly", "holding__seat__body"),
        pk=number,
        holding__seat__assembly=assembly,
        paid_on=None,
    )
    at = timezone.now()
    form = Agree(posted(request), label=_("They were paid back today"))
    return act(
        request,
        form=form,
        do=lambda: deeds.pay_expenses(effort=found, by=request.user, at=at),
        heading=_("Expenses paid back"),
        facts=[(_("For"), found.what), (_("How much"), found.expenses)],
        button=_("Write it down"),
        done=_("It is written down."),
        **holder_page(found.holding),
    )

"""Emergencies: what happens, the page that opens on any telephone, and what was learned."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.emergency import permits
from folkmoot.work.emergency.actions import opening
from folkmoot.work.emergency.forms import emergencies as asked
from folkmoot.work.emergency.queries import helping
from folkmoot.work.emergency.queries.ready import clause_of_emergencies
from folkmoot.work.emergency.views.frame import (
    BOTH,
    helps_here,
    one,
    page,
    places,
    require_helps_here,
    runs,
    who,
)

AT_ONCE = 20
SHOWN = 30


@open_to(EVERYONE)
def emergencies(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the emergencies that go on, those that are over, and how to be ready for the next."""
    on = day_in(assembly, at=timezone.now())
    _person, organisation = who(request)
    found = Paginator(helping.emergencies(assembly), AT_ONCE).get_page(request.GET.get("page"))
    given = {
        "page_obj": found,
        "clause": clause_of_emergencies(assembly, on=on),
        "organisation": organisation,
        "runs": runs(request, assembly),
    }
    return render(request, "emergency/emergencies.html", given)


@open_to(OFFICERS, methods=BOTH)
def open_it(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Open an emergency, or an exercise of one."""
    at = timezone.now()
    form = asked.OpenEmergency(posted(request), areas=places(assembly))
    return act(
        request,
        form=form,
        do=lambda: opening.open_emergency(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Open an emergency"),
        lead=_("Everybody reads it at once. Call groups out in the next step."),
        button=_("Open it"),
        done=_("It is open. Call groups out next."),
        to=lambda made: ("emergency:emergency", assembly.slug, made.reference),
        clause=clause_of_emergencies(assembly, on=day_in(assembly, at=at)),
        back=reverse("emergency:emergencies", args=[assembly]),
    )


@open_to(EVERYONE)
def emergency(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what happens, what is new, what is needed beside what is offered, and what was learned."""
    found = one(assembly, reference)
    on = day_in(assembly, at=timezone.now())
    helps = helps_here(request, assembly)
    _person, organisation = who(request)
    worries = found.worries.select_related("organisation", "area").order_by("-raised_at", "-pk")
    given = {
        "emergency": found,
        "areas": list(found.areas.order_by("name", "pk")),
        "news": list(found.news.order_by("-at", "-pk")[:SHOWN]),
        "balance": helping.balance_of(found),
        "calls": helping.calls_of(found),
        "resources": list(
            found.resources.select_related("organisation").order_by("-at", "-pk")[:SHOWN]
        ),
        "worries": list(worries[:SHOWN]) if helps else [],
        "worries_in_all": found.worries.count(),
        "worries_answered": found.worries.filter(replied_at__isnull=False).count(),
        "lessons": list(found.lessons.order_by("pk")),
        "helps": helps,
        "organisation": organisation,
        "runs": runs(request, assembly),
        "clause": clause_of_emergencies(assembly, on=on),
    }
    return render(request, "emergency/emergency.html", given)


@open_to(EVERYONE)
def small(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what happens on a page of a few thousand bytes, for when the networks are busy."""
    found = one(assembly, reference)
    given = {
        "emergency": found,
        "news": list(found.news.order_by("-at", "-pk")[:3]),
        "balance": helping.balance_of(found),
    }
    return render(request, "emergency/small.html", given)


@open_to(OFFICERS, methods=BOTH)
def news(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Tell everybody what is new."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_goes_on(found)
    form = asked.Words(posted(request), label=_("What is new?"), hint=_("Everybody reads it."))
    return act(
        request,
        form=form,
        do=lambda: opening.tell_news(emergency=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Tell everybody what is new"),
        button=_("Tell it"),
        done=_("Everybody can read it."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def share(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Share something that others can use."""
    found, at = one(assembly, reference), timezone.now()
    require_helps_here(request, assembly)
    permits.require_goes_on(found)
    _person, organisation = who(request)
    form = asked.Share(posted(request))
    return act(
        request,
        form=form,
        do=lambda: opening.share_resource(
            emergency=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Share something that others can use"),
        button=_("Share it"),
        done=_("Everybody can read of it."),
        **page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def stand_down(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """End an emergency with a last word."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_goes_on(found)
    left = found.needs.filter(met_at=None).count()
    form = asked.Words(posted(request), label=_("The last word to everybody"))
    return act(
        request,
        form=form,
        do=lambda: opening.stand_down(emergency=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Stand it down"),
        lead=_("No answer to a call is taken after it, and nothing more is needed or offered."),
        facts=[(_("Needs that are not met"), left)],
        button=_("Stand it down"),
        done=_("It is over. Write down what was learned next."),
        warns=True,
        clause=clause_of_emergencies(assembly, on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def learn(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what is to be done better next time."""
    found, at = one(assembly, reference), timezone.now()
    form = asked.Learn(posted(request))
    return act(
        request,
        form=form,
        do=lambda: opening.learn(emergency=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Write down what was learned"),
        button=_("Keep it"),
        done=_("It is kept."),
        **page(found),
    )

"""What representatives were invited to, who came, and what it was worth."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.actions import support as deeds
from folkmoot.proceedings.voice.forms import holders as forms
from folkmoot.proceedings.voice.models import (
    Training,
    TrainingInvite,
)
from folkmoot.proceedings.voice.permits import (
    require_speaks_for,
)
from folkmoot.proceedings.voice.queries import holders as queries
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    holder_page,
)


@open_to(EVERYONE)
def trainings(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what representatives were invited to, and how many came."""
    at = timezone.now()
    on = day_of(assembly, at)
    page = Paginator(queries.trainings_of(assembly), 25).get_page(request.GET.get("page"))
    person = request.user
    given = {
        "page_obj": page,
        "today": on,
        "is_officer": isinstance(person, Person) and is_officer(person, assembly, on=on),
        "clause": clause_of(assembly, "training", on=on),
    }
    return render(request, "voice/trainings.html", given)


@open_to(OFFICERS, methods=BOTH)
def offer_training(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Invite representatives to a training."""
    at = timezone.now()
    on = day_of(assembly, at)
    holdings = Holding.objects.current_on(on).filter(seat__assembly=assembly)
    found = holdings.exclude(role=Holding.Role.APPLICANT).select_related("seat__body", "person")
    form = forms.OfferTraining(posted(request), holdings=list(found.order_by("holder_name", "pk")))
    return act(
        request,
        form=form,
        do=lambda: deeds.offer_training(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Invite representatives"),
        button=_("Invite them"),
        done=_("They are invited."),
        to=("voice:trainings", assembly.slug),
        clause=clause_of(assembly, "training", on=on),
    )


@open_to(OFFICERS, methods=BOTH)
def mark_training(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Write down who came to a training."""
    found = get_object_or_404(
        Training.objects.select_related("assembly"), pk=number, assembly=assembly
    )
    at = timezone.now()
    invites = found.invites.select_related("holding__seat__body").order_by(
        "holding__holder_name", "pk"
    )
    form = forms.MarkTraining(posted(request), invites=list(invites))
    return act(
        request,
        form=form,
        do=lambda: deeds.mark_training(training=found, came=form.told(), by=request.user, at=at),
        heading=_("Who came?"),
        caption=found.title,
        button=_("Keep it"),
        done=_("It is kept."),
        to=("voice:trainings", assembly.slug),
        clause=clause_of(assembly, "training", on=day_of(assembly, at)),
    )


@open_to(KNOWN, methods=BOTH)
def rate_training(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say what a training was worth."""
    found = get_object_or_404(
        TrainingInvite.objects.select_related(
            "training", "holding__seat__assembly", "holding__seat__body"
        ),
        pk=number,
        training__assembly=assembly,
    )
    at = timezone.now()
    require_speaks_for(request.user, found.holding, at=at)
    form = forms.RateTraining(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deeds.rate_training(invite=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("What was it worth?"),
        facts=[(_("Training"), found.training.title)],
        button=_("Send it"),
        done=_("Thank you. It is kept."),
        **holder_page(found.holding),
    )

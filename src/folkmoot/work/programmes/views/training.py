"""Training in public: when it is held, how many came; and for keepers, who has yet to come."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes import permits
from folkmoot.work.programmes.actions import training as actions
from folkmoot.work.programmes.forms import training as forms
from folkmoot.work.programmes.models import Poll, Programme, Training
from folkmoot.work.programmes.queries import feedback
from folkmoot.work.programmes.queries import training as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH


@open_to(EVERYONE)
def trainings(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the training there is, with how many were asked and came."""
    found, chosen = queries.trainings(assembly), request.GET.get("for", "")
    if chosen in Training.For.values:
        found = found.filter(given_for=chosen)
    on, person = frame.today(assembly), request.user
    given = {
        "page_obj": Paginator(found, 25).get_page(request.GET.get("page")),
        "chosen": chosen,
        "kinds": Training.For.choices,
        "plans": isinstance(person, Person) and permits.plans_training(person, assembly, on=on),
        "organisation": frame.body(request),
        "clause": clause_for(assembly, "managers", on=on),
    }
    return render(request, "programmes/trainings.html", given)


@open_to(EVERYONE)
def training(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a training: its sessions, how many came, what was published, what they said."""
    found = frame.one_training(assembly, slug)
    on, at = frame.today(assembly), timezone.now()
    is_keeper = frame.keeps_of(request, assembly, found.owner_name)
    poll = Poll.objects.filter(training=found).select_related("training").order_by("pk").first()
    given = {
        "training": found,
        "sessions": list(queries.sessions_of(found)),
        "now": at,
        "turnout": queries.turnout(found),
        "reported": queries.reported(found),
        "is_late": queries.is_late(found, on=on),
        "is_required": found.if_missed != Training.Missed.NOTHING,
        "poll": poll,
        "results": feedback.results(poll) if poll else None,
        "written": feedback.words_of(poll, all_of_them=is_keeper) if poll else [],
        "poll_is_open": bool(poll and on <= poll.closes_on),
        "mine": queries.mine(found, frame.body(request)),
        "keeps": is_keeper,
        "page_obj": (
            Paginator(queries.attendances_of(found), 60).get_page(request.GET.get("page"))
            if is_keeper
            else None
        ),
        "clause": actions.clause_of(found, on=on),
        "feedback_clause": clause_for(assembly, "feedback", on=on),
    }
    return render(request, "programmes/training.html", given)


def _chosen(among: QuerySet[Programme], slug: str) -> Programme | None:
    return among.filter(slug=slug).order_by("pk").first()


@open_to(KNOWN, methods=BOTH)
def plan(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Plan a training."""
    on, at = frame.today(assembly), timezone.now()
    if not permits.plans_training(request.user, assembly, on=on):
        frame.require(request, assembly)
    programmes = Programme.objects.filter(assembly=assembly).order_by("-from_on", "-pk")
    acting = frame.body(request)
    form = forms.PlanTraining(
        posted(request),
        programmes=programmes,
        initial={
            "owner_name": acting.name if acting else "",
            "programme": _chosen(programmes, request.GET.get("programme", "")),
        },
    )
    return act(
        request,
        form=form,
        do=lambda: actions.plan_training(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Plan a training"),
        button=_("Plan it"),
        done=_("It is planned. Set its sessions next."),
        to=lambda made: ("programmes:training", assembly.slug, made.slug),
        back=reverse("programmes:trainings", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def set_session(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Set when and where a training is held."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    form = forms.SetSession(posted(request), zone=timezone.get_current_timezone())

    def do() -> Any:
        return actions.set_session(
            training=found, starts_at=form.moment("starts"), place=form.cleaned_data["place"],
            places=form.cleaned_data["places"], by=request.user, at=at,
        )  # fmt: skip

    return act(
        request,
        form=form,
        do=do,
        heading=_("Set a session"),
        button=_("Set it"),
        done=_("It is set."),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def invite(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Ask organisations to a training."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    form = forms.Invite(posted(request), among=listed_in(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.invite_to_training(
            training=found, organisations=form.cleaned_data["names"], by=request.user, at=at
        ),
        heading=_("Ask organisations to come"),
        button=_("Ask them"),
        done=_("They are asked, each in a letter to those who act for it."),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=("POST",))
def chase(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Write again to one that has not come, or to all of them."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    number = request.POST.get("attendance", "")
    rows = queries.still_to_come(found)
    if number:
        rows = [one for one in rows if str(one.pk) == number]
        if not rows:
            get_object_or_404(found.attendances, pk=0)
    written, why = 0, None
    for one in rows:
        one.training = found
        try:
            actions.chase(attendance=one, by=request.user, at=at)
            written += 1
        except Refusal as refusal:
            why = refusal
    if why is not None and not written:
        raise why
    said = ngettext("%(n)d letter is written.", "%(n)d letters are written.", written)
    messages.success(request, said % {"n": written})
    return frame.go(request, frame.training_page(found))


@open_to(KNOWN, methods=BOTH)
def report(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter a count and a rate as somebody published them."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    shown = {
        "attended": found.reported_attended,
        "providers": found.reported_providers,
        "rate": found.reported_rate,
        "source": found.reported_source,
    }
    form = forms.ReportAttendance(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.report_attendance(
            training=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter what was published of who came"),
        lead=_("Count and rate are both kept. Where they do not agree, both are marked."),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=actions.clause_of(found, on=frame.today(assembly)),
        **frame.training_page(found),
    )

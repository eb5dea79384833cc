"""What was counted, what was said in words, what was done with it, and how asking gets better."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations import permits
from folkmoot.work.consultations.actions import following
from folkmoot.work.consultations.forms import closing as forms
from folkmoot.work.consultations.models import Answer, Consultation, Point, Response
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.following import method_of, points_of, texts_of
from folkmoot.work.consultations.queries.planning import standing
from folkmoot.work.consultations.queries.telling import as_rows, as_told
from folkmoot.work.consultations.views.frame import BOTH, one, page, person_of, run


@open_to(EVERYONE)
def results(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what was counted at the close: plain, by kind, and balanced, each with how sure it is."""
    found = one(assembly, reference)
    on = day_in(assembly, at=timezone.now())
    person = person_of(request)
    given = {
        "one": found,
        "state": standing(found, on=on),
        "told": as_told(found),
        "clauses": {
            name: clause_for(assembly, name, on=on) for name in ("equal", "size", "effort")
        },
        "is_keeper": person is not None and permits.may_keep(person, found, on=on),
        **page(found),
    }
    return render(request, "consultations/results.html", given)


@open_to(EVERYONE)
def results_csv(request: Request, assembly: Assembly, reference: str) -> HttpResponseBase:
    """Give what the results page shows, and no more, as a table."""
    found = one(assembly, reference)
    if not found.results:
        raise Refusal("not-closed-yet", None, {"closes_on": found.closes_on or found.opens_on})
    return csv_file(found.reference, *as_rows(found), is_private=False)


@open_to(KNOWN)
def texts(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what was answered in words, under headings and shared terms, for whoever runs it."""
    found = run(request, assembly, reference)
    given = {"one": found, "texts": texts_of(found), **page(found)}
    return render(request, "consultations/texts.html", given)


@open_to(KNOWN, methods=BOTH)
def file_under(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Put answers in words under a heading."""
    found, at = run(request, assembly, reference), timezone.now()
    answers = Answer.objects.filter(
        question__consultation=found, response__state=Response.State.SENT, filed=None
    ).exclude(words="")
    words = request.GET.get("about", "")
    if words:
        answers = answers.filter(words__icontains=words)
    form = forms.FileUnder(
        posted(request), answers=list(answers.order_by("pk")[:200]), initial={"name": words}
    )
    frame = page(found) | {"to": ("consultations:texts", assembly.slug, found.reference)}
    return act(
        request,
        form=form,
        do=lambda: following.file_under(
            consultation=found,
            name=form.cleaned_data["name"],
            answers=form.chosen(),
            by=request.user,
            at=at,
        ),
        heading=_("Put answers under a heading"),
        lead=_("Those under no heading yet, two hundred at a time."),
        button=_("Put them there"),
        done=_("They stand under it."),
        **frame,
    )


@open_to(KNOWN, methods=BOTH)
def enter_point(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter one main thing that people said."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.EnterPoint(posted(request), headings=list(found.headings.order_by("name", "pk")))
    return act(
        request,
        form=form,
        do=lambda: following.enter_point(
            consultation=found,
            said=form.cleaned_data["said"],
            heading=form.headings.get(form.cleaned_data["heading"]),
            by=request.user,
            at=at,
        ),
        heading=_("Enter what people said"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "feedback", on=day_in(assembly, at=at)),
        **page(found),
    )


def _point(found: Consultation, number: int) -> Point:
    points = Point.objects.select_related("consultation__assembly", "consultation__owner")
    return get_object_or_404(points, consultation=found, number=number)


@open_to(KNOWN, methods=BOTH)
def answer_point(
    request: SignedIn, assembly: Assembly, reference: str, number: int
) -> HttpResponse:
    """Say what was done with a point, or why not."""
    found, at = run(request, assembly, reference), timezone.now()
    point = _point(found, number)
    form = forms.AnswerPoint(posted(request), initial={"did": point.did, "because": point.because})
    return act(
        request,
        form=form,
        do=lambda: following.answer_point(point=point, by=request.user, at=at, **form.cleaned_data),
        heading=_("Say what was done with it"),
        facts=[(_("You said"), point.said)],
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(assembly, "feedback", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def follow(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Say how far what was promised has come."""
    found, at = run(request, assembly, reference), timezone.now()
    point = _point(found, number)
    form = forms.Follow(posted(request))
    return act(
        request,
        form=form,
        do=lambda: following.follow(point=point, by=request.user, at=at, **form.cleaned_data),
        heading=_("Say how far it has come"),
        facts=[(_("You said"), point.said), (_("We did"), point.because)],
        button=_("Say it"),
        done=_("It stands beside the point."),
        clause=clause_for(assembly, "difference", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer_back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Publish what was done with what was said, and tell everybody who took part."""
    found, at = run(request, assembly, reference), timezone.now()
    initial: dict[str, Any] = {"outcome": found.outcome, "outcome_link": found.outcome_link}
    form = forms.AnswerBack(posted(request), initial=initial)
    unanswered = [point.said for point in points_of(found) if not point.did]
    return act(
        request,
        form=form,
        do=lambda: following.answer_back(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Tell people what came of it"),
        lead=_("Everybody who took part gets a letter."),
        facts=[(_("Still without an answer"), said) for said in unanswered],
        button=_("Tell them"),
        done=_("It is published, and those who took part are told."),
        clause=clause_for(assembly, "feedback", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(EVERYONE)
def method(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how views were asked for in a year, how that was rated, and what was changed for it."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= on.year else on.year
    given = {
        "method": method_of(assembly, year=year),
        "before": year - 1,
        "after": year + 1 if year < on.year else None,
        "clauses": {
            name: clause_for(assembly, name, on=on) for name in ("better", "engagement", "depth")
        },
    }
    return render(request, "consultations/method.html", given)


@open_to(OFFICERS, methods=BOTH)
def change_method(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter what is done otherwise in asking, because of what was learned."""
    at = timezone.now()
    closed = Consultation.objects.filter(assembly=assembly, closed_at__isnull=False)
    form = forms.ChangeMethod(posted(request), closed=list(closed.order_by("-closed_at", "-pk")))
    return act(
        request,
        form=form,
        do=lambda: following.change_method(
            assembly=assembly,
            learned_from=form.closed.get(form.cleaned_data["learned_from"]),
            change=form.cleaned_data["change"],
            because=form.cleaned_data["because"],
            by=request.user,
            at=at,
        ),
        heading=_("Change how views are asked for"),
        button=_("Enter it"),
        done=_("It is entered."),
        to=("consultations:method", assembly.slug),
        clause=clause_for(assembly, "better", on=day_in(assembly, at=at)),
    )

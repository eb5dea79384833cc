from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import forums_chaired_by, live_forums
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_lines
from folkmoot.proceedings.decisions.actions.record_decision import record_decision
from folkmoot.proceedings.decisions.forms.register import RecordDecision, Sift
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.motions import motions, visible_motions
from folkmoot.proceedings.decisions.queries.register import (
    COLUMNS,
    HOW,
    decisions,
    forums_that_decided,
    how_taken,
    lines,
    outcome_in_words,
    whose,
    years_of,
)
from folkmoot.proceedings.decisions.queries.urgent import ROUTES
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.views.seeing import sight_for
from folkmoot.rules.findings import Refusal

A_PAGE = 25
ASKED = ("GET", "POST")


def _found(request: Request, assembly: Assembly) -> tuple[Sift, QuerySet[Motion]]:
    at = timezone.now()
    sift = Sift(
        request.GET,
        forums=forums_that_decided(assembly),
        years=years_of(assembly, on=day_of(assembly, at)),
    )
    sight = sight_for(request, assembly, at=at)
    return sift, decisions(assembly, sight, sift.asked())


@open_to(EVERYONE)
def register(request: Request, assembly: Assembly) -> HttpResponse:
    """What was decided, searched and sifted, 25 to a page; and what is being decided."""
    at = timezone.now()
    sift, found = _found(request, assembly)
    page: Page[Any] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    given = {
        "sift": sift,
        "asked": any(request.GET.get(name) for name in sift.fields),
        "page_obj": page,
        "rows": [
            {"motion": one, "outcome": outcome_in_words(one), "how": HOW[how_taken(one)],
             "whose": whose(one)}
            for one in page
        ],
        "query": request.GET.urlencode(),
        "may_record": bool(_kept_by(request.user, assembly, at=at)),
        "ahead": _ahead(request, assembly),
        "chaired": _chaired_by(request.user, assembly, at=at),
    }  # fmt: skip
    return render(request, "decisions/register.html", given)


def _chaired_by(person: object, assembly: Assembly, *, at: Any) -> list[Forum]:
    """The forums in which somebody may seek an urgent decision, by name. Two queries."""
    if not isinstance(person, Person):
        return []
    on = day_of(assembly, at)
    chaired = forums_chaired_by(person.pk, on=on)
    return list(live_forums(assembly, on=on).filter(pk__in=chaired)) if chaired else []


def _ahead(request: Request, assembly: Assembly) -> list[Motion]:
    """The urgent questions that are open, as far as they are open to whoever looks. One query."""
    sight = sight_for(request, assembly, at=timezone.now())
    waiting = motions(assembly).filter(outcome="", route__in=ROUTES)
    return list(visible_motions(waiting, sight)[:A_PAGE])


@open_to(EVERYONE)
def register_csv(request: Request, assembly: Assembly) -> StreamingHttpResponse:
    """The same list as a table to take away."""
    _sift, found = _found(request, assembly)

    rows = lines(found.iterator(chunk_size=500), assembly)
    response = StreamingHttpResponse(
        csv_lines(COLUMNS, rows), content_type="text/csv; charset=utf-8"
    )
    name = f"{assembly.slug}-decisions.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(EVERYONE)
def register_json(request: Request, assembly: Assembly) -> JsonResponse:
    """The same list as data."""
    _sift, found = _found(request, assembly)
    told = [dict(zip(COLUMNS, line, strict=True)) for line in lines(found, assembly)]
    return JsonResponse({"decisions": told}, json_dumps_params={"ensure_ascii": False})


def _kept_by(person: object, assembly: Assembly, *, at: Any) -> list[int]:
    """The forums whose decisions somebody may record: an officer's all, a chair's own."""
    if not isinstance(person, Person):
        return []
    on = day_of(assembly, at)
    live = live_forums(assembly, on=on)
    if not is_officer(person, assembly, on=on):
        live = live.filter(pk__in=forums_chaired_by(person.pk, on=on))
    return list(live.values_list("pk", flat=True))


@open_to(KNOWN, methods=ASKED)
def record(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Put on the register a decision that was taken elsewhere."""
    at = timezone.now()
    kept = _kept_by(request.user, assembly, at=at)
    if not kept:
        raise Refusal("not-permitted", None, {"who": _("a support officer, or a chair,")})
    form = RecordDecision(
        posted(request),
        forums=Forum.objects.filter(pk__in=kept).select_related("assembly").order_by("name", "pk"),
        places=served_places(assembly),
    )
    page = reverse("decisions:register", args=[assembly])
    return act(
        request,
        form=form,
        do=lambda: record_decision(**form.given(), by=request.user, at=timezone.now()),
        heading=_("Record a decision taken elsewhere"),
        lead=_("How it was taken, by whom, on what evidence and when. It gets a number for good."),
        button=_("Put it on the register"),
        done=_("The decision is on the register."),
        to=lambda made: ("decisions:motion", assembly, made.reference),
        crumbs=[(_("Decisions"), page)],
        back=page,
    )

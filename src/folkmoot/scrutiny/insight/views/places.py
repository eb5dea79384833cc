"""Places and what groups do: what is there first."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.places.models import Area
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.insight.actions import places as actions
from folkmoot.scrutiny.insight.forms import others as forms
from folkmoot.scrutiny.insight.models import PlaceProfile
from folkmoot.scrutiny.insight.queries import activity as fields
from folkmoot.scrutiny.insight.queries import places as queries
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.views.frame import BOTH, back_to, now_in, reader
from folkmoot.work.funding.queries.awards import in_pounds


def _area(assembly: Assembly, code: str) -> Area:
    for area in queries.profiled_places(assembly):
        if area.code == code:
            return area
    raise Http404


@open_to(EVERYONE)
def places(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the places of an assembly, each with its profile."""
    _at, on = now_in(assembly)
    given = {
        "rows": queries.place_rows(assembly),
        "clause": clause_for(assembly, "place", on=on),
    }
    return render(request, "insight/places.html", given)


@open_to(EVERYONE)
def place(request: Request, assembly: Assembly, code: str) -> HttpResponse:
    """Show a place: what is there, its figures, who works there, where need is hidden."""
    _at, on = now_in(assembly)
    found = queries.place_of(assembly, _area(assembly, code), on=on)
    given = {
        "place": found,
        "money": in_pounds(found.pence),
        "keeps": reader(request, assembly, on=on).keeps,
        "clause": clause_for(assembly, "place", on=on),
        "strengths_clause": clause_for(assembly, "strengths", on=on),
    }
    return render(request, "insight/place.html", given)


@open_to(BOARD, methods=BOTH)
def profile(request: SignedIn, assembly: Assembly, code: str) -> HttpResponse:
    """Write down what a place has and what it lacks."""
    at, on = now_in(assembly)
    area = _area(assembly, code)
    before = PlaceProfile.objects.filter(assembly=assembly, area=area).order_by("pk").first()
    form = forms.Profile(posted(request), initial=forms.Profile.shown(before))
    return act(
        request,
        form=form,
        do=lambda: actions.profile_place(
            assembly=assembly, area=area, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("What is there in %(place)s?") % {"place": area.name},
        button=_("Keep it"),
        done=_("The profile is kept."),
        clause=clause_for(assembly, "strengths", on=on) or clause_for(assembly, "place", on=on),
        **back_to(assembly, "place", code, label=area.name),
    )


@open_to(EVERYONE)
def activity(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what groups do, the most chosen field of work first."""
    _at, on = now_in(assembly)
    found = fields.ranking(assembly)
    given = {
        "ranking": found,
        "bars": [(one.name, one.organisations) for one in found.fields],
        "clause": clause_for(assembly, "activity", on=on),
    }
    return render(request, "insight/activity.html", given)


@open_to(EVERYONE)
def activity_table(_request: Request, assembly: Assembly) -> HttpResponseBase:
    """Give the ranking as a table."""
    rows = fields.as_rows(fields.ranking(assembly))
    return csv_file(f"fields-of-work-{assembly.slug}", *rows, is_private=False)

"""Comparisons of ways to be represented, as they are read and written."""

from datetime import time, timedelta
from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.formats import ENDINGS, TYPES, form_of
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.appraisals.actions import writing
from folkmoot.proceedings.appraisals.forms import appraisals as forms
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.permits import (
    book_of_closing,
    may_write,
    require_may_write,
    require_open,
)
from folkmoot.proceedings.appraisals.queries import appraisals as queries
from folkmoot.proceedings.appraisals.queries.paper import sheet_of
from folkmoot.proceedings.appraisals.queries.sector import options_for, register_of
from folkmoot.proceedings.appraisals.views.acts import BOTH, one_appraisal
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.choices import bodies_to_choose, organisations_to_choose

EVENING = time(17)
FOUR_WEEKS, A_YEAR = timedelta(weeks=4), timedelta(days=365)
EXAMPLE = Path(__file__).parents[1] / "example.toml"


@open_to(EVERYONE)
def appraisals(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the comparisons of an assembly."""
    at = timezone.now()
    page = Paginator(queries.appraisals(assembly), 25).get_page(request.GET.get("page"))
    person = request.user
    given = {
        "page_obj": page,
        "rows": [(one, queries.state_of(one, at=at)) for one in page],
        "may_write": isinstance(person, Person) and may_write(person, assembly, at=at),
        "clause": queries.clause_on_options(assembly, on=day_of(assembly, at)),
    }
    return render(request, "appraisals/appraisals.html", given)


@open_to(EVERYONE)
def appraisal(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show the options side by side: what they are, what came out, what members say, what was chosen."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_appraisal(assembly, reference)
    run, results = queries.last_run(found), queries.last_results(found)
    comments = queries.comments_of(found)
    tests = queries.tests_of(assembly, on=on)
    person = request.user if isinstance(request.user, Person) else None
    writes = person is not None and may_write(person, assembly, at=at)
    state = queries.state_of(found, at=at)
    book = book_of_closing(assembly, at=at)
    given = {
        "appraisal": found,
        "state": state,
        "options": [
            (one, one.places + one.places_kept - found.places_now)
            for one in queries.written_of(found)
        ],
        "run": run,
        "is_running": run is not None and run.finished_at is None,
        "results": results,
        "measures": queries.measured(results) if results is not None else [],
        "looked_back": queries.looked_back(found),
        "hours": [
            (one["letter"], one["set_up_hours"] + one["yearly_hours"])
            for one in (results.results["options"] if results is not None else [])
        ],
        "swings": queries.swings_of(results) if results is not None else [],
        "comments": comments,
        "tests": tests,
        "marks": queries.marks_of(comments, tests),
        "writes": writes and found.closed_at is None,
        "may_look_back": writes and found.chosen_id is not None,
        "may_comment": state == "open" and person is not None and bool(request.acting_for),
        "review_due": queries.review_due(found, at=at),
        "clause": queries.clause_on_options(assembly, on=on),
        "close_clause": book.clauses["recommendation"].clause if book is not None else None,
    }
    return render(request, "appraisals/appraisal.html", given)


@open_to(KNOWN, methods=BOTH)
def write(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Write a comparison down."""
    return _write(request, assembly, None)


@open_to(KNOWN, methods=BOTH)
def rewrite(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write a comparison anew, before it is closed."""
    found = one_appraisal(assembly, reference)
    require_open(found)
    return _write(request, assembly, found)


def _write(request: SignedIn, assembly: Assembly, found: Appraisal | None) -> HttpResponse:
    at = timezone.now()
    on = day_of(assembly, at)
    require_may_write(request.user, assembly, at=at)
    form = forms.Write(
        posted(request),
        request.FILES or None,
        bodies=bodies_to_choose(assembly),
        organisations=organisations_to_choose(assembly, on=on),
        author=request.user.name,
        initial={"text": found.text if found is not None else EXAMPLE.read_text("utf-8")},
    )
    return act(
        request,
        form=form,
        do=lambda: writing.keep_appraisal(
            assembly=assembly, appraisal=found, by=request.user, at=at, **form.told()
        ),
        heading=_("Compare ways to be represented"),
        lead=_("Describe each way, then try them on the register, ask members, and decide."),
        button=_("Keep it"),
        done=_("It is kept. Next, try the options on the register."),
        to=lambda one: ("appraisals:appraisal", assembly.slug, one.reference),
        clause=queries.clause_on_options(assembly, on=on),
        back=reverse("appraisals:appraisals", args=[assembly]),
    )


@open_to(EVERYONE)
def placements(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Give the organisations with the constituencies that each is in, to check and to query."""
    found = one_appraisal(assembly, reference)
    register = register_of(assembly, found.area)
    written = queries.written_of(found)
    options, _faults = options_for(register, written, places_now=found.places_now)
    head = ("organisation", *(f"option {one.letter}" for one in written))
    rows = (
        (
            name,
            *(
                "; ".join(
                    chooser.name
                    for chooser, chooses in zip(one.choosers, option.chooses, strict=True)
                    if chooses.members[number]
                )
                or "none"
                for one, option in zip(written, options, strict=True)
            ),
        )
        for number, name in enumerate(register.names)
    )
    return csv_file(f"{reference}-placements", head, rows, is_private=False)


@open_to(EVERYONE)
def paper(request: Request, assembly: Assembly, reference: str, form: str) -> HttpResponse:
    """Give the whole comparison as a paper, to print or to edit."""
    found = one_appraisal(assembly, reference)
    if form not in TYPES:
        raise Http404
    made = form_of(sheet_of(found, at=timezone.now()), form)
    response = HttpResponse(made, content_type=TYPES[form])
    name = f"{reference}{ENDINGS[form]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

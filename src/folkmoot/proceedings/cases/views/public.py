"""What everybody may read of cases, and the ways outside this site."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.queries.cases import (
    cases_seen_by,
    open_by_kind,
    published_cases,
)
from folkmoot.proceedings.cases.queries.choices import compact_of
from folkmoot.proceedings.cases.queries.deciding import decided_by
from folkmoot.proceedings.cases.queries.stages import slowness
from folkmoot.proceedings.meetings.queries.meetings import day_of

CHECKED_ON = date(2026, 11, 25)


@open_to(EVERYONE)
def cases(request: Request, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    person = request.user if isinstance(request.user, Person) else None
    step = factor_step(request)
    given: dict[str, object] = {"step": step}
    if person is not None and step is None:
        decided = [case.pk for case in decided_by(person, assembly, at=at)]
        found = cases_seen_by(person, assembly, decided=decided, at=at)
        page = Paginator(found, 25).get_page(request.GET.get("page"))
        on = day_of(assembly, at)
        rows = []
        for case in page:
            slow = slowness(case, on=on)
            is_slow = slow is not None and not slow.holds and case.closed_at is None
            rows.append((case, is_slow, case.pk in decided))
        given |= {"own_page": page, "rows": rows}
    published = Paginator(published_cases(assembly), 25)
    given |= {
        "counts": open_by_kind(assembly),
        "published": published.get_page(request.GET.get("closed")),
    }
    return render(request, "cases/cases.html", given)


@open_to(EVERYONE)
def outside_routes(request: Request, assembly: Assembly) -> HttpResponse:
    compact = compact_of(assembly, on=day_of(assembly, timezone.now()))
    clause = clause_with_key(compact, "public-law") if compact is not None else None
    given = {"checked_on": CHECKED_ON, "clause": clause}
    return render(request, "cases/outside_routes.html", given)

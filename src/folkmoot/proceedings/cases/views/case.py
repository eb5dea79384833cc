"""The page of one case."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import require_sees
from folkmoot.proceedings.cases.queries.cases import (
    book_of,
    cases_named,
    concerned,
    related_to,
)
from folkmoot.proceedings.cases.queries.deeds import deeds_for
from folkmoot.proceedings.cases.queries.stages import Progress, progress
from folkmoot.proceedings.cases.views.audiences import INVOLVED
from folkmoot.proceedings.cases.views.deeds import label_of
from folkmoot.proceedings.meetings.queries.meetings import day_of


def one_case(assembly: Assembly, reference: str) -> Case:
    """Return a case of an assembly, or answer that there is no such page. Two queries."""
    return get_object_or_404(cases_named(assembly, reference))


@open_to(INVOLVED)
def case(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    at = timezone.now()
    found = one_case(assembly, reference)
    part = require_sees(request.user, found, at=at)
    stands = progress(found, at=at)
    book = book_of(found)
    cited = found.clause_cited if book and found.clause_cited in book.clauses else ""
    seen_related = part.may_keep or part.is_officer
    given = {
        "case": found,
        "part": part,
        "stands": stands,
        "deeds": [(word, label_of(word)) for word in deeds_for(part, stands)],
        "timeline": timeline_of(stands, opened_on=day_of(assembly, found.raised_at)),
        "related": related_to(found) if seen_related else [],
        "concerned": concerned(found),
        "cited": book.clause(cited) if book and cited else None,
        "cited_words": book.told(cited) if book and cited else "",
        "facts": facts_of(found),
    }
    return render(request, "cases/case.html", given)


def timeline_of(stands: Progress, *, opened_on: Any) -> list[dict[str, Any]]:
    """Return the life of a case as a timeline shows it: what was, and what comes next."""
    steps: list[dict[str, Any]] = [
        {"label": _("Raised"), "when": opened_on, "state": "past"},
        *(
            {
                "label": str(Step.Kind(step.kind).label).capitalize(),
                "when": step.on,
                "state": "past",
                "note": step.organisation.name if step.organisation else "",
            }
            for step in stands.steps
        ),
    ]
    if stands.next:
        steps.append({"label": stands.next, "when": None, "state": "now", "clause": stands.clause})
    return steps


def facts_of(case: Case) -> list[tuple[str, str]]:
    """Return what a case rests on as rows of a summary, leaving out what it does not have."""
    parties = ", ".join(
        f"{party.organisation.name} ({party.get_role_display()})" for party in case.parties.all()
    )
    rows = [
        (_("Kind"), str(case.get_kind_display())),
        (_("Forum"), case.forum.name if case.forum else ""),
        (_("Parties"), parties),
        (_("Grounds"), ", ".join(case.grounds)),
        (_("What would end"), case.scope),
        (_("Third party"), case.third_party),
    ]
    return [(label, value) for label, value in rows if value]

"""The page of one case."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.membership.queries import belongs
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.cases.models import Case, Party, Step
from folkmoot.proceedings.cases.permits import require_sees
from folkmoot.proceedings.cases.queries.cases import (
    book_of,
    cases_named,
    concerned,
    related_to,
)
from folkmoot.proceedings.cases.queries.deeds import deeds_for
from folkmoot.proceedings.cases.queries.stages import Progress, progress
from folkmoot.proceedings.cases.views.deeds import label_of
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.telling import told_day


def one_case(assembly: Assembly, reference: str) -> Case:
    """Return a case of an assembly, or answer that there is no such page. Two queries."""
    return get_object_or_404(cases_named(assembly, reference))


@open_to(KNOWN)
def case(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    at = timezone.now()
    found = one_case(assembly, reference)
    part = require_sees(request.user, found, at=at)
    stands = progress(found, at=at)
    book = book_of(found)
    cited = found.clause_cited if book and found.clause_cited in book.clauses else ""
    seen_related = part.may_keep or part.is_officer
    body = concerned(found)
    given = {
        "case": found,
        "part": part,
        "stands": stands,
        "said": [(step, heading_of(step), words_of(step)) for step in stands.steps if step.words],
        "deeds": [(word, label_of(word)) for word in deeds_for(part, stands)],
        "timeline": timeline_of(stands, opened_on=day_of(assembly, found.raised_at)),
        "related": related_to(found) if seen_related else [],
        "concerned": body,
        "may_dispute": body is not None and belongs(assembly, body, on=day_of(assembly, at)),
        "cited": book.clause(cited) if book and cited else None,
        "cited_words": book.told(cited) if book and cited else "",
        "facts": facts_of(found),
    }
    return render(request, "cases/case.html", given)


def heading_of(step: Step) -> str:
    """Return who did what in a step, for the heading over what was said."""
    name = step.organisation.name if step.organisation else ""
    if name and step.kind == Step.Kind.HEARD:
        return _("%(name)s was heard") % {"name": name}
    return f"{name} {step.get_kind_display()}".strip()


def words_of(step: Step) -> str:
    """Return what was said in a step; a member is asked to be heard by a day, told as one."""
    if step.kind == Step.Kind.ASKED:
        return _("To be heard by %(day)s.") % {"day": told_day(date.fromisoformat(step.words))}
    return step.words


def timeline_of(stands: Progress, *, opened_on: date) -> list[dict[str, Any]]:
    """
    Return the life of a case as a timeline shows it: what was, and what comes next.

    What came across from another case stands before the day on which this one was raised.
    """
    steps: list[dict[str, Any]] = [
        {"label": _("Raised"), "when": opened_on, "state": "past"},
        *(
            {
                "label": capfirst(str(Step.Kind(step.kind).label)),
                "when": step.on,
                "state": "past",
                "note": step.organisation.name if step.organisation else "",
            }
            for step in stands.steps
        ),
    ]
    steps.sort(key=lambda step: step["when"])
    if stands.next:
        steps.append({"label": stands.next, "when": None, "state": "now", "clause": stands.clause})
    return steps


def facts_of(case: Case) -> list[tuple[str, str]]:
    """Return what a case rests on as rows of a summary, leaving out what it does not have."""
    parties = ", ".join(
        f"{party.organisation.name} ({_role(party, case)})" for party in case.parties.all()
    )
    rows = [
        (_("Kind"), capfirst(str(case.get_kind_display()))),
        (_("Forum"), case.forum.name if case.forum else ""),
        (_("Parties"), parties),
        (_("Grounds"), capfirst(", ".join(case.grounds))),
        (
            _("What would end"),
            _("Membership of %(scope)s") % {"scope": case.scope} if case.scope else "",
        ),
        (_("Principles"), capfirst(", ".join(case.principles))),
        (_("Standards of conduct missed"), capfirst(", ".join(case.standards))),
        (_("Third party"), case.third_party),
    ]
    return [(label, value) for label, value in rows if value]


def _role(party: Party, case: Case) -> str:
    """Return a party's part in words: a dispute is about neither of its sides."""
    if case.kind == Case.Kind.DISPUTE and party.role == Party.Role.CONCERNED:
        return _("the other side")
    return str(party.get_role_display())

"""Organisation by organisation: who works with it, who funds it, who holds the tie, what is told of it."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.practice.models import Relationship, Study
from folkmoot.work.practice.queries.clauses import clause_for

ROWS = 25


@dataclass(slots=True)
class Known:
    """What the library answers of one organisation."""

    organisation: Organisation
    ties: list[Relationship] = field(default_factory=list)
    funded: list[tuple[str, int, str]] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)


@open_to(EVERYONE)
def resource_library(request: Request, assembly: Assembly) -> HttpResponse:
    """Answer who works with whom, who is funded, who holds the tie; and lead to case studies."""
    on = day_in(assembly, at=timezone.now())
    words = request.GET.get("words", "").strip()[:100]
    found = Organisation.objects.filter(
        Q(pk__in=Relationship.objects.filter(assembly=assembly).values("organisation"))
        | Q(pk__in=Award.objects.filter(assembly=assembly).values("organisation"))
    )
    for word in words.split()[:6]:
        of_tie = Relationship.objects.filter(
            Q(team__icontains=word) | Q(body__icontains=word) | Q(holder__icontains=word),
            assembly=assembly,
        )
        found = found.filter(Q(name__icontains=word) | Q(pk__in=of_tie.values("organisation")))
    shown = Paginator(found.order_by("sort_name", "pk"), ROWS).get_page(request.GET.get("page"))
    given = {
        "page_obj": shown,
        "rows": _known(assembly, list(shown)),
        "words": words,
        "clause": clause_for(assembly, "library", on=on),
    }
    return render(request, "site/library.html", given)


def _known(assembly: Assembly, organisations: list[Organisation]) -> list[Known]:
    """Return what is known of some organisations, in their order. Three queries."""
    rows = {one.pk: Known(one) for one in organisations}
    ties = Relationship.objects.filter(assembly=assembly, organisation__in=rows)
    for tie in ties.select_related("study").order_by("body", "team", "pk"):
        rows[tie.organisation_id].ties.append(tie)
        study = tie.study
        if study is not None and study.published_at is not None:
            rows[tie.organisation_id].studies.append(study)
    awards = Award.objects.filter(assembly=assembly, organisation__in=rows)
    sums = awards.values("organisation", "funder_name").annotate(
        number=Count("pk"), total=Sum("pence")
    )
    for key, funder, number, total in sums.order_by("organisation", "funder_name").values_list(
        "organisation", "funder_name", "number", "total"
    ):
        rows[key].funded.append((funder, number, in_pounds(total)))
    told = Study.objects.filter(
        assembly=assembly, organisation__in=rows, published_at__isnull=False
    )
    for study in told.order_by("number", "pk"):
        known = rows[study.organisation_id or 0].studies
        if study not in known:
            known.append(study)
    return list(rows.values())

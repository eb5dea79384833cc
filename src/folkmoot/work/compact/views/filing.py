"""The themes of a compact with their guidance, and what is filed under each principle."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.work.compact.queries import filing as queries


@open_to(EVERYONE)
def themes(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the themes, with what is filed under each."""
    on = day_in(assembly, at=timezone.now())
    given = {
        "rows": queries.filed(assembly, on=on),
        "clause": clause_adopted(assembly, "themes", on=on),
    }
    return render(request, "compact/themes.html", given)


@open_to(EVERYONE)
def theme(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show the guidance on a theme, and what is filed under it."""
    on = day_in(assembly, at=timezone.now())
    found = next((one for one in queries.filed(assembly, on=on) if one.slug == slug), None)
    if found is None:
        raise Http404
    page = Paginator(found.promises, 25).get_page(request.GET.get("page"))
    crumbs = [(_("Themes"), reverse("compact:themes", args=[assembly]))]
    given = {"one": found, "page_obj": page, "crumbs": crumbs}
    return render(request, "compact/theme.html", given)


@open_to(EVERYONE)
def principles(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what is filed under each principle; with one chosen, each piece of evidence for it."""
    on = day_in(assembly, at=timezone.now())
    found = queries.coverage(assembly, on=on)
    asked = request.GET.get("principle", "")
    chosen = next((one for one in found.principles if one.slug == asked), None) if found else None
    rows = queries.evidence_under(assembly, chosen.name) if chosen else None
    given = {
        "coverage": found,
        "chosen": chosen,
        "page_obj": Paginator(rows, 25).get_page(request.GET.get("page"))
        if rows is not None
        else None,
        "clause": clause_adopted(assembly, "principle-partnership", on=on),
        "respect": clause_adopted(assembly, "principle-respect", on=on),
    }
    return render(request, "compact/principles.html", given)

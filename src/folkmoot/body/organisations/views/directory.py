"""The directory, as anybody sees it."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import register
from folkmoot.body.organisations.queries.directory import Asked, Directory, counted_by, listed_now
from folkmoot.body.organisations.views.frame import is_officer_here
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.reckoning.registers import cells

FIELDS = ("name", "kind", "size", "based in", "works in", "themes", "website", "postcode",
          "identifiers", "last confirmed", "page")  # fmt: skip


def asked_in(query: QueryDict) -> Asked:
    """Read what is asked of the directory from an address; what makes no sense is left out."""

    def word(name: str) -> str:
        return query.get(name, "").replace("\0", "").strip()[:80]

    return Asked(
        words=query.get("words", "").replace("\0", "").strip()[:200],
        place=word("place"),
        theme=word("theme"),
        size=word("size"),
        form=word("form"),
        backwards=query.get("order") == "z-a",
    )


@open_to(EVERYONE)
def directory(request: Request, assembly: Assembly) -> HttpResponse:
    asked = asked_in(request.GET)
    found = Directory(assembly, asked)
    page = found.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "found": found,
        "page_obj": page,
        "filters": [
            ("place", _("Place"), found.choices("place")),
            ("theme", _("Theme"), found.choices("theme")),
            ("size", _("Size"), found.choices("size")),
            ("form", _("Kind of organisation"), found.choices("form")),
        ],
        "query": request.GET.urlencode(),
        "is_officer": is_officer_here(request, assembly, on=day_in(assembly, at=timezone.now())),
    }
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"organisations/directory.html{part}", context)


@open_to(EVERYONE)
def download(request: Request, assembly: Assembly) -> StreamingHttpResponse:
    """The list that is shown, as CSV: what is public of each, and nothing else."""
    found = Directory(assembly, asked_in(request.GET))
    response = StreamingHttpResponse(
        _lines(found, request.build_absolute_uri(f"/{assembly.slug}/organisations/")),
        content_type="text/csv; charset=utf-8",
    )
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{assembly.slug}-organisations.csv"'
    )
    return response


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(found: Directory, address: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(FIELDS)
    for some in found.everything():
        numbers = register.public_identifiers([organisation.pk for organisation in some])
        for organisation in some:
            row = _row(organisation, numbers.get(organisation.pk, []), address)
            yield writer.writerow([cells.safe(cell) for cell in row])


def _row(organisation: Organisation, numbers: list[str], address: str) -> list[str]:
    places = list(organisation.places.all())
    return [
        organisation.name,
        str(organisation.get_legal_form_display()),
        str(organisation.get_size_band_display()),
        "; ".join(work.area.name for work in places if work.kind == "base"),
        "; ".join(work.area.name for work in places if work.kind == "works"),
        "; ".join(theme.name for theme in organisation.themes.all()),
        organisation.website,
        organisation.postcode,
        "; ".join(numbers),
        str(organisation.last_confirmed_on or ""),
        f"{address}{organisation.reference}/",
    ]


@open_to(EVERYONE)
def types(request: Request, assembly: Assembly) -> HttpResponse:
    """How many organisations of each kind and size there are, today, beside what is estimated."""
    forms, sizes = counted_by(assembly, "form"), counted_by(assembly, "size")
    total = listed_now(assembly)
    address = f"/{assembly.slug}/organisations/?"
    context = {
        "forms": [(name, n, f"{address}form={value}") for value, name, n in forms],
        "sizes": [(name, n, f"{address}size={value}") for value, name, n in sizes],
        "commonest": max(forms, key=lambda form: form[2], default=None),
        "commonest_size": max(sizes, key=lambda size: size[2], default=None),
        "total": total,
        "estimates": register.estimates(assembly),
        "today": day_in(assembly, at=timezone.now()),
    }
    return render(request, "organisations/types.html", context)


@open_to(EVERYONE)
def support(request: Request, assembly: Assembly) -> HttpResponse:
    """The infrastructure bodies of the area: those for everybody, then those for one kind."""
    bodies = list(register.support_bodies(assembly))
    context = {
        "generalist": [body for body in bodies if body.kind == body.Kind.GENERALIST],
        "specialist": [body for body in bodies if body.kind == body.Kind.SPECIALIST],
    }
    return render(request, "organisations/support.html", context)

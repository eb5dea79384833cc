from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import (
    adopted_book,
    adoptions,
    amendments_ahead,
    documents,
    pinned,
    value_read,
)
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.rules.deadlines import deadlines
from folkmoot.rules.index import RULES
from folkmoot.rules.rulebook import ClauseEntry, Rulebook, version_in_force
from folkmoot.site.duties import STATES, counted, duties
from folkmoot.site.forms import WhatIf

KEEPERS = ("rule", "people", "noun")


def _keeper(entry: ClauseEntry) -> str:
    return entry.kept_by.partition(":")[0]


def _kept(book: Rulebook) -> dict[str, int]:
    kept = [_keeper(entry) for entry in book.clauses.values()]
    return {keeper: kept.count(keeper) for keeper in KEEPERS}


def _book(assembly: Assembly, document: str) -> tuple[Rulebook, Any]:
    """Return the version that binds the assembly today, or the newest if none does."""
    if document not in documents():
        raise Http404
    on = timezone.localdate()
    adoption = adoptions(assembly, on=on).filter(document=document).order_by("pk").first()
    held = documents()[document]
    if adoption is not None:
        return adopted_book(adoption, on=on), adoption
    return version_in_force(held, on=max(on, held.versions[0].in_force_from)), None


@open_to(EVERYONE)
def rules(request: Request, assembly: Assembly) -> HttpResponse:
    """The documents that bind an assembly, and the others that can be read here."""
    on = timezone.localdate()
    binding: list[dict[str, Any]] = []
    for adoption in adoptions(assembly, on=on):
        held = documents()[adoption.document]
        book = pinned(adoption.document, adoption.version)
        binding.append(
            {"document": held, "adoption": adoption, "kept": _kept(book), "n": len(book.clauses)}
        )
    adopted = {row["document"].id for row in binding}
    others = [
        {"document": held, "kept": _kept(held.versions[-1]), "n": len(held.versions[-1].clauses)}
        for held in documents().values()
        if held.id not in adopted
    ]
    found = duties(assembly, on=on)
    page = {"binding": binding, "others": others, "counts": counted(found), "on": on}
    return render(request, "rules/documents.html", page)


@open_to(EVERYONE)
def document(request: Request, assembly: Assembly, document: str) -> HttpResponse:
    """One document, clause by clause."""
    book, adoption = _book(assembly, document)
    keeper = request.GET.get("kept", "")
    area = request.GET.get("area", "")
    found = duties(assembly, on=timezone.localdate()) if adoption else []
    rows = [
        {
            "entry": entry,
            "told": book.told(entry.key),
            "keeper": _keeper(entry),
            "noun": entry.kept_by.partition(":")[2] or entry.noun,
            "counts": counted(d for d in found if d.obligation.clause.key == entry.key),
        }
        for entry in book.clauses.values()
        if keeper in ("", _keeper(entry)) and area in ("", entry.area)
    ]
    page = {
        "document": documents()[document],
        "book": book,
        "adoption": adoption,
        "rows": rows,
        "kept": _kept(book),
        "n": len(book.clauses),
        "keeper": keeper,
        "area": area,
        "areas": sorted({entry.area for entry in book.clauses.values()}),
    }
    return render(request, "rules/document.html", page)


@open_to(EVERYONE)
def clause(request: Request, assembly: Assembly, document: str, key: str) -> HttpResponse:
    """One clause: wording, numbers, examples, source, where it applies now, how well it is kept."""
    book, adoption = _book(assembly, document)
    if key not in book.clauses:
        raise Http404
    entry = book.clauses[key]
    mine = [
        duty
        for duty in (duties(assembly, on=timezone.localdate()) if adoption else [])
        if (duty.obligation.clause.document, duty.obligation.clause.key) == (document, key)
    ]
    state = request.GET.get("state", "")
    rule = RULES.get(entry.rule or "")
    page = {
        "document": documents()[document],
        "book": book,
        "adoption": adoption,
        "entry": entry,
        "told": book.told(key),
        "ahead": _ahead(assembly, book, entry, adoption),
        "keeper": _keeper(entry),
        "noun": entry.kept_by.partition(":")[2] or entry.noun,
        "rule": rule.__name__ if rule else "",
        "rule_says": (rule.__doc__ or "").strip().split("\n\n")[0] if rule else "",
        "examples": [
            (
                [
                    (name.replace("_", " "), fact)
                    for name, fact in example.items()
                    if name != "holds"
                ],
                example["holds"],
            )
            for example in entry.examples
        ],
        "counts": counted(mine),
        "duties": [duty for duty in mine if state in ("", duty.state)],
        "state": state if state in STATES else "",
    }
    return render(request, "rules/clause.html", page)


def _ahead(
    assembly: Assembly, book: Rulebook, entry: ClauseEntry, adoption: Any
) -> list[tuple[Any, Any]]:
    """Return what was decided to change in a clause from a day to come, with its new value."""
    if adoption is None or not adoption.is_amended:
        return []
    coming = amendments_ahead(assembly, book.document, on=timezone.localdate())
    return [
        (one, value_read(entry.fixes[one.parameter], one.value, one.decided_by))
        for one in coming
        if one.parameter in entry.fixes and one.version == book.number
    ]


@open_to(EVERYONE)
def obligations(request: Request, assembly: Assembly) -> HttpResponse:
    """Everything that had to be done or must be, by how it stands: how well the rules are kept."""
    found = duties(assembly, on=timezone.localdate())
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    shown = [duty for duty in found if state in ("", duty.state)]
    page = {"duties": shown, "counts": counted(found), "state": state, "states": STATES}
    return render(request, "rules/obligations.html", page)


@open_to(EVERYONE)
def what_if(request: Request, assembly: Assembly, document: str) -> HttpResponse:
    """A date is given; every deadline that follows from it is shown. Nothing is kept."""
    book, _ = _book(assembly, document)
    form = WhatIf(request.GET if "event" in request.GET else None, book=book)
    follow = deadlines(book, form.given()) if form.is_valid() else None
    page = {"document": documents()[document], "book": book, "form": form, "follow": follow}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "rules/what_if.html", page, status=status)

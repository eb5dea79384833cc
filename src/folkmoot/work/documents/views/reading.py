"""One document read: its sheet, its versions, two of them side by side, and as a file to keep."""

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import adopted_books
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.formats import ENDINGS, TYPES, form_of
from folkmoot.ground.words import as_html
from folkmoot.reckoning.comparing import compared
from folkmoot.work.documents.models import Document
from folkmoot.work.documents.permits import is_open_for_comments
from folkmoot.work.documents.queries import register, trying
from folkmoot.work.documents.queries import versions as queries
from folkmoot.work.documents.queries.clauses import CLAUSES, clause_for
from folkmoot.work.documents.queries.gaps import gaps_of
from folkmoot.work.documents.queries.sheets import sheet_of
from folkmoot.work.documents.views.frame import (
    keeps,
    now_in,
    one_document,
    read_version,
)

KINDS = ("changed", "removed", "added")
LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
"""The end of a line inside a paragraph, which is kept as it was typed."""


@open_to(EVERYONE)
def document(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show the sheet of a document, what it lacks, its versions and all that hangs on it."""
    found = one_document(assembly, number)
    _at, on = now_in(assembly)
    is_keeper = keeps(request, assembly)
    versions = list(queries.versions(found, reads_all=is_keeper))
    now = next((one for one in versions if queries.state_of(one) == "in force"), None)
    is_live = found.status == Document.Status.LIVE
    books = {one.document: one for one in adopted_books(assembly, on=on)}
    latest = versions[0] if versions else None
    marks = [one.draft_mark for one in now.formats.all() if one.draft_mark] if now else []
    marks += [now.draft_mark] if now and now.draft_mark else []
    given: dict[str, Any] = {
        "document": found,
        "stands": register.standing_of(found, on=on),
        "gaps": gaps_of(found),
        "versions": [(one, queries.state_of(one)) for one in versions],
        "now": now,
        "open_draft": latest if latest is not None and is_open_for_comments(latest) else None,
        "marks": marks if is_live else [],
        "forms": queries.forms_of(now) if now else [],
        "laws": register.laws_of(found, on=on),
        "links": register.links_of(found, on=on),
        "linked": list(register.linked_to(found)),
        "reviews": list(found.reviews.order_by("-entered_at", "-pk")),
        "rewrites": list(queries.rewrites(found)),
        "successors": list(found.successors.select_related("successor").order_by("pk")),
        "trial": trying.trial_of(found, on=on),
        "rulebook": books.get(found.rulebook),
        "keeps": is_keeper,
        "today": on,
        "is_over": found.status in (Document.Status.SUPERSEDED, Document.Status.WITHDRAWN),
        "clauses": {part: clause_for(assembly, part, on=on) for part in CLAUSES},
    }
    return render(request, "documents/document.html", given)


@open_to(EVERYONE)
def version(request: Request, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Show a version: its text, who approved it, in which forms it is there, what was said of it."""
    found = read_version(request, assembly, number, version)
    _at, on = now_in(assembly)
    is_keeper = keeps(request, assembly)
    others = list(queries.versions(found.document, reads_all=is_keeper))
    before = next((one for one in others if one.number < found.number), None)
    given = {
        "document": found.document,
        "version": found,
        "state": queries.state_of(found),
        "text": as_html(LINE_END.sub("  \n", found.text), under=2),
        "approvals": list(found.approvals.order_by("level", "pk")),
        "checks": list(found.equality_checks.order_by("made_on", "pk")),
        "equality": queries.equality_finding(found, on=on) if not found.adopted_on else None,
        "forms": queries.forms_of(found),
        "comments": list(queries.comments_on(found)),
        "before": before,
        "is_open": is_open_for_comments(found),
        "pilots": list(found.pilots.order_by("from_on", "name", "pk")),
        "given_out": list(found.given_out.order_by("-on", "-pk")[:50]),
        "keeps": is_keeper,
        "clauses": {part: clause_for(assembly, part, on=on) for part in CLAUSES},
        "crumbs": _crumbs(found.document),
    }
    return render(request, "documents/version.html", given)


def _crumbs(document: Document) -> list[tuple[str, str]]:
    url = reverse("documents:document", args=[document.assembly, document.number])
    return [(document.title, url)]


@open_to(EVERYONE)
def compare(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show two versions side by side, what changed marked in words as well as by line and colour."""
    found = one_document(assembly, number)
    is_keeper = keeps(request, assembly)
    versions = {one.number: one for one in queries.versions(found, reads_all=is_keeper)}
    asked = [request.GET.get(name, "") for name in ("old", "new")]
    chosen = [versions.get(int(one)) if one.isdecimal() else None for one in asked]
    latest = sorted(versions)[-2:]
    if not any(asked) and len(latest) > 1:
        chosen = [versions[one] for one in latest]
    old, new = chosen
    comparison = compared(old.text, new.text) if old and new else None
    given = {
        "document": found,
        "versions": [(one, queries.state_of(one)) for one in versions.values()],
        "old": old,
        "new": new,
        "comparison": comparison,
        "numbers": {kind: comparison.number(kind) for kind in KINDS} if comparison else {},
        "crumbs": _crumbs(found),
    }
    return render(request, "documents/compare.html", given)


@open_to(EVERYONE)
def file(
    request: Request, assembly: Assembly, number: int, version: int, form: str
) -> HttpResponse:
    """Give a version as a file: PDF, large print, plain text, or to edit."""
    found = read_version(request, assembly, number, version)
    at, _on = now_in(assembly)
    if form not in TYPES or not found.text:
        raise Http404
    made = form_of(sheet_of(found, at=at), form)
    response = HttpResponse(made, content_type=TYPES[form])
    shown = "attachment" if form == "docx" else "inline"
    name = f"document-{number}-version-{version}{ENDINGS[form]}"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""What the pages of this noun share: finding things, who keeps them, the frame of a deed."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.work.documents.models import Document, Version
from folkmoot.work.documents.permits import keeps_documents, require_keeps_documents
from folkmoot.work.documents.queries.clauses import clause_for

BOTH = ("GET", "POST")


def now_in(assembly: Assembly) -> tuple[datetime, date]:
    """Return the moment and the assembly's day."""
    at = timezone.now()
    return at, day_in(assembly, at=at)


def one_document(assembly: Assembly, number: int) -> Document:
    """Return a document by its number, or nothing is there. One query."""
    found = Document.objects.select_related("assembly", "keeper")
    return get_object_or_404(found, assembly=assembly, number=number)


def one_version(assembly: Assembly, number: int, version: int) -> Version:
    """Return a version by its number in its document, or nothing is there. One query."""
    found = Version.objects.select_related("document__assembly", "document__keeper")
    return get_object_or_404(
        found, document__assembly=assembly, document__number=number, number=version
    )


def keeps(request: Request, assembly: Assembly) -> bool:
    """Whether who asks keeps documents, and has shown their second factor if they need one."""
    person = request.user
    if not isinstance(person, Person):
        return False
    is_keeper = keeps_documents(person, assembly, on=now_in(assembly)[1])
    return is_keeper and factor_step(request) is None


def read_version(request: Request, assembly: Assembly, number: int, version: int) -> Version:
    """
    Return a version that who asks may read, or nothing is there.

    Everybody reads what was adopted and drafts that are shown; keepers read all.
    """
    found = one_version(assembly, number, version)
    if found.adopted_on is None and not found.is_shown and not keeps(request, assembly):
        raise Http404
    return found


def require(request: SignedIn, assembly: Assembly) -> None:
    """:raises Refusal: unless who asks keeps documents."""
    require_keeps_documents(request.user, assembly, on=now_in(assembly)[1])


def document_page(document: Document, part: str) -> dict[str, Any]:
    """Return the frame of a deed that leads back to a document."""
    assembly = document.assembly
    url = reverse("documents:document", args=[assembly, document.number])
    return {
        "to": ("documents:document", assembly.slug, document.number),
        "back": url,
        "caption": document.title,
        "crumbs": [(document.title, url)],
        "clause": clause_for(assembly, part, on=now_in(assembly)[1]),
    }


def version_page(version: Version, part: str) -> dict[str, Any]:
    """Return the frame of a deed that leads back to a version."""
    document = version.document
    page = document_page(document, part)
    args = [document.assembly.slug, document.number, version.number]
    return page | {
        "to": ("documents:version", *args),
        "back": reverse("documents:version", args=args),
    }

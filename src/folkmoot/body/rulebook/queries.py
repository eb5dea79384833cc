from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.models import Adoption
from folkmoot.rules.rulebook import (
    Document,
    NotInForce,
    Rulebook,
    read_document,
    version_numbered,
)


@lru_cache(maxsize=4)
def _read_all(folder: Path) -> Mapping[str, Document]:
    read = (read_document(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))
    return {document.id: document for document in read}


def documents() -> Mapping[str, Document]:
    """Return every governing document of this installation, by its id. No query."""
    return _read_all(settings.FOLKMOOT_RULEBOOKS)


def adoptions(assembly: Assembly, *, on: date) -> QuerySet[Adoption]:
    """Return what binds an assembly on a day, its agreement first. One query."""
    binding = assembly.adoptions.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)
    return binding.order_by("-is_agreement", "document", "pk")


def in_force(assembly: Assembly, *, on: date, document: str | None = None) -> Rulebook:
    """
    Return the version of an assembly's agreement in force on a day. One query.

    :param document: the id of another document that it has adopted, to ask for that.
    :raises NotInForce: if it had adopted none by that day.
    """
    wanted = Q(is_agreement=True) if document is None else Q(document=document)
    adoption = adoptions(assembly, on=on).filter(wanted).first()
    if adoption is None:
        raise NotInForce(f"{assembly.slug} had adopted no {document or 'agreement'} on {on}")
    return pinned(adoption.document, adoption.version)


def pinned(document: str, version: str) -> Rulebook:
    """
    Return the version that a process was begun under. No query.

    :raises NotInForce: if this installation does not hold it.
    """
    if document not in documents():
        raise NotInForce(f"no document {document}")
    return version_numbered(documents()[document], version)

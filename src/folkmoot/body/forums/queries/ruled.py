"""Which rules an assembly has for its forums, and what its support bodies are called in them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, SupportBody
from folkmoot.body.rulebook.queries import in_force
from folkmoot.rules.rulebook import NotInForce, Rulebook


def book_fixing(assembly: Assembly, name: str, *, on: date) -> Rulebook | None:
    """
    Return the agreement in force on a day if it fixes a parameter; None if it says nothing.

    One query. An assembly that has adopted no agreement has no such rule either.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return None
    return book if name in book.parameters else None


def support_bodies(assembly: Assembly) -> QuerySet[SupportBody]:
    """Return the infrastructure bodies of an assembly, by name. Two queries."""
    bodies = SupportBody.objects.filter(assembly=assembly).select_related("organisation")
    return bodies.prefetch_related("organisation__aliases").order_by("organisation__name", "pk")


def support_organisations(assembly: Assembly) -> QuerySet[Organisation]:
    """Return the organisations that are support bodies of an assembly, by name. One query."""
    bodies = Organisation.objects.filter(supports__assembly=assembly)
    return bodies.order_by("name", "pk")


def is_support_body(assembly: Assembly, organisation: Organisation) -> bool:
    """Test whether an organisation is an infrastructure body of an assembly. One query."""
    return SupportBody.objects.filter(assembly=assembly, organisation=organisation).exists()


def called_in_the_rules(
    assembly: Assembly, organisation: Organisation, names: Iterable[str]
) -> str:
    """
    Return the name by which the agreement knows an organisation, or else its own.

    A body that the assembly recognises as support may be written there by its name,
    by its short name or by another name of its own. Two queries.
    """
    found = support_bodies(assembly).filter(organisation=organisation)
    body = found.order_by("pk").first()
    if body is None:
        return organisation.name
    aliases = [alias.name for alias in body.organisation.aliases.all()]
    known = {_plain(name) for name in (body.organisation.name, body.short_name, *aliases)}
    return next((name for name in names if _plain(name) in known), organisation.name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

"""What was signed, and the receipt for it."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.models import AgreementText, Declaration, Membership, Suspension


def declarations_of(memberships: Iterable[Membership]) -> QuerySet[Declaration]:
    """Return what a member signed in some memberships, the latest first. One query."""
    rows = Declaration.objects.filter(membership__in=memberships)
    return rows.order_by("-signed_on", "-pk")


def suspensions_of(memberships: Iterable[Membership]) -> QuerySet[Suspension]:
    """Return when a member was suspended in some memberships, the latest first. One query."""
    rows = Suspension.objects.filter(membership__in=memberships)
    return rows.order_by("-from_on", "-pk")


def with_last_signature(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Put on each membership when and which version it last signed. No query yet."""
    last = Declaration.objects.filter(membership=OuterRef("pk")).order_by("-signed_on", "-pk")
    found = {
        "signed_on": Subquery(last.values("signed_on")[:1]),
        "signed_version": Subquery(last.values("version")[:1]),
    }
    return rows.annotate(**found)


def declaration_with(assembly: Assembly, receipt: str) -> Declaration | None:
    """Return the signature that a receipt was given for, in an assembly. One query."""
    rows = Declaration.objects.filter(membership__assembly=assembly, receipt=receipt)
    return rows.select_related("membership__organisation", "entered_by").order_by("pk").first()


def signed_text(declaration: Declaration) -> AgreementText:
    """Return the words as they were signed. One query."""
    return AgreementText.objects.get(digest=declaration.text_digest)


def was_signed_with(key: str) -> bool:
    """Test whether a form with a key has signed something already. One query."""
    return Declaration.objects.filter(form_key=key).exists()

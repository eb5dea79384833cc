"""What the sheet of a document leaves blank: each empty field, counted and listed."""

from collections.abc import Iterable

from django.db.models import Sum
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.documents.models import Approval, Document, EqualityCheck, Version


def version_in_force(document: Document) -> Version | None:
    """Return the version of a document that is in force, or None. One query."""
    found = document.versions.filter(adopted_on__isnull=False, replaced_on=None)
    return found.order_by("pk").first()


def gaps_of_sheet(document: Document) -> list[str]:
    """Return what its sheet leaves blank, by the names of the boxes. A flag of no is no gap."""
    told: Iterable[tuple[object, str]] = (
        (document.label, _("the reference printed on it")),
        (document.is_people is not None, _("whether it is about people")),
        (document.is_place is not None, _("whether it is about place")),
        (document.is_corporate is not None, _("whether it is corporate")),
        (document.in_constitution is not None, _("whether it is in the constitution")),
        (document.purpose, _("what it is for")),
        (document.affected, _("who is affected")),
        (document.keywords, _("key words")),
        (document.author, _("its author")),
        (document.origin, _("where it came from")),
        (document.owner and not document.is_owner_gone, _("its owner")),
        (document.from_on, _("its first day")),
        (document.until_on, _("its last day")),
    )
    blank = [name for there, name in told if not there]
    if document.kind == Document.Kind.SHARING:
        blank += [
            name
            for there, name in (
                (document.data_fields, _("which facts are shared")),
                (document.lawful_basis, _("the lawful basis")),
            )
            if not there
        ]
    return blank


def gaps_of_status(
    document: Document, version: Version | None, approvals: Iterable[Approval]
) -> list[str]:
    """Return which boxes of status and approvals are blank: seven at the most. No query."""
    by_level = {one.level: one for one in approvals}
    blank = [] if version is not None else [_("its version")]
    blank += [] if document.last_review_on else [_("the last review")]
    blank += [] if document.next_review_on else [_("the next review")]
    for level, who, when in (
        (Approval.Level.DIRECTOR, _("who approved it at director level"),
         _("the day it was approved at director level")),
        (Approval.Level.BOARD, _("who approved it at partnership board level"),
         _("the day it was approved at partnership board level")),
    ):  # fmt: skip
        one = by_level.get(level)
        blank += [] if one is not None and one.approved_by else [who]
        blank += [] if one is not None and one.approved_on else [when]
    return blank


def gaps_of(document: Document) -> list[str]:
    """Return every gap of a document. Five queries."""
    version = version_in_force(document)
    approvals = list(version.approvals.all()) if version is not None else []
    blank = gaps_of_sheet(document) + gaps_of_status(document, version, approvals)
    if not document.laws.exists():
        blank.append(_("related laws"))
    if not document.links.exists():
        blank.append(_("linked documents"))
    is_said = document.has_equality_promise is not None
    if not is_said and not EqualityCheck.objects.filter(version__document=document).exists():
        blank.append(_("the equality impact assessment"))
    return blank


def gaps_in_all(assembly: Assembly) -> int:
    """Return how many gaps the documents of an assembly have together. One query."""
    found = Document.objects.filter(assembly=assembly).aggregate(all=Sum("gaps"))
    return found["all"] or 0

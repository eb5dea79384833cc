"""The register of documents: what is in it, what is asked of it, and what is amiss with each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.rules.periods import Period, add
from folkmoot.work.documents.models import Document, Format, Law, Link, Version
from folkmoot.work.documents.queries.clauses import laws_period

UNOWNED = Q(owner="") | Q(is_owner_gone=True)
NOBODY = "-"
"""What is chosen as an owner to see the documents that have none."""
PROGRAMMES = (
    Document.Kind.STRATEGY,
    Document.Kind.PROGRAMME,
    Document.Kind.PLAN,
    Document.Kind.GUIDANCE,
    Document.Kind.NEEDS,
)
STANDING = ("overdue", "gaps", "unowned", "ended", "marked")


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody asks of the register.

    :param words: to be found in title, label, key words, purpose or author; none is all.
    :param standing: one of `STANDING`: with a review overdue, with gaps, without an owner, past
        its end, or live and marked as a draft.
    """

    words: str = ""
    kind: str = ""
    owner: str = ""
    standing: str = ""


def _marked() -> Q:
    """Live documents that still call themselves a draft."""
    now = Version.objects.filter(
        document=OuterRef("pk"), adopted_on__isnull=False, replaced_on=None
    )
    files = Format.objects.filter(
        version__document=OuterRef("pk"),
        version__adopted_on__isnull=False,
        version__replaced_on=None,
    )
    is_marked = Exists(now.exclude(draft_mark="")) | Exists(files.exclude(draft_mark=""))
    return Q(is_marked, status=Document.Status.LIVE)


def register(assembly: Assembly, asked: Asked, *, on: date) -> QuerySet[Document]:
    """Return the documents of an assembly that fit what is asked, by title. One query."""
    found = Document.objects.filter(assembly=assembly).select_related("assembly")
    for word in asked.words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(label__icontains=word) | Q(keywords__icontains=word)
            | Q(purpose__icontains=word) | Q(author__icontains=word)
        )  # fmt: skip
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.owner == NOBODY:
        found = found.filter(UNOWNED)
    elif asked.owner:
        found = found.filter(owner=asked.owner)
    match asked.standing:
        case "overdue":
            found = found.filter(status=Document.Status.LIVE, next_review_on__lt=on)
        case "gaps":
            found = found.filter(gaps__gt=0)
        case "unowned":
            found = found.filter(UNOWNED)
        case "ended":
            found = found.filter(until_on__lt=on)
        case "marked":
            found = found.filter(_marked())
    return found.order_by("title", "pk")


def programmes(assembly: Assembly) -> QuerySet[Document]:
    """
    Return the strategies, programmes, plans, guidance and needs assessments, the last to end first.

    One query.
    """
    found = Document.objects.filter(assembly=assembly, kind__in=PROGRAMMES)
    return found.select_related("assembly").order_by("kind", "title", "pk")


def owners(assembly: Assembly) -> list[str]:
    """Return the owners of the documents of an assembly, by name. One query."""
    found = Document.objects.filter(assembly=assembly, is_owner_gone=False).exclude(owner="")
    return list(found.order_by("owner").values_list("owner", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on a day."""

    document: Document
    days_late: int
    is_ended: bool

    @property
    def is_unowned(self) -> bool:
        """Whether nobody owns it, or its owner is gone."""
        return not self.document.owner or self.document.is_owner_gone

    @property
    def word(self) -> str:
        """Its status, in one of the site's words."""
        return str(self.document.status)


def standing_of(document: Document, *, on: date) -> Standing:
    """Tell how a document stands on a day: its review, and whether its time is over. No query."""
    is_live = document.status == Document.Status.LIVE
    due = document.next_review_on
    days = (on - due).days if is_live and due is not None else 0
    is_ended = document.until_on is not None and on > document.until_on
    return Standing(document, max(days, 0), is_ended)


@dataclass(frozen=True, slots=True)
class LawStanding:
    """How a law stands: repealed, not looked at for too long, or looked at by a day."""

    law: Law
    until_on: date | None
    is_stale: bool


def laws_of(document: Document, *, on: date) -> list[LawStanding]:
    """Return the laws of a document by name, with which were not looked at lately. Two queries."""
    period = laws_period(document.assembly, on=on)
    return [law_standing(law, period, on=on) for law in document.laws.order_by("name", "pk")]


def law_standing(law: Law, period: Period, *, on: date) -> LawStanding:
    """Tell whether a law was looked at within a period; one never looked at was not. No query."""
    until = add(law.checked_on, period) if law.checked_on else None
    return LawStanding(law, until, not law.is_repealed and (until is None or on > until))


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """One document beside another: where it leads, whether its time is over, when both run."""

    link: Link
    is_ended: bool
    leads_nowhere: bool
    together: tuple[date, date] | None


def links_of(document: Document, *, on: date) -> list[LinkStanding]:
    """
    Return what a document is tied to, by kind, with the days on which both run.

    One query.
    """
    found = document.links.select_related("to").order_by("kind", "title", "pk")
    return [_link_standing(document, one, on=on) for one in found]


def _link_standing(document: Document, link: Link, *, on: date) -> LinkStanding:
    until = link.to.until_on if link.to is not None else link.until_on
    together = _together(document, link.to) if link.to is not None else None
    is_ended = until is not None and on > until
    return LinkStanding(link, is_ended, link.to is None and not link.link, together)


def _together(one: Document, other: Document) -> tuple[date, date] | None:
    """Return the first and the last day on which two documents both run; None where not known."""
    if not (one.from_on and one.until_on and other.from_on and other.until_on):
        return None
    first, last = max(one.from_on, other.from_on), min(one.until_on, other.until_on)
    return (first, last) if first <= last else None


def linked_to(document: Document) -> QuerySet[Link]:
    """Return what is tied to a document from elsewhere. One query."""
    return document.linked.select_related("document").order_by("kind", "pk")

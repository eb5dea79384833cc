"""Versions of a document: what each waits for, what was said of it, in which forms it can be had."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.keeping import revision_has_its_equality_check
from folkmoot.rules.findings import Finding, Refusal
from folkmoot.work.documents.models import (
    Comment,
    Document,
    EqualityCheck,
    Format,
    Rewrite,
    Version,
)
from folkmoot.work.documents.queries.clauses import book_with

MADE_HERE = (Format.Kind.WEB, Format.Kind.PDF, Format.Kind.LARGE)
"""Forms that this site makes of every text."""


def versions(document: Document, *, reads_all: bool) -> QuerySet[Version]:
    """
    Return the versions of a document, the latest first, with approvals, checks and forms.

    Drafts that are not shown are left out unless `reads_all`. Four queries, however many.
    """
    found = document.versions.order_by("-number", "-pk")
    if not reads_all:
        found = found.filter(Q(is_shown=True) | Q(adopted_on__isnull=False))
    checks = EqualityCheck.objects.order_by("made_on", "pk")
    forms = Format.objects.order_by("kind", "language", "pk")
    return found.prefetch_related(
        "approvals", Prefetch("equality_checks", checks), Prefetch("formats", forms)
    )


def state_of(version: Version) -> str:
    """Tell how a version stands, in one of the site's words. No query."""
    if version.adopted_on is None:
        return "draft"
    return "superseded" if version.replaced_on else "in force"


def equality_finding(version: Version, *, on: date, is_asked_for: bool = False) -> Finding | None:
    """
    Return what the clause says of a version's equality check; None where no document has it.

    A version is a revision if another is in force, or one was adopted before, or an assessment
    was promised. Without the clause a promise alone is held to. Four queries at most.

    :param is_asked_for: refuse where it does not hold.
    :raises Refusal: then.
    """
    document = version.document
    made = list(version.equality_checks.all())
    others = document.versions.exclude(pk=version.pk).filter(adopted_on__isnull=False)
    told = {
        "is_revision": bool(document.has_equality_promise) or others.exists(),
        "has_check": any(not one.is_waiver for one in made),
        "has_waiver": any(one.is_waiver for one in made),
    }
    book = book_with(document.assembly, "equality", on=on)
    if book is None:
        if is_asked_for and document.has_equality_promise and not made:
            raise Refusal("revision-waits-for-equality", None, {})
        return None
    finding = revision_has_its_equality_check(book, **told)
    return finding.require() if is_asked_for else finding


def open_rewrite(document: Document) -> Rewrite | None:
    """Return the project that is rewriting a document, or None. One query."""
    return document.rewrites.filter(ended_on=None).order_by("pk").first()


def rewrites(document: Document) -> QuerySet[Rewrite]:
    """Return the projects that rewrote a document, the latest first, with whom they heard. Two queries."""
    found = document.rewrites.select_related("version").prefetch_related("groups")
    return found.order_by("-from_on", "-pk")


def unanswered_in(rewrite: Rewrite) -> int:
    """Return how many comments since a project began have no reply. One query."""
    since = Comment.objects.filter(
        version__document=rewrite.document_id, version__drafted_on__gte=rewrite.from_on
    )
    return since.filter(replied_at=None).count()


def comments_on(version: Version) -> QuerySet[Comment]:
    """Return what was said of a version, in its order. One query."""
    return version.comments.select_related("organisation").order_by("number", "pk")


def people_who_commented(document: Document) -> list[Person]:
    """Return who said something of its drafts since the version in force, each once. Two queries."""
    made = Comment.objects.filter(version__document=document)
    since = document.versions.filter(replaced_on__isnull=False).order_by("-replaced_on", "-pk")
    last = since.values_list("number", flat=True).first()
    if last is not None:
        made = made.filter(version__number__gt=last)
    keys = made.values_list("person", flat=True).distinct()
    return list(Person.objects.filter(pk__in=keys).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Form:
    """A form a version may have: where it can be had, or that it is not there."""

    name: str
    made: str
    elsewhere: Format | None

    @property
    def is_there(self) -> bool:
        """Whether it can be had at all."""
        return bool(self.made) or self.elsewhere is not None


def forms_of(version: Version) -> list[Form]:
    """
    Return every form of a version, those that are missing too. No query if they were fetched.

    Pages, PDF and large print are made here of its text; languages stand each by its own name,
    and where there is none, that is said.
    """
    kept = list(version.formats.all())
    found = []
    for kind in Format.Kind:
        if kind == Format.Kind.LANGUAGE:
            continue
        elsewhere = next((one for one in kept if one.kind == kind), None)
        made = kind.value if version.text and kind in MADE_HERE else ""
        found.append(Form(str(kind.label), made, elsewhere))
    spoken = [one for one in kept if one.kind == Format.Kind.LANGUAGE]
    found += [Form(one.language, "", one) for one in spoken]
    if not spoken:
        found.append(Form(_("languages other than English"), "", None))
    return found

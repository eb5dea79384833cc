"""What is filed under each theme and each principle of a compact, and where nothing is."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.proceedings.cases.models import Case
from folkmoot.rules.compact.filing import (
    GENERAL,
    STANDARDS,
    THEMES,
    principle_of,
    theme_of,
)
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook
from folkmoot.work.compact.models import Accord, Commitment, Evidence
from folkmoot.work.compact.queries.accords import Promise, promise_of


def themed_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the compact that names the themes and principles, or None. Costs as `adopted_books`."""
    return book_that_fixes(assembly, STANDARDS, on=on)


def codes(book: Rulebook) -> tuple[str, ...]:
    """Return the codes of the themes, and of the general principles last. No query."""
    return (*book.words(THEMES), GENERAL)


def heading_of(book: Rulebook, code: str) -> str:
    """Return how the document heads a theme, which may not be its code. No query."""
    first = next((one for key, one in book.clauses.items() if theme_of(book, key) == code), None)
    return re.sub(r"[\s\d]+$", "", first.clause.number) if first is not None else ""


@dataclass(frozen=True, slots=True)
class Filed:
    """
    What is filed under one theme.

    :param clauses: each clause of the guidance, with its wording.
    :param promises: each commitment of a compact that is filed there, as it stands.
    :param lessons: closed cases of which something is published; :param concerns: how many there
        are in all.
    """

    code: str
    slug: str
    heading: str
    clauses: list[tuple[Clause, str]]
    promises: list[Promise]
    lessons: list[Case]
    concerns: int

    def counted(self, state: str) -> int:
        """How many promises stand so."""
        return sum(one.state == state for one in self.promises)

    @property
    def followed(self) -> int:
        """How many promises are kept."""
        return self.counted("met")

    @property
    def not_followed(self) -> int:
        """How many somebody saw broken, or are past their day."""
        return self.counted("missed") + self.counted("overdue")


def filed(assembly: Assembly, *, on: date) -> list[Filed]:
    """Return what is filed under each theme, the general principles last. Four queries at most."""
    book = themed_book(assembly, on=on)
    if book is None:
        return []
    names = codes(book)
    evidence = Evidence.objects.select_related("organisation", "area").order_by("-seen_on", "-pk")
    owed = (
        Commitment.objects.filter(accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT)
        .select_related("owed_by", "accord")
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by("accord", "number")
    )
    promises: dict[str, list[Promise]] = {}
    for one in owed:
        code = one.theme if one.theme in names else GENERAL
        promises.setdefault(code, []).append(promise_of(one, on=on))
    cases: dict[str, list[Case]] = {}
    found = Case.objects.filter(assembly=assembly, kind=Case.Kind.COMPACT)
    shown = ("reference", "clause_cited", "closed_at", "outcome", "published_words", "lesson")
    for case in found.only(*shown).order_by("-closed_at", "-pk"):
        cases.setdefault(theme_of(book, case.clause_cited), []).append(case)
    return [
        Filed(
            code=code,
            slug=slugify(code),
            heading=heading_of(book, code),
            clauses=[
                (entry.clause, book.told(key))
                for key, entry in book.clauses.items()
                if theme_of(book, key) == code
            ],
            promises=promises.get(code, []),
            lessons=[
                case
                for case in cases.get(code, [])
                if case.closed_at and (case.lesson or case.published_words)
            ],
            concerns=len(cases.get(code, [])),
        )
        for code in names
    ]


@dataclass(frozen=True, slots=True)
class Covered:
    """One principle, with what is filed under it: evidence, case studies, concerns."""

    name: str
    slug: str
    clause: Clause
    words: str
    kept: int
    broken: int
    begun: int
    case_studies: int
    concerns: int

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all is filed under it."""
        return not (self.kept or self.broken or self.begun or self.concerns)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is filed under each principle, and which standards of conduct concerns say were missed."""

    principles: list[Covered]
    standards: list[tuple[str, int]]

    @property
    def bare(self) -> list[str]:
        """The principles under which nothing is filed."""
        return [one.name for one in self.principles if one.is_bare]


def coverage(assembly: Assembly, *, on: date) -> Coverage | None:
    """Return what is filed under each principle, or None where none is named. Two queries."""
    book = themed_book(assembly, on=on)
    if book is None:
        return None
    says: Counter[tuple[str, str]] = Counter()
    studies: Counter[str] = Counter()
    for tags, said, is_study in _evidence(assembly).values_list(
        "principles", "says", "is_case_study"
    ):
        says.update((tag, said) for tag in tags)
        studies.update(tags if is_study else ())
    concerns: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    cases = Case.objects.filter(assembly=assembly, kind=Case.Kind.COMPACT)
    for tags, standards in cases.order_by("pk").values_list("principles", "standards"):
        concerns.update(tags)
        missed.update(standards)
    stated = [key for key in book.clauses if principle_of(book, key)]
    return Coverage(
        [
            Covered(
                name=name,
                slug=slugify(name),
                clause=book.clauses[key].clause,
                words=book.told(key),
                kept=says[(name, Evidence.Says.KEPT)],
                broken=says[(name, Evidence.Says.BROKEN)],
                begun=says[(name, Evidence.Says.BEGUN)],
                case_studies=studies[name],
                concerns=concerns[name],
            )
            for key in stated
            for name in [principle_of(book, key)]
        ],
        [(name, missed[name]) for name in book.words(STANDARDS)],
    )


def _evidence(assembly: Assembly) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(
        commitment__accord__assembly=assembly, commitment__accord__kind=Accord.Kind.COMPACT
    )
    return found.order_by("-seen_on", "-pk")


def evidence_under(assembly: Assembly, principle: str) -> QuerySet[Evidence]:
    """
    Return what is filed under a principle, the latest first. Two queries.

    The tags are looked through here, because not every database looks into a list.
    """
    rows = _evidence(assembly).values_list("pk", "principles")
    chosen = [key for key, tags in rows if principle in tags]
    return (
        _evidence(assembly)
        .filter(pk__in=chosen)
        .select_related("commitment__accord", "organisation", "area")
    )

"""The reference group, its drafts, and what is kept beside it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.reckoning.hiding import LEAST
from folkmoot.scrutiny.equity.models import (
    Draft,
    EqualityStatement,
    EqualityTraining,
    ReferenceMember,
    TrustRating,
    WidenedWay,
)

PROTECTED = (
    "age", "disability", "gender reassignment", "marriage and civil partnership",
    "pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation",
)  # fmt: skip
"""The characteristics that the Equality Act 2010, section 4, protects."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Who speaks for whom in the group, and for whom nobody does."""

    members: list[ReferenceMember]
    spoken_for: list[tuple[str, int]]
    uncovered: list[str]


def cover_of(assembly: Assembly) -> Cover:
    """Return the group with its cover of those whom the law protects. One query."""
    found = ReferenceMember.objects.filter(assembly=assembly, until_on=None)
    members = list(found.select_related("organisation").order_by("organisation__name", "pk"))
    number = Counter(word for member in members for word in member.speaks_for)
    return Cover(
        members,
        [(word, number[word]) for word in PROTECTED],
        [word for word in PROTECTED if not number[word]],
    )


def drafts(assembly: Assembly) -> QuerySet[Draft]:
    """Return the drafts sent to the group with how many comments wait, the latest first. One query."""
    waiting = Count("comments", filter=Q(comments__replied_at=None))
    found = Draft.objects.filter(assembly=assembly).select_related("assembly")
    found = found.annotate(**{"made": Count("comments"), "waiting": waiting})
    return found.order_by("-sent_at", "-pk")


def ways_of(assembly: Assembly) -> list[WidenedWay]:
    """Return the ways of working that widen who takes part, by title. One query."""
    return list(WidenedWay.objects.filter(assembly=assembly).order_by("title", "pk"))


def statements_of(assembly: Assembly) -> QuerySet[EqualityStatement]:
    """Return the organisations' statements on equality, those to look at again first. One query."""
    found = EqualityStatement.objects.filter(assembly=assembly).select_related("organisation")
    return found.order_by("review_by", "pk")


def training_of(assembly: Assembly) -> list[tuple[str, int, int, int]]:
    """
    Return for each group of people how many were trained, of how many, in how many bodies. One query.

    Groups that fewer than five bodies told of are left out, as one would be known by the sum.
    """
    found = {
        row["group"]: row
        for row in EqualityTraining.objects.filter(assembly=assembly)
        .values("group")
        .annotate(of=Sum("people"), done=Sum("trained"), bodies=Count("pk"))
        .order_by("group")
    }
    return [
        (str(label), row["done"], row["of"], row["bodies"])
        for value, label in EqualityTraining.Group.choices
        if (row := found.get(value)) is not None and row["bodies"] >= LEAST
    ]


def values_of(assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return the values that build trust, as a document names them; none where none does. Two queries."""
    book = book_that_fixes(assembly, "values.names", on=on)
    return book.words("values.names") if book is not None else ()


@dataclass(frozen=True, slots=True)
class Trust:
    """How a value is kept, as the assembly rates itself, and beside it as members do."""

    value: str
    own: TrustRating | None
    members: float | None
    rated_by: int
    says: list[str]


def trust_of(assembly: Assembly, *, year: int, on: date) -> list[Trust]:
    """
    Return how each value is kept in a year. Members' mean shows from five ratings on. Five queries.
    """
    rated = TrustRating.objects.filter(assembly=assembly, year=year)
    own = {one.value: one for one in rated.filter(rated_by=TrustRating.By.ORGANISER)}
    by_members = rated.filter(rated_by=TrustRating.By.MEMBER)
    means = {
        row["value"]: (row["mean"], row["number"])
        for row in by_members.values("value").annotate(mean=Avg("rating"), number=Count("pk"))
    }
    said: dict[str, list[str]] = {}
    for value, words in (
        by_members.exclude(evidence="").order_by("pk").values_list("value", "evidence")
    ):
        said.setdefault(value, []).append(words)
    found = []
    for value in values_of(assembly, on=on):
        mean, number = means.get(value, (None, 0))
        is_shown = number >= LEAST
        found.append(
            Trust(
                value,
                own.get(value),
                mean if is_shown else None,
                number,
                said.get(value, []) if is_shown else [],
            )
        )
    return found

"""Comparisons: which there are, how each stands, and what came out of trying them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import adoptions, in_force
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.models import Appraisal, Comment, Run
from folkmoot.proceedings.appraisals.queries.reading import Chooser, Written
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.reckoning.representing import MORE_IS_BETTER
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

OPTIONS = "options.tests"
TESTS = ("cost", "reach", "speed", "right to speak", "risk")

SAID: Mapping[str, Any] = {
    "place": gettext_lazy("groups with somebody from their place"),
    "theme": gettext_lazy("groups with somebody of their theme"),
    "community": gettext_lazy("groups with somebody who serves their community"),
    "size": gettext_lazy("groups with somebody of their size"),
    "micro": gettext_lazy("micro groups with somebody of their place or theme"),
    "far_size": gettext_lazy("how far from the sector's sizes"),
    "far_place": gettext_lazy("how far from the sector's places"),
    "far_theme": gettext_lazy("how far from the sector's themes"),
    "largest": gettext_lazy("largest share of places in one body"),
    "based": gettext_lazy("places with somebody based in the area"),
    "works": gettext_lazy("places with somebody whose work is mostly there"),
}


def book_of_options(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the document that asks for options to be compared, or None. A query for each document."""
    for adoption in adoptions(assembly, on=on):
        book = in_force(assembly, on=on, document=adoption.document)
        if OPTIONS in book.parameters:
            return book
    return None


def clause_on_options(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause that asks for options to be compared, or None. A query for each document."""
    book = book_of_options(assembly, on=on)
    return book.parameter(OPTIONS).clause if book is not None else None


def tests_of(assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return the tests by which members mark options: the document's, or the same five without one."""
    book = book_of_options(assembly, on=on)
    return tuple(book.words(OPTIONS)) if book is not None else TESTS


def appraisals(assembly: Assembly) -> QuerySet[Appraisal]:
    """Return the comparisons of an assembly, the latest first. One query."""
    found = Appraisal.objects.filter(assembly=assembly).select_related("body", "chosen")
    return found.order_by("-opened_at", "-pk")


def appraisal_named(assembly: Assembly, reference: str) -> QuerySet[Appraisal]:
    """Return the comparison with a reference. One query."""
    found = Appraisal.objects.filter(assembly=assembly, reference=reference)
    return found.select_related(
        "assembly", "body", "area", "author", "author_organisation", "recommended", "chosen",
        "closed_by",
    )  # fmt: skip


def state_of(appraisal: Appraisal, *, at: datetime) -> str:
    """Return how a comparison stands, in one of the site's words. No query."""
    if appraisal.closed_at is not None:
        return "closed"
    closes = appraisal.comments_close_at
    if appraisal.published_at is None or closes is None:
        return "draft"
    return "open" if at < closes else "undecided"


def written_of(appraisal: Appraisal) -> list[Written]:
    """Return the options of a comparison as they were written. Two queries."""
    options = appraisal.options.prefetch_related("constituencies").order_by("letter", "pk")
    return [
        Written(
            letter=option.letter,
            title=option.title,
            words=option.words,
            replaces=option.replaces,
            places_kept=option.places_kept,
            set_up_hours=option.set_up_hours,
            yearly_hours=option.yearly_hours,
            risks=option.risks,
            choosers=tuple(
                Chooser(
                    name=one.name,
                    basis=one.basis,
                    codes=tuple(one.codes),
                    manner=one.manner,
                    places=one.places,
                    is_unlimited=one.is_unlimited,
                    relies_on=one.relies_on,
                )
                for one in sorted(option.constituencies.all(), key=lambda one: one.position)
            ),
        )
        for option in options
    ]


def last_run(appraisal: Appraisal) -> Run | None:
    """Return the last trial of a comparison, done or not. One query."""
    return appraisal.runs.order_by("-asked_at", "-pk").first()


def last_results(appraisal: Appraisal) -> Run | None:
    """Return the last trial that gave results. One query."""
    done = appraisal.runs.filter(finished_at__isnull=False, failed_because="")
    return done.order_by("-asked_at", "-pk").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """
    One measure of every option, side by side, in whole per cent, with its rank.

    :param rows: letter, middle, low, high and rank; an option of which nothing is known has None.
    """

    name: str
    words: str
    rows: list[tuple[str, int | None, int, int, int]]
    best: str

    @property
    def bars(self) -> list[tuple[str, int]]:
        return [(letter, middle) for letter, middle, *_r in self.rows if middle is not None]


def measured(run: Run) -> list[Measured]:
    """Return the measures of a trial, each with every option side by side. No query."""
    options = run.results.get("options", [])
    found = []
    for name, words in SAID.items():
        values = [(one["letter"], one["measures"].get(name)) for one in options]
        ordered = sorted((told[0] for _l, told in values if told), reverse=name in MORE_IS_BETTER)
        if not ordered:
            continue
        rows = [
            (
                letter,
                round(100 * told[0]),
                round(100 * told[1]),
                round(100 * told[2]),
                ordered.index(told[0]) + 1,
            )
            if told
            else (letter, None, 0, 0, 0)
            for letter, told in values
        ]
        best = ", ".join(letter for letter, *_r, rank in rows if rank == 1)
        found.append(Measured(name=name, words=str(words), rows=rows, best=best))
    return found


def looked_back(appraisal: Appraisal) -> list[tuple[str, int | None, int | None]]:
    """Return each measure in words, as predicted of the choice and as it is, in per cent. No query."""

    def per_cent(share: float | None) -> int | None:
        return None if share is None else round(100 * share)

    kept = {one["name"]: one for one in (appraisal.review or {}).get("measures", [])}
    return [
        (
            str(words),
            per_cent((kept[name]["predicted"] or [None])[0]),
            per_cent(kept[name]["now"]),
        )
        for name, words in SAID.items()
        if name in kept
    ]


def swings_of(run: Run) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Return how far a micro group's chance moves with each assumption, in whole per cent. No query."""
    by_name: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for one in run.results.get("swings", []):
        by_name[one["assumption"]].append(
            (one["letter"], round(100 * one["usual"]), round(100 * one["changed"]))
        )
    return list(by_name.items())


def comments_of(appraisal: Appraisal) -> list[Comment]:
    """Return what members say of the options now, the latest first. One query."""
    found = appraisal.comments.filter(replaced_at=None).select_related("organisation", "option")
    return list(found.order_by("-at", "-pk"))


def marks_of(
    comments: Sequence[Comment], tests: Sequence[str]
) -> list[tuple[str, list[tuple[float | None, int]]]]:
    """Return for each option the mean mark by each test and how many gave one. No query."""
    given: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for comment in comments:
        if comment.option is None:
            continue
        for test, mark in comment.scores.items():
            given[comment.option.letter][test].append(mark)
    return [
        (
            letter,
            [(mean(marks[test]) if marks[test] else None, len(marks[test])) for test in tests],
        )
        for letter, marks in sorted(given.items())
    ]


def waiting_in_appraisals(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return the comparisons that an organisation may say something to, soonest first. One query."""
    if organisation is None:
        return []
    asked = Appraisal.objects.filter(
        assembly=assembly, closed_at=None, published_at__lte=at, comments_close_at__gt=at
    ).exclude(comments__organisation=organisation)
    return [
        DeskItem(
            verb_phrase=_("Say what you think of the ways to be represented: %(title)s")
            % {"title": one.title},
            url=reverse("appraisals:appraisal", args=[assembly, one.reference]),
            due=one.comments_close_at,
            minutes=10,
        )
        for one in asked.order_by("comments_close_at", "pk")
        if one.author_id != person.pk
    ]


def review_due(appraisal: Appraisal, *, at: datetime) -> bool:
    """Test whether the day to look back on a choice has come and nobody has. No query."""
    return (
        appraisal.review_on is not None
        and appraisal.reviewed_at is None
        and appraisal.review_on <= day_of(appraisal.assembly, at)
    )

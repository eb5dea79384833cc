"""Case studies with what is missing, and where there is proof of which benefit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.formats import Part, Sheet, aside, fact, heading, words
from folkmoot.ground.people.models import Person
from folkmoot.rules.practice.telling import HEADINGS, case_study_has_its_headings
from folkmoot.work.practice.models import Attachment, BenefitTag, Study
from folkmoot.work.practice.queries.clauses import benefits

SAID = ("objectives", "budget", "inside", "outside", "process", "outcomes", "learning")


def labels() -> dict[str, str]:
    """Return what each heading of a case study is called, in order. No query."""
    return {
        "objectives": _("Objectives"),
        "budget": _("Budget"),
        "inside": _("Who took part, inside the public body"),
        "outside": _("Who took part, outside it"),
        "process": _("How it was done"),
        "outcomes": _("Outcomes"),
        "learning": _("What was learned"),
    }


def missing_headings(study: Study, *, on: date) -> list[str]:
    """Return the headings under which a study says nothing, as its document names them. Two queries."""
    there = {
        "has_aims": bool(study.objectives.strip()),
        "has_budget": bool(study.budget.strip()),
        "has_takers": bool(study.inside.strip() and study.outside.strip()),
        "has_how": bool(study.process.strip()),
        "has_results": bool(study.outcomes.strip()),
        "has_lessons": bool(study.learning.strip()),
    }
    book = book_that_fixes(study.assembly, HEADINGS, on=on)
    if book is not None:
        missing: list[str] = case_study_has_its_headings(book, **there).facts["missing"]
        return missing
    named = labels()
    return [named[name] for name in SAID if not getattr(study, name).strip()]


def studies(
    assembly: Assembly, person: Person | None, *, is_officer: bool, **wanted: str
) -> QuerySet[Study]:
    """
    Return the case studies somebody may read, by number: what is published, and their own.

    :param wanted: `theme` and `area` as codes, `benefit` as a code; what is blank is not asked.
    :return: four queries with their tags, themes, areas and attachments.
    """
    found = Study.objects.filter(assembly=assembly)
    if not is_officer:
        found = found.filter(Q(published_at__isnull=False) | Q(told_by=person))
    if theme := wanted.get("theme"):
        found = found.filter(pk__in=Study.objects.filter(themes__code=theme).values("pk"))
    if area := wanted.get("area"):
        found = found.filter(pk__in=Study.objects.filter(areas__code=area).values("pk"))
    if benefit := wanted.get("benefit"):
        found = found.filter(pk__in=BenefitTag.objects.filter(benefit=benefit).values("study"))
    found = found.select_related("assembly", "organisation")
    return found.prefetch_related("themes", "areas", "tags", "attachments").order_by("number", "pk")


def shown_attachments(study: Study, *, on: date) -> list[Attachment]:
    """Return what is shown with a study: what is there and agreed to, and what is missing. One query."""
    found = study.attachments.filter(
        Q(is_missing=True) | Q(consent_until=None) | Q(consent_until__gt=on)
    )
    return list(found.order_by("kind", "pk"))


def hidden_attachments(study: Study, *, on: date) -> int:
    """Return how many pictures and quotations are hidden, as consent to them ran out. One query."""
    return study.attachments.filter(is_missing=False, consent_until__lte=on).count()


@dataclass(frozen=True, slots=True)
class Proven:
    """How much gives proof of a benefit; nothing at all is a blank spot."""

    code: str
    name: str
    is_direct: bool
    studies: int
    examples: int
    awards: int
    reports: int

    @property
    def total(self) -> int:
        """Return how many things give proof of it."""
        return self.studies + self.examples + self.awards + self.reports


def evidence_map(assembly: Assembly, *, on: date) -> list[Proven]:
    """Return for each listed benefit what gives proof of it; only what is public. Three queries."""
    tags = BenefitTag.objects.filter(
        Q(study__assembly=assembly, study__published_at__isnull=False)
        | Q(example__assembly=assembly)
        | Q(proof__assembly=assembly)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for benefit, study, example, kind in tags.order_by("pk").values_list(
        "benefit", "study", "example", "proof__kind"
    ):
        counted[benefit, "study" if study else "example" if example else kind] += 1
    return [
        Proven(
            code, name, is_direct, counted[code, "study"], counted[code, "example"],
            counted[code, "award"], counted[code, "report"],
        )
        for code, (name, is_direct) in benefits(assembly, on=on).items()
    ]  # fmt: skip


def sheet_of(study: Study, *, on: date) -> Sheet:
    """Return a case study as a document that can be printed. Seven queries at most."""
    parts: list[Part] = []
    if study.printed_label:
        parts.append(fact(_("Printed as"), study.printed_label))
    if study.organisation:
        parts.append(fact(_("Told by"), study.organisation.name))
    for name, label in labels().items():
        parts.append(heading(label))
        said = getattr(study, name).strip()
        parts.append(words(said) if said else aside(_("Missing: nothing is said here yet.")))
    shown = shown_attachments(study, on=on)
    if shown:
        parts.append(heading(_("What belongs with it")))
    for one in shown:
        kind = capfirst(one.get_kind_display())
        told = one.words or one.link or one.label
        parts.append(
            aside(_("Missing: %(kind)s, %(label)s.") % {"kind": kind, "label": one.label})
            if one.is_missing
            else fact(f"{kind}, {one.label}", told)
        )
    return Sheet(
        title=study.title,
        above=study.assembly.name,
        below=_("Case study %(number)s, as of %(on)s")
        % {"number": study.number, "on": f"{on.day} {on:%B %Y}"},
        parts=parts,
    )

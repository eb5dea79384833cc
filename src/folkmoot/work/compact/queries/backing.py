"""Who backs a compact today, whose champion is missing, who owns it, and who told of it."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.proceedings.cases.queries.choices import partners
from folkmoot.rules.obligations import Obligation
from folkmoot.work.compact.models import Accord, OwnerGroup, Promotion, Signatory

PLACEHOLDER = re.compile(
    r"insert|details|\btb[ac]\b|to be (confirmed|announced)|firstname|surname|example|^[\W_]*$|"
    r"^(info|enquiries|contact|admin|office|hello)@",
    re.IGNORECASE,
)
"""What stands where a name or an address should be: it is a state, and never shown as a contact."""


def is_filled(signatory: Signatory) -> bool:
    """Whether a body has a champion who can be reached: no placeholder, no general address. No query."""
    return not any(
        PLACEHOLDER.search(words.strip())
        for words in (signatory.champion, signatory.champion_contact)
    )


@dataclass(frozen=True, slots=True)
class Backer:
    """A body that backs a compact, with whom it was before, and whether it has a champion."""

    signatory: Signatory
    before: list[Signatory]
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Backing:
    """
    Who backs a compact.

    :param passed: bodies that are no more, each with the one their promises passed to.
    :param asked: who answers where a champion is missing: the owner.
    """

    backers: list[Backer]
    passed: list[Signatory]
    owner: OwnerGroup | None
    told: list[Promotion]
    counted: list[tuple[str, int, int]]

    @property
    def signed(self) -> int:
        """How many bodies agreed to it, on a day that is known or not, and are still there."""
        return len(self.backers)

    @property
    def unfilled(self) -> int:
        """How many bodies have no champion who can be reached."""
        return sum(not one.is_filled for one in self.backers)


def backing_of(accord: Accord) -> Backing:
    """Return who backs a compact and who told of it. Three queries."""
    rows = list(
        accord.signatories.select_related(
            "succeeded_by", "champion_person", "organisation"
        ).order_by("name", "pk")
    )
    before: dict[int, list[Signatory]] = {}
    for one in rows:
        if one.succeeded_by_id is not None:
            before.setdefault(one.succeeded_by_id, []).append(one)
    told = list(accord.promotions.order_by("-on", "-pk"))
    by_sector = Counter((one.kind, one.is_of_sector) for one in told)
    return Backing(
        [
            Backer(one, before.get(one.pk, []), is_filled(one))
            for one in rows
            if one.succeeded_by_id is None
        ],
        [one for one in rows if one.succeeded_by_id is not None],
        OwnerGroup.objects.filter(accord=accord).order_by("pk").first(),
        told,
        [
            (str(label), by_sector[(kind, False)], by_sector[(kind, True)])
            for kind, label in Promotion.Kind.choices
        ],
    )


def covered_without_signing(accord: Accord, *, on: date) -> int:
    """
    Count the organisations of the assembly that are covered by a compact and have not signed it.

    Two queries.
    """
    signed = accord.signatories.filter(agreed_on__isnull=False, organisation__isnull=False)
    ours = partners(accord.assembly, on=on).exclude(sector=Organisation.Sector.STATUTORY)
    return ours.exclude(pk__in=signed.values("organisation_id")).distinct().count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """
    What was done in a year to make a compact known, and to take it up.

    :param counted: how it was done, with how often by public bodies and by the sector.
    :param bodies: who did, by name, with how often; :param silent: signatories that did nothing.
    :param rows: each of them, the latest first.
    """

    year: int
    counted: list[tuple[str, int, int]]
    bodies: list[tuple[str, int]]
    silent: list[str]
    rows: list[Promotion]

    @property
    def adopted(self) -> int:
        """How many steps of taking it up were entered."""
        return sum(one.kind == Promotion.Kind.ADOPTED for one in self.rows)


def promotion_of_year(assembly: Assembly, year: int) -> Promoted:
    """
    Return what was done in a year to make an assembly's compacts known, for the yearly report.

    Two queries.
    """
    found = Promotion.objects.filter(accord__assembly=assembly, on__year=year)
    rows = list(found.select_related("accord").order_by("-on", "-pk"))
    by_sector = Counter((one.kind, one.is_of_sector) for one in rows)
    bodies = Counter(one.body for one in rows)
    signed = Signatory.objects.filter(
        accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT, succeeded_by=None
    )
    names = signed.order_by("name", "pk").values_list("name", flat=True)
    return Promoted(
        year=year,
        counted=[
            (str(label), by_sector[(kind, False)], by_sector[(kind, True)])
            for kind, label in Promotion.Kind.choices
        ],
        bodies=sorted(bodies.items(), key=lambda one: (-one[1], one[0])),
        silent=[name for name in dict.fromkeys(names) if name not in bodies],
        rows=rows,
    )


def obligations_of_backing(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return what is wanting for a compact: an owner that is there, champions. Four queries at most.

    Both are owed from the day they were last looked at, so they show as missed.
    """
    found = []
    accords = Accord.objects.filter(assembly=assembly, kind=Accord.Kind.COMPACT)
    owned = clause_adopted(assembly, "owner", on=on)
    gaps = clause_adopted(assembly, "champion-gaps", on=on)
    for accord in accords.order_by("pk") if owned or gaps else ():
        backing = backing_of(accord)
        owner = backing.owner
        if owned is not None and owner is not None and not owner.is_active:
            found.append(
                Obligation(
                    what=_("Find a new owner of %(title)s at once; %(name)s is no more")
                    % {"title": accord.title, "name": owner.name},
                    who=_("all who agreed to it"),
                    clause=owned,
                    due_on=owner.checked_on,
                )
            )
        if gaps is not None:
            found += [
                Obligation(
                    what=_("Name a champion of %(title)s") % {"title": accord.title},
                    who=one.signatory.name,
                    clause=gaps,
                    due_on=one.signatory.agreed_on or accord.signed_on or on,
                )
                for one in backing.backers
                if not one.is_filled
            ]
    return found

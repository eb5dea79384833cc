"""Whom a call reaches and why, what is needed and offered, and which offer suits which need."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.work.emergency.models import (
    Called,
    CallOut,
    Emergency,
    Help,
    Match,
    Need,
    Offer,
)
from folkmoot.work.emergency.queries.ready import (
    all_ready,
    in_words,
    places_of,
    worked_in,
)


def emergencies(assembly: Assembly) -> QuerySet[Emergency]:
    """Return the emergencies of an assembly, those that go on first, then the latest. Two queries."""
    found = Emergency.objects.filter(assembly=assembly).prefetch_related("areas")
    return found.order_by(F("ended_at").desc(nulls_first=True), "-opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class Reached:
    """An organisation that a call reaches: why, and who of it gets the letter."""

    organisation: Organisation
    why: str
    people: list[Person]


def reached(
    assembly: Assembly,
    *,
    helps: list[str],
    areas: list[Area],
    with_everybody: bool,
    on: date,
) -> list[Reached]:
    """
    Return whom a call reaches, by name: who said to be ready for one of the kinds of help and works
    in one of the places; and, if wanted, everybody on the register there whom somebody acts for.

    Twelve queries at most, however many they are.
    """
    places = places_of(assembly)
    wanted = [area.pk for area in areas]
    found: dict[int, tuple[Organisation, str]] = {}
    for one in all_ready(assembly):
        kinds = [kind for kind in one.helps if kind in helps]
        worked = worked_in(one)
        # Where somebody works may not be on record, which is no reason to leave them out.
        if kinds and (not worked or any(places.touch(worked, area) for area in wanted)):
            found[one.organisation_id] = (
                one.organisation,
                _("said that it can give: %(helps)s") % {"helps": in_words(kinds)},
            )
    acting = Authority.objects.standing_on(on).filter(organisation__listings__assembly=assembly)
    if with_everybody:
        around = {key for area in wanted for key in places.chain(area)}
        inside = {key for key in places.above if set(places.chain(key)) & set(wanted)}
        # By key and not by a list of the register: a call may reach thousands.
        near = Organisation.objects.filter(
            listings__assembly=assembly,
            sector=Organisation.Sector.VCSE,
            places__area__in=around | inside,
            pk__in=acting.values("organisation_id"),
        )
        for body in near.distinct().order_by("name", "pk"):
            found.setdefault(body.pk, (body, _("works there")))
    people: dict[int, list[Person]] = {}
    held = acting.filter(organisation__in=found) if found else acting.none()
    for authority in held.select_related("person").order_by("person__name", "pk"):
        people.setdefault(authority.organisation_id, []).append(authority.person)
    rows = sorted(found.items(), key=lambda row: (row[1][0].name, row[0]))
    return [Reached(body, why, people.get(key, [])) for key, (body, why) in rows]


def called_at(assembly: Assembly, key: str) -> Called | None:
    """Return what the key of a letter asks, or None where it was changed. One query."""
    found = Called.objects.filter(key=key, call__emergency__assembly=assembly)
    return found.select_related("call__emergency__assembly", "organisation").order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """A call, and how many answered it in which way."""

    call: CallOut
    helps: str
    asked: int
    by_answer: list[tuple[str, int]]


def calls_of(emergency: Emergency) -> list[Standing]:
    """Return the calls of an emergency with their answers counted, the latest first. Two queries."""
    counts: dict[int, dict[str, int]] = {}
    rows = Called.objects.filter(call__emergency=emergency).values_list("call", "answer")
    for call, answer, number in rows.annotate(number=Count("pk")).order_by("call", "answer"):
        counts.setdefault(call, {})[answer] = number
    return [
        Standing(
            call,
            in_words(call.helps),
            sum(counts.get(call.pk, {}).values()),
            [
                (str(label), counts.get(call.pk, {}).get(value, 0))
                for value, label in Called.Answer.choices
            ],
        )
        for call in emergency.calls.prefetch_related("areas").order_by("-at", "-pk")
    ]


def needs_of(emergency: Emergency) -> QuerySet[Need]:
    """Return what is needed, what is urgent and open first, with who helps. Three queries."""
    matched = Match.objects.select_related("offer__organisation").order_by("at", "pk")
    found = emergency.needs.select_related("area", "organisation")
    return found.prefetch_related(Prefetch("matches", matched)).order_by(
        F("met_at").asc(nulls_first=True), "-is_urgent", "told_at", "pk"
    )


def offers_of(emergency: Emergency) -> QuerySet[Offer]:
    """Return what is offered and not used up, by kind and name, with how often it went. One query."""
    going = Count("matches", filter=~Q(matches__outcome=Match.Outcome.FELL))
    found = emergency.offers.filter(ended_at=None).select_related("organisation", "area")
    return found.annotate(**{"used": going}).order_by("kind", "organisation__name", "pk")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer that suits a need, and why."""

    offer: Offer
    reasons: list[str]


def suggestions(need: Need) -> list[Suggestion]:
    """
    Return the offers of the same kind that are not tried for a need yet, what suits best first.

    Near before far, then what went out least, then by name. Nine queries at most.
    """
    places = places_of(need.emergency.assembly)
    tried = set(need.matches.order_by("pk").values_list("offer_id", flat=True))
    offers = offers_of(need.emergency).filter(kind=need.kind).exclude(pk__in=tried)
    found = []
    for offer in offers.prefetch_related("organisation__places"):
        worked = [place.area_id for place in offer.organisation.places.all()]
        is_near = places.touch(
            [offer.area_id] if offer.area_id is not None else worked, need.area_id
        )
        used: int = getattr(offer, "used")  # noqa: B009  annotated by offers_of
        reasons = [
            _("offers %(kind)s") % {"kind": Help(offer.kind).label},
            _("is near") if is_near else _("works elsewhere"),
            _("went to %(number)s needs so far") % {"number": used} if used else _("is free"),
        ]
        found.append(((not is_near, used), Suggestion(offer, reasons)))
    return [one for _rank, one in sorted(found, key=lambda row: row[0])]


@dataclass(frozen=True, slots=True)
class Balance:
    """One kind of help in one emergency: what is needed, what was met, what is offered."""

    help: str
    needed: int
    met: int
    offered: int

    @property
    def is_short(self) -> bool:
        return self.needed - self.met > self.offered


def balance_of(emergency: Emergency) -> list[Balance]:
    """Return what is needed beside what is offered, by kind, what is short first. Two queries."""
    needs: dict[str, tuple[int, int]] = {}
    met = Count("pk", filter=Q(met_at__isnull=False))
    rows: Any = emergency.needs.values("kind").annotate(all=Count("pk"), met=met).order_by("kind")
    for row in rows:
        needs[row["kind"]] = (row["all"], row["met"])
    offers = dict(
        emergency.offers.filter(ended_at=None)
        .values_list("kind")
        .annotate(number=Count("pk"))
        .order_by("kind")
    )
    found = []
    for kind in Help:
        if kind.value in needs or kind.value in offers:
            wanted, met_so_far = needs.get(kind.value, (0, 0))
            offered = offers.get(kind.value, 0)
            found.append(Balance(str(kind.label), wanted, met_so_far, offered))
    return sorted(found, key=lambda one: not one.is_short)

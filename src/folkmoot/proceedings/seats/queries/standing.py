"""How seats stand on a day: who holds each, since when, until when, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.seats.models import Answering, Holding, Method, Seat, StandingAside

APPOINTED = (Method.GROUP, Method.BODY, Method.NOMINATED, Method.CO_OPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    A seat as it stands on a day.

    :param state: "vacant", "interim", "held", "lapsed" (every term is over and nobody has
        followed), "partly held" (fewer than its places) or "open" (any number may come).
    :param holders: those with a mandate now, the earliest first; of a lapsed seat, whose
        terms are over.
    """

    seat: Seat
    state: str
    holders: list[Holding]
    deputies: list[Holding]
    applicants: list[Holding]
    forums: list[Forum]
    on: date

    @property
    def days_vacant(self) -> int | None:
        """Whole days for which a vacant seat has been so; None where nobody knows or it is held."""
        if self.state != "vacant" or self.seat.vacant_since is None:
            return None
        return (self.on - self.seat.vacant_since).days

    @property
    def places_free(self) -> int:
        """How many of its counted places nobody holds; none where they are without number."""
        if self.seat.places is None:
            return 0
        return max(0, self.seat.places - len(self.holders))

    @property
    def needs_deputy(self) -> bool:
        """Whether somebody holds it and nobody is named to stand in."""
        return bool(self.holders) and not self.deputies

    @property
    def exceptions(self) -> list[Holding]:
        """Its holders who came to it in another way than by an election of a forum."""
        return [one for one in self.holders if one.arrived != Method.ELECTED]


def holding_state(holding: Holding, *, on: date) -> str:
    """Return in a word how a holding stands on a day: ended, interim, lapsed or held. No query."""
    if holding.ended_on is not None and holding.ended_on <= on:
        return "ended"
    if holding.ends_on is not None and holding.ends_on <= on:
        return "lapsed"
    return "interim" if holding.is_interim else "held"


def with_holdings(seats: QuerySet[Seat], *, on: date) -> QuerySet[Seat]:
    """Fetch with each seat its body, its forums and those in it on a day. Two more queries."""
    holdings = Holding.objects.current_on(on).select_related("organisation", "person", "elected_by")
    current = holdings.order_by(F("from_on").asc(nulls_first=True), "holder_name", "pk")
    answering = Answering.objects.select_related("forum").order_by("forum__name", "pk")
    return seats.select_related("body", "assembly", "run_by").prefetch_related(
        Prefetch("holdings", current, to_attr="current_holdings"),
        Prefetch("answering", answering, to_attr="answers_to"),
    )


def seats_of(assembly: Assembly, *, on: date) -> QuerySet[Seat]:
    """
    Return the seats of an assembly that are not closed, in the order of the printed register.

    By kind of body, then body, then seat. Three queries with what `with_holdings` fetches.
    """
    open_seats = Seat.objects.filter(assembly=assembly).exclude(closed_on__lte=on)
    ordered = open_seats.order_by("body__kind", "body__position", "body__name", "position", "pk")
    return with_holdings(ordered, on=on)


def seats_named(assembly: Assembly, reference: str, *, on: date) -> QuerySet[Seat]:
    """Return the seat with a reference, closed ones too. Three queries, or one."""
    return with_holdings(Seat.objects.filter(assembly=assembly, reference=reference), on=on)


def standing_of(seat: Seat, *, on: date) -> Standing:
    """Return how a seat stands on a day; no query where it came from `with_holdings`, else two."""
    current: list[Holding] | None = getattr(seat, "current_holdings", None)
    if current is None:
        seat = with_holdings(Seat.objects.filter(pk=seat.pk), on=on).get()
        current = seat.current_holdings  # type: ignore[attr-defined]  # put there by the prefetch
    in_role = {
        role: [one for one in current or () if one.role == role] for role in Holding.Role.values
    }
    holders = in_role[Holding.Role.HOLDER]
    answers: Iterable[Answering] = getattr(seat, "answers_to", ())
    return Standing(
        seat=seat,
        state=_state(seat, holders, on=on),
        holders=holders,
        deputies=in_role[Holding.Role.DEPUTY],
        applicants=in_role[Holding.Role.APPLICANT],
        forums=[one.forum for one in answers],
        on=on,
    )


def standings(assembly: Assembly, *, on: date) -> list[Standing]:
    """Return how every seat of an assembly stands on a day, in printed order. Three queries."""
    return [standing_of(seat, on=on) for seat in seats_of(assembly, on=on)]


def _state(seat: Seat, holders: list[Holding], *, on: date) -> str:
    if not holders:
        return "open" if seat.capacity == Seat.Capacity.UNLIMITED else "vacant"
    states = {holding_state(one, on=on) for one in holders}
    if states == {"lapsed"}:
        return "lapsed"
    if "interim" in states:
        return "interim"
    if seat.places is not None and len(holders) < seat.places:
        return "partly held"
    return "held"


def asides_on(holdings: Iterable[Holding], *, on: date) -> dict[int, list[StandingAside]]:
    """Return who stands aside on a day and from what, by the key of the holding. One query."""
    rows = (
        StandingAside.objects.filter(holding__in=list(holdings), from_on__lte=on)
        .exclude(until_on__lte=on)
        .select_related("deputy")
        .order_by("from_on", "pk")
    )
    found: dict[int, list[StandingAside]] = {}
    for aside in rows:
        found.setdefault(aside.holding_id, []).append(aside)
    return found


def holdings_of(person: Person, assembly: Assembly, *, on: date) -> list[Holding]:
    """Return the seats a person is in on a day, as holder or deputy, by body. One query."""
    mine = Holding.objects.current_on(on).filter(person=person, seat__assembly=assembly)
    held = mine.exclude(role=Holding.Role.APPLICANT).select_related("seat__body", "seat__assembly")
    return list(held.order_by("seat__body__name", "role", "pk"))


def history_of(seat: Seat) -> QuerySet[Holding]:
    """Return everybody who was ever in a seat, the latest first. One query."""
    return seat.holdings.select_related("organisation", "person", "elected_by").order_by(
        F("ended_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "-pk"
    )


def has_mandate(holding: Holding, *, on: date) -> bool:
    """
    Test whether somebody speaks for the assembly on a day by this holding. No query.

    A holder or deputy whose time has begun and not ended, and whose term is not over; an
    interim holder does, and one who takes part without a mandate does not.
    """
    begun = holding.from_on is None or holding.from_on <= on
    return (
        holding.role != Holding.Role.APPLICANT
        and begun
        and holding_state(holding, on=on) in ("held", "interim")
    )

"""Who fills a place in the co-ordination group at a meeting, and for what each place stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import CoOption, Forum, Office, Term
from folkmoot.body.organisations.models import Organisation, SupportBody
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Meeting
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.voters import counted_deputies, who, without_vote

LOCAL_CHAIR, SUPPORT, CO_OPTED = "local-chair", "support", "co-opted"


@dataclass(slots=True, kw_only=True)
class PlaceHere:
    """
    A place in the group that somebody fills at a meeting. It counts once.

    :param labels: what it stands for: the side of each local forum whose chair it is, or
        of the support body; and "local-chair", "support" or "co-opted".
    :param is_out: whether an interest takes its voice away for the item asked about.
    """

    name: str
    organisation: Organisation | None
    attendances: list[Attendance] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    is_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Who has a place in the group on a day, by whom it may be filled."""

    chairs: list[Term]
    bodies: dict[int, SupportBody]
    co_opted: list[CoOption]


def places_here(meeting: Meeting, item: AgendaItem | None, *, at: datetime) -> list[PlaceHere]:
    """
    Return the places of the co-ordination group that are filled at a meeting, by name.

    A chair of a local forum, or their agreed deputy; a person of a support body that has
    nobody of its own among those chairs; somebody co-opted. A person who chairs two forums
    fills one place that stands for both. Five queries, however many.
    """
    present = Attendance.objects.filter(
        meeting=meeting, status=Attendance.Status.PRESENT, left_at=None
    )
    there = counted_deputies(present, meeting).select_related("person", "organisation")
    places = _places(meeting.assembly, meeting.forum, on=day_of(meeting.assembly, at))
    people, bodies = without_vote(item)
    found: dict[object, PlaceHere] = {}
    for one in there.order_by("name", "pk"):
        filled = _filled(one, places)
        if filled is None:
            continue
        key, labels = filled
        place = found.setdefault(
            key, PlaceHere(name=_named(one, labels), organisation=one.organisation)
        )
        place.attendances.append(one)
        place.labels |= labels
    for place in found.values():
        place.is_out = all(
            who(one) in people or (one.organisation_id in bodies - {None})
            for one in place.attendances
        )
    return sorted(found.values(), key=lambda place: place.name.casefold())


def labels_of_bodies(
    assembly: Assembly, group: Forum, bodies: Iterable[int], *, on: date
) -> list[set[str]]:
    """
    Return for what each of some organisations that took part between meetings stands.

    The chairs of local forums are theirs; a body with a place by itself has its own side.
    Those that have no place are left out. Three queries.
    """
    places = _places(assembly, group, on=on)
    found = []
    for body in bodies:
        labels: set[str] = set()
        for term in places.chairs:
            if term.organisation_id == body:
                labels |= _of_chair(term)
        if not labels and body in places.bodies:
            labels = {places.bodies[body].side, SUPPORT} - {""}
        if not labels and any(taken_in.organisation_id == body for taken_in in places.co_opted):
            labels = {CO_OPTED}
        if labels:
            found.append(labels)
    return found


def _places(assembly: Assembly, group: Forum, *, on: date) -> _Places:
    chairs = list(
        Term.objects.current_on(on)
        .filter(
            office__role=Office.Role.CHAIR,
            office__forum__assembly=assembly,
            office__forum__kind=Forum.Kind.LOCAL,
            office__forum__recognised_on__lte=on,
            office__forum__closed_on=None,
        )
        .select_related("office__forum", "organisation")
        .order_by("office__forum__name", "pk")
    )
    seated = {term.organisation_id for term in chairs}
    bodies = {
        body.organisation_id: body
        for body in SupportBody.objects.filter(assembly=assembly).order_by("pk")
        if body.organisation_id not in seated
    }
    co_opted = CoOption.objects.serving_on(on).filter(forum=group).order_by("person_name", "pk")
    return _Places(chairs=chairs, bodies=bodies, co_opted=list(co_opted))


def _filled(one: Attendance, places: _Places) -> tuple[object, set[str]] | None:
    """The place that somebody fills, and for what it stands; None for a guest."""
    held = [term for term in places.chairs if _holds(one, term)]
    if held:
        labels = set().union(*(_of_chair(term) for term in held))
        return ("chair", held[0].person_id or held[0].holder_name.casefold()), labels
    if one.organisation_id in places.bodies:
        body = places.bodies[one.organisation_id]
        return ("body", body.organisation_id), {body.side, SUPPORT} - {""}
    for taken_in in places.co_opted:
        if _is(one, taken_in.person_id, taken_in.person_name):
            return ("co-opted", taken_in.pk), {CO_OPTED}
    return None


def _holds(one: Attendance, term: Term) -> bool:
    """Whether somebody is the chair, or a deputy of the organisation that the chair is from."""
    if one.is_deputy:
        return term.organisation_id is not None and term.organisation_id == one.organisation_id
    return _is(one, term.person_id, term.holder_name)


def _is(one: Attendance, person: int | None, name: str) -> bool:
    """Whether somebody who is there is the person, known by name where they have no account."""
    if person is not None:
        return one.person_id == person
    return one.name.casefold() == name.casefold()


def _of_chair(term: Term) -> set[str]:
    return {term.office.forum.side, LOCAL_CHAIR} - {""}


def _named(one: Attendance, labels: set[str]) -> str:
    body = one.organisation.name if one.organisation is not None else ""
    return body if SUPPORT in labels and body else one.name

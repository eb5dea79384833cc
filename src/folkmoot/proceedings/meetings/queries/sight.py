"""
What somebody may see of meetings: the one place that closes an item, for every page.

Whatever shows the substance of an item (its text, papers, discussion, motions, notes) to
somebody asks here, be it a page, a search, a feed, a letter or an export.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Authority
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import (
    AgendaItem,
    Deputy,
    Interest,
    Paper,
    Visibility,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of

EVERYBODY, MEMBERS, FULL = Visibility.PUBLIC, Visibility.MEMBERS, Visibility.FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """
    What one person may see in one assembly at a moment.

    :param levels: the visibilities they may read.
    :param bodies: the organisations they act for.
    :param left: the items they have left for an interest, theirs or their organisation's.
    """

    person: Person | None
    levels: frozenset[str]
    bodies: frozenset[int] = frozenset()
    left: frozenset[int] = field(default_factory=frozenset)
    is_officer: bool = False

    def may_see(self, item: AgendaItem) -> bool:
        """Test whether the substance of an item is open to them. No query."""
        return item.visibility in self.levels and item.pk not in self.left

    def may_read(self, paper: Paper) -> bool:
        """Test whether a paper is open to them; its item is loaded with it. No query."""
        if paper.visibility not in self.levels or paper.withdrawn_at is not None:
            return False
        return paper.item is None or self.may_see(paper.item)

    def why_closed(self, item: AgendaItem) -> str:
        """Return why an item is closed to them: "left", "full", "members"; nothing if open."""
        if item.pk in self.left:
            return "left"
        return "" if item.visibility in self.levels else str(item.visibility)

    @property
    def is_member(self) -> bool:
        return MEMBERS in self.levels


def sight_of(person: object, assembly: Assembly, *, at: datetime) -> Sight:
    """
    Return what somebody may see in an assembly. Four queries, and none for the public.

    Members see members' business, full members what is for them alone; a support officer
    sees both. A deputy whom the chair agreed to sees what the member does, until the meeting
    is closed. An interest for which they leave closes the item, whatever they are.
    """
    if not isinstance(person, Person):
        return Sight(person=None, levels=frozenset({str(EVERYBODY)}))
    on = day_of(assembly, at)
    bodies = frozenset(body for _who, body in _acting([person.pk], assembly, at=at))
    return _sight(
        person,
        bodies,
        classes=set(_classes(assembly, bodies, on=on)),
        is_officer=holds_post(person, assembly, ["officer", "board"], on=on),
        left=left_items(person, bodies, assembly=assembly),
    )


def sights_of(people: Iterable[Person], assembly: Assembly, *, at: datetime) -> dict[int, Sight]:
    """
    Return what each of some people may see in an assembly, by their keys. Four queries.

    The same as `sight_of` says of each, for pages that many look at together.
    """
    found = {person.pk: person for person in people}
    on = day_of(assembly, at)
    bodies: dict[int, set[int]] = {key: set() for key in found}
    for person, body in _acting(found, assembly, at=at):
        bodies[person].add(body)
    members = Membership.objects.in_good_standing_on(on).filter(
        assembly=assembly, organisation__in=set().union(*bodies.values())
    )
    classes: dict[int, set[str]] = {}
    for body, membership_class in members.values_list("organisation_id", "membership_class"):
        classes.setdefault(body, set()).add(membership_class)
    posts = Post.objects.held_on(on).filter(
        assembly=assembly, kind__in=["officer", "board"], person__in=list(found)
    )
    officers = set(posts.values_list("person_id", flat=True))
    theirs = Q(person__in=list(found))
    theirs |= Q(is_of_organisation=True, organisation__in=set().union(*bodies.values()))
    closed = list(
        open_exclusions(assembly)
        .filter(theirs)
        .values_list("item_id", "person_id", "organisation_id", "is_of_organisation")
    )
    return {
        key: _sight(
            person,
            frozenset(bodies[key]),
            classes={one for body in bodies[key] for one in classes.get(body, ())},
            is_officer=key in officers,
            left={
                item
                for item, who, body, of_body in closed
                if item is not None and (who == key or (of_body and body in bodies[key]))
            },
        )
        for key, person in found.items()
    }


def _sight(
    person: Person,
    bodies: frozenset[int],
    *,
    classes: set[str],
    is_officer: bool,
    left: set[int],
) -> Sight:
    levels = {str(EVERYBODY)}
    if classes or is_officer:
        levels.add(str(MEMBERS))
    if Membership.Class.FULL in classes or is_officer:
        levels.add(str(FULL))
    return Sight(
        person=person,
        levels=frozenset(levels),
        bodies=bodies,
        left=frozenset(left),
        is_officer=is_officer,
    )


def _acting(people: Iterable[int], assembly: Assembly, *, at: datetime) -> list[tuple[int, int]]:
    """
    Return who of some people acts for which organisation, as their keys. One query.

    Those with authority, and the deputies agreed for a meeting that is not closed, until the
    day after it began.
    """
    keys = list(people)
    pair = ("person_id", "organisation_id")
    authorities = Authority.objects.standing_on(day_of(assembly, at)).filter(person__in=keys)
    deputies = Deputy.objects.filter(
        person__in=keys,
        agreed_at__lte=at,
        meeting__assembly=assembly,
        meeting__closed_at=None,
        meeting__cancelled_at=None,
        meeting__starts_at__gt=at - timedelta(days=1),
    )
    # In no order: nobody is shown these.
    both = authorities.order_by().values_list(*pair).union(deputies.order_by().values_list(*pair))
    return [(person, body) for person, body in both if person is not None]


def _classes(assembly: Assembly, bodies: Iterable[int], *, on: date) -> QuerySet[Membership, str]:
    found = Membership.objects.in_good_standing_on(on).filter(
        assembly=assembly, organisation__in=list(bodies)
    )
    return found.values_list("membership_class", flat=True)


def left_items(person: Person, bodies: Iterable[int], *, assembly: Assembly) -> set[int]:
    """Return the keys of the items that an interest closes to somebody. One query."""
    rows = open_exclusions(assembly).filter(
        Q(person=person) | Q(is_of_organisation=True, organisation__in=list(bodies))
    )
    return {item for item in rows.values_list("item_id", flat=True) if item is not None}


def open_exclusions(assembly: Assembly) -> QuerySet[Interest]:
    """Return the interests in an item for which the chair had somebody leave. One query."""
    return Interest.objects.filter(
        assembly=assembly, item__isnull=False, effect=Interest.Effect.LEAVES, closed_at=None
    ).order_by("pk")


def shut_out_of(item: AgendaItem, people: Iterable[Person], *, on: date) -> set[int]:
    """
    Return the keys of those people who may not be told of an item. Two queries.

    For letters: whoever left the item, and whoever acts for an organisation that did.
    """
    keys = {person.pk for person in people}
    rows = Interest.objects.filter(item=item, effect=Interest.Effect.LEAVES, closed_at=None)
    persons, bodies = set(), set()
    for person, body, of_body in rows.values_list(
        "person_id", "organisation_id", "is_of_organisation"
    ):
        persons.add(person)
        if of_body:
            bodies.add(body)
    acting = Authority.objects.standing_on(on).filter(person__in=keys, organisation__in=bodies)
    deputies = Deputy.objects.filter(
        meeting=item.meeting_id, agreed_at__isnull=False, person__in=keys, organisation__in=bodies
    )
    of_bodies = (
        acting.order_by()
        .values_list("person_id", flat=True)
        .union(deputies.order_by().values_list("person_id", flat=True))
    )
    return (keys & persons) | set(of_bodies)

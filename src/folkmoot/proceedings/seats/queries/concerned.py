"""Whom a seat concerns: the members that elect to it, those who answer for its body, its people."""

from collections.abc import Iterable
from datetime import date

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.members import full_members_in_good_standing
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries import good_standing
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.seats.models import BodyOfficer, OutsideBody, Seat


def forums_of(seat: Seat) -> list[Forum]:
    """Return the forums that a seat answers to, by name. One query."""
    return list(Forum.objects.filter(seats__seat=seat).order_by("name", "pk"))


def members_behind(seat: Seat, *, on: date) -> list[Organisation]:
    """
    Return the organisations a seat's holder speaks for on a day, by name, each once.

    The full members in good standing of its forums; where it answers to none, those of the
    whole assembly; in an assembly to which all in its area belong, all that are listed
    (never all of them at once in a page: count or slice). Three queries at most.
    """
    forums = forums_of(seat)
    if forums:
        found: set[int] = set()
        for forum in forums:
            found |= set(
                full_members_in_good_standing(forum, on=on).values_list(
                    "organisation_id", flat=True
                )
            )
        return list(Organisation.objects.filter(pk__in=found).order_by("name", "pk"))
    return everybody_behind(seat.assembly, on=on)


def everybody_behind(assembly: Assembly, *, on: date) -> list[Organisation]:
    """Return the organisations that an assembly speaks for on a day, by name. Two queries."""
    if assembly.scheme == Assembly.Scheme.LISTED:
        listed = Listing.objects.filter(assembly=assembly).values("organisation_id")
        return list(Organisation.objects.filter(pk__in=listed).order_by("name", "pk"))
    members = good_standing(assembly, on=on).filter(membership_class=Membership.Class.FULL)
    return [one.organisation for one in members.select_related("organisation")]


def people_behind(seat: Seat, *, on: date) -> list[Person]:
    """Return everybody who acts for a member that a seat speaks for. Four queries at most."""
    bodies = [one.pk for one in members_behind(seat, on=on)]
    return people_of_all(bodies, on=on)


def answers_for(person: Person, body: OutsideBody, *, on: date) -> bool:
    """Test whether a person answers for an outside body here on a day. One query."""
    rows = BodyOfficer.objects.filter(body=body, person=person, from_on__lte=on)
    return rows.exclude(until_on__lte=on).exists()


def officers_of_body(body: OutsideBody, *, on: date) -> list[Person]:
    """Return those who answer for an outside body on a day, by name. One query."""
    rows = BodyOfficer.objects.filter(body=body, from_on__lte=on).exclude(until_on__lte=on)
    return list(Person.objects.filter(pk__in=rows.values("person_id")).order_by("name", "pk"))


def chairs_of(forums: Iterable[Forum], *, on: date) -> list[Person]:
    """Return the chairs of some forums on a day, each once, by name. One query."""
    terms = Term.objects.current_on(on).filter(
        office__forum__in=list(forums), office__role=Office.Role.CHAIR, person__isnull=False
    )
    return list(Person.objects.filter(pk__in=terms.values("person_id")).order_by("name", "pk"))


def group_of(assembly: Assembly, *, on: date) -> Forum | None:
    """Return the co-ordination group of an assembly, or None where it has none. One query."""
    groups = Forum.objects.filter(assembly=assembly, kind=Forum.Kind.COORDINATION)
    return groups.filter(recognised_on__lte=on).exclude(closed_on__lte=on).order_by("pk").first()


def officers_and_board(assembly: Assembly, *, on: date) -> list[Person]:
    """Return the support officers and the governance board of an assembly. Two queries."""
    board = Post.objects.held_on(on).filter(assembly=assembly, kind=Post.Kind.BOARD)
    sitting = list(Person.objects.filter(pk__in=board.values("person_id")).order_by("name", "pk"))
    return list(dict.fromkeys([*officers(assembly, on=on), *sitting]))

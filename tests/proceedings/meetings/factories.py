"""A forum that meets: each test says only what matters to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from folkmoot.body.forums.models import Forum, Term
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from tests.factories import (
    AdoptionFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)

STARTS_AT = datetime(2026, 3, 26, 14, tzinfo=UTC)
CALLED_AT = datetime(2026, 2, 2, 9, tzinfo=UTC)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = "meetings.Meeting"

    forum = factory.SubFactory(ForumFactory)
    assembly = factory.SelfAttribute("forum.assembly")
    reference = factory.Sequence("forum-2026-03-{}".format)
    starts_at = STARTS_AT
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=2))
    place = "Village hall, Lichmere"
    called_at = CALLED_AT
    called_by = factory.SubFactory(PersonFactory)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = "meetings.AgendaItem"

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence("Matter {}".format)
    visibility = "members"


class AttendanceFactory(DjangoModelFactory):
    """Somebody who is there, unless it is said otherwise."""

    class Meta:
        model = "meetings.Attendance"

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    name = factory.LazyAttribute(lambda one: one.person.name if one.person else "A guest")
    status = "present"
    said_at = CALLED_AT
    arrived_at = factory.LazyAttribute(
        lambda one: one.meeting.starts_at if one.status == "present" else None
    )
    entered_by = factory.SelfAttribute("person")


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = "meetings.Interest"

    item = factory.SubFactory(AgendaItemFactory)
    meeting = factory.SelfAttribute("item.meeting")
    assembly = factory.SelfAttribute("item.meeting.assembly")
    person = factory.SubFactory(PersonFactory)
    name = factory.SelfAttribute("person.name")
    moment = "at the item"
    nature = "My organisation would be paid for this."
    declared_at = STARTS_AT
    entered_by = factory.SelfAttribute("person")


@dataclass
class Member:
    """A full or associate member of the forum, with the person who acts for it."""

    membership: Membership
    person: Person

    @property
    def organisation(self) -> Organisation:
        return self.membership.organisation


@dataclass
class Gathering:
    """A forum under the Staffordshire agreement with its chair, officer and members."""

    forum: Forum
    officer: Person
    chair: Person
    vice_chair: Person
    members: list[Member]

    def member(self, number: int) -> Member:
        return self.members[number]


def a_member(forum, *, membership_class="full", **organisation) -> Member:
    """Let an organisation belong to a forum, with a person who acts for it."""
    belonging = ForumMemberFactory(
        forum=forum,
        membership__membership_class=membership_class,
        membership__organisation=OrganisationFactory(**organisation),
    )
    authority = AuthorityFactory(organisation=belonging.membership.organisation)
    return Member(belonging.membership, authority.person)


def a_gathering(*, members: int = 5, associates: int = 0, kind: str = "local") -> Gathering:
    """
    Make a forum with its agreement adopted, an officer, a chair, a vice-chair and members.

    The chair is the person of the first member and the vice-chair of the second; associates
    come last among the members.
    """
    forum = ForumFactory(kind=kind)
    AdoptionFactory(assembly=forum.assembly)
    officer = PostFactory(assembly=forum.assembly).person
    found = [a_member(forum) for _ in range(members)]
    found += [a_member(forum, membership_class="associate") for _ in range(associates)]
    for role, member in zip(("chair", "vice-chair"), found, strict=False):
        Term.objects.create(
            office=OfficeFactory(forum=forum, role=role),
            person=member.person,
            holder_name=member.person.name,
            organisation=member.organisation,
            basis="elected",
            from_on=date(2026, 1, 5),
            ends_on=date(2029, 1, 5),
        )
    return Gathering(forum, officer, found[0].person, found[1].person, found)


def come(meeting, *members: Member, **more) -> None:
    """Let the people of some members be there."""
    for member in members:
        AttendanceFactory(
            meeting=meeting, organisation=member.organisation, person=member.person, **more
        )

"""A forum with members, and an election in it brought as far as a test needs."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember, Office
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.actions import sealing
from folkmoot.proceedings.elections.models import Contest, Nomination, Round
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)

A_SECOND = timedelta(seconds=1)
CALLED = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOMINATIONS_CLOSE = datetime(2026, 3, 23, 17, tzinfo=UTC)
PUBLISHED = datetime(2026, 3, 24, 9, tzinfo=UTC)
BALLOT_OPENS = datetime(2026, 3, 25, 9, tzinfo=UTC)
BALLOT_CLOSES = datetime(2026, 4, 8, 17, tzinfo=UTC)
COUNTED = datetime(2026, 4, 8, 18, tzinfo=UTC)
RUN_OFF_OPENS = datetime(2026, 4, 10, 9, tzinfo=UTC)
RUN_OFF_CLOSES = datetime(2026, 4, 17, 17, tzinfo=UTC)
RUN_OFF_COUNTED = datetime(2026, 4, 17, 18, tzinfo=UTC)
QUALITIES = (
    "commitment to the purpose, aims and principles",
    "dependable, conscientious and professional",
    "works as a team, inclusive and fair",
    "able to lead difficult conversations",
    "knows the local systems and structures",
)
CAPACITY = ("board meetings", "Alliance meetings")


@dataclass
class Town:
    """A local forum of full members, each with somebody who acts for it, and its officer."""

    assembly: Assembly
    forum: Forum
    office: Office
    officer: Person
    members: list[ForumMember]
    contacts: list[Person]
    keys: dict[int, dict[int, str]] = field(default_factory=dict)

    def organisation(self, place: int) -> Organisation:
        return self.members[place].membership.organisation


def a_town(members: int = 4, assembly_slug: str = "staffordshire", **forum: object) -> Town:
    assembly = AssemblyFactory(slug=assembly_slug, name="Staffordshire Alliance")
    AdoptionFactory(assembly=assembly)
    officer = PostFactory(assembly=assembly).person
    given = {"name": "Southeast", "slug": "southeast", **forum}
    its_forum = ForumFactory(assembly=assembly, **given)
    belonging = ForumMemberFactory.create_batch(members, forum=its_forum)
    contacts = [
        AuthorityFactory(organisation=member.membership.organisation).person for member in belonging
    ]
    office = OfficeFactory(forum=its_forum)
    return Town(assembly, its_forum, office, officer, belonging, contacts)


def a_large_town(members: int, slug: str = "staffordshire") -> Town:
    """The same with many members, made in a few statements."""
    town = a_town(0, assembly_slug=slug)
    bodies = Organisation.objects.bulk_create(
        OrganisationFactory.build_batch(members), batch_size=500
    )
    people = Person.objects.bulk_create(PersonFactory.build_batch(members), batch_size=500)
    memberships = [
        town.assembly.memberships.model(
            assembly=town.assembly,
            organisation=body,
            membership_class="full",
            admitted_on=date(2026, 1, 5),
        )
        for body in bodies
    ]
    town.assembly.memberships.model.objects.bulk_create(memberships, batch_size=500)
    town.members = ForumMember.objects.bulk_create(
        [
            ForumMember(forum=town.forum, membership=membership, joined_on=date(2026, 1, 5))
            for membership in memberships
        ],
        batch_size=500,
    )
    Authority.objects.bulk_create(
        [
            Authority(organisation=body, person=person, from_on=date(2022, 4, 1))
            for body, person in zip(bodies, people, strict=True)
        ],
        batch_size=500,
    )
    town.contacts = people
    return town


def call(town: Town, **other: object) -> Contest:
    given = {
        "office": town.office,
        "reason": "first",
        "returning_officer": town.officer,
        "nominations_open_at": CALLED,
        "nominations_close_at": NOMINATIONS_CLOSE,
        "role_description": "Chairs the forum.",
        "hours_a_year": 90,
        "by": town.officer,
        "at": CALLED,
    }
    return actions.call_contest(**given | other)


def nominate(town: Town, contest: Contest, place: int, **other: object) -> Nomination:
    """The contact of a member puts themselves forward, and so has accepted."""
    contact = town.contacts[place]
    given = {
        "contest": contest,
        "membership": town.members[place].membership,
        "nominee_name": contact.name,
        "nominee_email": contact.email,
        "motivation": "To be heard.",
        "capability": "Ten years of chairing.",
        "interests": "none",
        "evidence": dict.fromkeys(QUALITIES, "Shown in practice."),
        "confirms": CAPACITY,
        "accepts_guidance": True,
        "key": uuid4(),
        "by": contact,
        "at": CALLED + timedelta(days=1),
    }
    return actions.receive_nomination(**given | other)


def publish(town: Town, contest: Contest, tellers: list[Person] | None = None, **other) -> Contest:
    given = {
        "contest": contest,
        "opens_at": BALLOT_OPENS,
        "closes_at": BALLOT_CLOSES,
        "tellers": [town.officer] if tellers is None else tellers,
        "by": town.officer,
        "at": PUBLISHED,
    }
    return actions.publish_nominees(**given | other)


def take_keys(town: Town, round: Round, at: datetime = PUBLISHED) -> dict[int, str]:
    """Every teller takes a key; what each holds, by person."""
    held = {
        teller.person_id: actions.take_key(round=round, by=teller.person, at=at)[1]
        for teller in queries.tellers(round)
    }
    town.keys[round.number] = held
    return held


def vote(town: Town, round: Round, place: int, choice: Nomination | None, **other: object):
    """A member votes with a fresh paper."""
    voter = queries.voter_for(round.contest, town.organisation(place))
    given = {
        "round": round,
        "voter": voter,
        "choice": choice,
        "paper": sealing.issue_paper(round=round.pk, voter=voter.pk),
        "by": town.contacts[place],
        "at": round.opens_at,
    }
    return actions.cast_ballot(**given | other)


def open_ballots(town: Town, round: Round, at: datetime | None = None) -> Round:
    """Every teller takes off their seal, in order."""
    for teller in queries.open_tellers(round):
        private = sealing.read_key(town.keys[round.number][teller.person_id])
        round = actions.take_off_seal(
            round=round, private=private, by=teller.person, at=at or round.closes_at
        )
    return round


def a_ballot(town: Town, candidates: int = 2, tellers: list[Person] | None = None) -> Round:
    """A contest whose ballot is sealed and about to open: the first members' contacts stand."""
    contest = call(town)
    for place in range(candidates):
        nominate(town, contest, place)
    publish(town, contest, tellers)
    round = queries.current_round(contest)
    take_keys(town, round)
    return round


def words(response) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())

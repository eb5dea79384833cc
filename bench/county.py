"""
A county of any size to measure pages in: many organisations, members, votes and entries.

An assembly of the same shape whatever its size: 40 forums and 30 elections. What grows are
its organisations, and with them members, the roll of the largest forum and the record.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from allauth.mfa.totp.internal.auth import TOTP

from bench.directory import made_up
from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember, Office, Term
from folkmoot.body.membership.models import Declaration, Invitation, Membership, Suspension
from folkmoot.body.organisations.actions import import_list
from folkmoot.body.organisations.models import Authority, Organisation, SupportBody
from folkmoot.ground.ledger.models import Entry, Head
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.models import Contest
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    ForumFactory,
    OfficeFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.elections.factories import (
    BALLOT_CLOSES,
    BALLOT_OPENS,
    CALLED,
    COUNTED,
    NOMINATIONS_CLOSE,
    PUBLISHED,
    Town,
    call,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
)

SLUG = "bench"
FORUMS, CONTESTS = 40, 30
NOW = BALLOT_OPENS + timedelta(days=1)
BEGAN, LONG_AGO = date(2025, 6, 2), date(2022, 4, 1)
SECRET = "JBSWY3DPEHPK3PXP"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what grows, by how many organisations there are."""

    organisations: int

    @property
    def members(self) -> int:
        return self.organisations // 10

    @property
    def roll(self) -> int:
        return self.organisations // 40

    @property
    def ballots(self) -> int:
        return self.organisations // 200

    @property
    def entries(self) -> int:
        return self.organisations


@dataclass
class County:
    """What was made, as far as pages need to know it."""

    assembly: Assembly
    people: dict[str, Person]
    references: dict[str, str]


def fill(size: Size, *, forums: int = FORUMS, contests: int = CONTESTS) -> County:
    """Fill an empty database. It is `NOW` there: a ballot opened yesterday."""
    assembly = AssemblyFactory(slug=SLUG, name="Benchshire Alliance")
    AdoptionFactory(assembly=assembly)
    import_list(assembly=assembly, rows=made_up(size.organisations), file_name="made up", digest="",
                by=None, at=NOW - timedelta(days=90))  # fmt: skip
    officer = PostFactory(assembly=assembly, person__name="Olive Officer").person
    TOTP.activate(officer, SECRET)
    bodies = list(Organisation.objects.order_by("pk")[: size.members])
    contacts = _contacts(bodies)
    memberships = _members(assembly, bodies, officer)
    _invitations(assembly, size, officer)
    largest, *others = _forums(assembly, forums)
    belonging = _belonging(largest, memberships[: size.roll])
    for number, forum in enumerate(others):
        _belonging(forum, memberships[number :: len(others)][: max(size.roll // 10, 1)])
    town = Town(assembly, largest, largest.offices.get(role="chair"), officer, belonging, contacts)
    declared, voting, nominating = _contests(town, others, size, contests)
    _entries(size.entries)
    for number, body in enumerate(bodies[-5:]):
        SupportBody.objects.create(assembly=assembly, organisation=body, side=f"side {number}")
    return County(
        assembly,
        {
            "contact": contacts[-2],
            "candidate": contacts[0],
            "officer": officer,
            "newcomer": PersonFactory(name="Nora Newcomer"),
        },
        {
            "organisation": bodies[0].reference,
            "own": bodies[-2].reference,
            "forum": largest.slug,
            "voting": voting.reference,
            "declared": declared.reference,
            "nominating": nominating.reference,
        },
    )


def _contacts(bodies: list[Organisation]) -> list[Person]:
    people = Person.objects.bulk_create(PersonFactory.build_batch(len(bodies)), AT_ONCE)
    Authority.objects.bulk_create(
        [
            Authority(organisation=body, person=person, title="Secretary", from_on=LONG_AGO)
            for body, person in zip(bodies, people, strict=True)
        ],
        AT_ONCE,
    )
    return people


def _members(assembly: Assembly, bodies: list[Organisation], officer: Person) -> list[Membership]:
    """Make all of them members; one in a hundred is in notice, suspended, or not checked."""
    rows = []
    for number, body in enumerate(bodies):
        leaving = number % 100 == 99
        rows.append(
            Membership(
                assembly=assembly, organisation=body, admitted_on=BEGAN,
                membership_class="associate" if number % 5 == 4 else "full",
                checked_on=None if number % 100 == 97 else BEGAN,
                notice_given_on=NOW.date() if leaving else None,
                ceases_on=NOW.date() + timedelta(days=31) if leaving else None,
                ended_because="resigned" if leaving else "",
            )
        )  # fmt: skip
    memberships = Membership.objects.bulk_create(rows, AT_ONCE)
    Declaration.objects.bulk_create(
        [
            Declaration(
                membership=membership, document="staffs-alliance", version="1",
                text_digest="d" * 64, signer_name="A Name", signer_role="Secretary",
                organisation_name=membership.organisation.name, signed_on=BEGAN,
                has_authority=True, entered_by=officer, entered_at=NOW - timedelta(days=60),
            )
            for membership in memberships
        ],
        AT_ONCE,
    )  # fmt: skip
    Suspension.objects.bulk_create(
        [
            Suspension(membership=membership, from_on=BEGAN, reason="Looked into.", by=officer)
            for membership in memberships[98::100]
        ],
        AT_ONCE,
    )
    return memberships


def _invitations(assembly: Assembly, size: Size, officer: Person) -> None:
    asked = Organisation.objects.order_by("-pk")[: max(size.members // 40, 1)]
    Invitation.objects.bulk_create(
        [
            Invitation(assembly=assembly, organisation=body, to_name="A Name", sent_by=officer,
                       to_email=f"asked{body.pk}@example.org", sent_at=NOW - timedelta(days=3))
            for body in asked
        ],
        AT_ONCE,
    )  # fmt: skip


def _forums(assembly: Assembly, how_many: int) -> list[Forum]:
    """Make the forums, each with a chair and a vice-chair; in every second both are vacant."""
    forums = []
    for number in range(how_many):
        forum = ForumFactory(
            assembly=assembly, slug=f"forum-{number}", name=f"Forum {number}",
            kind="local" if number % 2 else "thematic",
        )  # fmt: skip
        for role in ("chair", "vice-chair"):
            office = OfficeFactory(forum=forum, role=role)
            if number % 2:
                Term.objects.create(
                    office=office, holder_name=f"Holder {number}", basis="elected",
                    from_on=date(2024, 3, 2), ends_on=date(2027, 3, 2),
                )  # fmt: skip
        forums.append(forum)
    return forums


def _belonging(forum: Forum, memberships: list[Membership]) -> list[ForumMember]:
    rows = [ForumMember(forum=forum, membership=each, joined_on=BEGAN) for each in memberships]
    return ForumMember.objects.bulk_create(rows, AT_ONCE)


def _contests(
    town: Town, others: list[Forum], size: Size, how_many: int
) -> tuple[Contest, Contest, Contest]:
    """Call the elections: one is declared, one is being voted in, the others take nominations."""
    declared = _declared(town, town.forum.offices.get(role="vice-chair"), size.ballots)
    voting = call(town)
    for place in range(3):
        nominate(town, voting, place)
    publish(town, voting)
    round = queries.current_round(voting)
    take_keys(town, round)
    for place in range(3):
        vote(town, round, place, None)
    vacant = Office.objects.filter(forum__in=others, terms=None).order_by("pk")
    for office in vacant[: how_many - 2]:
        nominating = call(town, office=office, nominations_close_at=NOW + timedelta(days=14))
    return declared, voting, nominating


def _declared(town: Town, office: Office, ballots: int) -> Contest:
    """Hold an election two months earlier, to its end."""
    before = timedelta(days=60)
    contest = call(
        town, office=office, at=CALLED - before, nominations_open_at=CALLED - before,
        nominations_close_at=NOMINATIONS_CLOSE - before,
    )  # fmt: skip
    for place in range(2):
        nominate(town, contest, place, at=CALLED - before + timedelta(days=1))
    publish(town, contest, opens_at=BALLOT_OPENS - before, closes_at=BALLOT_CLOSES - before,
            at=PUBLISHED - before)  # fmt: skip
    round = queries.current_round(contest)
    take_keys(town, round, at=PUBLISHED - before)
    first, second = queries.candidates(round)
    may = set(contest.roll.values_list("membership", flat=True))
    voters = [place for place, each in enumerate(town.members) if each.membership_id in may]
    for number, place in enumerate(voters[:ballots]):
        vote(town, round, place, second if number % 3 == 2 else first)
    open_ballots(town, round, at=COUNTED - before)
    actions.verify_result(contest=contest, by=town.officer, at=COUNTED - before)
    return actions.declare_result(contest=contest, by=town.officer, at=COUNTED - before)


def _entries(how_many: int) -> None:
    """Lengthen the record with deeds of the kinds that are in it already, its chain unbroken."""
    head = Head.objects.get(assembly=SLUG)
    done = list(Entry.objects.filter(assembly=SLUG).order_by("number"))
    previous, rows = head.hash, []
    for number, like in enumerate(islice(cycle(done), how_many - head.number), head.number + 1):
        entry = Entry(
            assembly=SLUG, number=number, kind=like.kind, at=done[-1].at, by=like.by,
            acting=like.acting, under=like.under, facts=like.facts, previous=previous,
        )  # fmt: skip
        entry.hash = previous = hashlib.sha256(f"{number} {previous}".encode()).hexdigest()
        rows.append(entry)
        if len(rows) == AT_ONCE:
            Entry.objects.bulk_create(rows)
            rows = []
    Entry.objects.bulk_create(rows)
    Head.objects.filter(pk=head.pk).update(number=how_many, hash=previous)

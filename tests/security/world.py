"""A small world with one of every kind of thing, and everybody who could knock at a door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Advocacy, CoOption, Mandate, Profile, Term
from folkmoot.body.membership.actions import invite, sign_declaration, suspend
from folkmoot.body.membership.actions.signature import Signature
from folkmoot.body.membership.queries import text_digest
from folkmoot.body.organisations import actions as register
from folkmoot.body.organisations.models import Import, Listing, Organisation
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.meetings.actions.calendar_key import new_calendar_key
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.elections.factories import CALLED, Town, a_town, call, nominate
from tests.security.world_addresses import of_cases, of_decisions, of_meetings
from tests.security.world_between import between, held_meetings
from tests.security.world_cases import cases
from tests.security.world_compact import compact, mediated
from tests.security.world_consultations import consultations
from tests.security.world_decisions import motions
from tests.security.world_documents import documents
from tests.security.world_emergency import emergency
from tests.security.world_enquiries import enquiries
from tests.security.world_equity import equity
from tests.security.world_funding import funding
from tests.security.world_insight import insight
from tests.security.world_meetings import NOW, a_moot
from tests.security.world_money import money
from tests.security.world_outreach import outreach
from tests.security.world_plan import plan
from tests.security.world_practice import practice
from tests.security.world_programmes import programmes
from tests.security.world_recruiting import accords, recruiting
from tests.security.world_reports import reports
from tests.security.world_seats import seats
from tests.security.world_volunteering import volunteering

TODAY = NOW.date()
ROLES = (
    *("stranger", "nobody", "contact", "other contact", "officer", "bare officer"),
    *("far officer", "board", "public body", "invited", "support body"),
    *("chair", "conflicted", "associate"),
)
SECRET = "JBSWY3DPEHPK3PXP"


def plain(name: str) -> str:
    return f"Some words for {name}"


@dataclass
class World:
    """
    Two assemblies that must not see each other, and what lies in the first.

    :param people: who comes, by their role; a stranger is nobody at all.
    :param seen_by: for every private thing that was said: the words, and the roles that may
        read them.
    :param queries: what an address needs after its question mark, by its name.
    :param calendars: the keys of their own calendars, by role.
    """

    here: Assembly
    there: Assembly
    town: Town
    people: dict[str, Person | None]
    seen_by: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    args: dict[str, dict[str, Any]] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    calendars: dict[str, str] = field(default_factory=dict)

    def arguments(self, name: str, taken: list[str], *, where: str = "here") -> dict[str, Any]:
        """
        Return arguments for an address of a name.

        :param where: `here` for what there is; `there` for what there is here, asked for in the
            other assembly; `absent` for what there is not.
        """
        noun = name.partition(":")[0]
        known = self.args.get(noun, {}) | self.args.get(name, {})
        given: dict[str, Any] = {}
        for word in taken:
            if word == "assembly":
                given[word] = self.there.slug if where == "there" else self.here.slug
            elif where == "absent":
                given[word] = 999_999 if isinstance(known.get(word, 1), int) else "nothing-here"
            else:
                given[word] = known.get(word, 1)
        return given


def a_world(say: Callable[[str], str] = plain) -> World:
    """
    Build the world at `NOW`.

    :param say: what is said in a field, given its name: words that give a leak away, or a script.
    """
    town = a_town(members=3, name=say("forum name"), description=say("forum description"))
    here, officer = town.assembly, town.officer
    Assembly.objects.filter(pk=here.pk).update(name=say("assembly name"), about=say("about it"))
    here.refresh_from_db()
    there = AssemblyFactory(slug="dorset", name="Dorset Assembly")
    AdoptionFactory(assembly=there)
    ForumFactory(assembly=there, slug="east", name="East")
    people = _people(town, there)
    world = World(here, there, town, people)
    secret = _keeper_of_secrets(world, say)
    for place, member in enumerate(town.members):
        Organisation.objects.filter(pk=member.membership.organisation_id).update(
            name=say(f"organisation {place}"),
            about=say("about an organisation"),
            state="claimed",
            website="javascript:fmx()" if place else "https://good.example/",
        )
        organisation = member.membership.organisation
        organisation.refresh_from_db()
        Listing.objects.create(assembly=here, organisation=organisation, listed_on=TODAY)
        register.keep_in_step([organisation.pk])
    _register(world, say, secret)
    _membership(world, say, secret)
    _forums(world, say)
    contest = _election(world, say, secret)
    _proceedings(world, say, secret)
    world.args |= {
        "record": {"number": Entry.objects.order_by("number").values_list("number", flat=True)[0]},
        "rules": {"document": "staffs-alliance", "key": "chair-term"},
        "elections": {"reference": contest.reference},
    }
    world.args["elections"]["number"] = contest.nominations.order_by("pk")[0].pk
    assert officer == people["officer"]
    return world


def _proceedings(world: World, say: Callable[[str], str], secret: Callable[..., str]) -> None:
    public = world.people["public body"]
    assert public is not None
    moot = a_moot(world.town, say, secret)
    world.people |= {
        "chair": moot.chair.person,
        "conflicted": moot.conflicted.person,
        "associate": moot.associate.person,
    }
    between(moot, say, secret)
    for role, member in (("contact", moot.contact), ("conflicted", moot.conflicted)):
        made = new_calendar_key(person=member.person, at=NOW)
        world.calendars[role] = secret(f"key of a calendar, {role}", role, words=made.key)
    world.args["person-calendar"] = {"key": world.calendars["contact"]}
    held = held_meetings(moot, say, secret)
    world.queries["meetings:action_add"] = f"?meeting={held['drafted'].reference}"
    world.args |= of_meetings(moot, held)
    world.args |= of_decisions(moot, motions(moot, say, secret))
    world.args |= of_cases(cases(moot, public, say, secret))
    world.args |= seats(moot, public, say, secret)
    world.args |= recruiting(moot, say, secret)
    world.args |= accords(moot, say)
    world.args |= compact(moot, say, secret)
    mediated(moot, secret)
    world.args |= consultations(moot, say, secret)
    world.args |= equity(moot, say)
    world.args |= enquiries(moot, say, secret)
    world.args |= funding(moot, say, secret)
    world.args |= outreach(moot, say, secret)
    world.args |= money(moot, say, secret)
    world.args |= plan(moot, say)
    world.args |= emergency(moot, say, secret)
    world.args |= documents(moot, say, secret)
    board = world.people["board"]
    assert board is not None
    world.args |= reports(moot, board, say, secret)
    world.args |= programmes(moot, say, secret)
    world.args |= insight(moot, say, secret)
    world.args |= volunteering(moot, say, secret)
    world.args |= practice(moot, say, secret)


def _keeper_of_secrets(world: World, say: Callable[[str], str]) -> Callable[..., str]:
    def secret(name: str, *roles: str, words: str = "") -> str:
        said = words or say(name)
        world.seen_by[name] = (said, set(roles))
        return said

    return secret


def _people(town: Town, there: Assembly) -> dict[str, Person | None]:
    here = town.assembly
    contact, other, keeper = town.contacts
    bare = PostFactory(assembly=here, person__name="Bea Bare").person
    board = PostFactory(assembly=here, kind="board").person
    public = PostFactory(assembly=here, kind="public-body", body="The Council").person
    far = PostFactory(assembly=there).person
    AuthorityFactory(organisation=OrganisationFactory(), person=far)
    for person in (town.officer, board, far):
        TOTP.activate(person, SECRET)
    return {
        **{"stranger": None, "nobody": PersonFactory(), "contact": contact},
        **{"other contact": other, "officer": town.officer, "bare officer": bare},
        **{"far officer": far, "board": board, "public body": public},
        "support body": keeper,
        "invited": welcome(email="invited@example.org", name="Ivy Invited", at=CALLED),
    }


def _register(world: World, say: Callable[[str], str], secret: Callable[..., str]) -> None:
    here, officer = world.here, world.town.officer
    contact, own = world.people["contact"], world.town.organisation(0)
    assert contact is not None
    Person.objects.filter(pk=contact.pk).update(
        email=secret("contact's e-mail", "contact", "officer", words="canary.mail@example.org")
    )
    contact.refresh_from_db()
    authority = AuthorityFactory(
        organisation=own,
        person=PersonFactory(
            email=secret("colleague's e-mail", "contact", "officer", words="canary.two@example.org")
        ),
        title=secret("title", "contact", "officer"),
    )
    kept = register.keep_contact(
        assembly=here, organisation=own, kind="phone", public=False, by=contact, at=CALLED,
        value=secret("private contact", "contact", "officer"),
    )  # fmt: skip
    register.keep_contact(
        assembly=here, organisation=own, kind="phone", value=say("public contact"),
        public=True, by=contact, at=CALLED,
    )  # fmt: skip
    register.name_support_body(
        assembly=here, organisation=world.town.organisation(2), services=say("services"), sub_sector=say("sub-sector"),
        by=officer, at=CALLED,
    )  # fmt: skip
    upload = register.bring_list(
        assembly=here,
        file_name="a list.csv",
        content=f'name,website\n"{say("listed name")}",not a website\n,x\n'.encode(),
        by=officer,
        at=NOW,
    )
    done = Import.objects.create(
        assembly=here, by=officer, at=NOW, digest="d" * 64, rows=1, refused=1,
        file_name=secret("file name", "officer"),
        faults=[
            {
                "row": 2, "column": "name", "kind": "fault", "to_do": "Look again.",
                "what": secret("import fault", "officer"),
            }
        ],
    )  # fmt: skip
    world.args |= {
        "organisations": {"reference": own.reference, "key": done.pk},
        "organisations:look": {"key": upload.pk},
        "organisations:end": {"key": authority.pk},
        "organisations:contact-end": {"key": kept.pk},
    }


def _membership(world: World, say: Callable[[str], str], secret: Callable[..., str]) -> None:
    here, town, officer = world.here, world.town, world.town.officer
    book = pinned("staffs-alliance", "1")
    joiner = OrganisationFactory(name=say("joiner"), sector="vcse", legal_form="charity")
    Listing.objects.create(assembly=here, organisation=joiner, listed_on=TODAY)
    signer = world.people["contact"]
    assert signer is not None
    AuthorityFactory(organisation=joiner, person=signer)
    declaration = sign_declaration(
        assembly=here, organisation=joiner, by=signer, at=CALLED,
        signature=Signature(
            signer_name=say("signer's name"), signer_role=say("signer's role"),
            organisation_name=joiner.name, signed_on=CALLED.date(), has_authority=True,
            text_digest=text_digest(book), key="once",
        ),
    )  # fmt: skip
    secret("receipt", "contact", "officer", "support body", words=declaration.receipt)
    invited = OrganisationFactory(name=say("invited body"), sector="vcse")
    Listing.objects.create(assembly=here, organisation=invited, listed_on=TODAY)
    invitation = invite(
        assembly=here, organisation=invited, by=officer, at=CALLED,
        to_name=secret("invited person", "officer", "invited", "support body"), to_email="invited@example.org",
    )  # fmt: skip
    secret("invitation's e-mail", "officer", "invited", "support body", words="invited@example.org")
    suspend(
        membership=town.members[1].membership, by=officer, at=CALLED, decided_on=CALLED.date(),
        reason=secret("suspension reason", "other contact", "officer", "support body"),
        case=secret("suspension case", "other contact", "officer", "support body"),
        decided_by_name="Kim Chair",
    )  # fmt: skip
    leaver = OrganisationFactory(name=say("leaver"))
    Listing.objects.create(assembly=here, organisation=leaver, listed_on=TODAY)
    MembershipFactory(
        assembly=here, organisation=leaver, notice_given_on=date(2026, 3, 1),
        ceases_on=date(2026, 4, 1), ended_because="resigned", excluded_on=date(2026, 3, 2),
        excluded_because=secret("exclusion reason", "officer", "support body"),
        notice_words=secret("notice to leave", "officer", "support body"),
    )  # fmt: skip
    ended = OrganisationFactory(name=say("ended"))
    Listing.objects.create(assembly=here, organisation=ended, listed_on=TODAY)
    MembershipFactory(
        assembly=here, organisation=ended, ceases_on=date(2026, 3, 1), ended_because="expelled",
        ended_reason=secret("reason of an end", "officer", "support body"),
    )  # fmt: skip
    for organisation in (joiner, invited, leaver, ended):
        register.keep_in_step([organisation.pk])
    world.args |= {
        "membership": {
            "reference": town.organisation(0).reference,
            "receipt": declaration.receipt,
            "others": [town.organisation(1).reference, leaver.reference, ended.reference],
        },
        **{
            f"membership:{name}": {"reference": invitation.reference}
            for name in ("invitation", "decline", "chase", "withdraw")
        },
        "members": {
            "suspended": town.organisation(1).reference,
            "leaver": leaver.reference,
            "ended": ended.reference,
        },
    }


def _forums(world: World, say: Callable[[str], str]) -> None:
    forum = world.town.forum
    draft = ForumFactory(
        assembly=world.here, slug="draft", name=say("draft forum"), recognised_on=None,
        proposed_on=TODAY, intended_for=say("intended for"), not_for=say("not for"),
        faces=say("faces"), grew_from=say("grew from"), support_as_written=say("support"),
        support_officer_name=say("support officer"),
    )  # fmt: skip
    OfficeFactory(forum=draft, role="chair")
    asked = Mandate.objects.create(
        assembly=world.here, issuer=say("who asks"), asks=say("what they ask"),
        source=say("where they ask it"), due_on=TODAY,
    )  # fmt: skip
    group = ForumFactory(assembly=world.here, slug="group", kind="co-ordination", name="The group")
    taken_in = CoOption.objects.create(
        forum=group, person_name=say("co-opted"), source_forum=forum, expertise=say("expertise"),
        from_on=TODAY, motion="2026-90", votes_for=3, votes_against=0,
    )  # fmt: skip
    world.args["forums"] = {"slug": forum.slug, "role": "chair", "number": asked.pk}
    spoken = Advocacy.objects.create(
        forum=forum, where=say("where it speaks"), about=say("on what"), decision=say("agreed by"),
        from_on=TODAY,
    )  # fmt: skip
    board = ForumFactory(assembly=world.here, slug="the-board", kind="board", name="The board")
    sits = Term.objects.create(
        office=OfficeFactory(forum=board, role="board-member"), holder_name=say("on the board"),
        basis="appointed", from_on=TODAY,
    )  # fmt: skip
    Profile.objects.create(
        term=sits, skills=say("board skills"), area=say("board area"), interests=say("stakes")
    )
    world.args["forums:end_speaking"] = {"number": spoken.pk}
    world.args["forums:describe"] = {"slug": board.slug, "number": sits.pk}
    world.args["forums:seats"] = {"slug": board.slug}
    world.args["recruiting:board"] = {"slug": board.slug}
    world.args["forums:end_co_option"] = {"number": taken_in.pk}


def _election(world: World, say: Callable[[str], str], secret: Callable[..., str]) -> Contest:
    town = world.town
    contest = call(town, role_description=say("role description"))
    readers = ("officer", "contact")
    nominate(
        town, contest, 0,
        nominee_name=secret("draft nominee", *readers),
        nominee_email=secret("nominee's e-mail", *readers, words="canary.nominee@example.org"),
        motivation=secret("motivation", *readers),
        capability=secret("capability", *readers),
        interests=secret("interests", *readers),
    )  # fmt: skip
    return contest

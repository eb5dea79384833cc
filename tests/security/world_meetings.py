"""The meetings of the small world: one to come, one going on, and some that were held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from folkmoot.body.forums.models import Forum, Term
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.answer_request import decline_request
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, call_meeting
from folkmoot.proceedings.meetings.actions.coming import say_coming, send_apologies
from folkmoot.proceedings.meetings.actions.deputies import ask_for_deputy
from folkmoot.proceedings.meetings.actions.interests import declare_interest, rule_on_interest
from folkmoot.proceedings.meetings.actions.items import add_item
from folkmoot.proceedings.meetings.actions.keep_for_full import keep_for_full_members
from folkmoot.proceedings.meetings.actions.papers import add_paper, withdraw_paper
from folkmoot.proceedings.meetings.actions.requests import ask_for_item
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Turn
from tests.factories import ForumFactory, ForumMemberFactory, OfficeFactory
from tests.proceedings.elections.factories import CALLED, Town
from tests.proceedings.meetings.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
    Member,
    a_member,
)

Say = Callable[[str], str]
Secret = Callable[..., str]
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
NOW = CALLED + 2 * A_DAY
AHEAD = datetime(2026, 3, 26, 14, tzinfo=CALLED.tzinfo)
# Who may read what is kept from whom; whoever presides, and those who keep the meeting.
FULL = ("contact", "support body", "chair", "conflicted", "officer", "board")
MEMBERS = (*FULL, "associate")
NOT_LEFT = tuple(role for role in MEMBERS if role != "conflicted")
KEEPERS = ("chair", "officer")


@dataclass
class Moot:
    """A forum that meets, and those who act for its members; `keeper` is of the support body."""

    forum: Forum
    officer: Person
    contact: Member
    keeper: Member
    chair: Member
    conflicted: Member
    associate: Member
    further: Member
    ahead: Meeting
    now: Meeting
    items: dict[str, AgendaItem]
    keys: dict[str, int]


def a_moot(town: Town, say: Say, secret: Secret) -> Moot:
    """Let a forum meet, with everything that is kept from somebody."""
    forum = ForumFactory(assembly=town.assembly, slug="moot", name=say("moot name"))
    for place in (0, 2):
        ForumMemberFactory(forum=forum, membership=town.members[place].membership)
    contact, keeper = (
        Member(town.members[place].membership, town.contacts[place]) for place in (0, 2)
    )
    chair, conflicted = (a_member(forum, name=say(name)) for name in ("chair's", "conflicted's"))
    further = a_member(forum)
    associate = a_member(forum, name=say("associate's"), membership_class="associate")
    Term.objects.create(
        office=OfficeFactory(forum=forum), person=chair.person, holder_name=chair.person.name,
        organisation=chair.organisation, basis="elected", from_on=date(2026, 1, 5),
        ends_on=date(2029, 1, 5),
    )  # fmt: skip
    ahead = call_meeting(
        forum=forum, starts_at=AHEAD, ends_at=AHEAD + 2 * AN_HOUR,
        arrangements=Arrangements(
            place=say("place"), access=say("access"),
            join_link=secret("way in", *MEMBERS, words="https://meet.example/canarywayin"),
            dial_in=secret("dial-in", *MEMBERS),
        ),
        by=chair.person, at=CALLED,
    )  # fmt: skip
    now = MeetingFactory(
        forum=forum, reference="moot-2026-03-04", called_by=chair.person, starts_at=NOW - AN_HOUR,
        ends_at=NOW + AN_HOUR, agenda_sent_at=CALLED, opened_at=NOW - AN_HOUR,
    )  # fmt: skip
    secret("code of the room", *KEEPERS, words=now.room_code)
    moot = Moot(
        forum, town.officer, contact, keeper, chair, conflicted, associate, further,
        ahead, now, items={}, keys={},
    )  # fmt: skip
    _agenda(moot, say, secret)
    _people(moot, secret)
    _papers(moot, say, secret)
    _going_on(moot, say, secret)
    return moot


def _agenda(moot: Moot, say: Say, secret: Secret) -> None:
    given = {"meeting": moot.ahead, "purpose": "discussion", "minutes": 10, "by": moot.chair.person}
    for word, visibility in (("open", "public"), ("members'", "members"), ("full", "members"),
                             ("left", "public")):  # fmt: skip
        # What is added after the ruling is what must be closed; see below.
        text = "" if word in {"full", "left"} else say(f"text of the {word} item")
        if word == "members'":
            text = secret("text of the members' item", *MEMBERS)
        moot.items[word] = add_item(
            **given, title=say(f"title of the {word} item"), text=text, visibility=visibility,
            at=CALLED,
        )  # fmt: skip
    full = keep_for_full_members(
        item=moot.items["full"], because=say("why it is for full members"), edition=1,
        by=moot.chair.person, at=CALLED,
    )  # fmt: skip
    AgendaItem.objects.filter(pk=full.pk).update(text=secret("text of the full item", *FULL))
    moot.keys["interest"] = leaves(moot, moot.items["left"], secret, "ahead")
    AgendaItem.objects.filter(pk=moot.items["left"].pk).update(
        visibility="members", text=secret("text of the left item", *NOT_LEFT)
    )
    asked = {"meeting": moot.ahead, "organisation": moot.contact.organisation,
             "title": secret("title of a request", "contact", *KEEPERS),
             "why": secret("why of a request", "contact", *KEEPERS),
             "by": moot.contact.person, "at": CALLED}  # fmt: skip
    moot.keys["request"] = ask_for_item(**asked, form_key="waiting").pk
    declined = ask_for_item(
        **asked | {"title": say("declined"), "why": say("why declined")}, form_key="declined"
    )
    decline_request(
        request=declined, because=secret("why a request was declined", "contact", *KEEPERS),
        by=moot.chair.person, at=CALLED,
    )  # fmt: skip
    for word, item in moot.items.items():
        moot.items[word] = AgendaItem.objects.select_related("meeting__forum__assembly").get(
            pk=item.pk
        )


def leaves(moot: Moot, item: AgendaItem, secret: Secret, word: str) -> int:
    """Let the conflicted member leave an item before anything is said to it."""
    interest = declare_interest(
        assembly=moot.forum.assembly, item=item, person=moot.conflicted.person,
        name=moot.conflicted.person.name, organisation=moot.conflicted.organisation,
        is_of_organisation=True, moment="in advance", is_public=False,
        nature=secret(f"nature of an interest, {word}", *MEMBERS), by=moot.conflicted.person,
        at=CALLED,
    )  # fmt: skip
    rule_on_interest(
        interest=interest, effect="leaves", by=moot.chair.person, at=CALLED,
        because=secret(f"why somebody leaves, {word}", *MEMBERS),
    )  # fmt: skip
    return interest.pk


def _people(moot: Moot, secret: Secret) -> None:
    coming = say_coming(
        meeting=moot.ahead, person=moot.contact.person, name=moot.contact.person.name,
        organisation=moot.contact.organisation, mode="room",
        needs=secret("what helps somebody", "contact", *KEEPERS), by=moot.contact.person, at=CALLED,
    )  # fmt: skip
    send_apologies(
        meeting=moot.ahead, person=moot.associate.person, name=moot.associate.person.name,
        organisation=moot.associate.organisation, by=moot.associate.person, at=CALLED,
        words=secret("words of an apology", "associate", *KEEPERS),
    )  # fmt: skip
    deputy = ask_for_deputy(
        meeting=moot.ahead, organisation=moot.contact.organisation,
        name=secret("name of a deputy", "contact", *KEEPERS),
        email=secret("address of a deputy", "contact", *KEEPERS, words="canary.dep@example.org"),
        why=secret("why of a deputy", "contact", *KEEPERS), by=moot.contact.person, at=CALLED,
    )  # fmt: skip
    AttendanceFactory(
        meeting=moot.now, organisation=None, person=None, entered_by=moot.chair.person,
        name=secret("name of a guest", *MEMBERS),
    )  # fmt: skip
    standing = declare_interest(
        assembly=moot.forum.assembly, item=None, person=moot.contact.person,
        name=moot.contact.person.name, organisation=moot.contact.organisation,
        is_of_organisation=False, moment="in advance", is_public=False,
        nature=secret("nature of a standing interest", *MEMBERS), by=moot.contact.person,
        at=CALLED,
    )  # fmt: skip
    moot.keys |= {"attendance": coming.pk, "deputy": deputy.pk, "standing": standing.pk}


def _papers(moot: Moot, say: Say, secret: Secret) -> None:
    given = {"meeting": moot.ahead, "by": moot.chair.person, "at": CALLED}
    members, full, left = (moot.items[word] for word in ("members'", "full", "left"))
    moot.keys["paper"] = add_paper(
        **given, item=members, title=secret("title of a members' paper", *MEMBERS),
        text=secret("text of a members' paper", *MEMBERS), visibility="members",
    ).pk  # fmt: skip
    moot.keys["full paper"] = add_paper(
        **given, item=full, title=secret("title of a full paper", *FULL),
        text=secret("text of a full paper", *FULL), visibility="full",
    ).pk  # fmt: skip
    said = secret("words of a file", *NOT_LEFT)
    name = secret("name of a file", *NOT_LEFT)
    moot.keys["file"] = add_paper(
        **given, item=left, title=secret("title of a left file", *NOT_LEFT),
        file=ContentFile(said.encode(), name=f"{name.replace('/', '')}.txt"), visibility="members",
    ).pk  # fmt: skip
    # Where its own words say that everybody may read it, its item still closes it.
    moot.keys["left paper"] = add_paper(
        **given, item=left, title=secret("title of a left paper", *NOT_LEFT), visibility="public",
        is_for_sharing=True, text=secret("text of a left paper", *NOT_LEFT),
    ).pk  # fmt: skip
    withdrawn = add_paper(
        **given, item=members, title=say("withdrawn paper"), text=secret("text withdrawn"),
        visibility="members",
    )  # fmt: skip
    moot.keys["withdrawn paper"] = withdrawn.pk
    withdraw_paper(paper=withdrawn, by=moot.chair.person, at=CALLED)


def _going_on(moot: Moot, say: Say, secret: Secret) -> None:
    """Open the meeting of today, with the item that somebody left being taken."""
    meeting = moot.now
    came = (moot.chair, moot.contact, moot.keeper, moot.further, moot.conflicted, moot.associate)
    for member in came:
        AttendanceFactory(
            meeting=meeting, organisation=member.organisation, person=member.person,
            arrived_at=NOW - AN_HOUR, entered_by=member.person,
        )  # fmt: skip
    moot.items["taken"] = AgendaItemFactory(
        meeting=meeting, position=1, title=say("title of what is taken"), purpose="decision",
        text=secret("text of what is taken", *NOT_LEFT), started_at=NOW - AN_HOUR / 2,
    )  # fmt: skip
    moot.items["next"] = AgendaItemFactory(
        meeting=meeting, position=2, title=say("title of what is next"),
        text=secret("text of what is next", *MEMBERS),
    )  # fmt: skip
    InterestFactory(
        item=moot.items["taken"], person=moot.conflicted.person, is_public=False,
        organisation=moot.conflicted.organisation, is_of_organisation=True, effect="leaves",
        nature=say("nature"), effect_because=say("because"), ruled_at=CALLED,
    )  # fmt: skip
    there = meeting.attendances.get(person=moot.contact.person)
    turn = Turn.objects.create(
        item=moot.items["taken"], attendance=there, asked_at=NOW - AN_HOUR / 3
    )
    moot.keys |= {"turn": turn.pk, "there": there.pk}

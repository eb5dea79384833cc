"""A motion before a meeting that is going on: each test says only what matters to it."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from folkmoot.body.membership.models import Suspension
from folkmoot.proceedings.decisions.actions.call_vote import call_vote
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.close_poll import close_poll
from folkmoot.proceedings.decisions.actions.propose import propose
from folkmoot.proceedings.decisions.actions.stances import take_stance
from folkmoot.proceedings.decisions.models import Ballot, Motion, Poll, Stance
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    Gathering,
    InterestFactory,
    MeetingFactory,
    Member,
    a_gathering,
    come,
)

A_MINUTE = timedelta(minutes=1)
NOW = STARTS_AT + timedelta(minutes=30)


class MotionFactory(DjangoModelFactory):
    class Meta:
        model = "decisions.Motion"

    item = factory.SubFactory(AgendaItemFactory)
    forum = factory.SelfAttribute("item.meeting.forum")
    assembly = factory.SelfAttribute("item.meeting.assembly")
    reference = factory.Sequence("2026-{}".format)
    document = "staffs-alliance"
    version = "1"
    question = "That the forum meets at six."
    entered_by = factory.SelfAttribute("item.meeting.called_by")
    proposed_at = STARTS_AT
    form_key = factory.Sequence("motion-key-{}".format)


@dataclass
class Scene:
    """A forum whose members are at a meeting, with a motion before it."""

    gathering: Gathering
    meeting: Meeting
    item: AgendaItem
    motion: Motion

    @property
    def chair(self):
        return self.gathering.chair

    @property
    def officer(self):
        return self.gathering.officer

    @property
    def assembly(self):
        return self.gathering.forum.assembly

    def member(self, number: int) -> Member:
        return self.gathering.members[number]

    def again(self) -> Motion:
        """Return the motion as it is now."""
        return Motion.objects.select_related("item__meeting", "forum", "assembly").get(
            pk=self.motion.pk
        )

    def say(self, number: int, kind: str, words: str = "", **more) -> Stance:
        member = self.member(number)
        given = {"by": member.person, "at": NOW, **more}
        return take_stance(
            motion=self.motion, membership=member.membership, kind=kind, words=words, **given
        )

    def call(self, way: str = "electronic", **more) -> Poll:
        given = {"by": self.chair, "at": NOW, "because": "We do not agree.", "discussion": ""}
        return call_vote(motion=self.motion, way=way, **(given | more))

    def cast(self, poll: Poll, number: int, choice: str, **more) -> Ballot:
        member = self.member(number)
        given = {
            "membership": member.membership,
            "form_key": f"key-{number}-{choice}",
            "by": member.person,
            "at": NOW + A_MINUTE,
        }
        return cast_ballot(poll=poll, choice=choice, **(given | more))

    def close(self, poll: Poll, **more) -> Poll:
        given = {"by": self.chair, "at": NOW + 2 * A_MINUTE}
        return close_poll(poll=poll, **(given | more))

    def take_vote(self, choices: str) -> Poll:
        """Call a vote, let members vote in order (f, a or -, for abstain), and close it."""
        poll = self.call()
        names = {"f": "for", "a": "against", "-": "abstain"}
        for number, letter in enumerate(choices):
            self.cast(poll, number, names[letter])
        return self.close(poll)

    def has_interest(self, number: int, effect: str = "leaves") -> None:
        """Let a member have an interest of its own in the item, as the chair has ruled."""
        member = self.member(number)
        InterestFactory(
            item=self.item, person=member.person, organisation=member.organisation,
            is_of_organisation=True, effect=effect, effect_because="It would be paid.",
            ruled_at=STARTS_AT,
        )  # fmt: skip

    def suspend(self, number: int) -> None:
        member = self.member(number)
        Suspension.objects.create(
            membership=member.membership, from_on=STARTS_AT.date(), reason="A breach.",
            decided_by="the chair", by=self.officer,
        )  # fmt: skip


def a_scene(*, members: int = 5, associates: int = 0, here: int | None = None, **motion) -> Scene:
    """
    Let a forum meet with a motion before it.

    :param here: how many of the full members are there; all of them, and all associates, if
        nothing is said.
    """
    gathering = a_gathering(members=members, associates=associates)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(meeting=meeting, purpose="decision", started_at=STARTS_AT)
    come(meeting, *(gathering.members if here is None else gathering.members[:here]))
    return Scene(gathering, meeting, item, MotionFactory(item=item, **motion))


def a_proposal(scene: Scene, **more) -> Motion:
    """Put a motion for the first member, unless it is said otherwise."""
    member = scene.member(0)
    given = {
        "forum": scene.gathering.forum, "item": scene.item, "question": "That we meet at five.",
        "proposed_by": member.organisation, "form_key": "once", "by": member.person, "at": NOW,
    }  # fmt: skip
    return propose(**(given | more))

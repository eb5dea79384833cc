"""How the members of a forum vote in the county: at a meeting, and between meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.proceedings.decisions.actions.call_vote import call_vote
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.close_poll import close_poll
from folkmoot.proceedings.decisions.actions.count_hands import count_hands
from folkmoot.proceedings.decisions.actions.debate_again import debate_again
from folkmoot.proceedings.decisions.actions.note_urgent import note_urgent
from folkmoot.proceedings.decisions.actions.urgent import ask_urgently, count_urgent
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.decisions.queries.polls import open_poll, roll_of
from folkmoot.proceedings.meetings.models import AgendaItem
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.site.town.business import Do, motion_now, put, say, settled
from folkmoot.site.town.county import County
from folkmoot.site.town.sittings import Sitting


def _hands(voters: Sequence[int], *, is_level: bool) -> dict[int, str]:
    """Share hands out: level with what is odd abstaining, or most for it and two against."""
    if is_level:
        half = len(voters) // 2
        said = ["for"] * half + ["against"] * half + ["abstain"] * (len(voters) - 2 * half)
    else:
        against = min(2, (len(voters) - 1) // 2)
        said = ["for"] * (len(voters) - against) + ["against"] * against
    return dict(zip(voters, said, strict=True))


def _vote(
    sitting: Sitting, reference: str, because: str, said: str, at: datetime, *, is_level: bool
) -> None:
    """Call a vote by show of hands, count it and close it."""
    county = sitting.county
    motion = motion_now(county, reference)
    by = sitting.chair(at)
    call_vote(motion=motion, way=Poll.Way.HANDS, because=because, discussion=said, by=by, at=at)
    motion = motion_now(county, reference)
    poll = _poll(motion)
    hands = _hands([one.membership_id for one in roll_of(poll)], is_level=is_level)
    count_hands(poll=poll, hands=hands, edition=motion.edition, by=by, at=at)
    close_poll(poll=_poll(motion_now(county, reference)), by=by, at=at)


def _poll(motion: Motion) -> Poll:
    poll = open_poll(motion)
    assert poll is not None
    poll.motion = motion
    return poll


def voted(
    question: str, said: str, because: str, *, background: str = "",
    stances: tuple[tuple[str, str], ...] = (), is_level: bool = False,
) -> Do:  # fmt: skip
    """
    Return a deed: agreement is not reached, and the chair calls a vote.

    Where too few are there for a quorum, those who object let it be. A level vote is
    debated and taken once more, and is level again.
    """

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        motion = put(sitting, item, question, at, background=background)
        if not quorum(sitting.meeting, item, at=at).is_met:
            settled(sitting, motion, said, at)
            return
        say(sitting, motion, list(stances), at)
        _vote(sitting, motion.reference, because, said, at, is_level=is_level)
        if is_level:
            again = motion_now(sitting.county, motion.reference)
            by = sitting.chair(at)
            words = "Both sides said it once more, more kindly. Nobody moved."
            debate_again(motion=again, discussion=words, by=by, at=at)
            _vote(sitting, motion.reference, because, "", at, is_level=True)

    return do


@dataclass
class Urgent:
    """
    A question that cannot wait for a meeting, answered on screens between meetings.

    :param abstains: an organisation that has yet to vote.
    :param is_counted: whether it is counted the morning after it closes.
    """

    county: County
    key: str
    question: str
    because: str
    asked_at: datetime
    closes_at: datetime
    background: str = ""
    abstains: str = ""
    most: int = 9
    reference: str = ""

    def plan(self) -> None:
        """Enter in the diary that it is asked, answered and counted."""
        on = self.county.diary.on
        on(self.asked_at, self._ask)
        on(self.asked_at + timedelta(hours=5), self._vote)
        on(self.closes_at + timedelta(hours=16), self._count)

    def _ask(self, at: datetime) -> None:
        county, forum = self.county, self.county.forums[self.key]
        term = chairing_terms(forum, on=county.day(at))["chair"]
        assert term.person is not None
        made = ask_urgently(
            forum=forum, question=self.question, because=self.because, route=Motion.Route.POLL,
            closes_at=self.closes_at, background=self.background, visibility="public",
            form_key=str(county.invent.key()), by=term.person, at=at,
        )  # fmt: skip
        self.reference = made.reference

    def _vote(self, at: datetime) -> None:
        motion = motion_now(self.county, self.reference)
        poll = _poll(motion)
        roll = {one.membership_id for one in roll_of(poll)}
        voters = [
            member
            for member in self.county.in_forum(self.key)
            if member.signed.pk in roll and member.organisation.name != self.abstains
        ]
        for place, member in enumerate(voters[: self.most]):
            cast_ballot(
                poll=poll, membership=member.signed,
                choice=("for", "for", "for", "against", "for", "abstain")[place % 6],
                form_key=str(self.county.invent.key()), by=member.acting, at=at,
            )  # fmt: skip

    def _count(self, at: datetime) -> None:
        motion = motion_now(self.county, self.reference)
        count_urgent(motion=motion, by=self.county.officer, at=at)

    def noted(self, sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        """Take note of it at the next meeting: a deed under an item."""
        motion = motion_now(self.county, self.reference)
        note_urgent(motion=motion, meeting=item.meeting, by=sitting.chair(at), at=at)

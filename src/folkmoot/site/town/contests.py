"""How an election goes in the county, from its call to its declaration."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from folkmoot.body.forums.models import Office
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import queries
from folkmoot.proceedings.elections.actions import (
    accept_nomination,
    call_contest,
    cast_ballot,
    declare_result,
    publish_nominees,
    receive_nomination,
    take_key,
    take_off_seal,
    verify_result,
)
from folkmoot.proceedings.elections.actions.sealing import issue_paper, read_key
from folkmoot.proceedings.elections.models import Contest, Nomination, Round
from folkmoot.site.town.county import County, Member

ROLE = {
    "chair": "Chairs the forum, speaks for it in the co-ordination group, and leaves it stronger.",
    "vice-chair": "Stands in for the chair, and looks after who has not been heard.",
}


@dataclass
class Race:
    """
    One election as it is to go; what is to come by now is not done.

    :param opens_at: when nominations open; they close at `closes_at`.
    :param ballot: the moments at which the ballot opens and closes, where one is to be held.
    :param stands: organisations whose contacts stand, the one that wins first.
    :param standing: how many stand in all; chance finds the others.
    :param abstains: organisations that have not voted.
    :param level: whether the first two are level; the run-off is left for its officer to open.
    :param unanswered: whether somebody is put forward who has yet to say yes.
    :param officer: who runs it, by name; the officer of the county where nobody is named.
    :param called_at: the day before nominations open where left out.
    """

    county: County
    key: str
    reason: str
    opens_at: datetime
    closes_at: datetime
    ballot: tuple[datetime, datetime] | None = None
    role: str = "chair"
    stands: tuple[str, ...] = ()
    standing: int = 2
    abstains: tuple[str, ...] = ()
    turnout: float = 0.8
    level: bool = False
    unanswered: bool = False
    officer: str = ""
    called_at: datetime | None = None
    contest: Contest | None = None
    private: str = ""

    def plan(self) -> None:
        """Enter the whole election in the diary."""
        on, hour = self.county.diary.on, timedelta(hours=1)
        on(self.called_at or self.opens_at - 22 * hour, self._call)
        length = self.closes_at - self.opens_at
        for place in range(self.standing):
            at = self.opens_at + length * (0.15 + 0.5 * place / self.standing)
            on(at, partial(self._nominate, place))
        if self.unanswered:
            on(self.opens_at + length * 0.72, self._nominate_without_answer)
        published_at = self.closes_at + 17 * hour
        on(published_at, self._publish)
        if self.ballot is None:
            on(published_at + 2 * hour, self._declare)
            return
        opens_at, closes_at = self.ballot
        on(published_at + 3 * hour, self._take_key)
        on(opens_at + 6 * hour, self._vote)
        counted_at = closes_at + 15 * hour
        on(counted_at, self._open)
        on(counted_at + hour, self._verify)
        if not self.level:
            on(counted_at + 2 * hour, self._declare)

    @property
    def going(self) -> Contest:
        """The contest, once it is called."""
        assert self.contest is not None
        return self.contest

    @property
    def returning(self) -> Person:
        """Who runs it."""
        return self.county.staff[self.officer] if self.officer else self.county.officer

    def _call(self, at: datetime) -> None:
        office: Office = self.county.office(self.key, self.role)
        self.contest = call_contest(
            office=office,
            reason=self.reason,
            returning_officer=self.returning,
            nominations_open_at=self.opens_at,
            nominations_close_at=self.closes_at,
            role_description=ROLE[self.role],
            hours_a_year=60,
            by=self.returning,
            at=at,
        )

    def _candidate(self, place: int) -> Member:
        if place < len(self.stands):
            return self.county.of(self.stands[place])
        standing = set(self.going.nominations.values_list("membership", flat=True))
        full = [
            member
            for member in self.county.in_forum(self.key)
            if member.signed.membership_class == "full" and member.signed.pk not in standing
        ]
        free = [member for member in full if not member.spoken_for] or full
        return free[len(free) // 4]

    def _nominate(self, place: int, at: datetime) -> None:
        """The contact of a member puts themselves forward; every third time, an officer enters it."""
        member = self._candidate(place)
        member.spoken_for = True
        by_phone = place % 3 == 2
        nomination = self._receive(
            member, member.acting.name, member.acting.email,
            by=self.returning if by_phone else member.acting,
            channel="phone" if by_phone else "web", at=at,
        )  # fmt: skip
        if by_phone:
            self.county.diary.on(
                at + timedelta(hours=5), lambda then: self._accept(nomination, then)
            )

    def _nominate_without_answer(self, at: datetime) -> None:
        """A member puts somebody forward who has not yet said yes."""
        member = self._candidate(len(self.stands))
        member.spoken_for = True
        name = self.county.invent.person()
        nominee = self.county.somebody(name, at)
        self._receive(member, name, nominee.email, by=member.acting, channel="web", at=at)

    def _receive(
        self, member: Member, name: str, email: str, *, by: Person, channel: str, at: datetime
    ) -> Nomination:
        invent, book = self.county.invent, queries.book_of(self.going)
        qualities = book.words("chair.qualities")
        words = invent.chance.sample(invent.words["evidence"], len(invent.words["evidence"]))
        return receive_nomination(
            contest=self.going,
            membership=member.signed,
            nominee_name=name,
            nominee_email=email,
            motivation=invent.one_of("motivation"),
            capability=invent.one_of("capability"),
            interests=invent.one_of("interests"),
            evidence=dict(zip(qualities, words, strict=False)),
            confirms=book.words("capacity.parts"),
            accepts_guidance=True,
            key=invent.key(),
            channel=channel,
            by=by,
            at=at,
        )

    def _accept(self, nomination: Nomination, at: datetime) -> None:
        confirms = queries.book_of(self.going).words("capacity.parts")
        accept_nomination(
            nomination=nomination, confirms=confirms, accepts_guidance=True,
            by=nomination.nominee, at=at,
        )  # fmt: skip

    def _publish(self, at: datetime) -> None:
        opens_at, closes_at = self.ballot or (None, None)
        self.contest = publish_nominees(
            contest=self.going, opens_at=opens_at, closes_at=closes_at,
            tellers=[self.returning] if self.ballot else [], by=self.returning, at=at,
        )  # fmt: skip

    @property
    def round(self) -> Round:
        """The ballot of the contest. Two queries."""
        found = self.going.rounds.select_related(
            "contest__assembly", "contest__forum", "contest__office", "contest__returning_officer"
        )
        return found.order_by("-number", "pk")[0]

    def _take_key(self, at: datetime) -> None:
        # The key stays in this run's memory; nothing but its public half is kept.
        _teller, self.private = take_key(round=self.round, by=self.returning, at=at)
        self.county.keys[self.going.reference] = self.private

    def _vote(self, at: datetime) -> None:
        """Those who have voted by now: sealed at once, with no time and in no order."""
        held, chance = self.round, self.county.invent.chance
        names = queries.candidates(held)
        acting = {member.signed.pk: member for member in self.county.members if member.membership}
        voters = [
            voter
            for voter in queries.voters_roll(self.going).select_related("membership__organisation")
            if voter.membership_id in acting and voter.organisation_name not in self.abstains
        ]
        voters = chance.sample(voters, max(round(len(voters) * self.turnout), len(names)))
        choices = self._choices(len(voters), names)
        for voter, choice in zip(voters, choices, strict=True):
            cast_ballot(
                round=held,
                voter=voter,
                choice=choice,
                paper=issue_paper(round=held.pk, voter=voter.pk),
                by=acting[voter.membership_id].acting,
                at=at,
            )

    def _choices(self, votes: int, names: list[Nomination]) -> list[Nomination | None]:
        """Share votes out: level between the first two, or more for the first than for another."""
        chance = self.county.invent.chance
        ahead = [one for one in names if one.organisation_name in self.stands[:1]]
        first, *others = ahead + [
            one for one in chance.sample(names, len(names)) if one not in ahead
        ]
        if self.level:
            each = votes // 2
            blank: list[Nomination | None] = [None] * (votes - 2 * each)
            return [first] * each + [others[0]] * each + blank
        most = votes // 2 + 1
        shared: list[Nomination | None] = [first] * most
        shared += [others[place % len(others)] for place in range(votes - most)]
        return shared

    def _open(self, at: datetime) -> None:
        take_off_seal(round=self.round, private=read_key(self.private), by=self.returning, at=at)

    def _verify(self, at: datetime) -> None:
        verify_result(contest=self.going, by=self.returning, at=at)

    def _declare(self, at: datetime) -> None:
        self.contest = declare_result(contest=self.going, by=self.returning, at=at)

"""What somebody is to a case: a party, its decider or mediator, a support officer, or nobody."""

from dataclasses import dataclass
from datetime import datetime

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.queries.cases import bodies_of
from folkmoot.proceedings.cases.queries.deciding import Decider, decider_of
from folkmoot.proceedings.meetings.queries.meetings import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One person's part in one case at a moment.

    :param parties: the parties that they act for.
    :param is_officer: a support officer who acts for none of the parties.
    :param is_raiser: raised it, for no organisation.
    :param is_mediator: a champion whom every side has agreed to, and who is asked to mediate.
    :param has_closed: closed it, so goes on reading what they closed.
    """

    case: Case
    decider: Decider
    parties: tuple[Party, ...] = ()
    decides: bool = False
    is_officer: bool = False
    is_raiser: bool = False
    has_closed: bool = False
    is_mediator: bool = False

    @property
    def is_party(self) -> bool:
        return bool(self.parties)

    @property
    def may_see(self) -> bool:
        """A party sees a case from the day that somebody decides to go into it."""
        if self.decides or self.is_officer or self.is_raiser or self.has_closed:
            return True
        if self.is_mediator:
            return True
        return self.is_party and self.case.opened_at is not None

    @property
    def may_keep(self) -> bool:
        """Decides in it; an officer records it where whoever decides has no account."""
        return self.decides or (self.is_officer and self.decider.person is None)

    @property
    def may_speak(self) -> bool:
        """Adds to what is written of it: a party, whoever decides or mediates, an officer."""
        speaks = self.is_party or self.decides or self.is_officer or self.mediates
        return self.may_see and speaks

    @property
    def mediates(self) -> bool:
        """Was asked to mediate, and took it on."""
        return self.is_mediator and self.case.mediator_agreed_at is not None

    @property
    def speaks_for(self) -> Party | None:
        """The party that they speak for, where there is one."""
        return self.parties[0] if self.parties else None


def part_of(person: Person, case: Case, *, at: datetime) -> Part:
    """Return what somebody is to a case; its parties are loaded. Eight queries at most."""
    on = day_of(case.assembly, at)
    bodies = bodies_of(person, on=on)
    parties = [party for party in case.parties.all() if party.organisation_id in bodies]
    decider = decider_of(case, at=at)
    raised = any(party.role == Party.Role.RAISED for party in case.parties.all())
    closed = case.closed_at is not None and case.steps.filter(kind="closed", by=person).exists()
    return Part(
        case=case,
        decider=decider,
        parties=tuple(parties),
        decides=decider.person is not None and decider.person.pk == person.pk,
        is_officer=not parties and is_officer(person, case.assembly, on=on),
        is_raiser=case.raised_by_id == person.pk and not raised,
        has_closed=closed and not parties,
        is_mediator=case.mediator_asked_at is not None and case.mediator_id == person.pk,
    )

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestCalled:
    """An election to an office or a seat has begun, and nominations are asked for."""

    contest: str
    office: str
    forum: str
    reason: str
    nominations_open_at: datetime
    nominations_close_at: datetime
    short_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationReceived:
    """A nomination arrived in time and complete; the nominee has yet to accept it."""

    contest: str
    office: str
    forum: str
    organisation: str
    nominee: str
    channel: str
    nominations_close_at: datetime
    nomination: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationAccepted:
    """A nominee has agreed to stand."""

    contest: str
    office: str
    forum: str
    organisation: str
    nominee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationWithdrawn:
    """A nomination was taken back before the nominees were published."""

    contest: str
    office: str
    forum: str
    organisation: str
    nominee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationFell:
    """A nomination no longer stands, and why."""

    contest: str
    office: str
    forum: str
    organisation: str
    nominee: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineesPublished:
    """Those who stand and the roll of voters are fixed, with how and when to vote."""

    contest: str
    office: str
    forum: str
    nominees: int
    voters: int
    opens_at: datetime | None
    closes_at: datetime | None
    tellers: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellerNamed:
    """Somebody is asked to take a key to the ballots of a round."""

    contest: str
    office: str
    forum: str
    round: int
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaken:
    """A teller holds a key to the ballots of a round; its public part is in the record."""

    contest: str
    round: int
    teller: str
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsGathered:
    """The ballot is over: how many sealed ballots there are, and the digest over them all."""

    contest: str
    round: int
    ballots: int
    voted: int
    later_refused: int
    sealed_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteAcknowledged:
    """After the close, a voter is told that its ballot is among those gathered."""

    contest: str
    office: str
    forum: str
    organisation: str
    round: int
    later_refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTakenOff:
    """A teller has taken one seal off the ballots of a round; others may be left."""

    contest: str
    round: int
    teller: str
    seals_left: int
    left_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsOpened:
    """The last seal is off: the ballots are published, and those sealed are destroyed."""

    contest: str
    round: int
    ballots: int
    sealed_digest: str
    ballots_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultVerified:
    """The returning officer has found the count of a round to be right."""

    contest: str
    round: int
    counted: int
    voted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOffOpened:
    """Those who were level go to another ballot, on the same roll."""

    contest: str
    office: str
    forum: str
    round: int
    candidates: int
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHasChosen:
    """After a second tie the group chose, in a way that it agreed and that is recorded."""

    contest: str
    organisation: str
    nominee: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDeclared:
    """The contest is over, and the office or seat is filled if anybody was elected."""

    contest: str
    office: str
    forum: str
    outcome: str
    elected: str
    organisation: str
    ends_on: date | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestAbandoned:
    """The contest was given up without a result, and why."""

    contest: str
    office: str
    forum: str
    because: str

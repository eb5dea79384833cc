from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCalled:
    """Whoever presides has called a vote, with a quorum there; votes are received from now."""

    motion: str
    forum: str
    number: int
    way: str
    presided_as: str
    quorum: str
    roll: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast:
    """A member has voted; how is with the poll."""

    motion: str
    forum: str
    number: int
    organisation: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRefused:
    """Somebody tried to vote for an organisation that has no vote there, and was refused."""

    motion: str
    forum: str
    number: int
    organisation: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted:
    """The hands that were raised are written down, by member."""

    motion: str
    forum: str
    number: int
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersHandedOut:
    """Members were given a paper to vote on in secret."""

    motion: str
    forum: str
    number: int
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollClosed:
    """
    A vote is over and counted.

    `stands` is false where the quorum was lost before its end, so that it decides nothing.
    """

    motion: str
    forum: str
    number: int
    stands: bool
    votes_for: int
    votes_against: int
    abstained: int
    roll: int
    quorum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedMotionTalkedOver:
    """A motion that was tied has been debated again, so that it may be voted on once more."""

    motion: str
    forum: str
    number: int

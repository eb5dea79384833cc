from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumProposed:
    """A forum is a draft, until a support body takes on its administration."""

    forum: str
    name: str
    kind: str
    parents: list[str]
    areas: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrationAccepted:
    """A support body runs a forum's administration."""

    forum: str
    name: str
    body: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumApproved:
    """One forum has agreed that another may go live."""

    forum: str
    name: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumRecognised:
    """A forum is one of the recognised forums of the assembly."""

    forum: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumReviewed:
    """A forum was looked at, and goes on until it is looked at again."""

    forum: str
    name: str
    review_on: date
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumClosed:
    """A forum has given its final report and is no more."""

    forum: str
    name: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumPlaced:
    """A forum serves other areas than it did."""

    forum: str
    name: str
    areas: list[str]
    before: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumRegisterImported:
    """A table of recognised forums was read into the register."""

    source: str
    digest: str
    rows: int
    added: list[str]
    changed: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumJoined:
    """A member organisation belongs to a forum."""

    forum: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumLeft:
    """A member organisation no longer belongs to a forum."""

    forum: str
    name: str
    organisation: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumStayed:
    """A member organisation that was to leave a forum belongs to it after all."""

    forum: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerTookPart:
    """A body takes part in a forum without being its member."""

    forum: str
    name: str
    organisation: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLeft:
    """A body takes part in a forum no more."""

    forum: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBegun:
    """Somebody holds an office from a day."""

    forum: str
    name: str
    office: str
    holder: str
    organisation: str
    basis: str
    is_interim: bool
    from_on: date
    ends_on: date | None
    method_agreed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEnded:
    """Somebody no longer holds an office."""

    forum: str
    name: str
    office: str
    holder: str
    ended_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairStoodDown:
    """A chair has left before the end of the term: the office is vacant until its old end."""

    forum: str
    name: str
    office: str
    holder: str
    ended_on: date
    because: str
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermQuestioned:
    """The body that an office is held for is no longer a member: the forum must look at it."""

    forum: str
    name: str
    office: str
    holder: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSettled:
    """The forum has looked at it, and the holder of an office stays in it."""

    forum: str
    name: str
    office: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPassedOn:
    """An office is held for the organisation into which that of its holder was merged."""

    forum: str
    name: str
    office: str
    holder: str
    organisation: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrationPassedOn:
    """A support body became part of another, which runs the forum's administration now."""

    forum: str
    name: str
    body: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumOriginsTold:
    """The record of a forum says from which earlier groups it grew, and why they changed."""

    forum: str
    name: str
    grew_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRegistered:
    """Somebody outside asks something of the assembly, and it is on the register."""

    issuer: str
    asks: str
    due_on: date | None
    forum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateMet:
    """What was asked of the assembly is done; the evidence says how."""

    issuer: str
    asks: str
    met_on: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRecognised:
    """A route outside the assembly's own structure may be used for it."""

    route: str
    agreed_by: str
    agreed_on: date
    scope: str
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositionDecided:
    """A decision changed which organisations make up a group."""

    forum: str
    name: str
    organisation: str
    joins: bool
    from_on: date
    decision: str
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOpted:
    """The co-ordination group took somebody in for what they know, by a vote of its own."""

    forum: str
    name: str
    source: str
    expertise: str
    from_on: date
    decision: str
    votes_for: int
    votes_against: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOptionEnded:
    """Somebody who was co-opted sits in the group no longer."""

    forum: str
    name: str
    source: str
    until_on: date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumSideSet:
    """It is set for which side of the area a forum counts in a quorum."""

    forum: str
    name: str
    side: str

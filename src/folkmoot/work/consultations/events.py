"""What has happened when views were asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPlanned:
    """Somebody plans to ask for views, or changed the plan."""

    reference: str
    title: str
    kind: str
    owner: str
    opens_on: date | None
    closes_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTogether:
    """Another body asks together with the owner."""

    reference: str
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPublished:
    """Views are asked for."""

    reference: str
    title: str
    kind: str
    owner: str
    opens_on: date
    closes_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesAsked:
    """A member is told that its views are asked for, with a link that answers."""

    reference: str
    title: str
    owner: str
    organisation: str
    closes_on: date
    minutes: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatReady:
    """The papers can be had in another form."""

    reference: str
    title: str
    format: str
    ready_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatWished:
    """Somebody asked for another form of the papers."""

    reference: str
    title: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatDelivered:
    """Who asked for another form has it."""

    reference: str
    title: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSent:
    """Somebody answered, or changed the answer. The record does not say who."""

    reference: str
    title: str
    answers_as: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseReceived:
    """An organisation's answer was received; its people get a receipt."""

    reference: str
    title: str
    organisation: str
    channel: str
    receipt: str
    closes_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseWithdrawn:
    """An answer was taken back."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOffered:
    """Somebody offered a statement for all to vote on."""

    reference: str
    title: str
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLookedAt:
    """A statement is shown, or not, with the reason."""

    reference: str
    title: str
    number: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReached:
    """Somebody went to an organisation that had not been heard."""

    reference: str
    title: str
    organisation: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationExtended:
    """It is open for longer."""

    reference: str
    title: str
    was: date
    closes_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationClosed:
    """No more answers are received; what was missing is said."""

    reference: str
    title: str
    organisations: int
    people: int
    groups: int
    brake: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationWithdrawn:
    """It is no longer asked."""

    reference: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAnswered:
    """One thing that people said has its answer."""

    reference: str
    title: str
    number: int
    did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBack:
    """Every main point has an answer, and those who took part are told."""

    reference: str
    title: str
    owner: str
    points: int
    did: int
    did_not: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedThrough:
    """How far something promised has come."""

    reference: str
    title: str
    number: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodChanged:
    """Views are asked for otherwise, because of what was learned."""

    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoDesignKept:
    """A change of a service is kept with who helps to design it."""

    service: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoDesignerNamed:
    """Somebody helped at one stage of a change."""

    service: str
    who: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachKept:
    """A way to involve a community is in the library."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachesPromoted:
    """The library was made known."""

    where: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PileReceived:
    """A pile of answers on paper was received at once."""

    reference: str
    title: str
    answers: int

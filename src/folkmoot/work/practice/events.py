"""What has happened to what the sector knows how to do, and shares."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferListed:
    """An offer of a skill, knowledge, experience or time was listed."""

    reference: str
    kind: str
    organisation: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRenewed:
    """An offer was said to stand, so it is seen for longer."""

    reference: str
    organisation: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn:
    """Consent to an offer was withdrawn, and it is gone."""

    reference: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLogged:
    """What an organisation gave was written down."""

    organisation: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionThanked:
    """An organisation was thanked for what it gave."""

    organisation: str
    words: str
    thanks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertRegistered:
    """Somebody who knows something from their own life agreed to be asked; who it is stays out."""

    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertWithdrew:
    """Somebody no longer wants to be asked; who it is stays out."""

    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceOpened:
    """A piece of work asks for people who know its subject from their own life."""

    reference: str
    title: str
    asked_by: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertAsked:
    """An expert by experience is asked to take part, and why."""

    title: str
    asked_by: str
    why: str
    pays: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertDeedKept:
    """An expert by experience was trained, thanked or paid; who it is stays out."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTold:
    """A case study was entered or changed; what it is called stays out until it is public."""

    number: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPublished:
    """Everybody can read a case study."""

    number: int
    title: str
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentKept:
    """What belongs with a case study was kept, or said to be missing."""

    number: int
    kind: str
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofKept:
    """An award or a report was tagged with benefits."""

    kind: str
    title: str
    benefits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShared:
    """A member shared what works."""

    reference: str
    title: str
    organisation: str
    scale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleTakenUp:
    """Another organisation took up what works."""

    reference: str
    title: str
    organisation: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonialPublished:
    """What somebody said was published with their leave."""

    tone: str
    about: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipKept:
    """Who works with whom was written down."""

    body: str
    team: str
    organisation: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueKept:
    """A room that groups can use was entered or confirmed."""

    reference: str
    name: str
    keeper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueAskedFor:
    """A group asks for a room."""

    reference: str
    name: str
    organisation: str
    for_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueAnswered:
    """The keeper of a room answered."""

    reference: str
    name: str
    organisation: str
    for_on: date
    answer: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerOptedIn:
    """Somebody of an organisation agreed to be found by members."""

    organisation: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerOptedOut:
    """Somebody of an organisation is no longer to be found by members."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsShared:
    """A member told something to members."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAsked:
    """Feedback is asked about an occasion."""

    reference: str
    title: str
    kind: str
    closes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementKept:
    """Something is to be done better, by whom and by when."""

    number: int
    title: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementMade:
    """Something was done better."""

    number: int
    title: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkKept:
    """A network whose list was brought in was entered."""

    reference: str
    name: str
    keeper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkBrought:
    """The list of a network was brought in."""

    reference: str
    name: str
    contacts: int
    known: int
    new: int

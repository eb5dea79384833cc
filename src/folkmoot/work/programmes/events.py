"""What has happened to programmes, training, hubs, groups of several sectors, and support."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKept:
    """A programme was entered or what is said of it changed."""

    programme: str
    title: str
    owner: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntered:
    """An organisation provides a programme."""

    programme: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMadeLive:
    """A provider was let begin."""

    programme: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntered:
    """A site of a programme was entered."""

    programme: str
    title: str
    organisation: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEntered:
    """It was entered when a site is open."""

    programme: str
    title: str
    site: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresTold:
    """A provider told what it counted."""

    programme: str
    title: str
    organisation: str
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresReported:
    """Figures of a whole programme were entered as somebody published them."""

    programme: str
    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlanned:
    """A training was planned or what is said of it changed."""

    training: str
    title: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSessionSet:
    """It was set when and where a training is held."""

    training: str
    title: str
    number: int
    place: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingInvited:
    """An organisation was asked to a training."""

    training: str
    title: str
    organisation: str
    is_required: bool
    by_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingBooked:
    """An organisation booked a session of a training."""

    training: str
    title: str
    organisation: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnoutEntered:
    """It was entered whether an organisation came to a training."""

    training: str
    title: str
    organisation: str
    came: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingChased:
    """An organisation that has not come to a required training was written to again."""

    training: str
    title: str
    organisation: str
    by_on: date | None
    is_blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceReported:
    """A count and a rate of a training were entered as somebody published them."""

    training: str
    title: str
    agrees: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRated:
    """An organisation said how it found a training."""

    training: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPollOpened:
    """It is asked after a training what came of it."""

    training: str
    title: str
    question: str
    closes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPollAnswered:
    """An organisation answered what came of a training."""

    training: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPollReported:
    """Counts of answers were entered as somebody published them."""

    training: str
    title: str
    respondents: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubKept:
    """A hub was entered or what is said of it changed."""

    hub: str
    name: str
    locality: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPointKept:
    """A smaller point around a hub was entered."""

    hub: str
    name: str
    point: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStepKept:
    """Something that people run or share at a hub began or ended."""

    hub: str
    name: str
    what: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProfileKept:
    """What is told of a group of several sectors was kept."""

    forum: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSeatKept:
    """A role came to a group of several sectors, or left it."""

    forum: str
    name: str
    role: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSwitchedOn:
    """A standing network was switched on for something."""

    forum: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSwitchedOff:
    """A standing network was switched off again."""

    forum: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLogged:
    """A support body gave support."""

    body: str
    function: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceKept:
    """A service was entered or what is said of it changed."""

    body: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineTaken:
    """It was kept how things stand in each place."""

    on: date
    places: int

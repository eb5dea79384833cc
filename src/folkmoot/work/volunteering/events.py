"""What has happened in volunteering. Nobody who gives time is named in any of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityListed:
    """A role passed its tests and is on the public list."""

    reference: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityKept:
    """What is said of a role was changed."""

    reference: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityClosed:
    """A role takes nobody any more."""

    reference: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunitiesBrought:
    """Roles were read in from a file; they are listed once their tests are answered."""

    source: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerCame:
    """Somebody offered their time. The letter holds their private link, the record does not."""

    reference: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerWaits:
    """Somebody who offered their time waits for officers to match them."""

    reference: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerMoved:
    """A match of a volunteer goes on; told to the volunteer with their private link."""

    title: str
    organisation: str
    stage: str
    words: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerReferred:
    """A volunteer who agreed to it is named to an organisation."""

    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchMoved:
    """A match went on to another stage."""

    reference: str
    title: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerThanked:
    """An organisation thanked a volunteer; told to the volunteer alone."""

    organisation: str
    words: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignKept:
    """A campaign has its page."""

    campaign: str
    title: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWatched:
    """A proposal that touches volunteers is watched, or was answered."""

    reference: str
    title: str
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInformed:
    """What is known of volunteering here helped to shape a plan."""

    reference: str
    plan: str
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCosted:
    """What a volunteer programme cost is told, by its heads."""

    organisation: str
    programme: str
    year: int
    pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLooked:
    """An organisation looked at how it treats its volunteers."""

    organisation: str
    met: int
    of: int
    review_on: date

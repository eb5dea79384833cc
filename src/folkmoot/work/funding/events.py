"""What has happened with money."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPublished:
    """A fund is public, with everything that is said before it opens."""

    fund: str
    title: str
    funder: str
    opens_on: date
    closes_on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSent:
    """An organisation applied; the record does not say which until it is decided."""

    fund: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BidReceived:
    """An organisation's people get a receipt."""

    fund: str
    title: str
    organisation: str
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BidDecided:
    """An application was decided; its people are told why, whatever was decided."""

    fund: str
    title: str
    organisation: str
    is_awarded: bool
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingAwarded:
    """Money is given."""

    identifier: str
    organisation: str
    funder: str
    title: str
    pounds: str
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardReported:
    """What came of an award was told."""

    identifier: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingEnds:
    """Notice is given that a funding ends."""

    identifier: str
    organisation: str
    funder: str
    title: str
    ends_on: date
    because: str
    exception: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReplied:
    """The organisation told what the end does, in its own words."""

    identifier: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsRead:
    """A list of awards was read in."""

    source: str
    awards: int

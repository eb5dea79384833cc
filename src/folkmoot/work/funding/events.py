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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDueForRenewal:
    """A service that a body gives or pays for is to be renewed by a day."""

    service: str
    body: str
    renew_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChosen:
    """Of the ways to give a service, one was chosen, after they were weighed."""

    service: str
    body: str
    way: str
    weighed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardPaid:
    """A part of an award was paid."""

    identifier: str
    organisation: str
    pounds: str
    due_on: date
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned:
    """A public body and a lead signed an agreement, with what its checks said."""

    title: str
    body: str
    organisation: str
    pounds: str
    flags: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementStepDone:
    """A milestone or a report of an agreement is done."""

    title: str
    organisation: str
    what: str
    due_on: date
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsTold:
    """A funded organisation told how it minds money."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpInKindGiven:
    """Help that is not money was given, at a value."""

    body: str
    organisation: str
    words: str
    pounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideBidHelped:
    """A group was helped to win money elsewhere, or told what came of it."""

    organisation: str
    funder: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWorkProposed:
    """A body proposes to pay for an outcome together with others."""

    title: str
    body: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWorkAnswered:
    """Another body said whether it joins."""

    title: str
    body: str
    joins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTold:
    """Something was told in a review of how money is given, or in talks about it."""

    title: str
    side: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCommissioned:
    """A body is paid to support others."""

    organisation: str
    body: str
    pounds: str
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportReviewed:
    """A body that is paid to support others was looked at."""

    organisation: str
    body: str
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReviewed:
    """The support bodies looked together at who offers what where."""

    overlaps: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesSettled:
    """A sum was shared out over localities."""

    title: str
    body: str
    pounds: str
    places: int

"""What has happened to a comparison of ways to be represented."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalKept:
    """Ways to be represented are compared; whether their author gains by it is said."""

    appraisal: str
    title: str
    options: int
    author_has_interest: bool
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsTried:
    """The options were tried on the register; the digest is over all that came out."""

    appraisal: str
    seed: int
    draws: int
    organisations: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRecommended:
    """The author of a comparison recommends an option."""

    appraisal: str
    option: str
    author_has_interest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalPublished:
    """Members are asked what they think of the options."""

    appraisal: str
    title: str
    comments_close_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsCommented:
    """A member said what it thinks of the options; what it says is on the page."""

    appraisal: str
    organisation: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalDecided:
    """A way to be represented was chosen, and why; what was recommended is beside it."""

    appraisal: str
    title: str
    chosen: str
    recommended: str
    reasons: str
    motion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalReviewed:
    """What was chosen was held against what had been predicted of it."""

    appraisal: str
    title: str
    words: str

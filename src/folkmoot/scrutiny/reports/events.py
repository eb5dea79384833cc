"""What has happened to reports, tags, and those who link the sector with its partners."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBegun:
    """A report was begun."""

    report: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWritten:
    """The words of a part of a report were changed."""

    report: str
    title: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportApproved:
    """The board approved a report; its figures stay as they were that day."""

    report: str
    title: str
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted:
    """A report went to the board that it is for."""

    report: str
    title: str
    sent_to: str
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPublished:
    """A report was published."""

    report: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRemarked:
    """A body that watches over something wrote down what it thinks of a report."""

    report: str
    title: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportJudged:
    """The board wrote its judgement on a report, and perhaps what is to be done."""

    report: str
    title: str
    about: str
    says: str
    action: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardActionDone:
    """What the board said was to be done is done."""

    report: str
    title: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTagged:
    """It was said that something in the records serves an aim."""

    aim: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUntagged:
    """That something serves an aim was taken back."""

    aim: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderNamed:
    """An organisation began to do the linking."""

    name: str
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLeft:
    """An organisation does the linking no longer."""

    name: str
    until_on: date

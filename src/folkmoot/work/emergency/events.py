"""What has happened before, in and after an emergency."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReady:
    """An organisation confirmed whom to ring and what it can do in an emergency."""

    organisation: str
    helps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerReady:
    """An organisation took back what it had said that it can do."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyOpened:
    """An emergency was opened, or an exercise of one."""

    reference: str
    title: str
    is_exercise: bool
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyTold:
    """There is news of an emergency."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCalledFor:
    """Local groups were called out for some kinds of help in some places."""

    reference: str
    title: str
    helps: str
    places: str
    organisations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOut:
    """One organisation is asked whether it can help."""

    reference: str
    title: str
    organisation: str
    words: str
    helps: str
    places: str
    key: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered:
    """An organisation answered a call, by whichever way."""

    reference: str
    organisation: str
    answer: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTold:
    """Something is needed somewhere. What exactly, and by whom, is not in the record."""

    reference: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpOffered:
    """An organisation offers help."""

    reference: str
    organisation: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpMatched:
    """An offer goes to a need."""

    reference: str
    organisation: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAskedFor:
    """Those who offered are told which need it is."""

    reference: str
    title: str
    organisation: str
    kind: str
    place: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpEnded:
    """A match came to its end: the need was met, or the help fell through."""

    reference: str
    organisation: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceShared:
    """Something that others can use was shared."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryRaised:
    """A local worry was passed to a council or to the NHS."""

    reference: str
    partner: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryAnswered:
    """A public body replied to a local worry."""

    reference: str
    partner: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyEnded:
    """An emergency was stood down."""

    reference: str
    title: str
    needs_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLearned:
    """A lesson of an emergency was written down."""

    reference: str
    title: str

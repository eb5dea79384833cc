"""The question to a sample of members: who is drawn, by which link they answer, what came out."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.voice.models import Asked, Pulse
from folkmoot.reckoning.shares import Interval, interval

SALT = "folkmoot.voice.pulse"
SAMPLE = 40
PAUSE = timedelta(days=91)
FEW = 5


def drawn(frame: list[Organisation], *, seed: str, size: int = SAMPLE) -> list[Organisation]:
    """
    Draw a sample: those whose digest with the seed comes first, so that anybody can draw it again.

    SHA-256 over the seed, a colon, and the reference of the organisation, in order. No query.
    """

    def lot(one: Organisation) -> str:
        return hashlib.sha256(f"{seed}:{one.reference}".encode()).hexdigest()

    return sorted(frame, key=lot)[:size]


def asked_lately(assembly: Assembly, *, at: datetime) -> set[int]:
    """Return the organisations that were asked such a question in the last three months. One query."""
    rows = Asked.objects.filter(pulse__assembly=assembly, pulse__opened_at__gt=at - PAUSE)
    return set(rows.values_list("organisation_id", flat=True))


def link_for(asked: Asked) -> str:
    """Return the word of a link that answers for one member of a sample. No query."""
    return signing.dumps(asked.pk, salt=SALT)


def linked(assembly: Assembly, link: str) -> Asked | None:
    """Return the member of a sample that a link is for, or None where it was tampered with. One query."""
    try:
        key = signing.loads(link, salt=SALT)
    except signing.BadSignature:
        return None
    found = Asked.objects.filter(pk=key, pulse__assembly=assembly)
    return found.select_related("pulse__seat__body", "pulse__assembly", "organisation").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    What a sample said.

    :param share: of those who answered, how many said yes; None where too few did.
    """

    pulse: Pulse
    drawn: int
    answered: int
    counts: list[tuple[str, int]]
    share: Interval | None

    @property
    def per_cent(self) -> tuple[int, int, int] | None:
        """The share and the ends of its interval in whole per cent."""
        if self.share is None:
            return None
        return (
            round(100 * self.share.share),
            round(100 * self.share.low),
            round(100 * self.share.high),
        )


def result_of(pulse: Pulse) -> Result:
    """Return what a sample said, with its interval; no more than how many, under five. One query."""
    said = list(pulse.asked.values_list("says", flat=True))
    answered = [one for one in said if one]
    counts = [(str(label), answered.count(value)) for value, label in Asked.Says.choices]
    is_told = len(answered) >= FEW
    yes = answered.count(Asked.Says.YES)
    return Result(
        pulse=pulse,
        drawn=len(said),
        answered=len(answered),
        counts=counts if is_told else [],
        share=interval(found=yes, asked=len(answered), of=max(pulse.frame, len(answered)))
        if is_told
        else None,
    )


def results_of(seat: Seat, *, at: datetime) -> list[Result]:
    """Return what the closed samples of a seat said, the latest first. One query for each, ten at most."""
    closed = seat.pulses.filter(closes_at__lte=at).order_by("-number")[:9]
    return [result_of(one) for one in closed]

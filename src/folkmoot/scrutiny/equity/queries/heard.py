"""Who was reached and heard in a year, channel by channel; one place for each organisation."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Authority
from folkmoot.body.organisations.queries.makeup import UNKNOWN, Makeup
from folkmoot.proceedings.elections.models import Voter
from folkmoot.proceedings.elections.models.ballots import Mark
from folkmoot.proceedings.meetings.models import AgendaRequest, Attendance, Turn
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.models import View
from folkmoot.work.consultations.models import Consultation, Point, Reached, Response
from folkmoot.work.funding.models import Award

CHANNELS = {
    "meetings": "came to a meeting",
    "agenda": "put something on an agenda, or spoke",
    "votes": "voted in an election",
    "consultations": "answered a consultation",
    "views": "told a representative what it thinks",
    "seats": "held a seat at a table",
    "funding": "was given money",
}
STAGES = {
    "register": "is on the register",
    "known": "is known: somebody acts for it here",
    "asked": "was asked",
    "part": "took part",
    "spoke": "spoke or wrote",
    "counted": "is in a published result",
    "acted": "took part in something that was acted on",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """
    Who was heard in a year.

    :param times: by channel, how often each organisation (by key) was.
    :param stages: by stage, the keys of the organisations that came so far.
    """

    times: dict[str, Counter[int]]
    stages: dict[str, set[int]]


def heard_in(assembly: Assembly, register: dict[int, Makeup], *, year: int) -> Heard:
    """
    Return who was reached and heard in a year. Thirteen queries, however many there are.

    Those who are not on the register, and public bodies, are left out: it is the sector's voice.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    times = {
        name: Counter({key: number for key, number in found.items() if key in register})
        for name, found in _times(assembly, year).items()
    }
    # To be given money is no say in anything, so it is counted apart from taking part.
    part = {key for name, found in times.items() if name != "funding" for key in found}
    spoke = {key for name in ("agenda", "consultations", "views") for key in times[name]}
    held = Authority.objects.filter(
        Q(until_on=None) | Q(until_on__gt=first),
        from_on__lte=last,
        organisation__listings__assembly=assembly,
    )
    known = {key for key in held.values_list("organisation_id", flat=True) if key in register}
    counted, acted = _results(assembly, year)
    stages = {
        "register": set(register),
        "known": known | part,
        "asked": (_asked(assembly, register, known, year) | part),
        "part": part,
        "spoke": spoke,
        "counted": counted & spoke,
        "acted": acted & spoke,
    }
    return Heard(times, stages)


def _times(assembly: Assembly, year: int) -> dict[str, Counter[int]]:
    came = Attendance.objects.filter(
        meeting__assembly=assembly,
        meeting__starts_at__year=year,
        status=Attendance.Status.PRESENT,
        organisation__isnull=False,
    )
    asked = AgendaRequest.objects.filter(meeting__assembly=assembly, meeting__starts_at__year=year)
    turns = Turn.objects.filter(
        item__meeting__assembly=assembly,
        item__meeting__starts_at__year=year,
        done_at__isnull=False,
        attendance__organisation__isnull=False,
    )
    voted = Mark.objects.filter(
        round__contest__assembly=assembly, round__closes_at__year=year, has_voted=True
    )
    answered = Response.objects.filter(
        consultation__assembly=assembly,
        state=Response.State.SENT,
        answers_as=Response.As.ORGANISATION,
        sent_at__year=year,
    )
    views = View.objects.filter(call__assembly=assembly, withdrawn_at=None, given_at__year=year)
    seats = Holding.objects.current_on(date(year, 12, 31)).filter(
        seat__assembly=assembly, organisation__isnull=False
    )
    given = Award.objects.filter(
        assembly=assembly, awarded_on__year=year, organisation__isnull=False
    )
    spoke = Counter(asked.values_list("organisation_id", flat=True))
    spoke.update(turns.values_list("attendance__organisation_id", flat=True))
    return {
        "meetings": Counter(came.values_list("organisation_id", flat=True)),
        "agenda": spoke,
        "votes": Counter(voted.values_list("voter__membership__organisation_id", flat=True)),
        "consultations": Counter(answered.values_list("organisation_id", flat=True)),
        "views": Counter(views.values_list("organisation_id", flat=True)),
        "seats": Counter(seats.values_list("organisation_id", flat=True)),
        "funding": Counter(given.values_list("organisation_id", flat=True)),
    }


def _asked(assembly: Assembly, register: dict[int, Makeup], known: set[int], year: int) -> set[int]:
    """
    Return who was asked: by a consultation that touches it, by a roll, or in person.

    A consultation goes to those who are known here and have one of its themes, or none.
    """
    reached = Reached.objects.filter(consultation__assembly=assembly, at__year=year)
    rolls = Voter.objects.filter(contest__assembly=assembly, contest__rounds__opens_at__year=year)
    found = set(reached.values_list("organisation_id", flat=True))
    found |= set(rolls.values_list("membership__organisation_id", flat=True))
    published = Consultation.objects.filter(
        assembly=assembly, published_at__year=year
    ).prefetch_related("themes")
    for one in published:
        themes = {theme.code for theme in one.themes.all()}
        found |= {
            key
            for key in known
            if not themes or not register[key].themes or themes & set(register[key].themes)
        }
    return found & register.keys()


def _results(assembly: Assembly, year: int) -> tuple[set[int], set[int]]:
    """Return who is in a result published, and in one of which something was acted on."""
    answered = Response.objects.filter(
        consultation__assembly=assembly,
        consultation__closed_at__isnull=False,
        state=Response.State.SENT,
        answers_as=Response.As.ORGANISATION,
        sent_at__year=year,
    )
    taken_up = set(
        Point.objects.filter(
            consultation__assembly=assembly, did__in=(Point.Did.DID, Point.Did.PARTLY)
        ).values_list("consultation_id", flat=True)
    )
    rows = list(answered.values_list("organisation_id", "consultation_id"))
    counted = {key for key, _one in rows if key is not None}
    return counted, {key for key, one in rows if key is not None and one in taken_up}


__all__ = ["CHANNELS", "STAGES", "UNKNOWN", "Heard", "heard_in"]

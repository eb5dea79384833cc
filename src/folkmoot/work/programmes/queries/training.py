"""Who was asked to a training, who came and who still has to; what each organisation has taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Avg, Count, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.rules.programmes.training import counts_that_give, whole_rate
from folkmoot.work.programmes.models import Attendance, Programme, Training, TrainingSession

ASKED = Q(invited_on__isnull=False) | Q(booked_at__isnull=False) | Q(came__isnull=False)


def trainings(assembly: Assembly) -> QuerySet[Training]:
    """
    Return the training of an assembly, the latest first. One query.

    Each carries `asked`, `here` (how many came) and `held` (how many sessions).
    """
    found = Training.objects.filter(assembly=assembly).select_related("programme")
    return found.annotate(
        asked=Count("attendances", distinct=True),
        here=Count("attendances", Q(attendances__came=True), distinct=True),
        held=Count("sessions", distinct=True),
    ).order_by("-pk")


def sessions_of(training: Training) -> QuerySet[TrainingSession]:
    """
    Return the sessions of a training, the first first. One query.

    Each carries `taken`, how many organisations booked it, and `here`, how many came to it.
    """
    return training.sessions.annotate(
        taken=Count("booked", Q(booked__booked_at__isnull=False), distinct=True),
        here=Count("booked", Q(booked__came=True), distinct=True),
    ).order_by("starts_at", "pk")


def attendances_of(training: Training) -> QuerySet[Attendance]:
    """Return who is in a training, those who have not come first, then by name. One query."""
    rows = training.attendances.select_related("organisation", "session")
    return rows.order_by("came", "organisation__sort_name", "organisation__name", "pk")


@dataclass(frozen=True, slots=True)
class Turnout:
    """
    How many came of those asked: a count and a rate that was worked out from it.

    :param unknown: of how many nobody has said whether they came.
    :param rating: the mean of 1 to 5 to one decimal, and of how many.
    """

    asked: int
    booked: int
    came: int
    stayed_away: int
    unknown: int
    rate: int | None
    rating: str | None
    rated: int


def turnout(training: Training) -> Turnout:
    """Count who came to a training. One query."""
    found = training.attendances.aggregate(
        asked=Count("pk"),
        booked=Count("pk", Q(booked_at__isnull=False)),
        here=Count("pk", Q(came=True)),
        away=Count("pk", Q(came=False)),
        mean=Avg("rating"),
        rated=Count("rating"),
    )
    asked, here, away = found["asked"], found["here"], found["away"]
    return Turnout(
        asked=asked,
        booked=found["booked"],
        came=here,
        stayed_away=away,
        unknown=asked - here - away,
        rate=whole_rate(here, of=asked) if asked else None,
        rating=f"{found['mean']:.1f}" if found["rated"] else None,
        rated=found["rated"],
    )


@dataclass(frozen=True, slots=True)
class Trained:
    """How many of those asked came to a training, and what was published of it, if anything was."""

    training: Training
    asked: int
    came: int
    rate: int | None
    reported: "Reported | None"


def trained_in(programme: Programme) -> list[Trained]:
    """Return how many came to each training of a programme, by its day. Two queries."""
    found = Attendance.objects.filter(training__programme=programme).values_list("training")
    counted = found.annotate(asked=Count("pk"), here=Count("pk", Q(came=True)))
    rows = {key: (asked, here) for key, asked, here in counted.order_by("training")}
    made = []
    for one in programme.trainings.order_by("by_on", "pk"):
        asked, here = rows.get(one.pk, (0, 0))
        rate = whole_rate(here, of=asked) if asked else None
        made.append(Trained(one, asked, here, rate, reported(one)))
    return made


@dataclass(frozen=True, slots=True)
class Reported:
    """
    What was published of who came, and whether its count and its rate can both be true.

    :param found: the rate that the count gives, where there is one.
    :param fits: the counts that the rate can stand for; none for 90 per cent of 56.
    """

    found: int | None
    fits: list[int]
    agrees: bool


def reported(training: Training) -> Reported | None:
    """Return what was published of who came; None where nothing was. No query."""
    of, count, rate = (
        training.reported_providers,
        training.reported_attended,
        training.reported_rate,
    )
    if of is None or rate is None:
        return None
    fits = counts_that_give(rate, of=of)
    found = whole_rate(count, of=of) if count is not None else None
    agrees = found == rate if found is not None else bool(fits)
    return Reported(found, fits, agrees)


def still_to_come(
    training: Training, organisations: Iterable[int] | None = None
) -> list[Attendance]:
    """Return who was asked to a required training and has not come, by name. One query."""
    rows = attendances_of(training).exclude(came=True)
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    return list(rows)


def record_of(organisation: Organisation, assembly: Assembly) -> QuerySet[Attendance]:
    """Return what an organisation was asked to, booked and came to, the latest first. One query."""
    rows = Attendance.objects.filter(organisation=organisation, training__assembly=assembly)
    return rows.select_related("training__assembly", "session").order_by(
        "-session__starts_at", "-pk"
    )


def mine(training: Training, organisation: Organisation | None) -> Attendance | None:
    """Return where an organisation stands in a training, or None. One query."""
    if organisation is None:
        return None
    rows = training.attendances.filter(organisation=organisation).select_related("session")
    return rows.order_by("pk").first()


def bookable(training: Training, *, at: datetime) -> list[TrainingSession]:
    """Return the sessions that are still to come and not full, the first first. One query."""
    ahead = sessions_of(training).filter(starts_at__gt=at)
    return [one for one in ahead if one.places is None or one.taken < one.places]  # type: ignore[attr-defined]  # put on by the query


def is_late(training: Training, *, on: date) -> bool:
    """Whether the day by which everybody is to have come is over. No query."""
    return training.by_on is not None and on > training.by_on

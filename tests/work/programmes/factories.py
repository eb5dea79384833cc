"""A summer of meals and play in a county whose documents speak of it, and its training."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from folkmoot.body.organisations.models import Organisation
from folkmoot.work.programmes.actions.attending import enter_attendance
from folkmoot.work.programmes.actions.programmes import enter_provider, keep_programme
from folkmoot.work.programmes.actions.training import plan_training, set_session
from folkmoot.work.programmes.models import Programme, Provider, Training, TrainingSession
from tests.work.consultations.factories import NOW, County, a_county, moment

TODAY = NOW.date()
BEGINS = date(2026, 7, 20)
ENDS = date(2026, 8, 28)
TOLD_BY = date(2026, 9, 18)
TRAINED_BY = date(2026, 6, 30)
HELD = date(2026, 5, 5)


def a_programme_county(**sizes: int) -> County:
    """Return a county under the principles, with organisations of these sizes."""
    return with_factor(a_county(document="dorset-principles", **(sizes or {"micro": 3})))


def with_factor(county: County) -> County:
    """Give the officer of a county a second factor, without which no page is theirs."""
    TOTP.activate(county.officer, generate_totp_secret())
    return county


def a_programme(county: County, **more: Any) -> Programme:
    """Return a summer programme with a known number of eligible children."""
    said: dict[str, Any] = {
        "title": "Summer in Wessmoor",
        "owner_name": "Wessmoor Council",
        "about": "Meals and play in the holidays.",
        "eligible_are": "children on free school meals",
        "eligible": 9452,
        "eligible_source": "The school census",
        "from_on": BEGINS,
        "until_on": ENDS,
        "returns_by": TOLD_BY,
    }
    return keep_programme(assembly=county.assembly, **county.who(), **said | more)


def a_provider(county: County, programme: Programme, body: Organisation) -> Provider:
    """Return an organisation as a provider."""
    return enter_provider(programme=programme, organisation=body, **county.who())


def a_training(county: County, programme: Programme | None = None, **more: Any) -> Training:
    """Return a training; of a programme, it is required, and whoever misses it is blocked."""
    said: dict[str, Any] = {
        "title": "Food that is fun",
        "owner_name": "Wessmoor Council",
        "about": "Why food matters, and other rewards than food.",
        "given_for": "providers" if programme else "managers",
        "programme": programme,
        "if_missed": "block" if programme else "nothing",
        "by_on": TRAINED_BY if programme else None,
    }
    return plan_training(assembly=county.assembly, **county.who(), **said | more)


def a_session(
    county: County, training: Training, *, on: date = HELD, places: int | None = None
) -> TrainingSession:
    """Return a session of a training."""
    return set_session(
        training=training, starts_at=moment(on), place="Mill Hall", places=places, **county.who()
    )


def came(county: County, session: TrainingSession, body: Organisation, *, people: int = 2) -> None:
    """Enter that an organisation came to a session, on the day after."""
    at = moment(session.starts_at.date() + timedelta(days=1))
    enter_attendance(
        training=session.training, organisation=body, came=True, session=session, people=people,
        **county.who(at),
    )  # fmt: skip

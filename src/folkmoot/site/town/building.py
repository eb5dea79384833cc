"""The town as a whole: whether it is there, and how it is built."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.actions import post_waiting_letters
from folkmoot.ground.people.models import Person
from folkmoot.site.town import cast
from folkmoot.site.town.county import County
from folkmoot.site.town.diary import Days, Diary
from folkmoot.site.town.material import Invention, plans
from folkmoot.site.town.stories import STORIES

FULL = sum(plan.organisations for plan in plans())
LEAST = 120
"""With fewer organisations there is nobody left to stand in some of the elections."""


@dataclass(frozen=True, slots=True)
class Built:
    """
    What was built.

    :param keys: the tellers' private keys by the reference of the contest, for those who
        print them: they are written down nowhere else.
    """

    organisations: int
    people: int
    entries: int
    keys: dict[str, str]


def is_town() -> bool:
    """Whether what the database holds is a town that was built here. One query."""
    slugs = set(Assembly.objects.order_by("slug").values_list("slug", flat=True))
    return slugs == set(STORIES)


def is_empty() -> bool:
    """Whether nothing is kept yet. Three queries."""
    return not any(kept.objects.exists() for kept in (Assembly, Organisation, Person))


@transaction.atomic
def build_town(
    *, seed: int, organisations: int, now: datetime, progress: Callable[[str], object] = str
) -> Built:
    """
    Fill an empty database with the town, as it has become by now; all of it or nothing.

    Everything is done through the acts of the house, each at its own moment, so that the
    record tells the town's whole history in order.

    :param progress: called with the name of each assembly as its story is entered.
    """
    chance = Random(seed)
    invent = Invention(chance)
    invent.taken |= {*cast.EMAILS, *(one.name for known in cast.CAST.values() for one in known)}
    invent.taken |= {body.officer for plan in plans() for body in plan.bodies}
    days, diary = Days(now), Diary()
    counties = []
    for plan in plans():
        founded, tell = STORIES[plan.slug]
        county = County(plan, days, diary, invent, founded, organisations / FULL)
        tell(county)
        counties.append(county)
        progress(plan.name)
    diary.live_through(now, every_evening=lambda at: post_waiting_letters(at=at))
    for person in Person.objects.filter(posts__isnull=False).distinct().order_by("pk"):
        if not is_mfa_enabled(person):
            TOTP.activate(person, generate_totp_secret())
    return Built(
        organisations=Organisation.objects.count(),
        people=Person.objects.count(),
        entries=Entry.objects.count(),
        keys={name: key for county in counties for name, key in county.keys.items()},
    )

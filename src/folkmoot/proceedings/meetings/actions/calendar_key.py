import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import CalendarKey


@transaction.atomic
def new_calendar_key(*, person: Person, at: datetime) -> CalendarKey:
    """
    Make the secret end of the address of somebody's own calendar; the old one ends with it.

    It is nobody else's business, so nothing is recorded or told.
    """
    kept, _made = CalendarKey.objects.update_or_create(
        person=person, defaults={"key": secrets.token_urlsafe(30), "made_at": at}
    )
    return kept

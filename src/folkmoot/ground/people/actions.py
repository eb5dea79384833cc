from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email


@transaction.atomic
def welcome(*, email: str, name: str, at: datetime) -> Person:
    """
    Return the person with an e-mail address, made known if they were not.

    The address counts as checked, because a code sent to it is the only way in. A
    name that is already known is not written over.
    """
    person = with_email(email)
    if person is None:
        person = Person(email=email.strip().lower(), name=name.strip(), joined_at=at)
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    elif not person.name and name.strip():
        person.name = name.strip()
        person.save(update_fields=["name"])
    return person

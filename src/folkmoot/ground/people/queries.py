from django.db.models import QuerySet

from folkmoot.ground.people.models import Person


def with_email(email: str) -> Person | None:
    """Return the person who has an e-mail address, however it is capitalised. One query."""
    return Person.objects.filter(email__iexact=email.strip()).order_by("pk").first()


def named_by_reference(references: set[str]) -> dict[str, str]:
    """Return the names of the people that the record speaks of, by reference. One query."""
    people: QuerySet[Person] = Person.objects.filter(reference__in=references)
    return dict(people.values_list("reference", "name"))

from django.db.models import QuerySet

from folkmoot.ground.letters.models import Letter, Posted
from folkmoot.ground.people.models import Person


def posted() -> QuerySet[Posted]:
    """Return the messages of a demonstration, the latest first. One query."""
    return Posted.objects.order_by("-posted_at", "-pk")


def letters_to(person: Person) -> QuerySet[Letter]:
    """Return what a person was told, the latest first. One query."""
    return Letter.objects.filter(to=person).order_by("-written_at", "-pk")

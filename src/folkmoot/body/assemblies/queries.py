from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.ground.once import asked_once
from folkmoot.ground.people.models import Person
from folkmoot.rules.periods import local_day


def day_in(assembly: Assembly, *, at: datetime) -> date:
    """Return the day that a moment falls on in the assembly's own time zone. No query."""
    return local_day(at, ZoneInfo(assembly.time_zone))


def assemblies() -> QuerySet[Assembly]:
    """Return every assembly of this installation, by name. One query."""
    return Assembly.objects.order_by("name", "pk")


def posts_of(person: Person, *, on: date) -> QuerySet[Post]:
    """Return the posts a person holds on a day, with their assemblies. One query."""
    held = Post.objects.held_on(on).filter(person=person)
    return held.select_related("assembly").order_by("assembly__name", "kind", "pk")


def holds_post(person: Person, assembly: Assembly, kinds: Iterable[str], *, on: date) -> bool:
    """
    Test whether a person holds one of some kinds of post in an assembly.

    One query; while a page is read, for the first who asks.
    """
    wanted = sorted(map(str, kinds))
    held = Post.objects.held_on(on).filter(person=person, assembly=assembly, kind__in=wanted)
    question = ("whether somebody holds a post", person.pk, assembly.pk, *wanted, on)
    return asked_once(question, held.exists)


def officers(assembly: Assembly, *, on: date) -> list[Person]:
    """Return an assembly's support officers on a day, by name. One query."""
    posts = (
        Post.objects.held_on(on)
        .filter(assembly=assembly, kind=Post.Kind.OFFICER)
        .select_related("person")
    )
    return [post.person for post in posts.order_by("person__name", "pk")]

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class Assembly(models.Model):
    """
    One alliance, assembly, compact partnership or representation scheme: the tenant.

    `scheme` says how an organisation belongs: everybody in the area does (`listed`),
    or those who have signed the agreement do (`signed`).
    """

    class Scheme(models.TextChoices):
        LISTED = "listed", "everybody in the area belongs"
        SIGNED = "signed", "members sign the agreement"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True, help_text="One paragraph for the public.")
    scheme = models.CharField(max_length=10, choices=Scheme)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    recognised_on = models.DateField(
        null=True, help_text="The day public bodies formally recognised it; unknown is blank."
    )
    accent = models.CharField(max_length=7, blank=True)
    areas = models.ManyToManyField("places.Area", related_name="assemblies", blank=True)

    def __str__(self) -> str:
        return self.slug


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> Self:
        """Those held on a day: [from_on, until_on)."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Post(models.Model):
    """A person's standing task in an assembly, for a time: not an elected office."""

    class Kind(models.TextChoices):
        OFFICER = "officer", "support officer"
        BOARD = "board", "governance board member"
        PUBLIC_BODY = "public-body", "public body officer"

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="posts")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=Kind)
    body = models.CharField(max_length=200, blank=True, help_text="Who employs them.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it is no longer held.")

    objects = models.Manager.from_queryset(PostQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="post_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["assembly", "person", "kind"],
                condition=Q(until_on=None),
                name="post_is_held_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["person", "assembly"], name="posts_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of {self.assembly_id}"

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from folkmoot.body.forums.models.forum import Forum


class CoOptionQuerySet(models.QuerySet["CoOption"]):
    def serving_on(self, day: date) -> Self:
        """Those co-opted by a day who have not left: [from_on, until_on)."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class CoOption(models.Model):
    """
    Somebody whom a group took in for what they know, by a decision of its own.

    They come from another forum of the assembly, or from a body with special knowledge.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="co_options")
    person_name = models.CharField(max_length=200)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="co_options"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True,
        related_name="co_options", help_text="The body with special knowledge.",
    )  # fmt: skip
    source_forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, null=True, related_name="co_opted_from_it"
    )
    expertise = models.TextField(help_text="What they bring.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day they no longer sit there.")
    motion = models.CharField(max_length=40, help_text="The reference of the decision.")
    votes_for = models.PositiveIntegerField()
    votes_against = models.PositiveIntegerField()

    objects = models.Manager.from_queryset(CoOptionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(expertise="") & ~Q(motion=""),
                name="co_option_says_for_what_and_by_which_decision",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(source_forum__isnull=False),
                name="co_option_says_where_from",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="co_option_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["forum", "person_name"],
                condition=Q(until_on=None),
                name="person_is_co_opted_into_a_group_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"co-option {self.pk} into forum {self.forum_id}"

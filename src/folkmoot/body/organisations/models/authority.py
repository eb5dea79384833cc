from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from folkmoot.body.organisations.models.organisation import Organisation


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def standing_on(self, day: date) -> Self:
        """Those given by a day and not yet ended: [from_on, until_on)."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Authority(models.Model):
    """A person may act for an organisation, from a day until another."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="authorities"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="authorities"
    )
    title = models.CharField(max_length=120, blank=True, help_text="What they are there.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day they no longer may.")

    objects = models.Manager.from_queryset(AuthorityQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="authority_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until_on=None),
                name="authority_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"authority {self.pk} for organisation {self.organisation_id}"

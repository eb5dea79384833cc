from django.db import models
from django.db.models import Q

from folkmoot.body.forums.models.forum import Forum


class Mandate(models.Model):
    """
    What somebody outside asked of the assembly, by when, and how it was met.

    Whether it is met, late or open follows from its dates.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="mandates"
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, null=True, related_name="mandates",
        help_text="The forum that it prompted; blank for the assembly as a whole.",
    )  # fmt: skip
    issuer = models.CharField(max_length=200)
    asks = models.CharField(max_length=400)
    source = models.CharField(max_length=300, blank=True, help_text="The document that says so.")
    due_on = models.DateField(null=True, help_text="The last day on which it is in time.")
    met_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "issuer", "asks"], name="mandate_is_registered_once"
            ),
            models.CheckConstraint(
                condition=~Q(issuer="") & ~Q(asks=""), name="mandate_says_who_asks_for_what"
            ),
            models.CheckConstraint(
                condition=Q(met_on=None, evidence="") | (Q(met_on__isnull=False) & ~Q(evidence="")),
                name="mandate_that_is_met_has_its_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk} of assembly {self.assembly_id}"

from django.db import models
from django.db.models import F, Q


class Adoption(models.Model):
    """
    From which day an assembly is bound by which version of a governing document.

    One document at a time is the assembly's agreement: the one that says who is a
    member, who may chair, and how they are chosen.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="adoptions"
    )
    document = models.CharField(max_length=60, help_text="The document's id: `staffs-alliance`.")
    version = models.CharField(max_length=20)
    is_agreement = models.BooleanField(default=False)
    from_on = models.DateField(help_text="The first day it binds.")
    until_on = models.DateField(null=True, help_text="The first day it no longer binds.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "document", "from_on"],
                name="version_is_adopted_once_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="adoption_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["assembly", "document"],
                condition=Q(until_on=None),
                name="one_version_of_a_document_binds_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["assembly"],
                condition=Q(until_on=None, is_agreement=True),
                name="assembly_has_one_agreement_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} version {self.version} from {self.from_on}"

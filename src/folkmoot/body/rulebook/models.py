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

    # Put there by queries.adoptions: whether anything in this version was ever amended.
    is_amended: bool

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


class Amendment(models.Model):
    """
    One number, date, word or list of an adopted version that a decision changed from a day.

    It belongs to that version: the next version says for itself what it fixes. Of two
    amendments of one parameter the one from the later day holds from that day.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="amendments"
    )
    document = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    parameter = models.CharField(max_length=100)
    value = models.JSONField(help_text="As the document's file would write it.")
    clause = models.CharField(max_length=100, help_text="The key of the clause that fixes it.")
    from_on = models.DateField(help_text="The first day it applies.")
    decided_by = models.CharField(max_length=40, help_text="The reference of the decision.")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=""), name="amendment_names_its_decision"
            ),
            models.UniqueConstraint(
                fields=["assembly", "document", "parameter", "decided_by"],
                name="decision_amends_a_parameter_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "document", "version", "from_on", "id"],
                name="amendments_of_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"amendment of {self.parameter} in {self.document} from {self.from_on}"

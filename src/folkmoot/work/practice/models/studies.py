"""What is kept of case studies, what belongs with them, and what they give proof of."""

from django.db import models
from django.db.models import Q


class Study(models.Model):
    """
    A story of work done together, under the same headings each time.

    Its number is given by the system and none repeats; what it was called in print stays as text.
    A heading that is blank is missing, and is counted.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="studies"
    )
    number = models.PositiveIntegerField()
    printed_label = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    objectives = models.TextField(blank=True)
    budget = models.TextField(blank=True)
    inside = models.TextField(blank=True, help_text="Who took part of the public body.")
    outside = models.TextField(blank=True, help_text="Who took part from outside it.")
    process = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="studies"
    )
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="+", blank=True)
    told_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"], name="number_of_a_case_study_does_not_repeat"
            )
        ]

    def __str__(self) -> str:
        return f"case study {self.number} of {self.assembly_id}"


class Attachment(models.Model):
    """
    What belongs with a case study: a picture, a quotation, comments, a footnote; or that it is missing.

    A picture or a quotation stands there because somebody agreed, and until a day.
    """

    class Kind(models.TextChoices):
        QUOTE = "quote", "quotation"
        PICTURE = "picture", "picture"
        DOCUMENT = "document", "document"
        COMMENTS = "comments", "comments of a poll"
        FOOTNOTE = "footnote", "footnote"

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=200)
    words = models.TextField(blank=True, help_text="What is said, or what the picture shows.")
    link = models.URLField(max_length=500, blank=True)
    is_missing = models.BooleanField(default=False)
    consent_of = models.CharField(max_length=200, blank=True, help_text="Officers only.")
    consented_on = models.DateField(null=True)
    consent_until = models.DateField(null=True, help_text="The first day it is no longer shown.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_missing=True)
                | ~Q(kind__in=["quote", "picture"])
                | Q(consented_on__isnull=False, consent_until__isnull=False) & ~Q(consent_of=""),
                name="quotation_and_picture_stand_by_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of study {self.study_id}"


class Proof(models.Model):
    """An award or a report that is kept elsewhere, by its title and address, to be tagged here."""

    class Kind(models.TextChoices):
        AWARD = "award", "award"
        REPORT = "report", "report"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="proofs"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["assembly", "-on", "-id"], name="proofs_latest_first")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class BenefitTag(models.Model):
    """Something gives proof of one of the listed benefits: a study, an example, an award, a report."""

    benefit = models.SlugField(max_length=10, help_text="d1 to d6 are direct, i1 to i3 indirect.")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, null=True, related_name="tags")
    example = models.ForeignKey(
        "practice.Example", on_delete=models.CASCADE, null=True, related_name="tags"
    )
    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, null=True, related_name="tags")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(study__isnull=False, example=None, proof=None)
                | Q(study=None, example__isnull=False, proof=None)
                | Q(study=None, example=None, proof__isnull=False),
                name="benefit_is_tagged_on_one_thing",
            ),
            models.UniqueConstraint(fields=["benefit", "study"], name="study_has_a_benefit_once"),
            models.UniqueConstraint(fields=["benefit", "example"], name="example_has_it_once"),
            models.UniqueConstraint(fields=["benefit", "proof"], name="proof_has_a_benefit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit} of {self.study_id or self.example_id or self.proof_id}"

"""Material that is tried with a few first and then given out; and dated statements of how things stand."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.documents.models.versions import Version


class PilotGroup(models.Model):
    """A group that tries a version of something new, and what it said of it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pilots")
    name = models.CharField(max_length=200)
    from_on = models.DateField()
    said = models.TextField(blank=True)
    said_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="group_tries_a_version_once"),
            models.CheckConstraint(
                condition=Q(said_on=None, said="") | (Q(said_on__isnull=False) & ~Q(said="")),
                name="pilot_group_said_something_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"pilot {self.pk} of {self.version_id}"


class GivenOut(models.Model):
    """How many copies of a version went to whom, and for how many people there."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="given_out")
    to = models.CharField(max_length=200)
    on = models.DateField()
    copies = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["version", "-on", "-id"], name="given_out_latest_first")]

    def __str__(self) -> str:
        return f"copies {self.pk} of {self.version_id}"


class Statement(models.Model):
    """How something stands: when that was written, when last looked at, until when it holds."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="status_statements"
    )
    title = models.CharField(max_length=200)
    words = models.TextField()
    written_on = models.DateField()
    checked_on = models.DateField()
    review_on = models.DateField(null=True, help_text="Blank: it follows from the document.")
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on__gte=F("written_on")),
                name="statement_is_checked_after_it_is_written",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-written_on", "-id"], name="statements_latest_first")
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"

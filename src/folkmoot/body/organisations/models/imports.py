from django.db import models


class Import(models.Model):
    """One list that was read into the register, with what became of each row."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="imports"
    )
    by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="imports"
    )
    at = models.DateTimeField()
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    listed = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, help_text="The row, the column and what is wrong.")

    class Meta:
        indexes = [models.Index(fields=["assembly", "-at", "-id"], name="imports_latest_first")]

    def __str__(self) -> str:
        return f"import {self.pk} of {self.file_name}"


class Upload(models.Model):
    """A list that somebody has brought and not yet confirmed: kept for a day, then forgotten."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="uploads"
    )
    by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="uploads")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(help_text="The file, compressed.")

    class Meta:
        indexes = [models.Index(fields=["at"], name="uploads_oldest_first")]

    def __str__(self) -> str:
        return f"upload {self.pk} of assembly {self.assembly_id}"

"""Versions of a document with their text, approvals, equality checks, forms, and what was said of a draft."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.documents.models.sheets import Document


class Version(models.Model):
    """
    A document's text on a day, and the reason of its change. It stays as it was written.

    It is a draft until it is adopted, in force from then, and replaced by the next.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True, help_text="As it is printed on it.")
    text = models.TextField(blank=True)
    reason = models.TextField()
    is_shown = models.BooleanField(
        default=True, help_text="Whether everybody may read it while it is a draft."
    )
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(null=True)
    replaced_on = models.DateField(null=True)
    draft_mark = models.CharField(
        max_length=200, blank=True, help_text="The words by which its text calls itself a draft."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="version_has_its_number_in_a_document"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(adopted_on__isnull=False, replaced_on=None),
                name="document_has_one_version_in_force",
            ),
            models.CheckConstraint(
                condition=Q(replaced_on=None) | Q(replaced_on__gte=F("adopted_on")),
                name="version_is_replaced_after_it_was_adopted",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"


class Approval(models.Model):
    """That a version was approved at a level: by whom, and on which day."""

    class Level(models.TextChoices):
        DIRECTOR = "director", "at director level"
        BOARD = "board", "at partnership board level"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approvals")
    level = models.CharField(max_length=10, choices=Level)
    approved_by = models.CharField(max_length=200, blank=True, help_text="Blank is not known.")
    approved_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "level"], name="version_is_approved_once_at_a_level"
            )
        ]

    def __str__(self) -> str:
        return f"approval {self.level} of {self.version_id}"


class EqualityCheck(models.Model):
    """An equality impact assessment of a version, or the reason why it needs none."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="equality_checks")
    is_waiver = models.BooleanField()
    words = models.TextField(help_text="What it found, or why none is needed.")
    link = models.URLField(blank=True)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="equality_check_says_something")
        ]

    def __str__(self) -> str:
        return f"equality check {self.pk} of {self.version_id}"


class Format(models.Model):
    """A form in which a version can be had from elsewhere."""

    class Kind(models.TextChoices):
        WEB = "web", "web page"
        PDF = "pdf", "PDF"
        LARGE = "large", "large print"
        EASY = "easy-read", "Easy Read"
        LANGUAGE = "language", "another language"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="formats")
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=60, blank=True)
    link = models.URLField()
    draft_mark = models.CharField(
        max_length=200, blank=True, help_text="Where the file still calls itself a draft."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "language"], name="version_has_a_form_once"
            ),
            models.CheckConstraint(
                condition=(Q(kind="language") & ~Q(language=""))
                | (~Q(kind="language") & Q(language="")),
                name="another_language_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.version_id}"


class Comment(models.Model):
    """What somebody said of a draft or a trial, the reply, and what changed for it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    group = models.CharField(max_length=200, blank=True, help_text="A group they speak for.")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    made_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    change = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="comment_has_its_number_in_a_version"
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None) | ~Q(reply=""),
                name="answered_comment_of_a_version_has_a_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.number} of {self.version_id}"

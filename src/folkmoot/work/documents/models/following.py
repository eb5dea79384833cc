"""When a document is looked at again, how it is rewritten, and what it is to become."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.documents.models.sheets import Document


class Review(models.Model):
    """
    A look back at a document; or, where `held_on` is blank, the agreement to look at another time.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField(null=True)
    found = models.TextField(help_text="What was found, or why another day was agreed.")
    agreed_by = models.CharField(max_length=300, blank=True)
    was_on = models.DateField(null=True, help_text="The day before that the review was due.")
    next_on = models.DateField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | ~Q(agreed_by=""),
                name="review_was_held_or_its_day_agreed",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk} of {self.document_id}"


class Rewrite(models.Model):
    """A project, from a day until a day, that works out the next version with those it touches."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="rewrites")
    because = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    version = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="What came of it.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="rewrite_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(ended_on=None),
                name="document_is_rewritten_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, version=None)
                | Q(ended_on__isnull=False, version__isnull=False),
                name="ended_rewrite_has_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"rewrite {self.pk} of {self.document_id}"


class RewriteGroup(models.Model):
    """A group that a rewriting touches; how and when it was asked, and what it said."""

    rewrite = models.ForeignKey(Rewrite, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=200)
    heard_on = models.DateField(null=True)
    how = models.CharField(max_length=200, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rewrite", "name"], name="group_is_named_once_in_a_rewrite"
            ),
            models.CheckConstraint(
                condition=Q(heard_on=None) | (~Q(how="") & ~Q(said="")),
                name="heard_group_says_how_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"group {self.pk} of rewrite {self.rewrite_id}"


class SuccessorTask(models.Model):
    """What a document is to become: principles that are to grow into a strategy."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="successors")
    kind = models.CharField(max_length=14, choices=Document.Kind)
    words = models.TextField()
    after = models.CharField(max_length=200, blank=True, help_text="What it waits for.")
    due_on = models.DateField(null=True, help_text="Blank: no day was named.")
    successor = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="follows"
    )
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(done_on=None),
                name="document_becomes_one_thing_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(successor__isnull=False),
                name="done_succession_has_its_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"successor of {self.document_id}"

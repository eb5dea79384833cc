"""What is kept of short feedback, and of what was done about it."""

from django.db import models
from django.db.models import Q


class Occasion(models.Model):
    """A meeting, an election or a training of which feedback is asked."""

    class Kind(models.TextChoices):
        MEETING = "meeting", "meeting"
        ELECTION = "election", "election"
        TRAINING = "training", "training"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="occasions"
    )
    reference = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which feedback is taken.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="occasion_has_its_own_reference"
            )
        ]
        indexes = [models.Index(fields=["assembly", "-held_on", "-id"], name="occasions_latest")]

    def __str__(self) -> str:
        return f"occasion {self.reference}"


class Feedback(models.Model):
    """What somebody thought of an occasion; who it was is not kept."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(help_text="1 poor to 5 very good.")
    worked = models.TextField(blank=True)
    better = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__gte=1, rating__lte=5), name="feedback_is_from_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk} on {self.occasion_id}"


class Improvement(models.Model):
    """What is to be done about what was said, by whom and by when; and that it is done."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="improvements"
    )
    number = models.PositiveIntegerField()
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, related_name="improvements"
    )
    title = models.CharField(max_length=200)
    because = models.TextField()
    owner = models.CharField(max_length=200, help_text="What they are, not who.")
    entered_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"], name="improvement_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="improvement_that_is_done_says_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["assembly", "due_on", "id"], name="improvements_by_day")]

    def __str__(self) -> str:
        return f"improvement {self.number} of {self.assembly_id}"

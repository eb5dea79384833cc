"""What is kept of what may come: how likely, how much it matters, which way it moves, who watches."""

from django.db import models
from django.db.models import F, Q

from folkmoot.scrutiny.insight.models.evidence import Evidence, SeenBy

FIVE = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]


class Risk(models.Model):
    """A trend, a risk or an opening that a forum keeps in sight, as it stands now."""

    class Kind(models.TextChoices):
        TREND = "trend", "a trend"
        RISK = "risk", "a risk"
        OPENING = "opening", "an opening"

    class Direction(models.TextChoices):
        RISING = "rising", "rising"
        STEADY = "steady", "steady"
        FALLING = "falling", "falling"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="risks"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="risks"
    )
    title = models.CharField(max_length=200)
    words = models.TextField()
    likelihood = models.PositiveSmallIntegerField(choices=FIVE)
    effect = models.PositiveSmallIntegerField(choices=FIVE)
    points = models.PositiveSmallIntegerField(help_text="How likely, times how much it matters.")
    direction = models.CharField(max_length=10, choices=Direction)
    owner = models.CharField(max_length=200, help_text="What they are, not who.")
    review_by = models.DateField()
    seen_by = models.CharField(
        max_length=10, choices=[c for c in SeenBy.choices if c[0] != "body"], default=SeenBy.MEMBERS
    )
    evidence = models.ManyToManyField(Evidence, related_name="risks", blank=True)
    plan_address = models.CharField(max_length=300, blank=True)
    plan_title = models.CharField(max_length=400, blank=True)
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Under which item it is taken.",
    )  # fmt: skip
    entered_at = models.DateTimeField()
    looked_at_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "number"], name="risk_has_its_number"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), effect__range=(1, 5)),
                name="risk_is_rated_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(points=F("likelihood") * F("effect")), name="risk_has_its_points"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(outcome=""), name="closed_risk_says_what_came"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "closed_on", "-points"], name="risks_by_points")
        ]

    def __str__(self) -> str:
        return f"risk {self.number} of {self.assembly_id}"


class RiskReview(models.Model):
    """How something stood each time that it was looked at."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField(choices=FIVE)
    effect = models.PositiveSmallIntegerField(choices=FIVE)
    direction = models.CharField(max_length=10, choices=Risk.Direction)
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["risk", "-on", "-id"], name="risk_reviews_latest_first")]

    def __str__(self) -> str:
        return f"review {self.pk} of risk {self.risk_id}"

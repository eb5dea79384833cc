"""What is kept of figures that somebody published."""

from django.db import models
from django.db.models import F, Q


class Statistic(models.Model):
    """
    A figure as it was published: a value or a range, of what, where, when, and who says so.

    A range is kept by its ends and has no middle. What the figure was made of is kept with it, so
    that it can be worked out again; a figure that does not come out stands as reported.
    """

    class Topic(models.TextChoices):
        PEOPLE = "people", "people who live there"
        AGE = "age", "age"
        BACKGROUND = "background", "ethnic background"
        HEALTH = "health", "health"
        NEED = "need", "deprivation"
        GROUPS = "groups", "organisations of the sector"
        STAFF = "staff", "paid staff of the sector"
        VOLUNTEERS = "volunteers", "volunteers"
        HOURS = "hours", "hours that volunteers give"
        HOUR_VALUE = "hour-value", "what an hour of a volunteer is worth"
        TIME_VALUE = "time-value", "what volunteers' time is worth"
        MONEY = "money", "money of the sector"
        OTHER = "other", "something else"

    class Way(models.TextChoices):
        CHANGE = "change", "a change in per cent, from the first to the second"
        SHARE = "share", "a share in per cent, of the first in the second"
        EACH = "each", "so much each, the first shared among the second"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="statistics"
    )
    slug = models.SlugField(max_length=90)
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=12, choices=Topic)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    low = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=60)
    step = models.DecimalField(
        max_digits=20, decimal_places=4, default=0, help_text="What it was rounded to; 0 is exact."
    )
    is_share = models.BooleanField(default=False, help_text="A part of a whole, in per cent.")
    is_estimate = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False, help_text="To hold local figures against.")
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, null=True, related_name="statistics"
    )
    place_code = models.CharField(max_length=40)
    place_name = models.CharField(max_length=200)
    period = models.CharField(max_length=60, help_text="As its source tells it: 2019/20.")
    period_ends_on = models.DateField(help_text="The last day it is of, by which its age is told.")
    source = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    doubt = models.TextField(
        blank=True, help_text="What its words leave open; it stands as quoted."
    )
    way = models.CharField(max_length=10, choices=Way, blank=True)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="first_in")
    second = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="second_in"
    )
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="statistic_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, low=None, high=None)
                | Q(value=None, low__isnull=False, high__isnull=False),
                name="statistic_is_a_value_or_a_range",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(low__lte=F("high")), name="statistic_range_is_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(place_code="") & ~Q(place_name=""), name="statistic_names_its_place"
            ),
            models.CheckConstraint(
                condition=Q(way="", first=None, second=None)
                | (~Q(way="") & Q(first__isnull=False, second__isnull=False)),
                name="statistic_made_of_others_names_both",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "topic", "-period_ends_on", "id"], name="statistics_by_topic"
            ),
            models.Index(fields=["assembly", "place_code"], name="statistics_of_a_place"),
        ]

    def __str__(self) -> str:
        return f"statistic {self.slug}"

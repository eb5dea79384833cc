"""What people offer, and who is looked for."""

from django.db import models
from django.db.models import F, Q


class Offer(models.Model):
    """Somebody is willing to sit on a board or help plan a service; they take it back when they like."""

    class Free(models.TextChoices):
        DAYS = "days", "weekdays in the daytime"
        EVENINGS = "evenings", "weekday evenings"
        WEEKENDS = "weekends", "weekends"
        ONLINE = "online", "by video only"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="offers_of_people"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    skills = models.TextField(blank=True, help_text="Parted by commas.")
    lived = models.TextField(
        blank=True, help_text="What they have lived through; only those who search read it."
    )
    areas = models.ManyToManyField("places.Area", related_name="+", blank=True)
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    communities = models.ManyToManyField("organisations.Community", related_name="+", blank=True)
    free = models.JSONField(default=list, help_text="When they are free.")
    hours_a_month = models.PositiveSmallIntegerField(null=True)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "person"],
                condition=Q(withdrawn_at=None),
                name="person_has_one_offer_in_an_assembly",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-offered_at", "-id"], name="offers_latest_first")
        ]

    def __str__(self) -> str:
        return f"offer {self.pk} in {self.assembly_id}"


class Search(models.Model):
    """Somebody asked for people to join a board or a design group; the assembly looks for them."""

    class Kind(models.TextChoices):
        BOARD = "board", "a board"
        DESIGN = "design", "a group that plans a service"
        PANEL = "panel", "a panel or a reference group"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="searches_for_people"
    )
    reference = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200, help_text="The body that asks.")
    words = models.TextField(help_text="What they would do there.")
    skills = models.TextField(blank=True)
    areas = models.ManyToManyField("places.Area", related_name="+", blank=True)
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    communities = models.ManyToManyField("organisations.Community", related_name="+", blank=True)
    free = models.JSONField(default=list)
    people = models.PositiveSmallIntegerField(help_text="How many are looked for.")
    answer_by = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    spread_because = models.TextField(
        blank=True, help_text="Why names went forward that are from a narrow circle."
    )
    forwarded_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=60, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="search_has_its_own_reference"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="search_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="closed_search_has_its_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-opened_at", "-id"], name="searches_latest_first")
        ]

    def __str__(self) -> str:
        return f"search {self.reference}"


class Suggestion(models.Model):
    """Somebody who fits was asked whether their name may go forward; they say yes or no."""

    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="suggestions")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="suggestions")
    why = models.TextField(help_text="What fits, as it was when they were asked.")
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    forwarded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["search", "offer"], name="offer_is_suggested_once_in_a_search"
            ),
            models.CheckConstraint(
                condition=Q(agreed=None, answered_at=None)
                | Q(agreed__isnull=False, answered_at__isnull=False),
                name="answer_to_a_suggestion_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(forwarded_at=None) | Q(agreed=True, forwarded_at__gte=F("answered_at")),
                name="name_goes_forward_after_a_yes",
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk} in {self.search_id}"

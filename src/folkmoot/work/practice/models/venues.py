"""What is kept of rooms that groups can use, how one gets in and about, and who asked for one."""

from django.db import models
from django.db.models import Q


class Venue(models.Model):
    """A library, a hub or another room of a community, kept by an organisation."""

    class Kind(models.TextChoices):
        LIBRARY = "library", "library"
        HUB = "hub", "hub"
        HALL = "hall", "hall"
        FAITH = "faith", "church, mosque or other house of faith"
        OTHER = "other", "other community space"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="venues"
    )
    reference = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.CharField(max_length=300)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    keeper = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="venues"
    )
    seats = models.PositiveIntegerField(null=True, help_text="Unknown is blank.")
    cost = models.CharField(max_length=200, blank=True, help_text="Unknown is blank.")
    words = models.TextField(blank=True)
    kept_on = models.DateField(help_text="The day this was last known to be right.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="venue_has_its_own_reference"
            )
        ]
        indexes = [models.Index(fields=["assembly", "name", "id"], name="venues_by_name")]

    def __str__(self) -> str:
        return f"venue {self.reference}"


class VenueAccess(models.Model):
    """Whether a room has something that people need to get in and about; no row is not known."""

    class Feature(models.TextChoices):
        STEP_FREE = "step-free", "no steps on the way in"
        TOILET = "toilet", "accessible toilet"
        LOOP = "loop", "hearing loop"
        PARKING = "parking", "parking for disabled people"
        BUS = "bus", "bus stop within five minutes"
        QUIET = "quiet", "quiet room"
        CHANGING = "changing", "changing place"
        LIGHT = "light", "lighting that can be dimmed"

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="access")
    feature = models.CharField(max_length=10, choices=Feature)
    is_there = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "feature"], name="access_of_a_venue_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.feature} of venue {self.venue_id}"


class VenueRequest(models.Model):
    """A group asks for a room, and its keeper answers."""

    class State(models.TextChoices):
        ASKED = "asked", "asked"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(help_text="Keeper and asker only.")
    for_on = models.DateField()
    times = models.CharField(max_length=100)
    people = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="answer_about_a_room_has_its_moment",
            )
        ]
        indexes = [models.Index(fields=["venue", "-asked_at", "-id"], name="rooms_asked_for")]

    def __str__(self) -> str:
        return f"request {self.pk} for venue {self.venue_id}"

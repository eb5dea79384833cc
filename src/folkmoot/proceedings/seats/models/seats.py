"""What is kept of seats: how each is meant to be filled, and to whom it answers."""

from django.db import models
from django.db.models import Q

from folkmoot.proceedings.seats.models.bodies import OutsideBody


class Method(models.TextChoices):
    """How somebody comes to a seat."""

    ELECTED = "elected", "elected by a forum"
    GROUP = "group", "appointed by the co-ordination group"
    BODY = "body", "appointed by the outside body"
    NOMINATED = "nominated", "nominated by a support body"
    CO_OPTED = "co-opted", "co-opted"
    OPEN = "open", "open to all who apply"
    UNKNOWN = "unknown", "not yet known"


class Seat(models.Model):
    """
    A place, or several alike, that the assembly fills on an outside body.

    How it stands (vacant, interim, held, lapsed) follows from its holdings and the day.
    """

    class Capacity(models.TextChoices):
        COUNTED = "counted", "a number of places"
        UNLIMITED = "unlimited", "any number"
        UNKNOWN = "unknown", "not known"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="seats"
    )
    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="seats")
    reference = models.SlugField(max_length=80, help_text="For good: mental-health-1.")
    title = models.CharField(max_length=200, default="Representative")
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.COUNTED)
    places = models.PositiveSmallIntegerField(
        null=True, help_text="How many at a time, where that is a number."
    )
    method = models.CharField(
        max_length=10, choices=Method, default=Method.ELECTED,
        help_text="How it is meant to be filled, whatever happened.",
    )  # fmt: skip
    forums_to_be_confirmed = models.BooleanField(
        default=False, help_text="Nobody has said which forum it answers to."
    )
    areas = models.ManyToManyField(
        "places.Area", related_name="seats", blank=True,
        help_text="What the seat should cover; its body's areas where none is given.",
    )  # fmt: skip
    coverage = models.CharField(max_length=200, blank=True, help_text="The same in words.")
    term_years = models.PositiveSmallIntegerField(null=True)
    hours_a_year = models.PositiveSmallIntegerField(null=True, help_text="Unknown is blank.")
    board_hours_a_year = models.PositiveSmallIntegerField(
        null=True, help_text="How many of those are the board's own."
    )
    role = models.TextField(blank=True, help_text="What it asks of its holder.")
    run_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True,
        related_name="seats_supported",
        help_text="The support body that runs its election and helps its holder.",
    )  # fmt: skip
    relies_on = models.TextField(
        blank=True, help_text="Where it is filled by nomination: the links to groups it rests on."
    )
    created_on = models.DateField(null=True)
    vacant_since = models.DateField(
        null=True, help_text="Kept with every change of holder; blank where nobody knows."
    )
    notified_on = models.DateField(
        null=True, help_text="When its forum was last told of the vacancy and asked for names."
    )
    closed_on = models.DateField(null=True, help_text="The first day it is no more.")
    position = models.PositiveSmallIntegerField(default=0)
    as_written = models.JSONField(
        default=dict, blank=True, help_text="The cells of the table it was read from."
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="seat_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(capacity="counted", places__gte=1)
                | (~Q(capacity="counted") & Q(places=None)),
                name="seat_with_a_number_of_places_says_how_many",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "body", "position", "id"], name="seats_in_order")
        ]

    def __str__(self) -> str:
        return f"seat {self.reference}"


class Answering(models.Model):
    """A forum that a seat answers to: it elects, is asked, and is told."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="answering")
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="seats")
    from_on = models.DateField(null=True)
    settled_by = models.CharField(
        max_length=300, blank=True, help_text="By rule, or by whose decision: its reference."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "forum"], name="seat_answers_to_a_forum_once")
        ]

    def __str__(self) -> str:
        return f"seat {self.seat_id} answers to forum {self.forum_id}"

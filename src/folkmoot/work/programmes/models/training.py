"""Training: when it is held, who was asked, booked, came, and how they found it."""

from django.db import models
from django.db.models import Q


class Training(models.Model):
    """
    A training that organisations take, whether a programme requires it or not.

    `reported_…` is what somebody published of it: a count and a rate that may not agree.
    """

    class For(models.TextChoices):
        PROVIDERS = "providers", "providers of a programme"
        MANAGERS = "managers", "managers of volunteers"
        GROUPS = "groups", "any group"

    class Missed(models.TextChoices):
        NOTHING = "nothing", "nothing: it is offered, not required"
        CHASE = "chase", "they are chased until they have come"
        BLOCK = "block", "they cannot be live until they have come"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="trainings_given"
    )
    slug = models.SlugField(max_length=90)
    title = models.CharField(max_length=200)
    owner_name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    given_for = models.CharField(max_length=10, choices=For)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, related_name="trainings"
    )
    if_missed = models.CharField(max_length=10, choices=Missed)
    by_on = models.DateField(null=True, help_text="Until when everybody is to have come.")
    reported_attended = models.PositiveIntegerField(null=True)
    reported_providers = models.PositiveIntegerField(null=True)
    reported_rate = models.PositiveSmallIntegerField(null=True)
    reported_source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="training_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(if_missed="nothing") | Q(by_on__isnull=False),
                name="required_training_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(if_missed="block") | Q(programme__isnull=False),
                name="training_blocks_in_a_programme",
            ),
            models.CheckConstraint(
                condition=Q(reported_rate=None) | Q(reported_rate__lte=100),
                name="reported_rate_is_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"training {self.slug}"


class TrainingSession(models.Model):
    """One time at which a training is held."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    places = models.PositiveIntegerField(null=True, help_text="Blank where there is no limit.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "number"], name="session_has_its_number_in_a_training"
            )
        ]

    def __str__(self) -> str:
        return f"session {self.number} of training {self.training_id}"


class Attendance(models.Model):
    """
    An organisation and a training: asked, booked, came or not, and how it found it.

    Whether it came is unknown until somebody says so.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="trainings"
    )
    session = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, null=True, related_name="booked"
    )
    invited_on = models.DateField(null=True)
    booked_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    people = models.PositiveSmallIntegerField(null=True, help_text="How many of theirs came.")
    chased = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True)
    rating = models.PositiveSmallIntegerField(null=True, help_text="1 to 5, from those who came.")
    rating_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "organisation"], name="organisation_is_in_a_training_once"
            ),
            models.CheckConstraint(
                condition=Q(came=None) | Q(came=False) | Q(session__isnull=False),
                name="who_came_came_to_a_session",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(came=True, rating__gte=1, rating__lte=5),
                name="who_came_rates_from_one_to_five",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "training"], name="trainings_of_an_organisation")
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} at training {self.training_id}"

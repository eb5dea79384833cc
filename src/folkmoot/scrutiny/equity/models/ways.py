"""What is kept of ways of working that widen who takes part, statements, training, days, and trust."""

from django.db import models
from django.db.models import Q


class WidenedWay(models.Model):
    """Something that was changed so that more can take part; looked at again every year."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="widened_ways"
    )
    title = models.CharField(max_length=200)
    barrier = models.TextField(help_text="What stood in the way.")
    at_risk = models.CharField(max_length=300, help_text="Who was at risk of being left out.")
    support = models.TextField(help_text="What is offered.")
    used = models.PositiveIntegerField(null=True, help_text="How often it was taken up.")
    entered_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    review_by = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["assembly", "title", "id"], name="widened_ways_by_title")]

    def __str__(self) -> str:
        return f"way {self.pk}"


class EqualityStatement(models.Model):
    """An organisation's policy on equality, or a short statement that suits its size."""

    class Kind(models.TextChoices):
        POLICY = "policy", "a policy"
        STATEMENT = "statement", "a short statement"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="equality_statements"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="equality_statements"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    link = models.URLField(blank=True)
    made_on = models.DateField()
    review_by = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="organisation_states_equality_once"
            ),
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(link=""), name="equality_statement_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "review_by"], name="equality_statements_by_review")
        ]

    def __str__(self) -> str:
        return f"equality statement of {self.organisation_id}"


class EqualityTraining(models.Model):
    """How many of an organisation's trustees, employees or volunteers were trained in equality."""

    class Group(models.TextChoices):
        TRUSTEES = "trustees", "trustees"
        EMPLOYEES = "employees", "employees"
        VOLUNTEERS = "volunteers", "volunteers"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="equality_trainings"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="equality_trainings"
    )
    group = models.CharField(max_length=12, choices=Group)
    people = models.PositiveIntegerField(help_text="How many there are.")
    trained = models.PositiveIntegerField()
    as_at_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation", "group"], name="training_is_told_once_a_group"
            ),
            models.CheckConstraint(
                condition=Q(trained__lte=models.F("people")),
                name="no_more_are_trained_than_are_there",
            ),
        ]

    def __str__(self) -> str:
        return f"training of {self.group} of {self.organisation_id}"


class AwarenessDay(models.Model):
    """A day of awareness, or a training of staff, that several prepare together."""

    class Kind(models.TextChoices):
        AWARENESS = "awareness", "an awareness day"
        TRAINING = "training", "training of staff"
        RESULTS = "results", "results passed on to networks"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="awareness_days"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    title = models.CharField(max_length=200)
    owners = models.CharField(max_length=300, help_text="Who prepares it together.")
    about = models.TextField(blank=True)
    consultation = models.ForeignKey(
        "consultations.Consultation", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Whose results are passed on.",
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["assembly", "on", "id"], name="awareness_days_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class TrustRating(models.Model):
    """How well the assembly keeps one of its values, as somebody rates it in a year."""

    class By(models.TextChoices):
        ORGANISER = "organiser", "the assembly itself"
        MEMBER = "member", "a member"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="trust_ratings"
    )
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=120)
    rated_by = models.CharField(max_length=10, choices=By)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    rating = models.PositiveSmallIntegerField()
    evidence = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "year", "value", "organisation"],
                condition=Q(rated_by="member"),
                name="member_rates_a_value_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["assembly", "year", "value"],
                condition=Q(rated_by="organiser"),
                name="assembly_rates_itself_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(rating__gte=1, rating__lte=5), name="rating_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(rated_by="organiser") | Q(organisation__isnull=False),
                name="rating_of_a_member_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"rating of {self.value} in {self.year}"

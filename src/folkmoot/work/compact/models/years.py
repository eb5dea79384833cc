"""What is kept year by year: answers of both sectors, staff who volunteer, signs of the vision; and the standard."""

from django.db import models
from django.db.models import Q


class Rating(models.Model):
    """
    How well something went in a year, as one organisation rates it from 1 to 5.

    Shown only as means of groups of five or more.
    """

    class Subject(models.TextChoices):
        BENEFITS = "benefits", "what the compact should bring"
        STANDARD = "standard", "the working-together standard"
        PARTNERS = "partners", "equal partners"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="compact_ratings"
    )
    subject = models.CharField(max_length=10, choices=Subject)
    item = models.CharField(max_length=120, help_text="In the word of the document.")
    year = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    group = models.CharField(max_length=60, help_text="The sector, or the tier, it answers from.")
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "subject", "item", "year", "organisation"],
                name="body_rates_a_thing_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="rating_is_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"rating of {self.item} in {self.year}"


class EmployerReturn(models.Model):
    """What a public body tells of a year: its staff who volunteer, and places within its services."""

    signatory = models.ForeignKey(
        "compact.Signatory", on_delete=models.PROTECT, related_name="employer_returns"
    )
    year = models.PositiveSmallIntegerField()
    has_scheme = models.BooleanField(null=True)
    staff = models.PositiveIntegerField(null=True, help_text="Of its staff, who volunteered.")
    hours = models.PositiveIntegerField(null=True, help_text="That they gave in paid time.")
    placements = models.PositiveIntegerField(null=True, help_text="Places within its services.")
    placement_hours = models.PositiveIntegerField(null=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "year"], name="body_tells_of_staff_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"return of {self.signatory_id} for {self.year}"


class Understanding(models.Model):
    """
    How well staff of one team and level of a public body say they know the sector, in a year.

    Numbers only; of fewer than five nothing is shown.
    """

    class Level(models.TextChoices):
        FRONT = "front", "in direct contact"
        MANAGER = "manager", "managers"
        SENIOR = "senior", "senior managers"

    signatory = models.ForeignKey(
        "compact.Signatory", on_delete=models.PROTECT, related_name="understanding"
    )
    year = models.PositiveSmallIntegerField()
    team = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level)
    little = models.PositiveIntegerField()
    fairly = models.PositiveIntegerField()
    well = models.PositiveIntegerField()
    training_on = models.DateField(null=True, help_text="Blank: no training is offered yet.")
    training = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "year", "team", "level"],
                name="team_and_level_is_surveyed_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"understanding of {self.team} in {self.year}"


class VisionYear(models.Model):
    """The signs of the vision in one year: how many organisations last, and what they live on."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="vision_years"
    )
    year = models.PositiveSmallIntegerField()
    there_at_start = models.PositiveIntegerField(null=True)
    still_there = models.PositiveIntegerField(null=True)
    grants_pence = models.BigIntegerField(null=True)
    contracts_pence = models.BigIntegerField(null=True)
    earned_pence = models.BigIntegerField(null=True)
    given_pence = models.BigIntegerField(null=True)
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "year"], name="signs_of_the_vision_are_told_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(still_there=None)
                | Q(there_at_start=None)
                | Q(still_there__lte=models.F("there_at_start")),
                name="no_more_last_than_there_were",
            ),
        ]

    def __str__(self) -> str:
        return f"signs of the vision in {self.year}"


class WorkingStandard(models.Model):
    """One version of how a public body and the sector work with one another, for every team."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="working_standards"
    )
    number = models.PositiveSmallIntegerField()
    contact = models.TextField(help_text="Whom a group reaches, in every team.")
    notice_days = models.PositiveSmallIntegerField(help_text="Before anything is asked or changed.")
    reply_days = models.PositiveSmallIntegerField(help_text="Until there is a reply.")
    words = models.TextField(blank=True)
    agreed_with = models.CharField(max_length=200, help_text="For the sector.")
    agreed_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"], name="working_standard_has_its_number"
            ),
        ]

    def __str__(self) -> str:
        return f"working-together standard {self.number} of {self.assembly_id}"


class SchemeLesson(models.Model):
    """What was learnt from a scheme like the working-together standard."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="scheme_lessons"
    )
    scheme = models.CharField(max_length=200)
    words = models.TextField()
    changed = models.TextField(blank=True, help_text="What was changed because of it.")
    source = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["assembly", "-on", "-id"], name="scheme_lessons_latest_first")
        ]

    def __str__(self) -> str:
        return f"lesson {self.pk} of {self.scheme}"

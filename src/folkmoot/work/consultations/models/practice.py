"""What is kept of how groups want to be asked, of services designed together, and of ways to engage."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.consultations.models.planning import Consultation


class Involvement(models.Model):
    """
    How an organisation wants to take part. It may be changed or paused at any time.

    What it says counts the same, however little it chose: this is read when somebody is asked,
    and never when answers are counted.
    """

    class Level(models.TextChoices):
        ALL = "all", "ask us about everything"
        TOPICS = "topics", "ask us about our topics only"
        LIGHT = "light", "ask us rarely: only what is about our topics and our place"

    class Channel(models.TextChoices):
        LETTER = "letter", "by e-mail, with a link"
        PHONE = "phone", "by phone"
        PAPER = "paper", "on paper"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="involvements"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="involvements"
    )
    level = models.CharField(max_length=10, choices=Level, default=Level.ALL)
    topics = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.LETTER)
    hours_a_month = models.PositiveSmallIntegerField(null=True)
    best_times = models.CharField(max_length=200, blank=True)
    paused_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="organisation_chooses_involvement_once"
            )
        ]

    def __str__(self) -> str:
        return f"involvement of {self.organisation_id}"


class CoDesign(models.Model):
    """A change of a service, and who helped to design it: without anybody, it shows as such."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="co_designs"
    )
    service = models.CharField(max_length=200)
    body = models.CharField(max_length=200, help_text="Which public body runs the service.")
    change = models.TextField(help_text="What changes.")
    begun_on = models.DateField()
    decided_on = models.DateField(null=True)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="co_designs"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("begun_on")),
                name="change_of_service_is_decided_after_it_began",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-begun_on", "-id"], name="co_designs_latest_first")
        ]

    def __str__(self) -> str:
        return f"co-design {self.pk}"


class CoDesigner(models.Model):
    """Who helped at one stage of a change, with which skills, and what was altered for it."""

    class Stage(models.TextChoices):
        NEED = "need", "finding out what is needed"
        DESIGN = "design", "drawing up the service"
        TRIAL = "trial", "trying it out"
        RUN = "run", "running it"
        REVIEW = "review", "looking back at it"

    co_design = models.ForeignKey(CoDesign, on_delete=models.CASCADE, related_name="designers")
    who = models.CharField(max_length=200, help_text="A group, or people by what they are.")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    skills = models.CharField(max_length=300)
    stage = models.CharField(max_length=10, choices=Stage)
    altered = models.TextField(blank=True, help_text="What changed because of them.")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["co_design", "at", "id"], name="co_designers_in_order")]

    def __str__(self) -> str:
        return f"co-designer {self.pk}"


class Approach(models.Model):
    """A way to involve a community: when to use it, and an example."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="engagement_approaches"
    )
    name = models.CharField(max_length=120)
    when = models.TextField(help_text="When to use it.")
    example = models.TextField()
    kept_with = models.CharField(max_length=200, help_text="Who keeps it up together with us.")
    link = models.URLField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "name"], name="approach_is_named_once")
        ]

    def __str__(self) -> str:
        return f"approach {self.name}"


class Promotion(models.Model):
    """That the library of approaches was made known, where and to how many."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="approach_promotions"
    )
    where = models.CharField(max_length=300)
    reached = models.PositiveIntegerField(null=True)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["assembly", "-on", "-id"], name="promotions_latest_first")]

    def __str__(self) -> str:
        return f"promotion {self.pk}"

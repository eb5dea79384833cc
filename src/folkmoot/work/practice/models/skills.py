"""What is kept of who can do what, and of what each gave."""

from django.db import models
from django.db.models import Q


class Offer(models.Model):
    """
    What an organisation, an officer or a volunteer can do or knows, listed because they agreed.

    It is seen until the day it expires. Once consent is withdrawn it is gone, and no row is left.
    """

    class Kind(models.TextChoices):
        SKILL = "skill", "a skill"
        KNOWLEDGE = "knowledge", "specialist knowledge"
        EXPERIENCE = "experience", "experience"
        TIME = "time", "time"

    class ListedAs(models.TextChoices):
        ORGANISATION = "organisation", "an organisation"
        OFFICER = "officer", "an officer"
        VOLUNTEER = "volunteer", "a volunteer"

    class SeenBy(models.TextChoices):
        EVERYONE = "everyone", "everybody"
        MEMBERS = "members", "members, and those who work with them here"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="skills_offered"
    )
    reference = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    listed_as = models.CharField(max_length=12, choices=ListedAs)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        null=True,
        related_name="skills_offered",
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, related_name="skills_offered"
    )
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    contact = models.CharField(max_length=300, blank=True, help_text="For members only.")
    seen_by = models.CharField(max_length=10, choices=SeenBy)
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    communities = models.ManyToManyField("organisations.Community", related_name="+", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="+", blank=True)
    consented_at = models.DateTimeField()
    consented_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(help_text="The first day it is no longer shown.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="offer_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person=None, listed_as="organisation")
                | Q(organisation=None, person__isnull=False)
                & Q(listed_as__in=["officer", "volunteer"]),
                name="offer_is_of_an_organisation_or_of_a_person",
            ),
        ]
        indexes = [models.Index(fields=["assembly", "title", "id"], name="offers_by_title")]

    def __str__(self) -> str:
        return f"offer {self.reference}"


class Contribution(models.Model):
    """Something that an organisation gave to the assembly's work, seen and thanked for."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="contributions"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="contributions"
    )
    kind = models.CharField(max_length=12, choices=Offer.Kind)
    words = models.CharField(max_length=300)
    hours = models.PositiveIntegerField(null=True, help_text="Unknown is blank.")
    on = models.DateField()
    entered_at = models.DateTimeField()
    thanks = models.TextField(blank=True)
    thanked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(thanked_at=None, thanks="")
                | Q(thanked_at__isnull=False) & ~Q(thanks=""),
                name="thanks_have_words_and_a_moment",
            )
        ]
        indexes = [models.Index(fields=["assembly", "-on", "-id"], name="contributions_latest")]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

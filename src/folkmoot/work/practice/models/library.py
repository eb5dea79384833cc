"""What is kept of what works and who took it up, what people said, and who works with whom."""

from django.db import models
from django.db.models import F, Q


class Example(models.Model):
    """Something that works in a neighbourhood or a community, shared so that others can use it."""

    class Scale(models.TextChoices):
        NEIGHBOURHOOD = "neighbourhood", "a neighbourhood"
        COMMUNITY = "community", "a community"
        DISTRICT = "district", "a district"
        COUNTY = "county", "the whole area"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="examples"
    )
    reference = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    words = models.TextField()
    needed = models.TextField(blank=True, help_text="Money, people, a room.")
    scale = models.CharField(max_length=15, choices=Scale)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="examples"
    )
    study = models.ForeignKey(
        "practice.Study", on_delete=models.SET_NULL, null=True, related_name="examples"
    )
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="+", blank=True)
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="example_has_its_own_reference"
            )
        ]
        indexes = [models.Index(fields=["assembly", "-shared_at", "-id"], name="examples_latest")]

    def __str__(self) -> str:
        return f"example {self.reference}"


class Uptake(models.Model):
    """Another organisation took up an example, and says how."""

    example = models.ForeignKey(Example, on_delete=models.CASCADE, related_name="uptakes")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["example", "organisation"], name="example_is_taken_up_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} took up {self.example_id}"


class Testimonial(models.Model):
    """What somebody said, kind or critical, with their leave: who, in which role, of what, which day."""

    class Tone(models.TextChoices):
        PRAISE = "praise", "praise"
        CRITICAL = "critical", "criticism"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="testimonials"
    )
    tone = models.CharField(max_length=10, choices=Tone)
    about = models.CharField(max_length=200)
    words = models.TextField()
    speaker = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200)
    said_on = models.DateField()
    permitted_on = models.DateField(help_text="The day they gave leave to publish it.")
    permitted_how = models.CharField(max_length=200, help_text="Officers only.")

    class Meta:
        indexes = [models.Index(fields=["assembly", "-said_on", "-id"], name="testimonials_by_day")]

    def __str__(self) -> str:
        return f"testimonial {self.pk}"


class Relationship(models.Model):
    """A team of a public body works with an organisation; somebody there holds the tie."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", "commissioning or contract"
        GRANT = "grant", "grant"
        CO_DESIGN = "co-design", "designing together"
        VOLUNTEERING = "volunteering", "volunteering"
        PARTNERSHIP = "partnership", "partnership"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="relationships"
    )
    body = models.CharField(max_length=200)
    team = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="relationships"
    )
    kind = models.CharField(max_length=15, choices=Kind)
    holder = models.CharField(max_length=200, blank=True, help_text="Blank is nobody known.")
    words = models.CharField(max_length=300, blank=True)
    study = models.ForeignKey(
        "practice.Study", on_delete=models.SET_NULL, null=True, related_name="relationships"
    )
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "body", "team", "organisation", "kind"],
                name="tie_of_a_kind_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="tie_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"relationship {self.pk}"

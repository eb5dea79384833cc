"""What is kept of the bodies outside that the assembly has places on."""

from django.db import models
from django.db.models import F, Q


class PartnerType(models.TextChoices):
    """The kinds of partner that sit together in a care partnership, and private companies."""

    NHS = "nhs", "NHS"
    COUNCIL = "council", "local authority"
    FIRE = "fire", "fire and rescue"
    AMBULANCE = "ambulance", "ambulance service"
    HEALTHWATCH = "healthwatch", "Healthwatch"
    PATIENTS = "patients", "patient representation"
    VCS = "vcs", "voluntary and community sector"
    PRIVATE = "private", "private sector"
    OTHER = "other", "other"


class Level(models.TextChoices):
    """From the street to the county: where a body works."""

    STREET = "street", "street"
    NEIGHBOURHOOD = "neighbourhood", "neighbourhood"
    PLACE = "place", "place or district"
    COUNTY = "county", "county or system"


class OutsideBody(models.Model):
    """A board, programme or partnership of others, on which the assembly has or seeks places."""

    class Kind(models.TextChoices):
        BOARD = "board", "board"
        PORTFOLIO = "portfolio", "portfolio"
        PLACE_BOARD = "place-board", "place board"
        PROGRAMME = "programme", "enabling programme or committee"
        PARTNERSHIP = "partnership", "partnership"
        GROUP = "group", "working group"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="outside_bodies"
    )
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    partner_type = models.CharField(
        max_length=12, choices=PartnerType, help_text="Whose body it is."
    )
    level = models.CharField(max_length=15, choices=Level, default=Level.COUNTY)
    host = models.CharField(max_length=200, blank=True, help_text="The body that runs it.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    areas = models.ManyToManyField("places.Area", related_name="outside_bodies", blank=True)
    about = models.TextField(blank=True)
    website = models.CharField(max_length=300, blank=True)
    meetings_a_year = models.PositiveSmallIntegerField(null=True, help_text="Unknown is blank.")
    seat_cap = models.PositiveSmallIntegerField(
        null=True,
        help_text="The most places that the sector may have on it; blank where none is set.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its line in the printed register."
    )
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="outside_body_has_its_own_address"
            ),
            models.UniqueConstraint(
                fields=["assembly", "name"], name="outside_body_is_registered_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="outside_body_has_a_name"),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "kind", "position", "name"], name="outside_bodies_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.slug})"


class TableShare(models.Model):
    """How many places one kind of partner has at a body's table, as it was last told."""

    body = models.ForeignKey(OutsideBody, on_delete=models.CASCADE, related_name="table")
    partner_type = models.CharField(max_length=12, choices=PartnerType)
    places = models.PositiveSmallIntegerField()
    as_at_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "partner_type"], name="kind_of_partner_is_counted_once_at_a_table"
            )
        ]

    def __str__(self) -> str:
        return f"{self.places} places of {self.partner_type} at body {self.body_id}"


class BodyOfficer(models.Model):
    """Somebody who answers for an outside body here: confirms who came, and replies to what was said."""

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="bodies_answered_for"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day they no longer do.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person"],
                condition=Q(until_on=None),
                name="person_answers_for_a_body_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="body_officer_ends_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} for body {self.body_id}"

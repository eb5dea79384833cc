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


class Memorandum(models.Model):
    """What the sector and the care system have signed to do for each other."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="memoranda"
    )
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    with_whom = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    agreed_on = models.DateField(null=True)
    review_on = models.DateField(help_text="The last day by which it is looked at again.")
    reviewed_on = models.DateField(null=True)
    review_words = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    motion = models.CharField(max_length=40, blank=True, help_text="The decision to sign it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="memorandum_has_its_own_address"
            )
        ]

    def __str__(self) -> str:
        return f"memorandum {self.slug}"


class CoSigner(models.Model):
    """One who signed a memorandum, for whom, and when."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="co_signers")
    name = models.CharField(max_length=200)
    body_name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True)
    side = models.CharField(
        max_length=10, choices=[("sector", "the sector"), ("partner", "the partner")]
    )
    signed_on = models.DateField(null=True, help_text="Blank until they have.")

    def __str__(self) -> str:
        return f"co-signer {self.pk} of memorandum {self.memorandum_id}"


class Commitment(models.Model):
    """What one side of a memorandum promised the other, and what shows that it is kept."""

    class Owes(models.TextChoices):
        SECTOR = "sector", "the sector"
        PARTNER = "partner", "the partner"
        BOTH = "both", "both"

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField()
    owed_by = models.CharField(max_length=10, choices=Owes)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "position"], name="commitment_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk} of memorandum {self.memorandum_id}"


class Evidence(models.Model):
    """Something that shows a commitment kept or not kept, with where it is to be seen."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    shows_it_kept = models.BooleanField()
    words = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"evidence {self.pk} for commitment {self.commitment_id}"

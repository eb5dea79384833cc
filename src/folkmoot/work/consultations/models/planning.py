"""What is kept of a consultation as it is planned: what, by whom, until when, by which ways."""

from django.db import models
from django.db.models import F, Q


class Consultation(models.Model):
    """
    Views that somebody asks for, from the first plan to what came of them.

    Talking with people all the time (engagement) and telling them (information) are kept beside
    it under their own kinds, and are never counted as consultations.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", "consultation"
        ENGAGEMENT = "engagement", "engagement"
        INFORMATION = "information", "information"

    class Depth(models.TextChoices):
        INFORM = "inform", "inform: tell people"
        ENGAGE = "engage", "engage: talk with people"
        CONSULT = "consult", "consult: ask before deciding"
        EMPOWER = "empower", "empower: let people decide"

    class Direction(models.TextChoices):
        TO_SECTOR = "to-sector", "public bodies involve the sector"
        BY_SECTOR = "by-sector", "the sector involves public bodies"
        BOTH = "both", "both ways"

    class Level(models.TextChoices):
        LOCAL = "local", "in the local forums"
        SYSTEM = "system", "for the whole area at once"

    class Brake(models.TextChoices):
        EXTEND = "extend", "keep it open longer"
        REACH = "reach", "close it; those missing were asked in person"
        RECORD = "record", "close it and say why"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="consultations"
    )
    reference = models.SlugField(max_length=90)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CONSULTATION)
    depth = models.CharField(max_length=10, choices=Depth, default=Depth.CONSULT)
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.TO_SECTOR)
    level = models.CharField(max_length=10, choices=Level, default=Level.LOCAL)
    level_reason = models.TextField(blank=True, help_text="Why it is not left to local forums.")
    title = models.CharField(max_length=200)
    summary = models.TextField(help_text="In plain words.")
    audience = models.TextField(blank=True, help_text="Whom it is meant for.")
    can_change = models.TextField(blank=True)
    is_fixed = models.TextField(blank=True)
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="asks"
    )
    owner_name = models.CharField(max_length=200, help_text="The body that asks.")
    contact = models.CharField(max_length=300, blank=True, help_text="Who answers questions.")
    decided_by = models.CharField(max_length=200, blank=True)
    decision_on = models.DateField(null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True, help_text="The last day on which one may answer.")
    reason_for_length = models.TextField(blank=True)
    minutes_short = models.PositiveSmallIntegerField(default=5)
    minutes_long = models.PositiveSmallIntegerField(default=30)
    themes = models.ManyToManyField("organisations.Theme", related_name="consultations", blank=True)
    places = models.ManyToManyField("places.Area", related_name="consultations", blank=True)
    touches_partners = models.BooleanField(
        default=False, help_text="Whether a new policy or procedure of it touches partners."
    )
    document = models.CharField(max_length=60, blank=True, help_text="What binds it to its end.")
    version = models.CharField(max_length=20, blank=True)
    changes = models.JSONField(default=dict, help_text="What was amended in it by then.")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    brake = models.CharField(max_length=10, choices=Brake, blank=True)
    brake_words = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    results = models.JSONField(null=True, help_text="What was counted at the close.")
    outcome = models.TextField(blank=True, help_text="What was decided in the end.")
    outcome_link = models.URLField(blank=True)
    answered_on = models.DateField(null=True, help_text="The day every main point had its answer.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="consultation_has_its_own_address"
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(opens_on=None) | Q(closes_on__gte=F("opens_on")),
                name="consultation_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(published_at__isnull=False),
                name="only_a_published_consultation_closes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "-opens_on", "-id"], name="consultations_latest_first"
            ),
            models.Index(fields=["assembly", "closes_on"], name="consultations_by_close"),
        ]

    def __str__(self) -> str:
        return f"consultation {self.reference}"


class Host(models.Model):
    """A body that asks together with the owner."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="hosts")
    name = models.CharField(max_length=200)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="body_asks_together_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.consultation_id}"


class Way(models.Model):
    """A way to answer, and whom it is meant to reach."""

    class Kind(models.TextChoices):
        WEB = "web", "on this site"
        LINK = "link", "by the link of a letter, without an account"
        PHONE = "phone", "by phone; an officer writes it down"
        PAPER = "paper", "on paper"
        ROOM = "room", "at a meeting"
        VOICE = "voice", "as a voice message"
        EMAIL = "email", "by e-mail"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=10, choices=Kind)
    reaches = models.CharField(max_length=300, help_text="Whom it is meant to reach.")
    details = models.CharField(max_length=300, blank=True, help_text="Number, place and time.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind"], name="way_is_offered_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.consultation_id}"


class Formats(models.TextChoices):
    """The forms in which words can be had, beside the page itself."""

    LARGE_PRINT = "large-print", "large print"
    EASY_READ = "easy-read", "Easy Read"
    BSL = "bsl", "British Sign Language"
    AUDIO = "audio", "sound"
    BRAILLE = "braille", "Braille"
    PAPER = "paper", "printed on paper"
    LANGUAGE = "language", "another language"


class PromisedFormat(models.Model):
    """A form in which the papers are promised; the clock of a consultation waits for it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="formats")
    kind = models.CharField(max_length=15, choices=Formats)
    ready_on = models.DateField(null=True)
    link = models.URLField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind"], name="format_is_promised_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.consultation_id}"


class FormatRequest(models.Model):
    """Somebody asks for the papers in another form; it is followed until they have it."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="format_requests"
    )
    kind = models.CharField(max_length=15, choices=Formats)
    wish = models.CharField(max_length=300, blank=True, help_text="Such as: in Polish.")
    contact = models.CharField(max_length=300, help_text="How to reach who asked. Officers only.")
    asked_at = models.DateTimeField()
    delivered_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["consultation"],
                condition=Q(delivered_on=None),
                name="format_requests_open",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk} for {self.kind}"


class Remark(models.Model):
    """What somebody said of a plan while it was still a draft."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="remarks")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["consultation", "-made_at"], name="remarks_latest_first")]

    def __str__(self) -> str:
        return f"remark {self.pk} on {self.consultation_id}"

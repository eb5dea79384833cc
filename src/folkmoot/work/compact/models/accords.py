"""What is kept of signed agreements between the sector and its partners, and of what support bodies state."""

from django.db import models
from django.db.models import F, Q


class Accord(models.Model):
    """
    A signed agreement between the sector and its partners: a memorandum, or a compact.

    When it was expected and when it was really signed are kept apart; the second may not be
    known.
    """

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", "memorandum of understanding"
        COMPACT = "compact", "compact"
        OTHER = "other", "another agreement"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="accords"
    )
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    expected_by = models.DateField(null=True)
    signed_on = models.DateField(null=True, help_text="Blank: not signed, or the day is not known.")
    is_signed = models.BooleanField(default=False)
    review_on = models.DateField(null=True)
    link = models.URLField(blank=True)
    builds_on = models.ManyToManyField("forums.Forum", related_name="accords", blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "slug"], name="accord_has_its_own_address"),
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(is_signed=True),
                name="accord_with_a_day_of_signing_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"accord {self.slug}"


class CoSigner(models.Model):
    """A side of an agreement, which signs it."""

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="sides")
    name = models.CharField(max_length=200)
    is_of_sector = models.BooleanField(help_text="Whether it signs for the sector.")
    signed_by = models.CharField(max_length=200, blank=True, help_text="Who signed, and as what.")
    signed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accord", "name"], name="side_signs_an_accord_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.accord_id}"


class Commitment(models.Model):
    """One promise in an agreement: who owes it to whom, by when."""

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    owed_by = models.ForeignKey(CoSigner, on_delete=models.PROTECT, related_name="owes")
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["accord", "number"], name="commitment_has_its_number_in_an_accord"
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.number} of {self.accord_id}"


class Evidence(models.Model):
    """What somebody saw of whether a promise is kept: for it, against it, or on the way."""

    class Says(models.TextChoices):
        KEPT = "kept", "it is kept"
        BEGUN = "begun", "it is under way"
        BROKEN = "broken", "it is not kept"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    says = models.CharField(max_length=10, choices=Says)
    words = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    link = models.URLField(blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    seen_on = models.DateField()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="accord_evidence",
    )
    principles = models.JSONField(default=list, blank=True, help_text="Which it is filed under.")
    is_case_study = models.BooleanField(default=False, help_text="Told at length, as an example.")
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["commitment", "-given_at", "-id"], name="evidence_latest_first")
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk} on {self.commitment_id}"


class AccordReview(models.Model):
    """A look back at a signed agreement: what was found, and when it is looked at again."""

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    found = models.TextField()
    next_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["accord", "held_on"], name="accord_reviewed_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(next_on__gt=F("held_on")), name="next_review_is_after_this_one"
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.accord_id} on {self.held_on}"


class Statement(models.Model):
    """What a support body that speaks for the sector states of itself, once a year."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="support_statements"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="support_statements"
    )
    time_set_aside = models.TextField()
    local_links = models.TextField()
    ask_and_report = models.TextField()
    no_cause = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    review_by = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["assembly", "organisation", "-made_at"], name="statements_of_a_body"
            )
        ]

    def __str__(self) -> str:
        return f"statement {self.pk} of {self.organisation_id}"


class AccordCheck(models.Model):
    """
    What somebody found when they read an agreement before it was signed.

    Blank is not known: nobody has looked.
    """

    accord = models.OneToOneField(Accord, on_delete=models.PROTECT, related_name="check_made")
    limits_nothing = models.BooleanField(
        null=True, help_text="Nothing in it limits a group's freedom in law to run itself."
    )
    limits_words = models.TextField(blank=True, help_text="What limits it, or where that is said.")
    duties = models.TextField(blank=True, help_text="What the law makes the public body do.")
    has_equality_term = models.BooleanField(null=True)
    equality_where = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"check of {self.accord_id}"

"""What a board lacks, and how the places are advertised and filled."""

from django.db import models
from django.db.models import F, Q


class Audit(models.Model):
    """A look at a board: which skills and which parts of the sector it has, and should have."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="board_audits"
    )
    board = models.CharField(max_length=200)
    held_on = models.DateField()
    about = models.TextField(blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "board", "held_on"], name="board_is_audited_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"audit of {self.board} on {self.held_on}"


class Need(models.Model):
    """One skill, or part of the sector, that a board should have, and how many of it there are."""

    class Kind(models.TextChoices):
        SKILL = "skill", "skill"
        PART = "part", "part of the sector"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    wanted = models.PositiveSmallIntegerField()
    has = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "name"], name="need_is_named_once_in_an_audit")
        ]

    def __str__(self) -> str:
        return f"need {self.pk} of {self.audit_id}"


class Advert(models.Model):
    """An open call for somebody to fill a gap: advertised, closed, shortlisted, appointed."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="adverts"
    )
    reference = models.SlugField(max_length=40)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="adverts")
    words = models.TextField(help_text="The role, and how one applies.")
    advertised_on = models.DateField()
    closes_on = models.DateField(help_text="The last day.")
    places = models.PositiveSmallIntegerField(default=1)
    announced_on = models.DateField(null=True)
    announcement = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="advert_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("advertised_on")), name="advert_closes_after_it_opens"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-advertised_on", "-id"], name="adverts_latest_first"),
            models.Index(fields=["assembly", "closes_on"], name="adverts_by_last_day"),
        ]

    def __str__(self) -> str:
        return f"advert {self.reference}"


class Application(models.Model):
    """Somebody applies; the board shortlists, and appoints, with its reasons."""

    advert = models.ForeignKey(Advert, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="applications"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField()
    interests = models.TextField()
    applied_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    is_shortlisted = models.BooleanField(null=True)
    shortlist_because = models.TextField(blank=True)
    is_appointed = models.BooleanField(null=True)
    decided_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["advert", "person"], name="person_applies_once_to_an_advert"
            ),
            models.CheckConstraint(
                condition=Q(is_shortlisted=None) | ~Q(shortlist_because=""),
                name="shortlisting_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_appointed=None) | ~Q(decided_because=""),
                name="appointment_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk} to {self.advert_id}"

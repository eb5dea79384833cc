"""What is kept of who backs a compact: signatories and their champions, its owner, and who tells of it."""

from django.db import models
from django.db.models import Q

from folkmoot.work.compact.models.accords import Accord


class Signatory(models.Model):
    """
    A public body that agreed to a compact, with its champion.

    When bodies merge or take another name, their promises pass on: both names stay, linked.
    """

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=200)
    agreed_on = models.DateField(null=True, help_text="Blank: the day is not known.")
    contact = models.CharField(max_length=300, blank=True)
    champion = models.CharField(max_length=200, blank=True)
    champion_contact = models.CharField(max_length=300, blank=True)
    succeeded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="succeeds"
    )
    succeeded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accord", "name"], name="body_backs_a_compact_once"),
            models.CheckConstraint(
                condition=~Q(succeeded_by=models.F("pk")), name="body_does_not_succeed_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.accord_id}"


class OwnerGroup(models.Model):
    """The one group that answers for a compact; one that has ended has to be replaced at once."""

    accord = models.OneToOneField(Accord, on_delete=models.PROTECT, related_name="owner_group")
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)
    checked_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.name} owns {self.accord_id}"


class Promotion(models.Model):
    """That a body told of a compact, or a group took it up."""

    class Kind(models.TextChoices):
        BRIEFING = "briefing", "a briefing"
        NEWSLETTER = "newsletter", "a newsletter"
        BULLETIN = "bulletin", "a bulletin"
        OUTREACH = "outreach", "told its members"
        ADOPTED = "adopted", "took it up in its own work"

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="promotions")
    kind = models.CharField(max_length=12, choices=Kind)
    body = models.CharField(max_length=200)
    is_of_sector = models.BooleanField(default=False)
    words = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["accord", "-on", "-id"], name="compact_told_latest_first")]

    def __str__(self) -> str:
        return f"promotion {self.pk} of {self.accord_id}"

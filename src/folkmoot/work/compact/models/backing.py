"""What is kept of who backs a compact: signatories, champions and what is asked of them, its owner, who tells of it."""

from django.db import models
from django.db.models import Q

from folkmoot.work.compact.models.accords import Accord


class Signatory(models.Model):
    """
    A public body, or a group of the sector, that agreed to a compact, with its champion.

    Groups of the sector are covered by a compact without signing; one that signs is both.
    When bodies merge or take another name, their promises pass on: both names stay, linked.
    """

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True,
        related_name="compacts", help_text="Blank: it is not on the register.",
    )  # fmt: skip
    is_of_sector = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True, help_text="Blank: the day is not known.")
    contact = models.CharField(max_length=300, blank=True)
    champion = models.CharField(max_length=200, blank=True)
    champion_contact = models.CharField(max_length=300, blank=True)
    champion_person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="champions",
        help_text="The champion's account; blank where they have none.",
    )  # fmt: skip
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
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Which entered it of itself; blank where a support officer did.",
    )  # fmt: skip
    words = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["accord", "-on", "-id"], name="compact_told_latest_first")]

    def __str__(self) -> str:
        return f"promotion {self.pk} of {self.accord_id}"


class ChampionQuestion(models.Model):
    """
    A question to the champion of a body; where there is none, to the owner of the compact.

    It is read by whoever asked, by whoever answers and by support officers; by everybody only
    where it is answered in public. How to reach who asked is forgotten once it is answered.
    """

    class To(models.TextChoices):
        CHAMPION = "champion", "the champion"
        OWNER = "owner", "the owner, as there is no champion"

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="questions")
    to = models.CharField(max_length=10, choices=To)
    title = models.CharField(max_length=200)
    words = models.TextField()
    is_private = models.BooleanField(
        default=False, help_text="Whoever asked wants no answer in public."
    )
    contact = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_question_to_a_champion_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(is_private=False, answered_at__isnull=False),
                name="only_an_answered_open_question_is_public",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(answered_at=None),
                name="champions_still_asked",
            ),
            models.Index(
                fields=["signatory", "-answered_at", "-id"],
                condition=Q(is_public=True),
                name="champions_answers_latest_first",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} to {self.signatory_id}"

"""What is kept of help that is not money, and of money that comes from elsewhere."""

from django.db import models
from django.db.models import Q


class InKind(models.Model):
    """Rooms, things or time of staff: offered by a body, asked for by a group, or given at a value."""

    class Kind(models.TextChoices):
        ROOMS = "rooms", "rooms"
        EQUIPMENT = "equipment", "equipment"
        STAFF = "staff-time", "time of staff"
        OTHER = "other", "other help"

    class State(models.TextChoices):
        OFFERED = "offered", "offered"
        REQUESTED = "requested", "asked for"
        GIVEN = "given", "given"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="help_in_kind"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    words = models.TextField()
    body_name = models.CharField(max_length=200, blank=True, help_text="Who offers or gives it.")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pence = models.BigIntegerField(null=True, help_text="What it is worth, as it is estimated.")
    entered_on = models.DateField()
    given_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__gte=0), name="help_is_worth_nothing_or_more"
            ),
            models.CheckConstraint(
                condition=~Q(state="given")
                | (
                    ~Q(body_name="")
                    & Q(given_on__isnull=False, organisation__isnull=False, pence__isnull=False)
                ),
                name="help_given_has_its_value",
            ),
            models.CheckConstraint(
                condition=~Q(state="requested") | Q(organisation__isnull=False),
                name="help_is_asked_for_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "state", "-entered_on", "-id"], name="help_in_kind_latest_first"
            )
        ]

    def __str__(self) -> str:
        return f"help in kind {self.pk}"


class OutsideFund(models.Model):
    """A fund that is not run here, and that members may apply to."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="outside_funds"
    )
    title = models.CharField(max_length=200)
    funder_name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    suits = models.CharField(max_length=300, blank=True, help_text="For whom it is.")
    link = models.URLField(blank=True)
    most_pence = models.BigIntegerField(null=True, help_text="The most that one may get.")
    closes_on = models.DateField(null=True, help_text="The last day; none where it is always open.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(most_pence=None) | Q(most_pence__gte=0),
                name="outside_fund_is_not_below_nothing",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "closes_on", "id"], name="outside_funds_by_last_day")
        ]

    def __str__(self) -> str:
        return f"outside fund {self.title}"


class OutsideBid(models.Model):
    """That a group was helped to win money elsewhere, or bid on after a fund here: of whom, and the result."""

    class Result(models.TextChoices):
        WAITING = "waiting", "not known yet"
        WON = "won", "won"
        LOST = "lost", "not won"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="outside_bids"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="outside_bids"
    )
    funder_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    help_given = models.TextField(blank=True, help_text="What an officer did to help.")
    after = models.ForeignKey(
        "funding.Fund", on_delete=models.PROTECT, null=True, related_name="follow_ons",
        help_text="The fund here that it follows on.",
    )  # fmt: skip
    told_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result, default=Result.WAITING)
    pence = models.BigIntegerField(null=True, help_text="What was won.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__gte=0, result="won"),
                name="only_a_bid_that_was_won_has_money",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-told_on", "-id"], name="outside_bids_latest_first")
        ]

    def __str__(self) -> str:
        return f"outside bid {self.pk}"

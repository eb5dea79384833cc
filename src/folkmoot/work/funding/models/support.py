"""What is kept of bodies paid to support others, of who covers what, and of shares by locality."""

from django.db import models
from django.db.models import F, Q


class SupportContract(models.Model):
    """A body that is paid to support others: what for, how much a year, for how long, and then."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="support_contracts"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="support_contracts"
    )
    body_name = models.CharField(max_length=200, help_text="Which public body pays.")
    remits = models.JSONField(default=list)
    yearly_pence = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    and_then = models.TextField(blank=True, help_text="How it is to go on after that.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(yearly_pence__gte=0), name="support_is_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="support_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "ends_on", "id"], name="support_contracts_by_end")
        ]

    def __str__(self) -> str:
        return f"support by {self.organisation_id}"


class SupportReview(models.Model):
    """What a yearly review of a body paid to support others found, and whether it goes on."""

    contract = models.ForeignKey(SupportContract, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    found = models.TextField()
    goes_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "on"], name="support_is_reviewed_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk} of {self.contract_id}"


class Coverage(models.Model):
    """That a support body offers a service in a place, or everywhere where no place is named."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="coverage"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="coverage"
    )
    service = models.CharField(max_length=120)
    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation", "service", "area"],
                name="service_in_a_place_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["assembly", "organisation", "service"],
                condition=Q(area=None),
                name="service_everywhere_is_told_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} by {self.organisation_id}"


class CoverageReview(models.Model):
    """A joint look of the support bodies at who offers what where: who looked, and what they will do."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="coverage_reviews"
    )
    on = models.DateField()
    who = models.CharField(max_length=400)
    words = models.TextField()
    overlaps = models.PositiveIntegerField()
    gaps = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "on"], name="coverage_is_looked_at_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"look at coverage on {self.on}"


class Allocation(models.Model):
    """A sum that is shared out over localities: to each a base, and the rest by need."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="allocations"
    )
    title = models.CharField(max_length=200)
    body_name = models.CharField(max_length=200)
    pence = models.BigIntegerField(help_text="The whole, for one year.")
    base_pence = models.BigIntegerField(help_text="To each locality, whatever its need.")
    need_is = models.CharField(max_length=300, help_text="By what need is measured.")
    starts_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    settled_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence__gte=0, base_pence__gte=0, years__gte=1),
                name="allocation_shares_out_what_there_is",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-settled_on", "-id"], name="allocations_latest_first")
        ]

    def __str__(self) -> str:
        return f"allocation {self.title}"


class AllocationShare(models.Model):
    """What one locality gets a year: its base, and more for its need; and what it got before."""

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="shares")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    need = models.PositiveIntegerField()
    base_pence = models.BigIntegerField()
    extra_pence = models.BigIntegerField()
    before_pence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "area"], name="locality_has_one_share_of_a_sum"
            )
        ]

    def __str__(self) -> str:
        return f"share {self.pk} of {self.allocation_id}"

"""What is kept of awards: to whom, how much, how long, what came of it, and how it ends."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.funding.models.funds import Application, Fund


class Award(models.Model):
    """
    Money that a body gives, pays or has promised to an organisation; ours, or read from a list.

    Who it is for is kept as it was written, and tied to the register where it is known.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", "by grant"
        CONTRACT = "contract", "by contract"
        CO_DESIGN = "co-design", "by designing together"
        VOLUNTEERING = "volunteering", "through volunteering"
        PARTNERSHIP = "partnership", "in partnership"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="awards"
    )
    identifier = models.CharField(max_length=120, help_text="As 360Giving has it.")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, related_name="awards")
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, null=True, related_name="award"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="awards"
    )
    recipient_name = models.CharField(max_length=400)
    recipient_id = models.CharField(max_length=120, blank=True)
    funder_name = models.CharField(max_length=200)
    funder_id = models.CharField(max_length=120, blank=True)
    directorate = models.CharField(max_length=120, blank=True)
    lead_officer = models.CharField(max_length=200, blank=True, help_text="What they are.")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.GRANT)
    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    pence = models.BigIntegerField()
    awarded_on = models.DateField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    one_year_because = models.TextField(blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    is_national = models.BooleanField(
        null=True, help_text="Whether a national provider gets it; not known where nobody said."
    )
    is_ours = models.BooleanField(default=True, help_text="Made here, not read from a list.")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "identifier"], name="award_has_its_own_identifier"
            ),
            models.CheckConstraint(condition=Q(pence__gte=0), name="award_is_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="award_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-awarded_on", "-id"], name="awards_latest_first"),
            # With all that a sum over them needs, so that no row is looked up.
            models.Index(
                fields=["assembly", "funder_name", "recipient_name", "organisation", "pence"],
                name="awards_by_funder",
            ),
            models.Index(
                fields=[
                    "assembly",
                    "awarded_on",
                    "directorate",
                    "funder_name",
                    "outcome",
                    "area",
                    "organisation",
                    "kind",
                    "starts_on",
                    "ends_on",
                    "is_national",
                    "pence",
                ],
                name="awards_of_a_year",
            ),
            models.Index(
                fields=[
                    "assembly",
                    "ends_on",
                    "outcome",
                    "area",
                    "funder_name",
                    "organisation",
                    "pence",
                ],
                name="awards_that_run",
            ),
            models.Index(fields=["assembly", "awarded_on", "source"], name="awards_by_source"),
            models.Index(
                fields=["assembly", "organisation", "-awarded_on", "-id"],
                name="awards_of_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.identifier}"


class AwardReport(models.Model):
    """
    What was spent of an award and what came of it: asked for once, for every funder of the work.

    Of a small award only the whole is asked; of a larger one, what came of each of its outcomes.
    """

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="reports")
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    spent_pence = models.BigIntegerField(null=True)
    achieved = models.TextField(blank=True)
    by_outcome = models.JSONField(default=dict, help_text="By outcome, what came of it.")
    people_helped = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "due_on"], name="report_is_due_once_a_day")
        ]

    def __str__(self) -> str:
        return f"report on {self.award_id}"


class Payment(models.Model):
    """A part of an award that is paid on a day, or was due to be."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="payments")
    pence = models.BigIntegerField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "due_on"], name="award_is_paid_once_a_day"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk} of {self.award_id}"


class EndNotice(models.Model):
    """That a funding ends: from when, what it does to those who lose it, and their reply."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="end_notice")
    given_at = models.DateTimeField()
    ends_on = models.DateField()
    earliest_on = models.DateField(help_text="The earliest day that the notice owed allows.")
    because = models.TextField()
    exception = models.TextField(blank=True, help_text="What an earlier end rests on, published.")
    effect = models.TextField(blank=True, help_text="What it does to the organisation and others.")
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("earliest_on")) | ~Q(exception=""),
                name="shorter_notice_has_a_published_exception",
            )
        ]

    def __str__(self) -> str:
        return f"end of {self.award_id} on {self.ends_on}"

"""What is kept of agreements with those who lead a service, and of how funded bodies mind money."""

from django.db import models
from django.db.models import F, Q


class Agreement(models.Model):
    """
    What a public body and a lead agree: money handed over, what it may be spent on, and when what is told.

    It is checked before it is signed: that it leaves the lead free in law, that the duties of the
    public body are stated, and that both keep the law on equality.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="agreements"
    )
    title = models.CharField(max_length=200)
    body_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="agreements"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    lead_chosen = models.TextField(help_text="How and when the lead was chosen.")
    pence = models.BigIntegerField(help_text="The money handed over.")
    uses = models.JSONField(default=list, help_text="What it may be spent on.")
    conditions = models.TextField(blank=True, help_text="What the funder behind it asks.")
    is_free = models.BooleanField(
        null=True, help_text="Nothing in it limits the organisation's independence in law."
    )
    duties = models.TextField(blank=True, help_text="What the law asks of the public body.")
    equality_term = models.TextField(blank=True)
    equality_checked_on = models.DateField(null=True, help_text="When the law was last checked.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    entered_at = models.DateTimeField()
    signed_on = models.DateField(null=True)
    although = models.TextField(
        blank=True, help_text="Why it was signed though a check flagged it."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gte=0), name="agreement_takes_no_money_away"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-starts_on", "-id"], name="agreements_latest_first")
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreementStep(models.Model):
    """A milestone or a report of an agreement: due on a day, done on a day, with what was told."""

    class Kind(models.TextChoices):
        MILESTONE = "milestone", "a milestone"
        REPORT = "report", "a report"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agreement", "due_on", "id"], name="agreement_steps_by_day")
        ]

    def __str__(self) -> str:
        return f"step {self.pk} of {self.agreement_id}"


class AgreementSpend(models.Model):
    """Money of an agreement that was spent on one of its uses."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="spends")
    use = models.CharField(max_length=120)
    pence = models.BigIntegerField()
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="spend_is_more_than_nothing")
        ]

    def __str__(self) -> str:
        return f"spend {self.pk} of {self.agreement_id}"


class Controls(models.Model):
    """How a funded organisation minds money: who answers for it, and how it is controlled."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="controls"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="controls"
    )
    accountable = models.TextField(help_text="Which offices answer for money; offices, not names.")
    words = models.TextField(help_text="How money is controlled.")
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"], name="organisation_tells_its_controls_once"
            )
        ]

    def __str__(self) -> str:
        return f"controls of {self.organisation_id}"


class FinanceCheck(models.Model):
    """Accounts, an examination or an audit of a funded organisation: due on a day, done on a day."""

    class Kind(models.TextChoices):
        ACCOUNTS = "accounts", "yearly accounts"
        EXAMINATION = "examination", "an independent examination"
        AUDIT = "audit", "an audit"

    controls = models.ForeignKey(Controls, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=12, choices=Kind)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["controls", "kind", "due_on"], name="check_is_due_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["controls", "due_on", "id"], name="finance_checks_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.controls_id}"

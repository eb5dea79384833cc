"""What is kept of a fund: what it is for, who applied, who judged, and what was decided with what reasons."""

from django.db import models
from django.db.models import F, Q

from folkmoot.work.funding.models.buying import Service


class Fund(models.Model):
    """Money, or help of another kind, that can be applied for; all of it is said before it opens."""

    class Mechanism(models.TextChoices):
        GRANT = "grant", "a grant"
        CONTRACT = "contract", "a contract"
        TENDER = "tender", "a tender"
        IN_KIND = "in-kind", "help in kind"
        DEVOLVED = "devolved", "money that a partner gives out"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="funds"
    )
    slug = models.SlugField(max_length=90)
    title = models.CharField(max_length=200)
    funder_name = models.CharField(max_length=200)
    directorate = models.CharField(max_length=120, blank=True)
    run_by = models.CharField(max_length=200, blank=True, help_text="A partner that runs it.")
    mechanism = models.CharField(max_length=10, choices=Mechanism)
    mechanism_why = models.TextField(blank=True)
    is_renewal = models.BooleanField(
        default=False, help_text="It pays for a service that is given now and due for renewal."
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="funds")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    is_shared = models.BooleanField(
        default=False, help_text="Other funders may see the plan before it is public."
    )
    priorities = models.TextField(blank=True)
    outcomes = models.JSONField(default=list, help_text="What it is to bring about, in order.")
    conditions = models.TextField(blank=True)
    rules = models.TextField(
        blank=True, help_text="The law, buying and charity reserves: what neither side may breach."
    )
    reserves = models.TextField(blank=True, help_text="What is asked of charity reserves.")
    overhead_method = models.TextField(
        blank=True, help_text="How overheads are worked out, as both sides agreed."
    )
    criteria = models.JSONField(default=list, help_text="By which all applications are marked.")
    pence = models.BigIntegerField(null=True, help_text="How much there is.")
    small_award_pence = models.BigIntegerField(
        default=500_000, help_text="Up to this much, the short form is enough."
    )
    hours_short = models.PositiveSmallIntegerField(default=2)
    hours_long = models.PositiveSmallIntegerField(default=12)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    short_because = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "slug"], name="fund_has_its_own_address"),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(opens_on=None) | Q(closes_on__gte=F("opens_on")),
                name="fund_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__gte=0), name="fund_is_not_less_than_nothing"
            ),
        ]
        indexes = [models.Index(fields=["assembly", "-opens_on", "-id"], name="funds_latest_first")]

    def __str__(self) -> str:
        return f"fund {self.slug}"


class FundQuestion(models.Model):
    """A question about a fund, answered to all alike."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="questions")
    words = models.TextField()
    is_on_reserves = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    reserves_answer = models.TextField(
        blank=True, help_text="What is answered on charity reserves, apart from the rest."
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fund", "asked_at"], name="fund_questions_in_order")]

    def __str__(self) -> str:
        return f"question {self.pk} on {self.fund_id}"


class FundRule(models.Model):
    """A rule of law, of buying or of charities that applies to a fund, and when it was last checked."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "the law"
        BUYING = "buying", "buying"
        RESERVES = "reserves", "charity reserves"

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="listed_rules")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    checked_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fund", "kind", "id"], name="fund_rules_by_kind")]

    def __str__(self) -> str:
        return f"rule {self.pk} of {self.fund_id}"


class Application(models.Model):
    """What an organisation asks of a fund. Several of its people draft it; it is kept though late."""

    class State(models.TextChoices):
        DRAFT = "draft", "a draft"
        SENT = "sent", "sent"
        AWARDED = "awarded", "awarded"
        REFUSED = "refused", "not awarded"
        WITHDRAWN = "withdrawn", "taken back"

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=200)
    words = models.TextField(help_text="What would be done.")
    outcomes = models.JSONField(default=dict, help_text="By outcome, how it is brought about.")
    pence = models.BigIntegerField()
    overhead_pence = models.BigIntegerField(default=0)
    budget = models.JSONField(default=list, help_text="What each part costs: words and pence.")
    years = models.PositiveSmallIntegerField(default=1)
    together_with = models.CharField(max_length=300, blank=True)
    hours_spent = models.PositiveSmallIntegerField(null=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=12, unique=True)
    overhead_accepted = models.BooleanField(null=True)
    overhead_words = models.TextField(blank=True)
    reasons = models.TextField(blank=True, help_text="Told to the applicant, whatever was decided.")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "organisation"], name="organisation_applies_to_a_fund_once"
            ),
            models.CheckConstraint(
                condition=Q(pence__gt=0, overhead_pence__gte=0, overhead_pence__lte=F("pence")),
                name="application_adds_up",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("awarded", "refused")) | ~Q(reasons=""),
                name="decided_application_has_its_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk} to {self.fund_id}"


class Assessor(models.Model):
    """Somebody who marks the applications to a fund; what they have an interest in, they do not see."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True)
    interests = models.ManyToManyField(Application, related_name="closed_to", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "person"], name="person_assesses_a_fund_once")
        ]

    def __str__(self) -> str:
        return f"assessor {self.pk} of {self.fund_id}"


class Mark(models.Model):
    """What an assessor gives an application under one criterion: 0 to 5, with the reason."""

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="marks")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=200)
    value = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "application", "criterion"], name="criterion_is_marked_once"
            ),
            models.CheckConstraint(condition=Q(value__lte=5), name="mark_is_of_five"),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk}"

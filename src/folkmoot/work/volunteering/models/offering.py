from django.db import models
from django.db.models import Q


class Opportunity(models.Model):
    """
    A role for volunteers, as its organisation offers it; listed once it has passed its tests.

    What was not said is null or blank and counted as unknown, never as no.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "its tests are not answered yet"
        LISTED = "listed", "listed"
        CLOSED = "closed", "closed"

    class Kind(models.TextChoices):
        ROLE = "role", "for anybody"
        PLACEMENT = "placement", "a placement inside a public service"
        STAFF = "staff", "for the staff of a public body"

    class Expenses(models.TextChoices):
        UNKNOWN = "", "not said"
        ALL = "all", "all that is spent"
        TRAVEL = "travel", "travel"
        NONE = "none", "none"

    class Check(models.TextChoices):
        UNKNOWN = "", "not said"
        NONE = "none", "none"
        BASIC = "basic", "a basic DBS check"
        STANDARD = "standard", "a standard DBS check"
        ENHANCED = "enhanced", "an enhanced DBS check"

    class Young(models.TextChoices):
        UNKNOWN = "", "not said"
        YES = "yes", "welcome from 16"
        GUARDIAN = "guardian", "welcome with a parent or guardian"
        NO = "no", "for adults alone"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="opportunities"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="opportunities"
    )
    reference = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ROLE)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=200)
    about = models.TextField()
    for_whom = models.TextField(blank=True, help_text="Who has the good of it.")

    is_unpaid = models.BooleanField(null=True, help_text="Unpaid apart from expenses.")
    is_free = models.BooleanField(null=True, help_text="Freely chosen.")
    is_for_community = models.BooleanField(null=True)
    is_not_for_relative = models.BooleanField(null=True)
    is_no_job = models.BooleanField(null=True, help_text="Takes the place of no paid post.")

    is_short = models.BooleanField(default=False, help_text="A task of an hour or two, once.")
    is_at_home = models.BooleanField(default=False)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    where = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    skills = models.CharField(max_length=400, blank=True)
    days = models.JSONField(default=list)
    hours_a_week = models.PositiveSmallIntegerField(null=True)
    places = models.PositiveSmallIntegerField(null=True)
    takes_groups = models.BooleanField(default=False)
    access = models.JSONField(default=list)
    access_words = models.TextField(blank=True)
    expenses = models.CharField(max_length=8, choices=Expenses, blank=True)
    check_asked = models.CharField(max_length=8, choices=Check, blank=True)
    training = models.TextField(blank=True)
    supervisor = models.CharField(max_length=200, blank=True, help_text="What they are, not who.")
    is_insured = models.BooleanField(null=True)
    is_risk_assessed = models.BooleanField(null=True)
    young = models.CharField(max_length=8, choices=Young, blank=True)
    review_on = models.DateField(null=True)
    closes_on = models.DateField(null=True, help_text="The last day on which one can ask.")
    posted_at = models.DateTimeField()
    listed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_on_behalf = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    source_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="opportunity_has_its_own_address"
            ),
            models.UniqueConstraint(
                fields=["assembly", "source", "source_id"],
                condition=~Q(source_id=""),
                name="opportunity_of_a_source_is_kept_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="listed")
                | Q(
                    is_unpaid=True,
                    is_free=True,
                    is_for_community=True,
                    is_not_for_relative=True,
                    is_no_job=True,
                ),
                name="opportunity_is_listed_only_if_it_is_volunteering",
            ),
            models.CheckConstraint(
                condition=~Q(state="listed") | Q(listed_on__isnull=False),
                name="listed_opportunity_says_since_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "state", "-listed_on", "-id"], name="opportunities_latest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"opportunity {self.reference}"

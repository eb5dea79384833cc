"""What is kept of what people know about communities, and of where it was used."""

from django.db import models
from django.db.models import F, Q


class SeenBy(models.TextChoices):
    """Who may read something."""

    PUBLIC = "public", "everybody"
    MEMBERS = "members", "members"
    BOARD = "board", "the board and support officers"
    BODY = "body", "our own organisation alone"


class Evidence(models.Model):
    """
    Something that is known about a community: from whom, where, when, how, and how sure it is.

    It opens with what people there have and can do. What a stranger gives waits until a support
    officer has read it; what is for one's own organisation alone nobody else reads.
    """

    class Method(models.TextChoices):
        LIVED = "lived", "people's own experience"
        TALKS = "talks", "talks or interviews"
        SURVEY = "survey", "a survey"
        COUNT = "count", "counts or records"
        WATCHED = "watched", "what workers and volunteers see"
        STUDY = "study", "a study by others"

    class Consent(models.TextChoices):
        NOBODY = "nobody", "nobody can be known by it"
        AGREED = "agreed", "those who can be known by it have agreed"
        UNKNOWN = "unknown", "not known"

    class Strength(models.TextChoices):
        STRONG = "strong", "strong: many sources say the same"
        FAIR = "fair", "fair: a good source, or a few that agree"
        WEAK = "weak", "weak: one view, or long ago"
        UNKNOWN = "unknown", "not judged yet"

    class State(models.TextChoices):
        WAITING = "waiting", "waits to be read"
        SHARED = "shared", "in the bank"
        RETURNED = "returned", "handed back"
        ARCHIVED = "archived", "put away"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="evidence"
    )
    reference = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    words = models.TextField()
    source = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(help_text="The last day that it is of.")
    method = models.CharField(max_length=10, choices=Method)
    proof = models.TextField(blank=True, help_text="How much it rests on, and why that is enough.")
    makers = models.TextField(blank=True, help_text="Who had a part in gathering or designing it.")
    consent = models.CharField(max_length=10, choices=Consent)
    strength = models.CharField(max_length=10, choices=Strength, default=Strength.UNKNOWN)
    strength_note = models.TextField(blank=True)
    seen_by = models.CharField(max_length=10, choices=SeenBy)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    contact = models.CharField(max_length=300, blank=True, help_text="Until it is read, then none.")
    state = models.CharField(max_length=10, choices=State)
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="Why it was handed back or put away.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="evidence_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="evidence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(seen_by="body") | Q(organisation__isnull=False),
                name="evidence_for_one_body_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(seen_by="public") | ~Q(consent="unknown") | ~Q(state="shared"),
                name="public_evidence_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "shared"]) | ~Q(answer=""),
                name="evidence_handed_back_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "state", "-received_at", "-id"], name="bank_latest_first"
            )
        ]

    def __str__(self) -> str:
        return f"evidence {self.reference}"


class Use(models.Model):
    """Where something known went: an item of an agenda, an action, a consultation, a decision."""

    class Kind(models.TextChoices):
        ITEM = "item", "an item of an agenda"
        MEETING = "meeting", "a meeting"
        ACTION = "action", "an action of a plan"
        PLAN = "plan", "a plan"
        CONSULTATION = "consultation", "a consultation"
        DECISION = "decision", "a decision"

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=400, help_text="As everybody may read it.")
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(blank=True, help_text="What it changed.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "address"], name="evidence_is_used_once_in_a_place"
            ),
            models.CheckConstraint(
                condition=~Q(kind="item") | Q(item__isnull=False), name="use_in_an_item_names_it"
            ),
        ]

    def __str__(self) -> str:
        return f"use {self.pk} of {self.evidence_id}"

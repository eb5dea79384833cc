"""The sheet of a document: what it is, whose, for whom, until when, under which laws, beside what."""

from django.db import models
from django.db.models import F, Q


class Document(models.Model):
    """
    A document of the assembly or its partners, with its sheet. What is blank is not known.

    Its number is issued here; the label that is printed on it is kept beside that, as text.
    Its status alone says whether it is live, whatever its pages say.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "agreement"
        POLICY = "policy", "policy"
        PRINCIPLES = "principles", "principles"
        STRATEGY = "strategy", "strategy"
        PROGRAMME = "programme", "programme"
        PLAN = "plan", "plan"
        GUIDANCE = "guidance", "guidance"
        TERMS = "terms", "terms of reference"
        SHARING = "data-sharing", "data-sharing agreement"
        NEEDS = "needs", "needs assessment"
        RESOURCE = "resource", "resource"
        OTHER = "other", "another document"

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        LIVE = "live", "live"
        SUPERSEDED = "superseded", "superseded"
        WITHDRAWN = "withdrawn", "withdrawn"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="documents"
    )
    number = models.PositiveIntegerField(help_text="Issued here, never twice.")
    label = models.CharField(max_length=60, blank=True, help_text="As it is printed on it.")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=14, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    is_people = models.BooleanField(null=True)
    is_place = models.BooleanField(null=True)
    is_corporate = models.BooleanField(null=True)
    in_constitution = models.BooleanField(null=True)
    purpose = models.TextField(blank=True)
    affected = models.TextField(blank=True)
    keywords = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    relevance = models.TextField(blank=True, help_text="What it has to do with the assembly.")
    owner = models.CharField(max_length=200, blank=True)
    is_owner_gone = models.BooleanField(default=False, help_text="The owner no longer exists.")
    owner_checked_on = models.DateField(null=True)
    keeper = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Who is written to for the owner.",
    )  # fmt: skip
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True, help_text="Its last day.")
    last_review_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    has_equality_promise = models.BooleanField(
        null=True, help_text="Whether an equality impact assessment is promised."
    )
    data_fields = models.TextField(blank=True, help_text="Which facts are shared.")
    lawful_basis = models.CharField(max_length=300, blank=True)
    rulebook = models.CharField(
        max_length=80, blank=True, help_text="The governing document it is, by its key."
    )
    link = models.URLField(blank=True)
    left_because = models.TextField(blank=True, help_text="Why it was withdrawn or superseded.")
    gaps = models.PositiveSmallIntegerField(default=0, help_text="Counted whenever it changes.")
    edition = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"], name="document_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="document_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(left_because=""),
                name="withdrawn_document_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "title", "id"], name="documents_by_title"),
            models.Index(fields=["assembly", "next_review_on"], name="documents_by_review"),
        ]

    def __str__(self) -> str:
        return f"document {self.number}"


class Law(models.Model):
    """A law that a document rests on, where it holds, since when, and when that was last looked at."""

    class Jurisdiction(models.TextChoices):
        ENGLAND = "england", "England"
        ENGLAND_WALES = "england-wales", "England and Wales"
        UK = "uk", "United Kingdom"
        EUROPE = "europe", "European Union"
        INTERNATIONAL = "international", "international"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="laws")
    name = models.CharField(max_length=300)
    jurisdiction = models.CharField(max_length=14, choices=Jurisdiction, blank=True)
    effective_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    is_repealed = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    link = models.URLField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"], name="law_is_listed_once_for_a_document"
            )
        ]

    def __str__(self) -> str:
        return f"law {self.pk} of {self.document_id}"


class Link(models.Model):
    """
    That one document goes with another: one kept here, or one that is only named.

    A name with neither a document nor an address is a reference that leads nowhere yet.
    """

    class Kind(models.TextChoices):
        SUCCESSOR = "successor", "is followed by"
        IMPLEMENTS = "implements", "carries out"
        RELIES_ON = "relies-on", "relies on"
        RELATED = "related", "goes with"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    to = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="linked")
    title = models.CharField(max_length=300, blank=True)
    link = models.URLField(blank=True)
    until_on = models.DateField(null=True, help_text="The last day of what is only named.")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False) | ~Q(title=""), name="link_leads_to_something"
            ),
            models.CheckConstraint(
                condition=~Q(document=F("to")), name="document_is_not_linked_to_itself"
            ),
            models.UniqueConstraint(
                fields=["document", "kind", "to"], name="documents_are_linked_once_in_a_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.document_id}"

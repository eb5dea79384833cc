from django.db import models
from django.db.models import F, Q


class Appraisal(models.Model):
    """
    A comparison of ways to be represented, from its question to what came of it.

    What its author recommends and what was chosen are two things, and an author with an
    interest does not close it.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="appraisals"
    )
    reference = models.SlugField(max_length=60)
    document = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    question = models.TextField()
    body = models.ForeignKey(
        "seats.OutsideBody", on_delete=models.PROTECT, null=True, related_name="appraisals"
    )
    seat_cap = models.PositiveSmallIntegerField(
        null=True, help_text="The most places for the sector; blank where none is set."
    )
    places_now = models.PositiveSmallIntegerField(default=0)
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, null=True, related_name="appraisals",
        help_text="Whose organisations are to be represented; all listed ones where blank.",
    )  # fmt: skip
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="appraisals")
    author_name = models.CharField(max_length=200, help_text="Who speaks, as the paper names them.")
    author_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="appraisals"
    )
    author_interest = models.TextField(help_text="What its author gains or loses; 'none' is said.")
    author_has_interest = models.BooleanField()
    recommendation = models.TextField(blank=True)
    benefits = models.TextField(blank=True, help_text="A line each.")
    fallback = models.TextField(blank=True, help_text="What help there is if another is chosen.")
    text = models.TextField(help_text="The options as their author wrote them.")
    recommended = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, help_text="When comments were first asked for.")
    comments_close_at = models.DateTimeField(null=True)
    chosen = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, related_name="+")
    motion = models.CharField(max_length=40, blank=True, help_text="The decision.")
    reasons = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_on = models.DateField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    review = models.JSONField(
        default=dict, help_text="What was predicted of the choice, beside what is so."
    )
    review_words = models.TextField(blank=True)
    form_key = models.CharField(max_length=60, unique=True, null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="appraisal_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, chosen=None)
                | Q(closed_at__isnull=False, chosen__isnull=False) & ~Q(reasons=""),
                name="closed_appraisal_has_a_choice_and_reasons",
            ),
            models.CheckConstraint(
                condition=Q(author_has_interest=False)
                | Q(closed_by=None)
                | ~Q(closed_by=F("author")),
                name="author_with_an_interest_does_not_close_an_appraisal",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-opened_at", "-id"], name="appraisals_latest_first")
        ]

    def __str__(self) -> str:
        return f"appraisal {self.reference}"


class Option(models.Model):
    """One way to be represented: who gets places, by what constituency, in what manner, at what cost."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="options")
    letter = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    words = models.TextField()
    replaces = models.CharField(
        max_length=300, blank=True, help_text="Whose place it takes over, where the table is full."
    )
    places_kept = models.PositiveSmallIntegerField(
        default=0, help_text="Of the places there are, how many stay as they are."
    )
    set_up_hours = models.PositiveIntegerField(default=0)
    yearly_hours = models.PositiveIntegerField(default=0, help_text="Of everybody, over a year.")
    risks = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "letter"], name="option_has_its_letter_in_an_appraisal"
            )
        ]

    def __str__(self) -> str:
        return f"option {self.letter} of appraisal {self.appraisal_id}"


class Constituency(models.Model):
    """Those who have a place, or some, between them under an option."""

    class Basis(models.TextChoices):
        ALL = "all", "all organisations"
        PLACES = "places", "those who work in these places"
        THEMES = "themes", "those of these themes"
        SIZES = "sizes", "those of these sizes"
        NAMED = "named", "named organisations"

    class Manner(models.TextChoices):
        ELECTED = "elected", "elected"
        NOMINATED = "nominated", "nominated"
        APPOINTED = "appointed", "appointed"
        DRAWN = "drawn", "drawn by lot"

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="constituencies")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=10, choices=Basis)
    codes = models.JSONField(
        default=list, help_text="Of places, themes or sizes; or references of named organisations."
    )
    manner = models.CharField(max_length=10, choices=Manner)
    places = models.PositiveSmallIntegerField()
    is_unlimited = models.BooleanField(default=False)
    relies_on = models.TextField(blank=True, help_text="The links that nominated places rest on.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["option", "position"], name="constituency_has_its_place_in_an_option"
            )
        ]

    def __str__(self) -> str:
        return f"constituency {self.pk} of option {self.option_id}"


class Run(models.Model):
    """The options tried out on the register: seed, draws, assumptions, and what came out."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="runs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    assumptions = models.JSONField(default=dict)
    organisations = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="Draws finished so far.")
    finished_at = models.DateTimeField(null=True)
    failed_because = models.TextField(blank=True)
    results = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["appraisal", "-asked_at", "-id"], name="runs_latest_first")]

    def __str__(self) -> str:
        return f"run {self.pk} of appraisal {self.appraisal_id}"


class Comment(models.Model):
    """What somebody thinks of the options: words, and marks by the tests of the appraisal."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="comments")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, null=True, related_name="comments")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    scores = models.JSONField(default=dict, help_text="Each test: 1 to 5.")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, default="web")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "option", "organisation"],
                condition=Q(replaced_at=None),
                name="organisation_comments_once_at_a_time_on_an_option",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} on appraisal {self.appraisal_id}"

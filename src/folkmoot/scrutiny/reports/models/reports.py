"""What is kept of a report: its time, its words, its figures as they were, and what was thought of it."""

from django.db import models
from django.db.models import F, Q


class Report(models.Model):
    """
    One report of a kind on a time: drafted, approved, submitted, published.

    Its figures are computed from the records until it is approved. From then on they stay as they
    were that day, with their rows.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.SlugField(max_length=40, help_text="As the kinds of report are registered.")
    reference = models.SlugField(max_length=60, help_text="For good: compact-2026.")
    title = models.CharField(max_length=200)
    since_on = models.DateField()
    until_on = models.DateField(help_text="The last day that it tells of.")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_to = models.CharField(max_length=200, blank=True, help_text="To which board it went.")
    sent_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="report_has_its_own_reference"
            ),
            models.UniqueConstraint(
                fields=["assembly", "kind", "since_on", "until_on"],
                name="time_is_reported_once_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="report_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approval_of_a_report_has_a_person_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(sent_on=None, published_at=None),
                name="only_an_approved_report_goes_out",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_to="") | (Q(sent_on__isnull=False) & ~Q(sent_to="")),
                name="submission_says_when_and_to_whom",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "kind", "-until_on", "-id"], name="reports_latest_first"
            )
        ]

    def __str__(self) -> str:
        return f"report {self.reference}"


class ReportSection(models.Model):
    """The words of people in a section of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    words = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="section_is_in_a_report_once")
        ]

    def __str__(self) -> str:
        return f"section {self.key} of {self.report_id}"


class ReportFigure(models.Model):
    """A figure as it was on the day of approval, with the rows that it was counted from."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    section = models.SlugField(max_length=60)
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    value = models.FloatField(null=True, help_text="Blank: nothing to count it from.")
    shown = models.CharField(max_length=60)
    is_listed = models.BooleanField(default=False, help_text="Its rows stand in the report.")
    head = models.JSONField(default=list)
    rows = models.JSONField(default=list, help_text="Each row: its cells and its address.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="figure_is_in_a_report_once"),
            models.UniqueConstraint(fields=["report", "position"], name="figure_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"figure {self.key} of {self.report_id}"


class Remark(models.Model):
    """What one of the bodies that watch over something together thinks of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=200, help_text="Which body says it.")
    words = models.TextField()
    entered_for = models.BooleanField(default=False, help_text="Another wrote it down for them.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["report", "made_at", "id"], name="remarks_in_order")]

    def __str__(self) -> str:
        return f"remark {self.pk} on {self.report_id}"


class Judgement(models.Model):
    """What the board judged of a report, and what is done for it by whom and when."""

    class Says(models.TextChoices):
        GOOD = "good", "it goes well"
        MIXED = "mixed", "some of it goes well"
        POOR = "poor", "it does not go well"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="judgements")
    about = models.CharField(max_length=200, help_text="Which value, objective or part of it.")
    says = models.CharField(max_length=10, choices=Says)
    words = models.TextField()
    action = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action="", due_on=None, done_on=None)
                | (~Q(action="") & ~Q(owner="") & Q(due_on__isnull=False)),
                name="action_of_a_judgement_has_an_owner_and_a_day",
            )
        ]
        indexes = [models.Index(fields=["report", "made_at", "id"], name="judgements_in_order")]

    def __str__(self) -> str:
        return f"judgement {self.pk} on {self.report_id}"

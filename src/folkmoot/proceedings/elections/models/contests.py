from django.db import models
from django.db.models import F, Q


class Contest(models.Model):
    """
    An election to one office or to one place on an outside body, from call to declaration.

    The forum is the one whose members nominate and vote. A seat on an outside body is known
    here by its reference alone: it is kept above, and hears how the contest comes out.

    It is judged to its end by the version of the agreement in force when it was
    called, as amended by then. What stage it is at follows from its dates and its deeds.
    """

    class Reason(models.TextChoices):
        FIRST = "first", "first election after recognition"
        TERM = "term", "a term comes to its end"
        VACANCY = "vacancy", "it fell vacant"
        NEW = "new", "the place is new"
        INTERIM = "interim", "it is held in the interim"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="contests"
    )
    reference = models.SlugField(max_length=80)
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="contests")
    office = models.ForeignKey(
        "forums.Office", on_delete=models.PROTECT, null=True, related_name="contests"
    )
    seat = models.SlugField(max_length=80, blank=True, help_text="Its reference, if not an office.")
    post = models.CharField(max_length=250, blank=True, help_text="What the seat is called.")
    reason = models.CharField(max_length=10, choices=Reason)
    document = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    amended = models.JSONField(
        default=dict, help_text="What had been amended in that version when it was called."
    )
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    returning_officer = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="contests_returned"
    )
    nominations_open_at = models.DateTimeField()
    nominations_close_at = models.DateTimeField()
    short_because = models.TextField(
        blank=True, help_text="Why nominations are open for less than usual."
    )
    role_description = models.TextField(blank=True)
    hours_a_year = models.PositiveSmallIntegerField(help_text="The time it is expected to take.")
    roll_frozen_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True, help_text="When the nominees were shown.")
    declared_at = models.DateTimeField(null=True)
    abandoned_at = models.DateTimeField(null=True)
    abandoned_because = models.TextField(blank=True)
    outcome = models.CharField(
        max_length=20,
        blank=True,
        help_text="As declared: elected, uncontested, no candidate, to the group.",
    )
    elected = models.ForeignKey("Nomination", on_delete=models.PROTECT, null=True, related_name="+")
    method_agreed = models.TextField(
        blank=True, help_text="How the group settled a second tie, in its own words."
    )
    inherits_end_from = models.ForeignKey(
        "forums.Term",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The term left early whose end the successor keeps.",
    )
    result = models.JSONField(
        null=True, help_text="The whole election as an outsider can count it, as declared."
    )
    result_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="contest_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(nominations_close_at__gt=F("nominations_open_at")),
                name="nominations_close_after_they_open",
            ),
            models.CheckConstraint(
                condition=Q(declared_at=None, outcome="")
                | (Q(declared_at__isnull=False) & ~Q(outcome="")),
                name="declared_contest_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, roll_frozen_at=None)
                | Q(published_at__isnull=False, roll_frozen_at__isnull=False),
                name="nominees_are_published_with_the_roll",
            ),
            models.CheckConstraint(
                condition=Q(result__isnull=True, result_digest="")
                | (Q(result__isnull=False) & ~Q(result_digest="")),
                name="result_is_kept_with_its_digest",
            ),
            models.CheckConstraint(
                condition=Q(abandoned_at=None, abandoned_because="")
                | (Q(abandoned_at__isnull=False) & ~Q(abandoned_because="")),
                name="abandoned_contest_says_why",
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(declared_at=None, abandoned_at=None),
                name="office_is_contested_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["assembly", "seat"],
                condition=Q(declared_at=None, abandoned_at=None) & ~Q(seat=""),
                name="seat_is_contested_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False, seat="", post="")
                | (Q(office__isnull=True) & ~Q(seat="") & ~Q(post="")),
                name="contest_fills_an_office_or_a_seat",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "seat", "-called_at"],
                condition=~Q(seat=""),
                name="contests_of_a_seat",
            ),
            models.Index(fields=["assembly", "-called_at", "-id"], name="contests_latest_first"),
        ]

    def __str__(self) -> str:
        return f"contest {self.reference}"

"""What is kept of holders: how they came to a seat, when they step aside, what binds them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.seats.models.seats import Method, Seat


class HoldingQuerySet(models.QuerySet["Holding"]):
    def current_on(self, day: date) -> Self:
        """Those begun by a day, or nobody knows when, and not ended: [from_on, ended_on)."""
        begun = Q(from_on=None) | Q(from_on__lte=day)
        return self.filter(begun, Q(ended_on=None) | Q(ended_on__gt=day))


class Holding(models.Model):
    """
    Somebody's time in a seat, as its holder or as a deputy.

    `from_on` is blank where nobody knows since when. `ends_on` is when the term is due to
    end, `ended_on` when it did: [from_on, ended_on).
    """

    class Role(models.TextChoices):
        HOLDER = "holder", "representative"
        DEPUTY = "deputy", "deputy"
        APPLICANT = "applicant", "takes part without a mandate"

    class TermKind(models.TextChoices):
        DATED = "dated", "has an end"
        NOT_APPLICABLE = "n/a", "does not apply"
        UNKNOWN = "unknown", "not known"

    class Ending(models.TextChoices):
        EXPIRED = "expired", "the term ended"
        RESIGNED = "resigned", "stood down"
        REMOVED = "removed", "removed by the group that elected them"
        REPLACED = "replaced", "another was chosen"
        MOVED = "moved", "the seat was moved or closed"
        ENDED = "ended", "the membership of their organisation ended"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=10, choices=Role, default=Role.HOLDER)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="holdings"
    )
    holder_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="holdings"
    )
    organisation_as_written = models.CharField(max_length=200, blank=True)
    arrived = models.CharField(
        max_length=10, choices=Method, help_text="How they really came to it."
    )
    is_interim = models.BooleanField(
        default=False, help_text="For the time being; never counted as elected."
    )
    authority = models.CharField(
        max_length=300, blank=True, help_text="Who decided, where they were not elected."
    )
    elected_by = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="holdings_elected"
    )
    contest = models.SlugField(
        max_length=80, blank=True, help_text="The reference of the election."
    )
    motion = models.CharField(max_length=40, blank=True, help_text="The decision that sent them.")
    coverage = models.CharField(
        max_length=200, blank=True, help_text="Where they speak for a part of the area only."
    )
    areas = models.ManyToManyField("places.Area", related_name="holdings", blank=True)
    term = models.CharField(max_length=10, choices=TermKind, default=TermKind.UNKNOWN)
    from_on = models.DateField(null=True)
    ends_on = models.DateField(null=True, help_text="The first day after the term.")
    target_on = models.DateField(
        null=True, help_text="By when somebody is properly elected in an interim holder's place."
    )
    guidance_version = models.CharField(
        max_length=80, blank=True, help_text="The document and version of the guidance accepted."
    )
    guidance_accepted_on = models.DateField(null=True)
    interests = models.TextField(blank=True, help_text="Declared for the role.")
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_because = models.TextField(
        blank=True, help_text="Shown to members; where they were removed, to nobody else."
    )
    motion_of_removal = models.CharField(
        max_length=40, blank=True, help_text="The decision of the group that ended the mandate."
    )

    objects = models.Manager.from_queryset(HoldingQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="holding_that_ended_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(ending="removed") | ~Q(ended_because=""),
                name="removal_from_a_seat_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(from_on=None) | Q(ends_on__gt=F("from_on")),
                name="holding_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(term="dated") | Q(ends_on__isnull=False),
                name="dated_holding_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(arrived="elected")
                | Q(is_interim=True)
                | ~Q(role="holder")
                | ~Q(contest="")
                | ~Q(authority=""),
                name="elected_holder_has_an_election",
            ),
            models.UniqueConstraint(
                fields=["seat", "holder_name", "role"],
                condition=Q(ended_on=None),
                name="seat_is_held_once_by_a_person_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["seat", "role", "from_on", "id"], name="holdings_of_a_seat"),
            models.Index(fields=["person", "ended_on"], name="holdings_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"holding {self.pk} of seat {self.seat_id}"


class StandingAside(models.Model):
    """A representative with a conflict gives way, for an item, for a time or for good; a deputy goes."""

    class Extent(models.TextChoices):
        ITEM = "item", "for one item"
        PERIOD = "period", "for a time"
        FOR_GOOD = "for-good", "for good"

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="asides")
    extent = models.CharField(max_length=10, choices=Extent)
    matter = models.CharField(
        max_length=300, help_text="The item or the matter, as members read it."
    )
    because = models.TextField(help_text="The interest, in the representative's own words.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day they are back.")
    deputy = models.ForeignKey(
        Holding, on_delete=models.PROTECT, null=True, related_name="stood_in_for"
    )
    is_emergency = models.BooleanField(
        default=False, help_text="Not a conflict: a planned or sudden absence the deputy covers."
    )
    said_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="standing_aside_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["holding", "from_on"], name="asides_of_a_holding")]

    def __str__(self) -> str:
        return f"standing aside {self.pk} of holding {self.holding_id}"


class Circulation(models.Model):
    """The register of representatives as it was sent to all members."""

    class Reason(models.TextChoices):
        CHANGE = "change", "something changed"
        CYCLE = "cycle", "its time had come round"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="circulations"
    )
    sent_at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason)
    change = models.CharField(max_length=300, blank=True)
    people = models.PositiveIntegerField(help_text="How many it was sent to.")

    class Meta:
        indexes = [models.Index(fields=["assembly", "-sent_at"], name="circulations_latest_first")]

    def __str__(self) -> str:
        return f"circulation {self.pk} in assembly {self.assembly_id}"


class Binding(models.Model):
    """A position of the assembly that binds a seat, and whether its holder takes it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="bindings")
    position = models.ForeignKey(
        "decisions.Position", on_delete=models.PROTECT, related_name="bindings"
    )
    holding = models.ForeignKey(
        Holding, on_delete=models.PROTECT, null=True, related_name="bindings"
    )
    bound_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    resigned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "position", "holding"], name="position_binds_a_holder_once"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(resigned_at=None),
                name="holder_takes_a_position_or_resigns",
            ),
        ]

    def __str__(self) -> str:
        return f"binding {self.pk} of seat {self.seat_id}"

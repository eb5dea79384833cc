"""What is kept of how representatives are helped and held to account."""

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.seats.models import Holding, Seat


class SupportPlan(models.Model):
    """The help a representative gets, with the officer who sees to it."""

    holding = models.OneToOneField(Holding, on_delete=models.CASCADE, related_name="support_plan")
    officer = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="representatives_supported"
    )
    briefing = models.CharField(max_length=300, blank=True, help_text="Whom to ask about papers.")
    expenses = models.CharField(max_length=300, blank=True, help_text="What is paid, and how.")
    training = models.CharField(max_length=300, blank=True)
    peer = models.CharField(max_length=300, blank=True, help_text="Somebody to talk it over with.")
    agreed_on = models.DateField()
    review_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"support plan of holding {self.holding_id}"


class Paperwork(models.Model):
    """Something a board asks of a representative in writing, such as a form of interests."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="paperwork")
    what = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    link = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holding", "what"], name="paperwork_is_asked_of_a_holder_once"
            )
        ]

    def __str__(self) -> str:
        return f"paperwork {self.pk} of holding {self.holding_id}"


class Training(models.Model):
    """An induction, a training or a gathering to which representatives are invited."""

    class Kind(models.TextChoices):
        INDUCTION = "induction", "induction"
        TRAINING = "training", "training"
        NETWORKING = "networking", "networking"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="trainings"
    )
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["assembly", "-on", "-id"], name="trainings_latest_first")]

    def __str__(self) -> str:
        return f"training {self.pk} in assembly {self.assembly_id}"


class TrainingInvite(models.Model):
    """A representative was invited to a training; whether they came, and what they thought of it."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="invites")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="trainings")
    invited_at = models.DateTimeField()
    came = models.BooleanField(null=True)
    excused_because = models.CharField(max_length=300, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, help_text="1 to 5.")
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "holding"], name="holder_is_invited_to_a_training_once"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(1, 5)), name="training_is_rated_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"invite {self.pk} to training {self.training_id}"


class Effort(models.Model):
    """Unpaid hours and expenses of a representative, as they noted them."""

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="efforts")
    on = models.DateField()
    minutes = models.PositiveIntegerField(default=0)
    expenses_pence = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=300)
    is_paid = models.BooleanField(default=False, help_text="Somebody pays for this time.")
    paid_on = models.DateField(null=True, help_text="When the expenses were paid back.")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["holding", "-on", "-id"], name="efforts_latest_first")]

    @property
    def expenses(self) -> str:
        """What it cost, in pounds and pence."""
        return f"£{self.expenses_pence / 100:,.2f}"

    def __str__(self) -> str:
        return f"effort {self.pk} of holding {self.holding_id}"


class Pulse(models.Model):
    """One question to a sample of members: did your representative come back to you?"""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="pulses"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="pulses")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64, help_text="Of the draw; in the record before it.")
    frame = models.PositiveIntegerField(help_text="How many members it was drawn from.")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "number"], name="pulse_has_its_number"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="pulse_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"pulse {self.number} of seat {self.seat_id}"


class Asked(models.Model):
    """A member drawn for a pulse, and what it said."""

    class Says(models.TextChoices):
        YES = "yes", "yes"
        PARTLY = "partly", "a little"
        NO = "no", "no"
        UNSURE = "unsure", "cannot say"

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    says = models.CharField(max_length=10, choices=Says, blank=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pulse", "organisation"], name="member_is_asked_once_in_a_pulse"
            )
        ]

    def __str__(self) -> str:
        return f"asked {self.pk} in pulse {self.pulse_id}"


class SeatReview(models.Model):
    """A fair look at a seat: evidence by stated tests, a right to answer, and one of three ends."""

    class Outcome(models.TextChoices):
        KEEP = "keep", "kept"
        REPLACE = "replace", "to be filled anew"
        MOVE = "move", "to be moved to county level"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reviews")
    holding = models.ForeignKey(
        Holding, on_delete=models.PROTECT, null=True, related_name="reviews"
    )
    reference = models.SlugField(max_length=80, unique=True)
    raised_by_rule = models.CharField(max_length=60, blank=True, help_text="Which rule raised it.")
    raised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    evidence = models.JSONField(default=dict, help_text="Each test: what the record shows.")
    sent_at = models.DateTimeField(null=True, help_text="When the one concerned was given it.")
    reply_by = models.DateField(null=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True)
    motion = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None)
                | (~Q(outcome="") & Q(closed_at__isnull=False) & ~Q(reasons="")),
                name="seat_review_ends_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(sent_at__isnull=False),
                name="seat_review_closes_after_the_evidence_was_given",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(closed_at=None), name="seat_is_reviewed_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.reference}"

"""What is kept of people who know something from their own life, and of the work that asks for them."""

from django.db import models
from django.db.models import F, Q


class Level(models.IntegerChoices):
    """How near to where things are decided, from the front line to the board."""

    FRONT_LINE = 1, "front line"
    SERVICE = 2, "how a service is run"
    STRATEGY = 3, "plans and strategy"
    BOARD = 4, "board"


class Expert(models.Model):
    """
    Somebody who agreed to be asked for what they know from their own life or from training.

    Only support officers and they themselves read it. What they need is gone with their consent;
    what was paid to them stays, as accounts have to.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="experts"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    interests = models.TextField(help_text="Parted by commas.")
    support_needs = models.TextField(blank=True, help_text="Officers only.")
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    communities = models.ManyToManyField("organisations.Community", related_name="+", blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    level_from = models.PositiveSmallIntegerField(choices=Level)
    level_to = models.PositiveSmallIntegerField(choices=Level)
    consented_at = models.DateTimeField()
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "person"], name="expert_is_on_the_list_once"
            ),
            models.CheckConstraint(
                condition=Q(level_to__gte=F("level_from")), name="levels_of_an_expert_go_up"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(interests="", support_needs="", area=None),
                name="nothing_is_kept_of_who_withdrew",
            ),
        ]

    def __str__(self) -> str:
        return f"expert {self.pk}"


class Piece(models.Model):
    """A piece of work that asks for people who know its subject from their own life."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="pieces"
    )
    reference = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200)
    words = models.TextField()
    interests = models.TextField(blank=True, help_text="Parted by commas.")
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    communities = models.ManyToManyField("organisations.Community", related_name="+", blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level)
    places = models.PositiveSmallIntegerField()
    pays = models.CharField(max_length=200, blank=True, help_text="Unknown is blank.")
    until_on = models.DateField()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="piece_has_its_own_reference"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="piece_has_a_place"),
        ]
        indexes = [models.Index(fields=["assembly", "-until_on", "-id"], name="pieces_latest")]

    def __str__(self) -> str:
        return f"piece {self.reference}"


class Part(models.Model):
    """An expert was asked to take part in a piece of work, for reasons; and their answer."""

    class State(models.TextChoices):
        ASKED = "asked", "asked"
        TAKES_PART = "takes-part", "takes part"
        DECLINED = "declined", "declined"

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="parts")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="parts")
    why = models.CharField(max_length=400)
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "expert"], name="expert_is_asked_once_for_a_piece"
            )
        ]

    def __str__(self) -> str:
        return f"part {self.pk} in {self.piece_id}"


class Deed(models.Model):
    """An expert was trained, thanked or paid."""

    class Kind(models.TextChoices):
        TRAINING = "training", "training"
        THANKS = "thanks", "thanks"
        PAYMENT = "payment", "payment"

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="deeds")
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, null=True, related_name="deeds")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=300)
    pence = models.PositiveIntegerField(null=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="payment", pence__isnull=False)
                | ~Q(kind="payment") & Q(pence=None),
                name="payment_has_its_sum",
            )
        ]
        indexes = [models.Index(fields=["expert", "-on", "-id"], name="deeds_latest_first")]

    def __str__(self) -> str:
        return f"deed {self.pk} for expert {self.expert_id}"

"""What is kept of those who ask for representatives."""

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.seats.models.bodies import Level, OutsideBody, PartnerType
from folkmoot.proceedings.seats.models.seats import Seat


class Invitation(models.Model):
    """A body asks the assembly to be represented on it; the assembly decides, and says why."""

    class Influence(models.TextChoices):
        DECIDES = "decides", "votes, or decides with the others"
        SHAPES = "shapes", "is heard before anything is decided"
        HEARD = "heard", "may speak, and what is said is minuted"
        OBSERVES = "observes", "listens only"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"

    class RoutedBy(models.TextChoices):
        RULE = "rule", "by rule"
        GROUP = "group", "by the co-ordination group"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="seat_invitations"
    )
    reference = models.SlugField(max_length=40, help_text="For good: invitation-2026-3.")
    body = models.ForeignKey(
        OutsideBody, on_delete=models.PROTECT, null=True, related_name="invitations"
    )
    body_name = models.CharField(max_length=200)
    partner_type = models.CharField(max_length=12, choices=PartnerType)
    level = models.CharField(max_length=15, choices=Level)
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="seat_invitations"
    )
    asker_role = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    purpose = models.TextField(help_text="What the body is for.")
    influence = models.CharField(max_length=10, choices=Influence)
    influence_words = models.TextField(help_text="What a representative could change.")
    papers_days = models.PositiveSmallIntegerField(
        help_text="How many days before each meeting papers come."
    )
    pays_expenses = models.BooleanField()
    expenses_words = models.CharField(max_length=300, blank=True)
    takes_deputies = models.BooleanField()
    seats_offered = models.PositiveSmallIntegerField(null=True, help_text="Blank: any number.")
    table_size = models.PositiveSmallIntegerField(help_text="With the places offered.")
    is_small_or_specialist = models.BooleanField(default=False)
    areas = models.ManyToManyField("places.Area", related_name="seat_invitations", blank=True)
    skills = models.TextField(blank=True, help_text="Whom they look for.")
    meetings_a_year = models.PositiveSmallIntegerField(null=True)
    first_meeting_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="seat_invitations",
        help_text="Which forum would elect; blank until that is settled.",
    )  # fmt: skip
    routed_by = models.CharField(max_length=10, choices=RoutedBy, blank=True)
    routed_because = models.CharField(max_length=300, blank=True)
    is_tokenistic = models.BooleanField(
        null=True, help_text="What the assessment found; blank until there is one."
    )
    assessment = models.TextField(blank=True)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.CharField(max_length=300, blank=True, help_text="Whose decision it was.")
    motion = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True, help_text="As everybody reads them.")
    alone_because = models.TextField(
        blank=True, help_text="Why one seat alone is right here, if it was accepted."
    )
    seats = models.ManyToManyField(Seat, related_name="invitations", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=60, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="invitation_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(reasons="")),
                name="answer_to_an_invitation_has_its_reasons",
            ),
            models.CheckConstraint(
                condition=Q(forum=None) | ~Q(routed_by=""), name="routed_invitation_says_by_what"
            ),
            models.CheckConstraint(
                condition=Q(seats_offered=None) | Q(table_size__gte=F("seats_offered")),
                name="table_is_as_large_as_its_seats",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-asked_at", "-id"], name="invitations_latest_first")
        ]

    def __str__(self) -> str:
        return f"invitation {self.reference}"

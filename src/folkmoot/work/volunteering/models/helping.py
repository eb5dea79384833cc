from django.db import models
from django.db.models import Q


class Volunteer(models.Model):
    """
    Somebody, or a group, who offers time; known by a private link and by no account.

    Everything here is read by support officers, and by the organisation they agreed to be
    referred to. It is theirs, and is erased when they ask.
    """

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "one person"
        GROUP = "group", "a group"
        EMPLOYEES = "employees", "the staff of an employer"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="volunteers"
    )
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INDIVIDUAL)
    name = models.CharField(max_length=200)
    group_name = models.CharField(max_length=200, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    letters_to = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_person_of_this = models.BooleanField(
        default=False, help_text="The address was made known for this alone, and goes with it."
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    themes = models.ManyToManyField("organisations.Theme", related_name="+", blank=True)
    skills = models.CharField(max_length=400, blank=True)
    days = models.JSONField(default=list)
    wants_short = models.BooleanField(default=False)
    wants_at_home = models.BooleanField(default=False)
    access = models.JSONField(default=list)
    words = models.TextField(blank=True)
    is_under_18 = models.BooleanField(default=False)
    wants_support = models.BooleanField(default=False, help_text="Wants somebody beside them.")
    guardian_name = models.CharField(max_length=200, blank=True)
    guardian_contact = models.CharField(max_length=300, blank=True)
    guardian_agreed_on = models.DateField(null=True)
    campaign = models.ForeignKey(
        "volunteering.Campaign", on_delete=models.SET_NULL, null=True, related_name="volunteers"
    )
    came_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""), name="volunteer_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(guardian_agreed_on=None) | ~Q(guardian_name=""),
                name="agreement_of_a_guardian_says_whose",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-came_at", "-id"], name="volunteers_latest_first"),
        ]

    def __str__(self) -> str:
        return f"volunteer {self.reference}"


class Match(models.Model):
    """A volunteer and a role, from the first question until they are placed or it is closed."""

    class Stage(models.TextChoices):
        ENQUIRY = "enquiry", "enquiry"
        REFERRED = "referred", "referred"
        PLACED = "placed", "placed"
        CLOSED = "closed", "closed"

    class Why(models.TextChoices):
        CHANGED = "changed", "the volunteer changed their mind"
        ELSEWHERE = "elsewhere", "they found something else"
        FULL = "full", "the role is taken"
        UNFIT = "unfit", "it did not suit"
        SILENT = "silent", "nobody was heard of again"
        ENDED = "ended", "the time they gave has come to its end"

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, related_name="matches"
    )
    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="matches"
    )
    campaign = models.ForeignKey(
        "volunteering.Campaign", on_delete=models.SET_NULL, null=True, related_name="matches"
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.ENQUIRY)
    people = models.PositiveSmallIntegerField(default=1)
    reasons = models.JSONField(default=list)
    enquired_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, help_text="They agreed to be named to it.")
    referred_at = models.DateTimeField(null=True)
    placed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=10, choices=Why, blank=True)
    follow_up_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "opportunity"],
                condition=~Q(stage="closed"),
                name="volunteer_is_matched_once_with_a_role",
            ),
            models.CheckConstraint(
                condition=Q(referred_at=None) | Q(agreed_at__isnull=False),
                name="nobody_is_referred_who_did_not_agree",
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="closed_match_says_when_and_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["opportunity", "stage", "follow_up_on"], name="matches_by_follow_up"
            )
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"


class FollowUp(models.Model):
    """What was done or heard about a match; read by those who look after it, and erased with it."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="follow_ups")
    at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Match.Stage)
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["match", "-at"], name="heard_of_match_latest_first")]

    def __str__(self) -> str:
        return f"follow-up {self.pk} of match {self.match_id}"

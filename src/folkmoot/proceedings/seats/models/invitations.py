"""What is kept of those who ask for representatives, and of those who offer to be one."""

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


class Offer(models.Model):
    """
    Somebody says that they would sit on a board or help to plan a service.

    Seen by support officers and chairs; the public never.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="offers"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="offers"
    )
    skills = models.TextField(help_text="A line each.")
    lived_experience = models.TextField(
        blank=True, help_text="Only what they wish those who look for people to know."
    )
    themes = models.ManyToManyField("organisations.Theme", related_name="offers", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="offers", blank=True)
    daytime = models.BooleanField(default=True)
    evenings = models.BooleanField(default=True)
    weekends = models.BooleanField(default=False)
    online_only = models.BooleanField(default=False)
    hours_a_month = models.PositiveSmallIntegerField(null=True)
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "person"],
                condition=Q(withdrawn_at=None),
                name="person_offers_once_at_a_time_in_an_assembly",
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.pk} in assembly {self.assembly_id}"


class Search(models.Model):
    """A request for somebody to sit on a board or join a design group, and the names that go forward."""

    class Purpose(models.TextChoices):
        BOARD = "board", "to sit on a board"
        DESIGN = "design", "to help to plan a service"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="searches"
    )
    reference = models.SlugField(max_length=40)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, related_name="searches"
    )
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose)
    asked_by = models.CharField(max_length=200)
    people_wanted = models.PositiveSmallIntegerField()
    skills = models.TextField(blank=True)
    themes = models.ManyToManyField("organisations.Theme", related_name="searches", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="searches", blank=True)
    lived_experience = models.CharField(max_length=300, blank=True)
    daytime = models.BooleanField(default=False)
    evenings = models.BooleanField(default=False)
    needed_by = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField(null=True)
    spread = models.JSONField(default=dict, help_text="What the check of the spread found.")
    spread_because = models.TextField(
        blank=True, help_text="Why names went forward though the spread was uneven."
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="search_has_its_own_reference"
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-opened_at", "-id"], name="searches_latest_first")
        ]

    def __str__(self) -> str:
        return f"search {self.reference}"


class Suggested(models.Model):
    """Somebody whose name may go forward in a search, why, and whether they agreed."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="suggested")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="suggested")
    because = models.CharField(max_length=400)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    is_forwarded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["search", "offer"], name="person_is_suggested_once_in_a_search"
            ),
            models.CheckConstraint(
                condition=Q(is_forwarded=False) | Q(agreed_at__isnull=False),
                name="name_goes_forward_when_its_bearer_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.offer_id} in search {self.search_id}"


class Audit(models.Model):
    """A look at what a board's members bring, and what is missing."""

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="audits")
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "on"], name="board_is_audited_once_a_day")
        ]

    def __str__(self) -> str:
        return f"audit {self.pk} of forum {self.forum_id}"


class Need(models.Model):
    """One thing a board needs among its members; where fewer bring it than needed, it is a gap."""

    class Kind(models.TextChoices):
        SKILL = "skill", "skill"
        VOICE = "voice", "representation"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    needed = models.PositiveSmallIntegerField(default=1)
    present = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "name"], name="need_is_named_once_in_an_audit")
        ]

    def __str__(self) -> str:
        return f"need {self.pk} of audit {self.audit_id}"


class Recruitment(models.Model):
    """An open call to fill a gap on a board: advert, close, shortlist, appointment."""

    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="recruitment")
    reference = models.SlugField(max_length=80, unique=True)
    advert = models.TextField()
    advertised_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    shortlisted_at = models.DateTimeField(null=True)
    shortlist_words = models.TextField(blank=True, help_text="By what the shortlist was made.")
    appointed_at = models.DateTimeField(null=True)
    outcome_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("advertised_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(shortlisted_at=None) | Q(shortlisted_at__gte=F("closes_at")),
                name="shortlist_is_made_after_the_close",
            ),
            models.CheckConstraint(
                condition=Q(appointed_at=None) | Q(shortlisted_at__isnull=False),
                name="appointment_follows_a_shortlist",
            ),
        ]

    def __str__(self) -> str:
        return f"recruitment {self.reference}"


class Applicant(models.Model):
    """Somebody who would fill a gap on a board; seen by the board and support officers alone."""

    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.PROTECT, related_name="applicants"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    statement = models.TextField()
    interests = models.TextField(blank=True)
    applied_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    is_shortlisted = models.BooleanField(default=False)
    is_appointed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recruitment", "person"], name="person_applies_once_to_a_call"
            ),
            models.CheckConstraint(
                condition=Q(is_appointed=False) | Q(is_shortlisted=True),
                name="appointed_applicant_was_shortlisted",
            ),
        ]

    def __str__(self) -> str:
        return f"applicant {self.pk} of recruitment {self.recruitment_id}"

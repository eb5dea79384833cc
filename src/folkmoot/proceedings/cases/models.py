from django.db import models
from django.db.models import F, Q


class Case(models.Model):
    """
    A difference, a breach, or the question of ending a membership, from opening to close.

    Seen by its parties, by whoever decides it, and by those who help them; when it is
    closed, its published words are seen by all. What stage it is at follows from its steps.
    """

    class Kind(models.TextChoices):
        DISPUTE = "dispute", "dispute"
        BREACH = "breach", "breach of the agreement"
        TERMINATION = "termination", "ending a membership"
        COMPACT = "compact", "a commitment of the Compact not kept"
        CONCERN = "concern", "concern about a representative"

    class Decider(models.TextChoices):
        CHAIR = "chair", "the chair"
        VICE_CHAIR = "vice-chair", "the vice-chair"
        GROUP = "group", "the co-ordination group"
        PARTIES = "parties", "the parties themselves"

    class Outcome(models.TextChoices):
        SETTLED = "settled", "settled"
        UNRESOLVED = "unresolved", "closed without agreement"
        RECTIFIED = "put-right", "put right"
        TO_A_VOTE = "to-a-vote", "not put right, and taken on towards a vote"
        ENDED = "ended", "the membership ends by a vote"
        NOT_ENDED = "not-ended", "the membership goes on"
        ANSWERED = "answered", "answered"
        RESTED = "let-rest", "not gone into"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="cases"
    )
    forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="cases",
        help_text="The forum concerned; blank for the assembly as a whole.",
    )  # fmt: skip
    reference = models.SlugField(max_length=40, help_text="For good: case-2026-3.")
    kind = models.CharField(max_length=12, choices=Kind)
    document = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20, blank=True)
    amended = models.JSONField(
        default=dict, help_text="What had been amended in that version when it was begun."
    )
    clause_cited = models.CharField(max_length=60, blank=True, help_text="A clause's key.")
    title = models.CharField(max_length=200, help_text="Seen by its parties alone.")
    account = models.TextField(help_text="What happened, as it was told; never public.")
    raised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Blank where a rule raised it.",
    )  # fmt: skip
    raised_at = models.DateTimeField()
    opened_at = models.DateTimeField(
        null=True, help_text="When somebody decided to go into it; a rule only raises."
    )
    told_on = models.DateField(null=True, help_text="When the chair was told: the clock's start.")
    decider = models.CharField(max_length=12, choices=Decider)
    decider_because = models.CharField(max_length=200, blank=True)
    is_with_group = models.BooleanField(
        default=False, help_text="A forum has recommended it to the co-ordination group."
    )
    grounds = models.JSONField(default=list, blank=True)
    scope = models.CharField(
        max_length=40, blank=True, help_text="What would end, in the word of the agreement."
    )
    is_immediate_asked = models.BooleanField(default=False)
    is_rectifiable = models.BooleanField(null=True)
    third_party = models.CharField(max_length=200, blank=True)
    mediator = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="mediates",
        help_text="The account of the third party, where it is a champion who has one.",
    )  # fmt: skip
    mediator_asked_at = models.DateTimeField(
        null=True, help_text="When every side had agreed to them; from then on they read it."
    )
    mediator_agreed_at = models.DateTimeField(null=True)
    principles = models.JSONField(
        default=list, blank=True, help_text="Under which principles of a compact it is filed."
    )
    standards = models.JSONField(
        default=list, blank=True, help_text="Which standards of conduct were missed."
    )
    motion = models.CharField(
        max_length=40, blank=True, help_text="The reference of the motion that it came to."
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True, help_text="For the parties.")
    published_words = models.TextField(blank=True, help_text="What everybody may read.")
    lesson = models.TextField(blank=True, help_text="What was learnt, with nobody named.")
    related = models.ManyToManyField("self", blank=True)
    form_key = models.CharField(max_length=60, unique=True, null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="case_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_case_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("raised_at")),
                name="case_closes_after_it_was_raised",
            ),
            models.CheckConstraint(
                condition=Q(mediator_agreed_at=None) | Q(mediator_asked_at__isnull=False),
                name="mediator_agrees_once_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-raised_at", "-id"], name="cases_latest_first"),
            models.Index(
                fields=["assembly", "told_on", "id"],
                condition=Q(closed_at=None),
                name="cases_still_open",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.reference}"


class Party(models.Model):
    """An organisation's part in a case, and whom it sent to talk."""

    class Role(models.TextChoices):
        RAISED = "raised", "raised it"
        CONCERNED = "concerned", "it is about them"
        OTHER = "other", "takes part"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="cases"
    )
    role = models.CharField(max_length=10, choices=Role)
    senior_person = models.CharField(
        max_length=200, blank=True, help_text="The executive or board member asked to take part."
    )
    agreed_to = models.CharField(
        max_length=200, blank=True, help_text="The third party it agreed to, by name."
    )
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], name="body_is_party_to_a_case_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_to="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_to="")),
                name="consent_to_a_third_party_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"party {self.pk} to case {self.case_id}"


class Step(models.Model):
    """One thing that was done or said in a case, with its day; kept for good."""

    class Kind(models.TextChoices):
        DIALOGUE = "dialogue", "talked"
        LETTER = "letter", "wrote"
        EVIDENCE = "evidence", "gave evidence"
        SENIOR = "senior", "asked a senior person to take part"
        THIRD_PARTY = "third-party", "proposed a third party"
        CHAMPION = "champion", "asked a champion to mediate"
        TOOK_ON = "took-on", "took on the mediation"
        DECLINED = "declined", "declined to mediate"
        CONSENT = "consent", "agreed to a third party"
        MEDIATION = "mediation", "met with the third party"
        RESOLUTION = "resolution", "settled in writing"
        SUSPENDED = "suspended", "suspended the member"
        LIFTED = "lifted", "lifted the suspension"
        NOT_RECTIFIED = "not-rectified", "found that it cannot be put right"
        ASKED = "asked", "asked the member to be heard"
        HEARD = "heard", "heard the member"
        CONSULTED = "consulted", "consulted"
        TO_VOTE = "to-vote", "put it to the vote"
        ESCALATED = "escalated", "recommended it to the co-ordination group"
        CLOSED = "closed", "closed the case"
        LINKED = "linked", "linked another case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=15, choices=Kind)
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    motion = models.CharField(
        max_length=40, blank=True, help_text="The reference of the motion that was put."
    )
    at = models.DateTimeField()
    form_key = models.CharField(max_length=60, unique=True, null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "on", "id"], name="steps_in_order")]

    def __str__(self) -> str:
        return f"step {self.pk} of case {self.case_id}"

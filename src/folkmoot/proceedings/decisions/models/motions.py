from django.db import models
from django.db.models import Q


class Motion(models.Model):
    """
    Something put to a forum to be decided, from its proposal to its outcome.

    It is decided by agreement unless whoever presides calls a vote. It keeps its
    reference for good, so that a decision can be cited. What stage it is at follows from
    its dates, its stances and its polls. `edition` goes up with every change.
    """

    class Route(models.TextChoices):
        MEETING = "meeting", "at a meeting"
        EMAIL = "e-mail", "by views sent between meetings"
        POLL = "e-poll", "by an electronic poll between meetings"
        RECORDED = "recorded", "recorded as it was decided elsewhere"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "agreed by consensus"
        CARRIED = "carried", "carried by a vote"
        LOST = "lost", "lost"
        UNDECIDED = "undecided", "undecided, so things stay as they were"
        WITHDRAWN = "withdrawn", "taken back"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="motions"
    )
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="motions")
    reference = models.SlugField(max_length=40, help_text="For good: 2026-14.")
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="motions"
    )
    route = models.CharField(max_length=10, choices=Route, default=Route.MEETING)
    document = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20, blank=True)
    amended = models.JSONField(
        default=dict, help_text="What had been amended in that version when it was put."
    )
    question = models.CharField(max_length=400, help_text="As it would be agreed: That …")
    background = models.TextField(blank=True, help_text="In Markdown.")
    evidence = models.TextField(blank=True, help_text="What it rests on.")
    criteria = models.TextField(
        blank=True, help_text="By what its options are weighed, a line each."
    )
    proposed_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True,
        related_name="motions_proposed",
    )  # fmt: skip
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    form_key = models.CharField(max_length=40, unique=True)
    visibility = models.CharField(
        max_length=10,
        default="public",
        help_text="public, members or full; an item's own is kept where that is narrower.",
    )
    areas = models.ManyToManyField(
        "places.Area", related_name="motions", blank=True, help_text="The places it touches."
    )
    concerns = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="motions_about_it",
        help_text="The member that it is about: it is heard, and has no vote.",
    )
    concerned_heard_at = models.DateTimeField(
        null=True, help_text="When that member was heard, or was asked to be."
    )
    discussed_at = models.DateTimeField(null=True)
    discussion = models.TextField(blank=True, help_text="What was said, in short.")
    urgent_because = models.TextField(blank=True)
    views_close_at = models.DateTimeField(null=True)
    vote_because = models.TextField(blank=True, help_text="Why agreement was not enough.")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(
        max_length=200, blank=True, help_text="By whom, where it was one person's to decide."
    )
    is_collective = models.BooleanField(default=True)
    effective_on = models.DateField(null=True, help_text="The first day it applies.")
    noted_in = models.ForeignKey(
        "meetings.Meeting",
        on_delete=models.PROTECT,
        null=True,
        related_name="motions_noted",
        help_text="The meeting that took note of an urgent decision.",
    )
    recommends_to = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, null=True, related_name="recommendations"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="motion_has_its_own_reference"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="motion_asks_something"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="decided_motion_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(route__in=["e-mail", "e-poll"]) | ~Q(urgent_because=""),
                name="urgent_motion_says_why",
            ),
            models.CheckConstraint(
                condition=Q(is_collective=True) | ~Q(decided_by_name=""),
                name="single_decision_says_whose",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assembly", "-decided_at", "-id"],
                condition=~Q(outcome=""),
                name="decisions_latest_first",
            ),
            models.Index(fields=["forum", "-proposed_at", "-id"], name="motions_of_a_forum"),
            models.Index(
                fields=["assembly", "proposed_at", "id"],
                condition=Q(outcome=""),
                name="motions_undecided",
            ),
        ]

    def __str__(self) -> str:
        return f"motion {self.reference}"


class Wording(models.Model):
    """How a motion read before it was worded anew: who changed it, and why."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="wordings")
    question = models.CharField(max_length=400)
    background = models.TextField(blank=True)
    replaced_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    because = models.TextField(help_text="Why it was worded anew.")

    def __str__(self) -> str:
        return f"wording {self.pk} of motion {self.motion_id}"


class Option(models.Model):
    """One way of settling a motion that was weighed, by the criteria that were set for it."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    merits = models.TextField(blank=True, help_text="How it does by each criterion.")
    is_chosen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "position"], name="option_has_its_place"),
            models.UniqueConstraint(
                fields=["motion"],
                condition=Q(is_chosen=True),
                name="one_option_of_a_motion_is_chosen",
            ),
        ]

    def __str__(self) -> str:
        return f"option {self.pk} of motion {self.motion_id}"


class Stance(models.Model):
    """
    What a member says to a motion while it is talked through: one at a time, the last counts.

    Associates may speak; only a full member's block holds a consensus up.
    """

    class Kind(models.TextChoices):
        SUPPORT = "support", "supports it"
        RESERVATION = "reservation", "has reservations, and would go along"
        ASIDE = "aside", "stands aside"
        BLOCK = "block", "cannot agree"
        VIEW = "view", "says something to it"

    # What stands against a decision, or beside it, once it is taken.
    REMAIN = (Kind.RESERVATION, Kind.ASIDE, Kind.BLOCK)

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="stances")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="stances"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, default="web")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["block", "reservation"]) | ~Q(words=""),
                name="block_or_reservation_says_why",
            ),
            models.UniqueConstraint(
                fields=["motion", "membership"],
                condition=Q(replaced_at=None),
                name="member_takes_one_stance_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"stance {self.pk} to motion {self.motion_id}"


class Answer(models.Model):
    """
    A forum that was asked about a motion which touches its place too, or for its view.

    What it answered, when, and whether it agrees is with the question as it was sent.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="answers")
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(
        "meetings.Referral", on_delete=models.PROTECT, related_name="asked_for"
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["motion", "forum"], name="forum_is_asked_once_about_a_motion"
            )
        ]

    def __str__(self) -> str:
        return f"answer of forum {self.forum_id} to motion {self.motion_id}"


class Enactment(models.Model):
    """
    What a motion changes by itself once it is carried, from its day.

    `kind` names a function that does it; `facts` is all that it needs.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="enactment")
    kind = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)
    enacted_at = models.DateTimeField(null=True)
    refused_because = models.TextField(
        blank=True, help_text="Why it could not be done when it was carried."
    )

    def __str__(self) -> str:
        return f"enactment {self.kind} of motion {self.motion_id}"


class Position(models.Model):
    """A stance of the assembly as a whole: agreed wording that anybody may look up and cite."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="positions"
    )
    topic = models.CharField(max_length=200)
    wording = models.TextField()
    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, related_name="positions",
        help_text="The decision that took it up.",
    )  # fmt: skip
    backed_by = models.ManyToManyField("forums.Forum", related_name="positions", blank=True)
    from_on = models.DateField()
    review_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it is no longer held.")
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(topic="") & ~Q(wording=""), name="position_says_what_about_what"
            ),
            models.UniqueConstraint(
                fields=["assembly", "topic"],
                condition=Q(until_on=None),
                name="one_position_on_a_topic_is_held_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk} of assembly {self.assembly_id}"

from django.db import models
from django.db.models import Q

from folkmoot.proceedings.meetings.models.agenda import AgendaItem
from folkmoot.proceedings.meetings.models.meeting import Meeting


class Mode(models.TextChoices):
    """How somebody takes part: every way counts the same."""

    ROOM = "room", "in the room"
    REMOTE = "remote", "by video"
    PHONE = "phone", "by telephone"


class Attendance(models.Model):
    """
    One person's part in one meeting: said beforehand, and as it came about.

    Nobody is written down as absent without a word: that follows from there being no row.
    """

    class Status(models.TextChoices):
        COMING = "coming", "coming"
        APOLOGY = "apology", "sent apologies"
        PRESENT = "present", "there"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="attendances",
        help_text="Whom they came for; blank for a guest.",
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="attendances"
    )
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True, help_text="What they are there as.")
    status = models.CharField(max_length=10, choices=Status)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ROOM)
    is_deputy = models.BooleanField(default=False)
    needs = models.TextField(blank=True, help_text="What would help them take part; not public.")
    apology = models.TextField(blank=True, help_text="What they said; not public.")
    said_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=10, default="web")
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="person_takes_part_in_a_meeting_once",
            ),
            models.CheckConstraint(
                condition=Q(status="present", arrived_at__isnull=False)
                | (~Q(status="present") & Q(arrived_at=None)),
                name="whoever_is_there_arrived",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(arrived_at__isnull=False),
                name="whoever_left_had_arrived",
            ),
            models.CheckConstraint(
                condition=Q(is_deputy=False) | Q(organisation__isnull=False),
                name="deputy_comes_for_a_member",
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "organisation"], name="attendance_of_a_meeting"),
            models.Index(fields=["organisation", "meeting"], name="attendance_of_a_body"),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk} of meeting {self.meeting_id}"


class Deputy(models.Model):
    """A member asked the chair to let somebody else come in its usual person's place."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deputies")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="deputies"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    why = models.TextField(help_text="What is exceptional; not public.")
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_because = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(declined_at=None),
                name="member_asks_for_one_deputy_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_because="")
                | (Q(declined_at__isnull=False) & ~Q(declined_because="")),
                name="declined_deputy_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(declined_at=None),
                name="deputy_is_agreed_or_declined",
            ),
        ]

    def __str__(self) -> str:
        return f"deputy {self.pk} for meeting {self.meeting_id}"


class Interest(models.Model):
    """
    A stake in an item that somebody declared, and what the chair made of it.

    Of a person alone, or of their organisation and so of everybody who acts for it. What
    it closes is closed from `ruled_at` until `closed_at`, wherever the item would be seen.
    """

    class Moment(models.TextChoices):
        AHEAD = "in advance", "in advance"
        AT_ITEM = "at the item", "at the item"
        AS_IT_AROSE = "as it arises", "as it arose"

    class Effect(models.TextChoices):
        UNRULED = "", "the chair has not said yet"
        STAYS = "stays", "stays and takes part"
        NO_VOTE = "no-vote", "stays and does not vote"
        LEAVES = "leaves", "leaves for the item"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="interests"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="interests"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="interests",
        help_text="Blank for a standing interest, declared whatever is taken.",
    )  # fmt: skip
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="interests"
    )
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="interests"
    )
    is_of_organisation = models.BooleanField(
        default=False, help_text="The stake is the organisation's, not the person's alone."
    )
    moment = models.CharField(max_length=12, choices=Moment)
    nature = models.TextField(help_text="What the stake is, in the person's words.")
    is_public = models.BooleanField(default=True)
    suggested_by = models.CharField(
        max_length=40, blank=True, help_text="What the site knew that made it ask."
    )
    declared_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=10, choices=Effect, blank=True)
    effect_because = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, help_text="When the interest no longer held.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(nature=""), name="interest_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(effect="", ruled_at=None) | (~Q(effect="") & Q(ruled_at__isnull=False)),
                name="effect_of_an_interest_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(effect="") | Q(effect="stays") | ~Q(effect_because=""),
                name="effect_that_takes_away_says_why",
            ),
            models.CheckConstraint(
                condition=Q(is_of_organisation=False) | Q(organisation__isnull=False),
                name="interest_of_an_organisation_names_it",
            ),
            models.CheckConstraint(
                condition=Q(item=None) | Q(meeting__isnull=False),
                name="interest_in_an_item_is_in_its_meeting",
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "item"], name="interests_in_a_meeting"),
            models.Index(fields=["person", "item"], name="interests_of_a_person"),
            models.Index(fields=["organisation", "item"], name="interests_of_a_body"),
            models.Index(fields=["assembly", "-declared_at", "-id"], name="interests_latest_first"),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"


class Turn(models.Model):
    """Somebody asked to speak to an item; when the chair called them, and when they were done."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="turns")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="turns")
    asked_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "attendance"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="person_waits_to_speak_once",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(called_at__isnull=False),
                name="whoever_has_spoken_was_called",
            ),
        ]
        indexes = [models.Index(fields=["item", "asked_at", "id"], name="turns_in_order")]

    def __str__(self) -> str:
        return f"turn {self.pk} at item {self.item_id}"

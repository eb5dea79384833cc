from django.db import models
from django.db.models import Q

from folkmoot.proceedings.meetings.models.agenda import AgendaItem
from folkmoot.proceedings.meetings.models.meeting import Meeting


class NotesLine(models.Model):
    """
    One line of a meeting's notes, under an item or under the meeting as a whole.

    `drawn_from` says what it was drafted from (attendance, interest, motion, action, turn),
    and is blank for a line that somebody wrote. A line drafted and then changed keeps it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="lines")
    position = models.PositiveIntegerField()
    text = models.TextField()
    drawn_from = models.CharField(max_length=20, blank=True)
    source = models.CharField(
        max_length=60, blank=True, help_text="The row it was drawn from, so that it comes once."
    )
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="line_of_notes_says_something"),
            models.UniqueConstraint(
                fields=["meeting", "drawn_from", "source"],
                condition=~Q(source=""),
                name="line_is_drawn_from_a_row_once",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position", "id"], name="lines_in_order")]

    def __str__(self) -> str:
        return f"line {self.pk} of the notes of meeting {self.meeting_id}"


class Correction(models.Model):
    """A member says that a line of the notes is not right; what was made of it."""

    class Answer(models.TextChoices):
        WAITING = "", "no answer yet"
        TAKEN = "taken", "taken in"
        DECLINED = "declined", "not taken in"

    line = models.ForeignKey(NotesLine, on_delete=models.PROTECT, related_name="corrections")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField(help_text="How the line should read.")
    why = models.TextField(blank=True)
    was = models.TextField(blank=True, help_text="What the line said before it was taken in.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_to_a_correction_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(answer_reason=""),
                name="declined_correction_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of line {self.line_id}"


class Action(models.Model):
    """
    Something that somebody undertook to do, kept on the log until it is done or dropped.

    It belongs to an organisation, and stays with it when the person who took it on leaves.
    """

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="actions",
        help_text="Where it was agreed; blank for one agreed between meetings.",
    )  # fmt: skip
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="actions"
    )
    number = models.PositiveIntegerField(help_text="Its number on the log of its forum.")
    text = models.TextField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="actions"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="actions"
    )
    owner_as_written = models.CharField(max_length=200, blank=True)
    motion = models.CharField(
        max_length=40, blank=True, help_text="The reference of the decision it follows from."
    )
    due_on = models.DateField(null=True)
    agreed_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)
    closing_words = models.TextField(blank=True, help_text="What came of it, or why not.")
    form_key = models.CharField(
        max_length=40, unique=True, null=True, help_text="Made when the form was shown."
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="action_has_its_own_number"),
            models.CheckConstraint(condition=~Q(text=""), name="action_says_what_is_to_be_done"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(owner_as_written=""),
                name="action_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="action_is_done_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(closing_words=""),
                name="dropped_action_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["forum", "due_on", "id"],
                condition=Q(done_on=None, dropped_on=None),
                name="actions_still_to_do",
            ),
            models.Index(
                fields=["organisation", "due_on", "id"],
                condition=Q(done_on=None, dropped_on=None),
                name="actions_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.number} of forum {self.forum_id}"


class Message(models.Model):
    """Something a forum sent to its members between meetings, kept for the next one to hear."""

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="messages")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    channel = models.CharField(max_length=60, default="e-mail", help_text="As the group agreed.")
    is_significant = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recipients = models.PositiveIntegerField(default=0)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        indexes = [models.Index(fields=["forum", "sent_at", "id"], name="messages_of_a_forum")]

    def __str__(self) -> str:
        return f"message {self.pk} of forum {self.forum_id}"


class Channel(models.Model):
    """By what a forum has agreed to talk between meetings, where that is not e-mail."""

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="channels")
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=300, blank=True, help_text="Shown to members only.")
    agreed_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum"],
                condition=Q(until_on=None),
                name="forum_has_one_agreed_channel_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"channel {self.pk} of forum {self.forum_id}"


class CalendarKey(models.Model):
    """The secret end of the address of a person's own calendar feed; a new one ends the old."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, related_name="calendar_key"
    )
    key = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar key {self.pk}"

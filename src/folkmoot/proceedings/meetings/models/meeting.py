import secrets

from django.db import models
from django.db.models import F, Q

PLAIN = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_room_code() -> str:
    """Make the six characters read out in the room, by which people say that they are there."""
    return "".join(secrets.choice(PLAIN) for _ in range(6))


class Series(models.Model):
    """Meetings of a forum called together, at a steady pace."""

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="series")
    every = models.CharField(max_length=60, help_text="How often, in words: every three months.")
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"series {self.pk} of forum {self.forum_id}"


class Meeting(models.Model):
    """
    One meeting of a forum, from its call to its approved notes.

    What state it is in (called, agenda out, going on, notes due, over) follows from its
    dates and its deeds. `edition` goes up with every change that somebody at its pages
    would see, so that a page knows whether it is still true.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "meeting"
        FIRST = "first", "first meeting"
        ANNUAL = "annual", "annual meeting"
        SPECIAL = "special", "special meeting"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="meetings"
    )
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="meetings")
    reference = models.SlugField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ORDINARY)
    title = models.CharField(max_length=200, blank=True, help_text="Blank is its forum's name.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="When it is meant to end.")
    place = models.CharField(max_length=300, blank=True, help_text="The room, with its address.")
    access = models.TextField(blank=True, help_text="How to get in and about; hearing loop; bus.")
    join_link = models.URLField(max_length=500, blank=True, help_text="Shown to members only.")
    dial_in = models.CharField(max_length=200, blank=True, help_text="Shown to members only.")
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    note_taker = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="meetings_noted"
    )
    is_last = models.BooleanField(default=False, help_text="The forum ends with it.")
    agenda_sent_at = models.DateTimeField(null=True, help_text="When the agenda went to members.")
    late_because = models.TextField(blank=True, help_text="Why the agenda went out late.")
    room_code = models.CharField(max_length=6, default=new_room_code)
    opened_at = models.DateTimeField(null=True, help_text="When the chair opened it.")
    closed_at = models.DateTimeField(null=True, help_text="When the chair closed it.")
    notes_drafted_at = models.DateTimeField(null=True)
    notes_sent_at = models.DateTimeField(null=True)
    notes_late_because = models.TextField(blank=True)
    notes_approved_at = models.DateTimeField(null=True)
    notes_approved_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="approved_notes_of"
    )
    next_meeting = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="previous_meetings"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(blank=True)
    moved_at = models.DateTimeField(
        null=True, help_text="When its time, place or way in was last changed."
    )
    calendar_sequence = models.PositiveIntegerField(
        default=0, help_text="Goes up with every move, as calendars ask."
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="meeting_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="closed_meeting_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(opened_at=None),
                name="cancelled_meeting_was_not_held",
            ),
            models.CheckConstraint(
                condition=Q(notes_sent_at=None) | Q(closed_at__isnull=False),
                name="notes_are_sent_after_the_meeting",
            ),
            models.CheckConstraint(
                condition=Q(notes_sent_at=None) | Q(is_last=True) | Q(next_meeting__isnull=False),
                name="notes_that_are_sent_name_the_next_meeting",
            ),
            models.CheckConstraint(
                condition=Q(notes_approved_at=None) | Q(notes_sent_at__isnull=False),
                name="notes_are_approved_after_they_are_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "starts_at", "id"], name="meetings_by_their_day"),
            models.Index(fields=["forum", "starts_at", "id"], name="meetings_of_a_forum"),
            models.Index(
                fields=["assembly", "closed_at"],
                condition=Q(notes_sent_at=None, closed_at__isnull=False),
                name="meetings_whose_notes_are_due",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.reference}"

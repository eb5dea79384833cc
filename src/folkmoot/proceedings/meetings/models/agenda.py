from django.db import models
from django.db.models import Q

from folkmoot.proceedings.meetings.models.meeting import Meeting


class Visibility(models.TextChoices):
    """Who may read an item's substance. Its title is on the public agenda in any case."""

    PUBLIC = "public", "everybody"
    MEMBERS = "members", "members"
    FULL = "full", "full members alone"


class AgendaItem(models.Model):
    """
    One thing to be taken at a meeting, in order.

    `standing` is the code of a standing item ("action-log"), or nothing. `edition` goes
    up with every change, so that two people who act at once do not undo each other.
    """

    class Purpose(models.TextChoices):
        INFORMATION = "information", "to hear"
        DISCUSSION = "discussion", "to discuss"
        DECISION = "decision", "to decide"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="What it is about, in Markdown.")
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.DISCUSSION)
    minutes = models.PositiveSmallIntegerField(default=10, help_text="About how long it takes.")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    full_because = models.TextField(
        blank=True, help_text="Why it is for full members alone, as the chair gave it."
    )
    brought_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(
        null=True, help_text="When somebody last added, changed, moved or withdrew it."
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "standing"],
                condition=~Q(standing=""),
                name="standing_item_is_on_an_agenda_once",
            ),
            models.CheckConstraint(
                condition=~Q(visibility="full") | ~Q(full_because=""),
                name="item_for_full_members_alone_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False),
                name="item_that_ended_had_started",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(started_at__isnull=False, ended_at=None, withdrawn_at=None),
                name="one_item_is_taken_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position", "id"], name="items_in_order")]

    def __str__(self) -> str:
        return f"item {self.pk} of meeting {self.meeting_id}"


class AgendaRequest(models.Model):
    """A member asked for something to be taken at a meeting; the chair's answer, with its reason."""

    class Answer(models.TextChoices):
        WAITING = "", "no answer yet"
        ACCEPTED = "accepted", "accepted"
        DEFERRED = "deferred", "put off"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "taken back"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="agenda_requests"
    )
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=10, default="web")
    title = models.CharField(max_length=200)
    why = models.TextField(help_text="What the member wants to come of it.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="request"
    )
    deferred_to = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="requests_put_off_to_it"
    )
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_to_an_agenda_request_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["deferred", "declined"]) | ~Q(answer_reason=""),
                name="request_that_is_put_off_or_declined_says_why",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", item__isnull=False)
                | (~Q(answer="accepted") & Q(item=None)),
                name="accepted_request_is_on_the_agenda",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "asked_at", "id"], name="requests_in_order")]

    def __str__(self) -> str:
        return f"request {self.pk} for meeting {self.meeting_id}"


class Paper(models.Model):
    """
    A paper for an item, or for a whole meeting: words written here, or a file.

    It is seen by those who may see its item, and by fewer where its own visibility says so.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="papers")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="In Markdown, where it is not a file.")
    file = models.FileField(upload_to="papers/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True, help_text="As it was sent.")
    file_type = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    is_for_sharing = models.BooleanField(
        default=False, help_text="Its owner says that it may leave the assembly."
    )
    shared_with_consent_of = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(file=""), name="paper_has_words_or_a_file"
            ),
            models.CheckConstraint(
                condition=~Q(visibility="public")
                | Q(is_for_sharing=True)
                | ~Q(shared_with_consent_of=""),
                name="public_paper_is_for_sharing",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "added_at", "id"], name="papers_in_order")]

    def __str__(self) -> str:
        return f"paper {self.pk} of meeting {self.meeting_id}"


class Referral(models.Model):
    """
    What one forum sends to another: an item, feedback, a recommendation; and the answer.

    It waits on the agenda of the receiving forum's next meeting, under the standing item
    for such things, until it is answered. What a representative on an outside body brings
    to a forum, or is given by it, has that one forum at both ends and names them.
    """

    class Kind(models.TextChoices):
        ITEM = "item", "an item"
        FEEDBACK = "feedback", "feedback"
        RECOMMENDATION = "recommendation", "a recommendation"
        CONSENSUS = "consensus", "a question that touches both"

    from_forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, related_name="referrals_sent"
    )
    to_forum = models.ForeignKey(
        "forums.Forum", on_delete=models.PROTECT, related_name="referrals_received"
    )
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.ITEM)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    from_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="referrals_sent"
    )
    on_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        related_name="referrals_received",
        help_text="The item under which it was answered.",
    )
    motion = models.CharField(
        max_length=40, blank=True, help_text="The reference of the motion it comes from."
    )
    representative = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="referrals"
    )
    representative_on = models.CharField(
        max_length=200, blank=True, help_text="The outside body on which they speak."
    )
    is_for_representative = models.BooleanField(
        default=False, help_text="The forum gives it to them; otherwise they bring it."
    )
    sent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    agreed = models.BooleanField(null=True, help_text="For a question: whether it agrees.")
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_referral_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(from_forum=models.F("to_forum"), representative=None)
                & ~(~Q(from_forum=models.F("to_forum")) & Q(representative__isnull=False)),
                name="forum_refers_to_another_or_through_a_representative",
            ),
            models.CheckConstraint(
                condition=Q(representative=None, representative_on="", is_for_representative=False)
                | (Q(representative__isnull=False) & ~Q(representative_on="")),
                name="representative_speaks_on_a_body",
            ),
        ]
        indexes = [
            models.Index(fields=["to_forum", "sent_at", "id"], name="referrals_to_a_forum"),
            models.Index(fields=["from_forum", "sent_at", "id"], name="referrals_of_a_forum"),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk} from forum {self.from_forum_id} to {self.to_forum_id}"

"""What is kept of the equality reference group: its members, drafts sent to it, what it said, the reply."""

from django.db import models
from django.db.models import F, Q


class ReferenceMember(models.Model):
    """A body in the equality reference group, and whom it speaks for."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="reference_members"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="reference_memberships"
    )
    speaks_for = models.JSONField(default=list, help_text="Protected characteristics, by word.")
    is_trained = models.BooleanField(
        default=False, help_text="Whether it was trained to comment on equality checks."
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "organisation"],
                condition=Q(until_on=None),
                name="body_is_in_the_reference_group_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="reference_member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"reference member {self.organisation_id}"


class Draft(models.Model):
    """A change of policy, or a check of its effect on equality, sent for comment while a draft."""

    class Kind(models.TextChoices):
        POLICY = "policy", "a change of policy"
        ASSESSMENT = "assessment", "an equality impact assessment"
        PLAN = "plan", "the equality plan"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="equality_drafts"
    )
    slug = models.SlugField(max_length=90)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    sent_by = models.CharField(max_length=200, help_text="The body that sends it.")
    words = models.TextField()
    link = models.URLField(blank=True)
    sent_at = models.DateTimeField()
    comments_by = models.DateField()
    final = models.TextField(blank=True)
    final_link = models.URLField(blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "slug"], name="draft_has_its_own_address")
        ]
        indexes = [models.Index(fields=["assembly", "-sent_at", "-id"], name="drafts_latest_first")]

    def __str__(self) -> str:
        return f"draft {self.slug}"


class DraftComment(models.Model):
    """What a member of the group said of a draft, the reply, and what changed for it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveSmallIntegerField()
    member = models.ForeignKey(ReferenceMember, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField()
    made_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    change = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="comment_has_its_number"),
            models.CheckConstraint(
                condition=Q(replied_at=None) | ~Q(reply=""), name="replied_comment_has_a_reply"
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.number} on {self.draft_id}"

"""What a group of several sectors adds to being a forum: its mix, its plan, when it was switched on."""

from django.db import models
from django.db.models import F, Q


class GroupProfile(models.Model):
    """
    What is told of a local alliance group, a steering group, a network or a partnership.

    A day may be known only by its year or month: 2004, 2006-11 or 2006-11-03.
    """

    forum = models.OneToOneField("forums.Forum", on_delete=models.PROTECT, related_name="profile")
    purpose = models.TextField(blank=True)
    families = models.TextField(blank=True, help_text="How families have a part in it.")
    plan_title = models.CharField(max_length=200, blank=True)
    plan_link = models.URLField(blank=True)
    reports_to = models.CharField(
        max_length=200, blank=True, help_text="The countywide alliance it is linked to."
    )
    formed = models.CharField(max_length=10, blank=True)
    terms = models.CharField(max_length=10, blank=True, help_text="When its terms were agreed.")
    terms_link = models.URLField(blank=True)
    kept_on = models.DateField()

    def __str__(self) -> str:
        return f"profile of forum {self.forum_id}"


class GroupSeat(models.Model):
    """Somebody in a group who comes for no organisation on the register: by their role, unnamed."""

    class Side(models.TextChoices):
        OFFICERS = "officers", "officers of public bodies"
        COUNCILLORS = "councillors", "councillors"
        SECTOR = "sector", "voluntary and community sector"
        FAMILIES = "families", "families and residents"
        OTHER = "other", "others"

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="group_seats")
    role = models.CharField(max_length=200, help_text="A role and no name: head of housing.")
    side = models.CharField(max_length=12, choices=Side)
    has_vote = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it is not theirs.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "role"], condition=Q(until_on=None), name="role_is_in_a_group_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="role_leaves_after_it_comes",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk} in forum {self.forum_id}"


class Activation(models.Model):
    """A standing network was switched on for something, and what is to be known the next time."""

    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="activations")
    title = models.CharField(max_length=200, help_text="For what: floods, the cost of living.")
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="before",
        help_text="The earlier time whose way of working it took over.",
    )  # fmt: skip
    how = models.TextField(help_text="How it worked: who did what.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it was switched off.")
    lessons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "title"], name="network_is_used_once_for_it"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="activation_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["forum", "-from_on", "-id"], name="activations_latest")]

    def __str__(self) -> str:
        return f"activation {self.pk} of forum {self.forum_id}"

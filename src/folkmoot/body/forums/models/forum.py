from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class Forum(models.Model):
    """
    A standing group of members around a place or a theme.

    What state it is in (draft, recognised, closed) follows from its dates.
    """

    class Kind(models.TextChoices):
        COORDINATION = "co-ordination", "co-ordination group"
        LOCAL = "local", "local forum"
        THEMATIC = "thematic", "thematic forum"
        TASK = "task", "task group"
        JOINT = "joint", "joint forum"
        BOARD = "board", "governance board"
        REFERENCE = "reference", "engagement or reference group"
        ALLIANCE_GROUP = "alliance-group", "local alliance group"
        STEERING = "steering", "steering group"
        NETWORK = "network", "network"
        PARTNERSHIP = "partnership", "partnership of support agencies"
        INTERNAL = "internal", "internal forum of a public body"
        HUB = "hub", "hub"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="forums"
    )
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    description = models.TextField(blank=True)
    intended_for = models.TextField(blank=True)
    not_for = models.TextField(blank=True)
    faces = models.CharField(
        max_length=200, blank=True, help_text="The portfolio or programme it speaks to."
    )
    side = models.CharField(
        max_length=40,
        blank=True,
        help_text="The part of the area it stands for where a quorum counts sides.",
    )
    is_system_wide = models.BooleanField(default=False)
    grew_from = models.TextField(blank=True, help_text="Earlier groups, and why they changed.")
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", blank=True)
    areas = models.ManyToManyField("places.Area", related_name="forums", blank=True)
    support_organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="forums_supported",
    )
    further_support = models.ManyToManyField(
        "organisations.Organisation", related_name="forums_supported_with_others", blank=True
    )
    support_as_written = models.CharField(max_length=200, blank=True)
    support_is_to_be_confirmed = models.BooleanField(default=False)
    administration_accepted_on = models.DateField(
        null=True, help_text="When a support body agreed to run its administration."
    )
    support_officer_name = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField(null=True)
    recognised_on = models.DateField(null=True)
    seats_wanted = models.PositiveSmallIntegerField(
        null=True, help_text="How many members a board should have, where that was said."
    )
    review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closing_report = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "slug"], name="forum_has_its_own_address_in_an_assembly"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closing_report=""),
                name="closed_forum_has_a_final_report",
            ),
            models.CheckConstraint(
                condition=Q(administration_accepted_on=None)
                | Q(support_organisation__isnull=False),
                name="administration_is_accepted_by_a_body",
            ),
        ]
        indexes = [models.Index(fields=["assembly", "name", "id"], name="forums_by_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.slug})"


class Approval(models.Model):
    """One forum agreed that another may go live."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="approvals")
    by_forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="approvals_given")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "by_forum"], name="forum_approves_another_once"
            )
        ]

    def __str__(self) -> str:
        return f"approval of forum {self.forum_id} by {self.by_forum_id}"


class RecognisedRoute(models.Model):
    """A forum, network or direct route outside the assembly's structure, agreed to all the same."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="routes"
    )
    name = models.CharField(max_length=200)
    agreed_by = models.CharField(max_length=200)
    agreed_on = models.DateField()
    scope = models.TextField()
    review_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "name"], name="route_is_recognised_once_in_an_assembly"
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by="") & ~Q(scope=""), name="route_says_who_agreed_to_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in assembly {self.assembly_id}"


class Partner(models.Model):
    """A body that takes part in a forum without being its member: a provider, an observer."""

    class Part(models.TextChoices):
        PARTNER = "partner", "partner"
        PROVIDER = "provider", "provides the service"
        LEAD = "lead", "lead"
        OBSERVER = "observer", "observer without a vote"

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="partnerships"
    )
    part = models.CharField(max_length=10, choices=Part)
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it takes no part.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "organisation"],
                condition=Q(until_on=None),
                name="body_takes_part_in_a_forum_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="partner_leaves_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} in forum {self.forum_id}"


class ForumMemberQuerySet(models.QuerySet["ForumMember"]):
    def belonging_on(self, day: date) -> Self:
        """Those who joined by a day and have not left: [joined_on, left_on)."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class ForumMember(models.Model):
    """A member organisation's time in a forum."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="members")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="forums"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, help_text="The first day it no longer belongs.")

    objects = models.Manager.from_queryset(ForumMemberQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "membership"],
                condition=Q(left_on=None),
                name="member_is_in_a_forum_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="forum_member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.membership_id} in forum {self.forum_id}"

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


class Mandate(models.Model):
    """
    What somebody outside asked of the assembly, by when, and how it was met.

    Whether it is met, late or open follows from its dates.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="mandates"
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, null=True, related_name="mandates",
        help_text="The forum that it prompted; blank for the assembly as a whole.",
    )  # fmt: skip
    issuer = models.CharField(max_length=200)
    asks = models.CharField(max_length=400)
    source = models.CharField(max_length=300, blank=True, help_text="The document that says so.")
    due_on = models.DateField(null=True, help_text="The last day on which it is in time.")
    met_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "issuer", "asks"], name="mandate_is_registered_once"
            ),
            models.CheckConstraint(
                condition=~Q(issuer="") & ~Q(asks=""), name="mandate_says_who_asks_for_what"
            ),
            models.CheckConstraint(
                condition=Q(met_on=None, evidence="") | (Q(met_on__isnull=False) & ~Q(evidence="")),
                name="mandate_that_is_met_has_its_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk} of assembly {self.assembly_id}"


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


class Office(models.Model):
    """A post within a forum that members fill: its chair, its vice-chair."""

    class Role(models.TextChoices):
        CHAIR = "chair", "chair"
        VICE_CHAIR = "vice-chair", "vice-chair"
        BOARD_MEMBER = "board-member", "board member"
        CHAMPION = "champion", "champion"

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(max_length=20, choices=Role)
    to_be_confirmed_on = models.DateField(
        null=True, help_text="When its holder was said to be still to be confirmed."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "role"], name="forum_has_one_office_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.role} of forum {self.forum_id}"


class TermQuerySet(models.QuerySet["Term"]):
    def current_on(self, day: date) -> Self:
        """Those begun by a day, or nobody knows when, and not ended: [from_on, ended_on)."""
        begun = Q(from_on=None) | Q(from_on__lte=day)
        return self.filter(begun, Q(ended_on=None) | Q(ended_on__gt=day))


class Term(models.Model):
    """
    The span for which somebody holds an office.

    `from_on` is blank where the source does not say since when. `ends_on` is when
    it is due to end, `ended_on` when it did: [from_on, ended_on).
    """

    class Basis(models.TextChoices):
        ELECTED = "elected", "elected"
        SELECTED = "selected", "chosen at a meeting"
        APPOINTED = "appointed", "appointed"
        SUPPORT = "support", "by a support body until the first election"
        AGREED = "agreed", "in a manner the group agreed"
        UNKNOWN = "unknown", "not known"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    holder_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    organisation_as_written = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=Basis)
    is_interim = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)
    contest_reference = models.CharField(max_length=80, blank=True)
    method_agreed = models.TextField(
        blank=True, help_text="How a casual vacancy was filled, as the group agreed."
    )
    is_in_question = models.BooleanField(
        default=False, help_text="The body it is held for is no longer a member."
    )

    objects = models.Manager.from_queryset(TermQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(from_on=None) | Q(ends_on__gt=F("from_on")),
                name="term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="term_that_ended_says_why",
            ),
            models.UniqueConstraint(
                fields=["office", "holder_name"],
                condition=Q(ended_on=None),
                name="office_is_held_once_by_a_person_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["office", "from_on", "id"], name="terms_of_an_office")]

    def __str__(self) -> str:
        return f"term {self.pk} of office {self.office_id}"

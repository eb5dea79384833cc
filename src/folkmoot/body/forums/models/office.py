from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from folkmoot.body.forums.models.forum import Forum


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

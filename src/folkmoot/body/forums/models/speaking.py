from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from folkmoot.body.forums.models.forum import Forum
from folkmoot.body.forums.models.office import Term


class AdvocacyQuerySet(models.QuerySet["Advocacy"]):
    def agreed_on(self, day: date) -> Self:
        """Those that hold on a day: [from_on, until_on)."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Advocacy(models.Model):
    """A forum agreed that its chair speaks for it elsewhere: where, on what, by which decision."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="advocacies")
    where = models.CharField(max_length=200, help_text="The meeting, body or campaign.")
    about = models.TextField(help_text="On what.")
    decision = models.CharField(max_length=200, help_text="The decision of the forum it rests on.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day on which it holds no more.")

    objects = models.Manager.from_queryset(AdvocacyQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(where="") & ~Q(about="") & ~Q(decision=""),
                name="advocacy_says_where_on_what_and_by_which_decision",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="advocacy_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["forum", "from_on", "id"], name="advocacies_of_a_forum")]

    def __str__(self) -> str:
        return f"advocacy {self.pk} for forum {self.forum_id}"


class Profile(models.Model):
    """What somebody brings to a board for as long as they hold their place; blank is unknown."""

    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="profile")
    skills = models.TextField(blank=True)
    area = models.CharField(
        max_length=200, blank=True, help_text="The place or part of the sector they know."
    )
    interests = models.TextField(blank=True, help_text="As they told them, or that there are none.")

    def __str__(self) -> str:
        return f"profile of term {self.term_id}"

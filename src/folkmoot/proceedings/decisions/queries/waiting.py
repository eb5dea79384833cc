from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Poll
from folkmoot.proceedings.decisions.queries.page import CALLED_BY, clause_for
from folkmoot.proceedings.decisions.queries.polls import votes_waiting


def waiting_votes(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return the votes that an organisation may give on a screen now, and those to be closed.

    The soonest first; a vote is closed by the person who called it. One query for each.
    """
    items: list[DeskItem] = []
    if organisation is not None:
        items += _to_give(organisation, assembly, at=at)
    if person is not None:
        items += _to_close(person, assembly)
    return items


def _to_give(organisation: Organisation, assembly: Assembly, *, at: datetime) -> list[DeskItem]:
    found = votes_waiting([organisation.pk], at=at).filter(poll__motion__assembly=assembly)
    return [
        DeskItem(
            verb_phrase=_("Vote on motion %(motion)s of %(forum)s")
            % {"motion": one.poll.motion.reference, "forum": one.poll.motion.forum.name},
            url=reverse("decisions:vote", args=[assembly, one.poll.motion.reference]),
            due=one.poll.closes_at,
            minutes=1,
            clause=clause_for(one.poll.motion, "vote.votes"),
            state="due",
        )
        for one in found
    ]


def _to_close(person: Person, assembly: Assembly) -> list[DeskItem]:
    called = Poll.objects.filter(
        motion__assembly=assembly,
        motion__item__isnull=False,
        opened_by=person,
        closed_at=None,
    ).select_related("motion__forum")
    return [
        DeskItem(
            verb_phrase=_("Close the vote on motion %(motion)s of %(forum)s")
            % {"motion": poll.motion.reference, "forum": poll.motion.forum.name},
            url=reverse("decisions:close_poll", args=[assembly, poll.motion.reference]),
            minutes=1,
            clause=clause_for(poll.motion, CALLED_BY),
            state="due",
        )
        for poll in called.order_by("opened_at", "pk")
    ]

"""What waits for whom in an emergency, and before one."""

from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in, posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.work.emergency.models import Called, Emergency, Match, Need, Ready, Worry
from folkmoot.work.emergency.queries.ready import clause_of_emergencies, is_stale, recheck


def waiting_in_emergency(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what waits in an emergency: calls to answer, needs to match, worries to reply to; and in
    calm times a word to confirm anew. Eight queries at most.
    """
    on = day_in(assembly, at=at)
    clause = clause_of_emergencies(assembly, on=on)
    items = []
    if organisation is not None:
        open_calls = Called.objects.filter(
            organisation=organisation,
            answer=Called.Answer.WAITING,
            call__emergency__assembly=assembly,
            call__emergency__ended_at=None,
        )
        for one in open_calls.select_related("call__emergency").order_by("pk"):
            items.append(
                DeskItem(
                    verb_phrase=_("Say whether you can help: %(title)s")
                    % {"title": one.call.emergency.title},
                    url=reverse("emergency:answer", args=[assembly, one.key]),
                    minutes=1,
                    clause=clause,
                    state="due",
                )
            )
        items += _to_confirm(organisation, assembly, on=on)
    going = Emergency.objects.filter(assembly=assembly, ended_at=None)
    if is_officer(person, assembly, on=on):
        free = Need.objects.filter(emergency__in=going, met_at=None).exclude(
            matches__outcome=Match.Outcome.GOING
        )
        rows = free.values_list("emergency__reference", "emergency__title")
        for reference, title, number in rows.annotate(number=Count("pk")).order_by(
            "emergency__reference"
        ):
            items.append(
                DeskItem(
                    verb_phrase=_("Find help for %(number)s needs: %(title)s")
                    % {"number": number, "title": title},
                    url=reverse("emergency:needs", args=[assembly, reference]),
                    minutes=5,
                    clause=clause,
                    state="due",
                )
            )
    items += _to_reply(person, assembly, on=on)
    return items


def _to_confirm(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    said = Ready.objects.filter(assembly=assembly, organisation=organisation)
    ready = said.order_by("pk").first()
    if ready is None:
        return []
    after, clause = recheck(assembly, on=on)
    if not is_stale(ready, after, on=on):
        return []
    return [
        DeskItem(
            verb_phrase=_("Confirm whom to ring in an emergency, and what you can do"),
            url=reverse("emergency:ready", args=[assembly]),
            minutes=2,
            clause=clause,
            state="due",
        )
    ]


def _to_reply(person: Person, assembly: Assembly, *, on: date) -> list[DeskItem]:
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    bodies = [post.body for post in posts]
    if not bodies:
        return []
    asked = Worry.objects.filter(
        emergency__assembly=assembly, replied_at=None, partner__in=bodies
    ).select_related("emergency")
    return [
        DeskItem(
            verb_phrase=_("Reply to a local worry: %(title)s") % {"title": one.emergency.title},
            url=reverse("emergency:reply", args=[assembly, one.emergency.reference, one.pk]),
            minutes=5,
            state="due",
        )
        for one in asked.order_by("raised_at", "pk")
    ]

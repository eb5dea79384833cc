"""What is owed of programmes and their training, and what waits for whom."""

from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.rules.obligations import Obligation
from folkmoot.work.programmes.models import Attendance, Poll, Programme, Provider, Training
from folkmoot.work.programmes.queries.clauses import clause_for


def obligations_of_programmes(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """
    Return the training that is required and the figures that are asked for. Three queries.

    One of each training and one of each programme, however many provide it: who is behind is
    for the desks. Nothing where no adopted document speaks of it.
    """
    found = []
    clause = clause_for(assembly, "training", on=on)
    if clause is not None:
        behind = Count("attendances", ~Q(attendances__came=True) | Q(attendances__came=None))
        rows = Training.objects.filter(assembly=assembly, by_on__isnull=False)
        rows = rows.exclude(if_missed=Training.Missed.NOTHING).annotate(behind=behind)
        for one in rows.order_by("by_on", "pk"):
            if one.by_on is not None and (one.behind or not is_open):
                found.append(
                    Obligation(
                        what=_("All who provide have come to %(title)s") % {"title": one.title},
                        who=one.owner_name,
                        clause=clause,
                        due_on=one.by_on,
                        done_on=None if one.behind else one.by_on,
                    )
                )
    clause = clause_for(assembly, "figures", on=on)
    if clause is not None:
        programmes = Programme.objects.filter(assembly=assembly, from_on__lte=on).annotate(
            number=Count("providers", distinct=True),
            told=Count("providers", Q(providers__returns__is_last=True), distinct=True),
        )
        for each in programmes.order_by("returns_by", "pk"):
            is_done = each.number > 0 and each.told == each.number
            if not (is_done and is_open):
                found.append(
                    Obligation(
                        what=_("All providers have told their figures of %(title)s")
                        % {"title": each.title},
                        who=each.owner_name,
                        clause=clause,
                        due_on=each.returns_by,
                        done_on=each.returns_by if is_done else None,
                    )
                )
    return found


def waiting_in_programmes(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what a provider has to come to, to tell and to answer; for officers, who is behind.

    Five queries at most.
    """
    on = day_in(assembly, at=at)
    items = []
    if organisation is not None:
        items += _training(organisation, assembly, on=on)
        items += _figures(organisation, assembly, on=on)
        items += _polls(organisation, assembly, on=on)
    if is_officer(person, assembly, on=on):
        items += _behind(assembly, on=on)
    return items


def _training(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    rows = Attendance.objects.filter(organisation=organisation, training__assembly=assembly)
    rows = rows.exclude(training__if_missed=Training.Missed.NOTHING).exclude(came=True)
    rows = rows.select_related("training").order_by("training__by_on", "pk")
    return [
        DeskItem(
            verb_phrase=_("Come to the training %(title)s") % {"title": one.training.title},
            due=one.training.by_on,
            url=reverse("programmes:training", args=[assembly, one.training.slug]),
            clause=clause_for(assembly, "training", on=on),
            state="overdue" if one.training.by_on and on > one.training.by_on else "",
        )
        for one in rows[:50]
    ]


def _figures(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    rows = Provider.objects.filter(organisation=organisation, programme__assembly=assembly)
    rows = rows.filter(programme__until_on__lte=on).exclude(returns__is_last=True)
    rows = rows.select_related("programme").order_by("programme__returns_by", "pk")
    return [
        DeskItem(
            verb_phrase=_("Tell your figures of %(title)s") % {"title": one.programme.title},
            due=one.programme.returns_by,
            minutes=2,
            url=reverse("programmes:tell", args=[assembly, one.pk]),
            clause=clause_for(assembly, "figures", on=on),
            state="overdue" if on > one.programme.returns_by else "",
        )
        for one in rows[:50]
    ]


def _polls(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    rows = Poll.objects.filter(
        training__assembly=assembly,
        closes_on__gte=on,
        training__attendances__organisation=organisation,
        training__attendances__came=True,
    ).exclude(replies__organisation=organisation)
    rows = rows.select_related("training").order_by("closes_on", "pk")
    return [
        DeskItem(
            verb_phrase=_("Say what came of %(title)s") % {"title": one.training.title},
            due=one.closes_on,
            minutes=2,
            url=reverse("programmes:answer", args=[assembly, one.training.slug]),
        )
        for one in rows[:50]
    ]


def _behind(assembly: Assembly, *, on: date) -> list[DeskItem]:
    behind = Count("attendances", ~Q(attendances__came=True) | Q(attendances__came=None))
    rows = Training.objects.filter(assembly=assembly, by_on__lt=on)
    rows = rows.exclude(if_missed=Training.Missed.NOTHING).annotate(behind=behind)
    items = []
    for one in rows.filter(behind__gt=0).order_by("by_on", "pk")[:50]:
        said = ngettext(
            "Write again: %(n)d has not come to %(title)s",
            "Write again: %(n)d have not come to %(title)s",
            one.behind,
        )
        items.append(
            DeskItem(
                verb_phrase=said % {"n": one.behind, "title": one.title},
                due=one.by_on,
                url=reverse("programmes:training", args=[assembly, one.slug]),
                clause=clause_for(assembly, "training", on=on),
                state="overdue",
            )
        )
    return items

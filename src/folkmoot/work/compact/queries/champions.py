"""Whom a question to a champion goes to, what was answered, and who may be asked to mediate."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.beyond import Mediator
from folkmoot.proceedings.cases.queries.cases import published_cases
from folkmoot.work.compact.models import Accord, ChampionQuestion, Signatory
from folkmoot.work.compact.queries.backing import is_filled


def goes_to(signatory: Signatory) -> str:
    """Return to whom a question goes: the champion, or the owner where there is none. No query."""
    to = ChampionQuestion.To
    return to.CHAMPION if is_filled(signatory) else to.OWNER


def questions(accord: Accord) -> QuerySet[ChampionQuestion]:
    """Return what was asked of the champions of a compact, the latest first. One query."""
    found = ChampionQuestion.objects.filter(signatory__accord=accord)
    related = ("signatory__accord__assembly", "signatory__champion_person", "asked_by")
    return found.select_related(*related).order_by("-asked_at", "-pk")


def answered_in_public(accord: Accord) -> QuerySet[ChampionQuestion]:
    """Return the questions that were answered for everybody, the latest first. One query."""
    return questions(accord).filter(is_public=True).order_by("-answered_at", "-pk")


def still_asked(accord: Accord) -> int:
    """Count the questions that wait for an answer. One query."""
    return questions(accord).filter(answered_at=None).count()


def lessons_of_compact(assembly: Assembly) -> QuerySet[Case]:
    """Return what was published of cases of a compact not followed, the latest first. One query."""
    return published_cases(assembly).filter(kind=Case.Kind.COMPACT)


def mediators_of(assembly: Assembly) -> list[Mediator]:
    """Return the champions of an assembly's compacts who can be reached, by body. One query."""
    rows = list(
        Signatory.objects.filter(accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT)
        .select_related("champion_person")
        .order_by("name", "pk")
    )
    followed: dict[int, list[Signatory]] = {}
    for one in rows:
        if one.succeeded_by_id is not None:
            followed.setdefault(one.succeeded_by_id, []).append(one)
    offered = []
    for one in rows:
        if one.succeeded_by_id is not None or not is_filled(one):
            continue
        own = [one, *followed.get(one.pk, [])]
        words = _("%(champion)s, champion of %(body)s")
        offered.append(
            Mediator(
                key=str(one.pk),
                name=(words % {"champion": one.champion, "body": one.name})[:200],
                bodies=frozenset(
                    body.organisation_id for body in own if body.organisation_id is not None
                ),
                names=frozenset(body.name.casefold() for body in own),
                person=one.champion_person,
            )
        )
    return offered


def waiting_in_compact(
    _organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return the questions that wait for a champion; for officers, where nobody else can answer.

    Two queries.
    """
    mine = Q(signatory__champion_person=person, to=ChampionQuestion.To.CHAMPION)
    if is_officer(person, assembly, on=day_in(assembly, at=at)):
        mine |= Q(to=ChampionQuestion.To.OWNER) | Q(signatory__champion_person=None)
    waiting = ChampionQuestion.objects.filter(
        mine, signatory__accord__assembly=assembly, answered_at=None
    ).select_related("signatory__accord")
    return [
        DeskItem(
            verb_phrase=_("Answer, on the compact: %(title)s") % {"title": one.title},
            url=reverse("compact:answer", args=[assembly, one.signatory.accord.slug, one.pk]),
            minutes=10,
        )
        for one in waiting.order_by("asked_at", "pk")[:50]
    ]

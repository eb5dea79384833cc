"""What cases ask of whom, for the desk, and what is due by the agreement."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.cases import book_of, open_cases
from folkmoot.proceedings.cases.queries.deciding import decided_by
from folkmoot.proceedings.cases.queries.stages import slowness
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add


def waiting_in_cases(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what cases ask of a person, and of the organisation they act for, soonest first.

    To whoever a case falls: to go into it or let it rest, to settle a breach, to answer. To a
    party: to agree to a third party, to be heard. To a champion: to mediate. Eleven queries at most, however many cases.
    """
    on = day_of(assembly, at)
    items = [_to_decide(case, assembly, on=on) for case in decided_by(person, assembly, at=at)]
    items += _to_mediate(person, assembly)
    if organisation is not None:
        items += _of_party(organisation, assembly)
    return items


def _to_decide(case: Case, assembly: Assembly, *, on: date) -> DeskItem:
    facts = {"case": case.reference}
    due = None
    if case.opened_at is None:
        words = _("Decide whether to go into %(case)s") % facts
    elif case.kind == Case.Kind.BREACH:
        words = _("Settle the breach in %(case)s, in writing") % facts
    elif case.kind == Case.Kind.TERMINATION:
        words = _("Take %(case)s on towards its vote") % facts
    elif case.kind == Case.Kind.CONCERN:
        words = _("Answer the concern in %(case)s") % facts
    else:
        words = _("See how the talks in %(case)s go") % facts
    slow = slowness(case, on=on)
    if slow is not None:
        due = slow.facts["latest"]
    return DeskItem(
        verb_phrase=words,
        url=reverse("cases:case", args=[assembly, case.reference]),
        due=due,
        minutes=10,
        clause=slow.clause if slow is not None else None,
        state="" if due is None else "overdue" if slow is not None and not slow.holds else "due",
    )


def _to_mediate(person: Person, assembly: Assembly) -> list[DeskItem]:
    asked = Case.objects.filter(
        assembly=assembly, mediator=person, mediator_asked_at__isnull=False, closed_at=None
    )
    items = []
    for case in asked.order_by("mediator_asked_at", "pk"):
        url = reverse("cases:case", args=[assembly, case.reference])
        words = (
            _("Say whether you mediate in %(case)s")
            if case.mediator_agreed_at is None
            else _("Help the sides of %(case)s to agree")
        )
        items.append(DeskItem(verb_phrase=words % {"case": case.reference}, url=url, minutes=10))
    return items


def _of_party(organisation: Organisation, assembly: Assembly) -> list[DeskItem]:
    mine = open_cases(assembly).filter(parties__organisation=organisation, opened_at__isnull=False)
    cases = list(mine)
    asked = set(
        Step.objects.filter(case__in=cases, kind=Step.Kind.ASKED).values_list("case_id", flat=True)
    )
    heard = set(
        Step.objects.filter(case__in=cases, kind=Step.Kind.HEARD).values_list("case_id", flat=True)
    )
    items = []
    for case in cases:
        facts = {"case": case.reference, "person": case.third_party}
        own = [one for one in case.parties.all() if one.organisation_id == organisation.pk]
        if case.third_party and any(one.agreed_to != case.third_party for one in own):
            words, deed = _("Say whether you agree to %(person)s in %(case)s") % facts, "agree"
        elif case.pk in asked - heard:
            words, deed = _("Say what you want to be heard on in %(case)s") % facts, "hear"
        else:
            continue
        url = reverse("cases:deed", args=[assembly, case.reference, deed])
        items.append(DeskItem(verb_phrase=words, url=url, minutes=10))
    return items


def obligations_of_cases(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return what is due in the breaches that are open, the soonest first. Three queries.

    By reference: the list is public, and says nothing of whom a case is about.
    """
    book = book_with(assembly, "breach.alert", on=on)
    if book is None:
        return []
    due = []
    for case in open_cases(assembly).filter(kind=Case.Kind.BREACH, opened_at__isnull=False):
        own = book_of(case)
        clause = clause_with_key(own, "breach-alert", "breach") if own is not None else None
        if own is None or clause is None or case.told_on is None:
            continue
        if "breach.alert" not in own.parameters:
            continue
        what = _("Settle the breach in %(case)s, or say why it takes longer")
        due.append(
            Obligation(
                what=what % {"case": case.reference},
                who=str(case.get_decider_display()),
                clause=clause,
                due_on=add(case.told_on, own.period("breach.alert")),
            )
        )
    return due

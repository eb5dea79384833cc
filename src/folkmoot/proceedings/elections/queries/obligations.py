from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.rulebook.queries import in_force
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries.contests import day_of
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import NotInForce

LEAD, TERM = "chair.election_lead", "chair.term"


def obligations(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return by when the next election of each local chair is to be called. Three queries.

    Whether it is held in time is asked of the forums. An assembly without an agreement,
    or with one that fixes no such time, has none.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return []
    if LEAD not in book.parameters:
        return []
    terms = (
        Term.objects.filter(
            office__role=Office.Role.CHAIR,
            office__forum__assembly=assembly,
            office__forum__kind=Forum.Kind.LOCAL,
            is_interim=False,
            ends_on__isnull=False,
        )
        .filter(Q(ended_on=None) | Q(ended_on__gte=F("ends_on")))
        .select_related("office__forum")
        .order_by("ends_on", "pk")
    )
    called: dict[int, list[date]] = {}
    for contest in Contest.objects.filter(
        assembly=assembly, abandoned_at=None, reason=Contest.Reason.TERM
    ).order_by("called_at", "pk"):
        if contest.office_id is None:
            continue
        called.setdefault(contest.office_id, []).append(day_of(assembly, contest.called_at))
    return [
        Obligation(
            what=_("Call the election of the next chair of %(forum)s")
            % {"forum": term.office.forum.name},
            who=_("the support officer"),
            clause=book.parameter(TERM).clause,
            due_on=take(term.ends_on, book.period(LEAD)),
            done_on=next(
                (
                    day
                    for day in called.get(term.office_id, ())
                    if term.from_on is None or day > term.from_on
                ),
                None,
            ),
        )
        for term in terms
        if term.ends_on is not None
    ]

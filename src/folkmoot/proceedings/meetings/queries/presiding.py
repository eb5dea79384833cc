"""Who presides over a meeting, or over one item of it, and as what."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Interest, Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.findings import Finding
from folkmoot.rules.meetings.presiding import presiding_office
from folkmoot.rules.rulebook import NotFixed

TAKES_AWAY = (Interest.Effect.NO_VOTE, Interest.Effect.LEAVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presiding:
    """
    Whoever presides: their term, and the finding that says why it is they.

    :param term: None where nobody may preside.
    :param finding: None where the agreement says nothing of it.
    """

    office: str
    term: Term | None
    finding: Finding | None = None

    @property
    def person(self) -> Person | None:
        return self.term.person if self.term else None

    @property
    def name(self) -> str:
        return self.term.holder_name if self.term else ""


def chairing_terms(forum: Forum, *, on: date) -> dict[str, Term]:
    """Return the current terms of a forum's chair and vice-chair, by their office. One query."""
    terms = (
        Term.objects.current_on(on)
        .filter(office__forum=forum, office__role__in=[Office.Role.CHAIR, Office.Role.VICE_CHAIR])
        .select_related("office", "person", "organisation")
        .order_by(F("from_on").asc(nulls_first=True), "pk")
    )
    return {term.office.role: term for term in terms}


def presiding(meeting: Meeting, item: AgendaItem | None, *, at: datetime) -> Presiding:
    """
    Return who presides over an item, or over the meeting as a whole, at a moment.

    The chair, unless away from a meeting that is going on, or with an interest declared in
    the item: then the vice-chair, as long as neither is so for them. Four queries at most.
    """
    terms = chairing_terms(meeting.forum, on=day_of(meeting.assembly, at))
    chair, vice = terms.get(Office.Role.CHAIR), terms.get(Office.Role.VICE_CHAIR)
    going_on = meeting.opened_at is not None and meeting.closed_at is None
    here = _here(meeting, [chair, vice]) if going_on else None
    interested = _interested(item, [chair, vice]) if item is not None else set()
    book = book_for(meeting.assembly, on=day_of(meeting.assembly, at))

    def is_here(term: Term | None) -> bool:
        return term is not None and (here is None or term.pk in here)

    def has_interest(term: Term | None) -> bool:
        return term is not None and term.pk in interested

    if book is not None:
        try:
            finding = presiding_office(
                book,
                chair_is_here=is_here(chair),
                chair_has_interest=has_interest(chair),
                vice_chair_is_here=is_here(vice),
                vice_chair_has_interest=has_interest(vice),
            )
        except NotFixed:
            pass
        else:
            office = str(finding.facts["office"])
            return Presiding(office=office, term=terms.get(office), finding=finding)
    for office, term in ((Office.Role.CHAIR, chair), (Office.Role.VICE_CHAIR, vice)):
        if is_here(term) and not has_interest(term):
            return Presiding(office=office, term=term)
    return Presiding(office="nobody", term=None)


def _here(meeting: Meeting, terms: list[Term | None]) -> set[int]:
    """
    The terms whose holders are at a meeting that is going on. One query.

    A holder who has no account is known by name.
    """
    found = Attendance.objects.filter(
        meeting=meeting, status=Attendance.Status.PRESENT, left_at=None
    ).values_list("person_id", "name")
    people, names = set(), set()
    for person, name in found:
        people.add(person)
        names.add(name.casefold())
    return {
        term.pk
        for term in terms
        if term is not None
        and (
            term.person_id in people
            if term.person_id is not None
            else term.holder_name.casefold() in names
        )
    }


def _interested(item: AgendaItem, terms: list[Term | None]) -> set[int]:
    """The terms whose holders have declared an open interest in an item. One query."""
    people = {term.person_id for term in terms if term is not None and term.person_id}
    bodies = {term.organisation_id for term in terms if term is not None and term.organisation_id}
    rows = Interest.objects.filter(
        Q(person__in=people) | Q(organisation__in=bodies, is_of_organisation=True),
        item=item,
        closed_at=None,
    ).exclude(effect=Interest.Effect.STAYS)
    declared = list(rows.values_list("person_id", "organisation_id", "is_of_organisation"))
    persons = {person for person, _body, _of_body in declared}
    of_bodies = {body for _person, body, of_body in declared if of_body}
    return {
        term.pk
        for term in terms
        if term is not None
        and (term.person_id in persons - {None} or term.organisation_id in of_bodies - {None})
    }

"""To whom a case falls: never to somebody who is a party to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.organisations.models import Authority
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.cases import judged, open_cases
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.rules.cases.handling import case_decider
from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

ROLES = {
    "chair": Case.Decider.CHAIR,
    "vice-chair": Case.Decider.VICE_CHAIR,
    "co-ordination group": Case.Decider.GROUP,
}
ORDER = ("chair", "vice-chair", "co-ordination group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """
    Whom a case falls to, and why.

    :param term: the office that they hold; None where nobody holds it, or where the
        parties settle it themselves.
    :param because: why it is they, in a sentence.
    :param chair_is_party: whether the chair of the forum is a party, and
    :param vice_chair_is_party: whether the vice-chair is.
    """

    role: str
    term: Term | None
    because: str
    finding: Finding | None = None
    chair_is_party: bool = False
    vice_chair_is_party: bool = False

    @property
    def person(self) -> Person | None:
        return self.term.person if self.term else None

    @property
    def name(self) -> str:
        return self.term.holder_name if self.term else ""

    @property
    def title(self) -> str:
        """How they are named on a page: the office, and the forum."""
        if self.role == Case.Decider.PARTIES:
            return _("the parties themselves")
        if self.term is None:
            return _("nobody, because the office is vacant")
        office, forum = self.term.office.get_role_display(), self.term.office.forum.name
        return _("the %(office)s of %(forum)s") % {"office": office, "forum": forum}


@dataclass(slots=True)
class _Seats:
    """Who holds the chairs that cases may fall to, and for whom each holder acts."""

    group: Forum | None
    terms: dict[tuple[int, str], Term] = field(default_factory=dict)
    acts_for: dict[int, set[int]] = field(default_factory=dict)

    def holder(self, forum: Forum | None, role: str) -> Term | None:
        return self.terms.get((forum.pk, role)) if forum is not None else None

    def is_party(self, term: Term | None, bodies: set[int]) -> bool:
        if term is None:
            return False
        acts = self.acts_for.get(term.person_id, set()) if term.person_id else set()
        return term.organisation_id in bodies or bool(acts & bodies)


def deciders_of(cases: Sequence[Case], assembly: Assembly, *, at: datetime) -> dict[int, Decider]:
    """
    Return to whom each of some cases of an assembly falls at a moment, by key.

    Their parties are loaded. Four queries, however many.
    """
    if not cases:
        return {}
    on = day_of(assembly, at)
    seats = _seats(cases, assembly, on=on)
    book = book_with(assembly, "case.deciders", on=on)
    return {case.pk: _decider(case, seats, book) for case in cases}


def decider_of(case: Case, *, at: datetime) -> Decider:
    """Return to whom one case falls at a moment. Five queries at most."""
    return deciders_of([case], case.assembly, at=at)[case.pk]


def decided_by(person: Person, assembly: Assembly, *, at: datetime) -> list[Case]:
    """
    Return the open cases that fall to a person, the oldest first.

    Seven queries, and one for whoever holds no office.
    """
    on = day_of(assembly, at)
    chairs = Term.objects.current_on(on).filter(
        person=person,
        office__forum__assembly=assembly,
        office__role__in=[Office.Role.CHAIR, Office.Role.VICE_CHAIR],
    )
    if not chairs.exists():
        return []
    cases = list(open_cases(assembly))
    found = deciders_of(cases, assembly, at=at)
    return [case for case in cases if _is(found[case.pk], person)]


def _is(decider: Decider, person: Person) -> bool:
    return decider.person is not None and decider.person.pk == person.pk


def group_of(assembly: Assembly, *, on: date) -> Forum | None:
    """Return the co-ordination group of an assembly on a day, or None. One query."""
    groups = live_forums(assembly, on=on).filter(kind=Forum.Kind.COORDINATION)
    return groups.select_related("assembly").first()


def _seats(cases: Sequence[Case], assembly: Assembly, *, on: date) -> _Seats:
    seats = _Seats(group=group_of(assembly, on=on))
    forums = {case.forum_id for case in cases if case.forum_id is not None}
    if seats.group is not None:
        forums.add(seats.group.pk)
    terms = (
        Term.objects.current_on(on)
        .filter(
            office__forum__in=forums,
            office__role__in=[Office.Role.CHAIR, Office.Role.VICE_CHAIR],
        )
        .select_related("office__forum", "person", "organisation")
        .order_by(F("from_on").asc(nulls_first=True), "pk")
    )
    seats.terms = {(term.office.forum_id, term.office.role): term for term in terms}
    people = [term.person_id for term in seats.terms.values() if term.person_id is not None]
    held = Authority.objects.standing_on(on).filter(person__in=people)
    for person, body in held.values_list("person_id", "organisation_id"):
        seats.acts_for.setdefault(person, set()).add(body)
    return seats


def _decider(case: Case, seats: _Seats, book: Rulebook | None) -> Decider:
    bodies = {party.organisation_id for party in case.parties.all()}
    if case.kind == Case.Kind.COMPACT:
        because = _("A commitment is talked over between the partners; nobody decides for them.")
        return Decider(role=Case.Decider.PARTIES, term=None, because=because)
    if case.kind == Case.Kind.CONCERN or case.is_with_group:
        if case.is_with_group:
            because = _("The forum recommended it to the co-ordination group.")
        else:
            because = _("A concern about a representative goes to the co-ordination group.")
        return Decider(role=Case.Decider.GROUP, term=_of_group(seats, bodies), because=because)
    forum = case.forum or seats.group
    chair, vice = (
        seats.holder(forum, role) for role in (Office.Role.CHAIR, Office.Role.VICE_CHAIR)
    )
    parties = (seats.is_party(chair, bodies), seats.is_party(vice, bodies))
    # An office that nobody holds cannot take a case either, so the case goes on to the next.
    away = (chair is None or parties[0], vice is None or parties[1])
    finding = judged(book, case_decider, chair_is_party=away[0], vice_chair_is_party=away[1])
    if finding is not None:
        word = str(finding.facts["decider"])
    else:
        word = next((who for who, out in zip(ORDER, (*away, False), strict=True) if not out))
    term = {"chair": chair, "vice-chair": vice}.get(word, _of_group(seats, bodies))
    if term is None and case.kind == Case.Kind.DISPUTE:
        because = _("There is nobody else here whom it could fall to.")
        return Decider(role=Case.Decider.PARTIES, term=None, because=because)
    return Decider(
        role=ROLES.get(word, Case.Decider.GROUP),
        term=term,
        because=_why(word, parties),
        finding=finding,
        chair_is_party=parties[0],
        vice_chair_is_party=parties[1],
    )


def _of_group(seats: _Seats, bodies: set[int]) -> Term | None:
    """The chair of the co-ordination group; its vice-chair where the chair is a party."""
    for role in (Office.Role.CHAIR, Office.Role.VICE_CHAIR):
        term = seats.holder(seats.group, role)
        if term is not None and not seats.is_party(term, bodies):
            return term
    return None


def _why(word: str, parties: tuple[bool, bool]) -> str:
    if word == "chair":
        return _("The chair of the forum is no party to it.")
    first = (
        _("The chair or the chair’s organisation is a party to it.")
        if parties[0]
        else _("The forum has no chair now.")
    )
    if word == "vice-chair":
        return first
    second = (
        _("So is the vice-chair or the vice-chair’s organisation.")
        if parties[1] and parties[0]
        else _("The vice-chair or the vice-chair’s organisation is a party to it.")
        if parties[1]
        else _("The forum has no vice-chair now.")
    )
    return f"{first} {second}"

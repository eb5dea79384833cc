"""Who holds which office, since when, until when, and how that stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.ground.once import asked_once
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause

SPEAKING = (Office.Role.CHAIR, Office.Role.VICE_CHAIR)
ONE_HOLDER = SPEAKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """
    An office as it stands on a day: who holds it, or that nobody does.

    :param state: "vacant", "to be confirmed", "interim", "in term" or "lapsed" (the term is
        over and nobody has followed).
    """

    office: Office
    term: Term | None
    state: str
    on: date

    @property
    def name(self) -> str:
        """Who holds it, or an empty text."""
        return self.term.holder_name if self.term else ""

    @property
    def body(self) -> str:
        """The organisation they belong to, as it is registered or was written."""
        if self.term is None:
            return ""
        if self.term.organisation is not None:
            return self.term.organisation.name
        return self.term.organisation_as_written

    @property
    def is_interim(self) -> bool:
        return self.term is not None and self.term.is_interim

    @property
    def since(self) -> date | None:
        """The first day in office, or None where nobody holds it or the day is not known."""
        return self.term.from_on if self.term else None

    @property
    def ends_on(self) -> date | None:
        return self.term.ends_on if self.term else None

    @property
    def days_left(self) -> int | None:
        """Whole days until the term ends; None where it has no end or is over."""
        left = (self.ends_on - self.on).days if self.ends_on else None
        return left if left is not None and left > 0 else None

    @property
    def days_over(self) -> int | None:
        """Whole days since the term ended with nobody to follow; None where that is not so."""
        return (self.on - self.ends_on).days if self.state == "lapsed" and self.ends_on else None

    @property
    def note(self) -> str:
        """A few words beside the state: how long over, or since when in the interim."""
        if self.days_over is not None:
            words = ngettext("%(days)d day over", "%(days)d days over", self.days_over)
            return words % {"days": self.days_over}
        if self.is_interim and self.since is None:
            return _("since an unknown day")
        return ""

    @property
    def days_held(self) -> int | None:
        """Whole days in office so far; None where it is not known since when."""
        return (self.on - self.since).days if self.since else None


def with_holders(offices: QuerySet[Office], *, on: date) -> QuerySet[Office]:
    """Fetch with each office the terms that are current on a day, as `current_terms`. +1 query."""
    latest = F("from_on").desc(nulls_last=True)
    terms = Term.objects.current_on(on).select_related("organisation", "person")
    current = Prefetch("terms", terms.order_by(latest, "-pk"), to_attr="current_terms")
    return offices.prefetch_related(current)


def holdings(office: Office, *, on: date) -> list[Holding]:
    """
    Return an office with each who holds it; once, with nobody, where nobody does.

    No query where the office came from `with_holders`.
    """
    terms: list[Term] = getattr(office, "current_terms", None) or []
    if not terms:
        awaited = office.to_be_confirmed_on
        state = "to be confirmed" if awaited is not None and awaited <= on else "vacant"
        return [Holding(office=office, term=None, state=state, on=on)]
    return [
        Holding(office=office, term=term, state=_state_of(term, on=on), on=on) for term in terms
    ]


def holding_of(office: Office, *, on: date) -> Holding:
    """Return how an office stands on a day. Two queries."""
    found = with_holders(Office.objects.filter(pk=office.pk).select_related("forum"), on=on)
    return holdings(found.get(), on=on)[0]


def holder_of(office: Office, *, on: date) -> Term | None:
    """Return the term of whoever holds an office on a day, or None. Two queries."""
    return holding_of(office, on=on).term


def term_state(office: Office, *, on: date) -> str:
    """Return in a word how an office stands on a day. Two queries."""
    return holding_of(office, on=on).state


def holders(assembly: Assembly, *, on: date) -> list[Holding]:
    """
    Return who speaks for an assembly on a day: chairs and vice-chairs of its recognised forums.

    Offices that nobody holds are among them. By name of forum, the chair first. Two queries.
    """
    offices = Office.objects.filter(
        forum__in=live_forums(assembly, on=on), role__in=SPEAKING
    ).select_related("forum", "forum__assembly")
    ordered = with_holders(offices.order_by("forum__name", "role", "pk"), on=on)
    return [holding for office in ordered for holding in holdings(office, on=on)]


def live_forums(assembly: Assembly, *, on: date) -> QuerySet[Forum]:
    """Return the forums that are recognised on a day and not closed, by name. One query."""
    recognised = Forum.objects.filter(assembly=assembly, recognised_on__lte=on)
    return (recognised.filter(closed_on=None) | recognised.filter(closed_on__gt=on)).order_by(
        "name", "pk"
    )


def terms_of(office: Office) -> QuerySet[Term]:
    """Return every term of an office, the latest first. One query."""
    latest = F("from_on").desc(nulls_last=True)
    terms = office.terms.select_related("organisation", "person")
    return terms.order_by(F("ended_on").desc(nulls_first=True), latest, "-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of an office, as the timeline shows it."""

    label: str
    when: date | None
    state: str
    note: str = ""
    clause: Clause | None = None


def terms_timeline(office: Office, *, on: date) -> list[Step]:
    """
    Return the life of an office in steps, oldest first: each term, its end, what comes next.

    Two queries: the terms, and the agreement.
    """
    found = office.terms.select_related("organisation")
    terms = list(found.order_by(F("from_on").asc(nulls_first=True), "pk"))
    forum = office.forum
    book = book_fixing(forum.assembly, "chair.term", on=on) if terms else None
    clause = book.parameter("chair.term").clause if book else None
    steps = []
    for term in terms:
        steps += _steps_of(term, on=on, clause=clause)
    return steps


def _steps_of(term: Term, *, on: date, clause: Clause | None) -> list[Step]:
    names = {"name": term.holder_name, "body": _body(term)}
    who = _("%(name)s (%(body)s)") % names if names["body"] else term.holder_name
    kind = _("interim") if term.is_interim else term.get_basis_display()
    begun = term.from_on is None or term.from_on <= on
    ended = term.ended_on is not None and term.ended_on <= on
    note = term.method_agreed
    if term.from_on is None:
        note = f"{note} {_('Since when is not known.')}".strip()
    state = "to come" if not begun else "past" if ended else "now"
    steps = [Step(label=f"{who}: {kind}", when=term.from_on, state=state, note=note)]
    if term.ended_on is not None:
        label = _("%(name)s left office") % names
        past = "past" if ended else "to come"
        steps.append(Step(label=label, when=term.ended_on, state=past, note=term.ended_because))
    elif term.ends_on is not None:
        over = term.ends_on <= on
        label = _("The term is over; nobody follows yet") if over else _("The term ends")
        steps.append(
            Step(label=label, when=term.ends_on, state="past" if over else "to come", clause=clause)
        )
    return steps


def _body(term: Term) -> str:
    return term.organisation.name if term.organisation else term.organisation_as_written


def _state_of(term: Term, *, on: date) -> str:
    if term.is_interim:
        return "interim"
    return "lapsed" if term.ends_on is not None and term.ends_on <= on else "in term"


def interim_report(assembly: Assembly, *, on: date) -> list[Holding]:
    """
    Return the offices that somebody holds in the interim, longest first, unknown days before all.

    Only chairs and vice-chairs of recognised forums. Two queries.
    """
    found = [holding for holding in holders(assembly, on=on) if holding.is_interim]
    return sorted(found, key=lambda holding: holding.since or date.min)


def chairs_who_are_the_officer(assembly: Assembly, *, on: date) -> list[Holding]:
    """Return the chairs who are also the support officer of their forum. Two queries."""
    return [
        holding
        for holding in holders(assembly, on=on)
        if holding.office.role == Office.Role.CHAIR
        and is_the_officer(holding, holding.office.forum)
    ]


def is_the_officer(holding: Holding, forum: Forum) -> bool:
    """Whether who holds an office is by name the support officer of the forum. No query."""
    return bool(holding.name) and holding.name.casefold() == forum.support_officer_name.casefold()


def chairing(person: Person, assembly: Assembly, *, on: date) -> list[Term]:
    """
    Return the terms in which a person is chair or vice-chair here on a day, with their offices.

    The first first. One query; while a page is read, for the first who asks.
    """
    held = Term.objects.current_on(on).filter(
        person=person, office__role__in=SPEAKING, office__forum__assembly=assembly
    )
    question = ("what somebody chairs", person.pk, assembly.pk, on)
    return asked_once(question, lambda: list(held.select_related("office").order_by("pk")))


def forums_chaired_by(person_pk: int, *, on: date) -> set[int]:
    """Return the keys of the forums that a person chairs on a day. One query."""
    held = Term.objects.current_on(on).filter(person_id=person_pk, office__role=Office.Role.CHAIR)
    return set(held.values_list("office__forum_id", flat=True))

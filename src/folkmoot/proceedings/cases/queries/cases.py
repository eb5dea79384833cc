"""Which cases there are, and which of them somebody may see."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import capfirst

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case, Party, Step
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import NotFixed, NotInForce, Rulebook


def _with_parties(cases: QuerySet[Case]) -> QuerySet[Case]:
    parties = Party.objects.select_related("organisation").order_by("pk")
    fetched = cases.select_related("assembly", "forum__assembly", "raised_by", "mediator")
    return fetched.prefetch_related(Prefetch("parties", parties))


def cases_named(assembly: Assembly, reference: str) -> QuerySet[Case]:
    """Return the case with a reference, with its forum and parties. Two queries."""
    return _with_parties(Case.objects.filter(assembly=assembly, reference=reference))


def open_cases(assembly: Assembly) -> QuerySet[Case]:
    """Return the cases that are not closed, those only raised too, the oldest first. Two queries."""
    return _with_parties(Case.objects.filter(assembly=assembly, closed_at=None)).order_by(
        "told_on", "pk"
    )


def bodies_of(person: Person, *, on: date) -> frozenset[int]:
    """Return the keys of the organisations that a person acts for on a day. One query."""
    held = Authority.objects.standing_on(on).filter(person=person)
    return frozenset(held.values_list("organisation_id", flat=True))


def cases_seen_by(
    person: Person, assembly: Assembly, *, decided: Iterable[int] = (), at: datetime
) -> QuerySet[Case]:
    """
    Return the cases that somebody may read, the latest first. Four queries.

    A support officer reads all of them; anybody else those that their organisation is a
    party to once they are opened, those they raised for no organisation, those that fall to
    them (`decided`, by key), those they are asked to mediate in, and those they closed.
    """
    found = _with_parties(Case.objects.filter(assembly=assembly)).order_by("-raised_at", "-pk")
    on = day_of(assembly, at)
    if is_officer(person, assembly, on=on):
        return found
    bodies = bodies_of(person, on=on)
    own = Party.objects.filter(case=OuterRef("pk"), organisation__in=bodies)
    raised = Party.objects.filter(case=OuterRef("pk"), role=Party.Role.RAISED)
    closed = Step.objects.filter(case=OuterRef("pk"), kind=Step.Kind.CLOSED, by=person)
    return found.filter(
        Q(Exists(own), opened_at__isnull=False)
        | Q(~Exists(raised), raised_by=person)
        | Q(mediator=person, mediator_asked_at__isnull=False)
        | Q(pk__in=list(decided))
        | Q(Exists(closed))
    )


def open_by_kind(assembly: Assembly) -> list[tuple[str, int]]:
    """Return how many cases are gone into now, by kind: all that the public is told. One query."""
    rows = Case.objects.filter(assembly=assembly, closed_at=None, opened_at__isnull=False)
    counted = dict(rows.values_list("kind").annotate(Count("pk")).order_by("kind"))
    return [
        (capfirst(str(kind.label)), counted[kind.value])
        for kind in Case.Kind
        if kind.value in counted
    ]


def published_cases(assembly: Assembly) -> QuerySet[Case]:
    """
    Return the closed cases of which something was published, the latest first. One query.

    Only what everybody may read is fetched with them.
    """
    closed = Case.objects.filter(assembly=assembly, closed_at__isnull=False)
    said = closed.exclude(published_words="", lesson="")
    told = said.only("reference", "kind", "closed_at", "outcome", "published_words", "lesson")
    return told.order_by("-closed_at", "-pk")


def steps_of(case: Case) -> list[Step]:
    """Return what was done in a case, in the order of its days. One query."""
    found = case.steps.select_related("by", "organisation")
    return list(found.order_by("on", "pk"))


def related_to(case: Case) -> list[Case]:
    """Return the cases that a case is linked with, by reference. One query."""
    return list(case.related.order_by("raised_at", "pk"))


def open_disputes_beside(case: Case) -> int:
    """Count the open disputes that a case is linked with. One query."""
    return case.related.filter(kind=Case.Kind.DISPUTE, closed_at=None).count()


def party_of(case: Case, role: str) -> list[Organisation]:
    """Return the organisations with a part in a case; its parties are loaded. No query."""
    return [party.organisation for party in case.parties.all() if party.role == role]


def concerned(case: Case) -> Organisation | None:
    """Return the organisation that a breach or an end of membership is about. No query."""
    found = party_of(case, Party.Role.CONCERNED)
    return found[0] if found else None


def people_of(case: Case, *, on: date) -> list[Person]:
    """Return whoever acts for the parties of a case on a day, each once, by name. One query."""
    bodies = [party.organisation_id for party in case.parties.all()]
    held = Authority.objects.standing_on(on).filter(organisation__in=bodies)
    return list(Person.objects.filter(pk__in=held.values("person_id")).order_by("name", "pk"))


def book_of(case: Case) -> Rulebook | None:
    """Return the document that a case was begun under, or None where none was. No query."""
    if not case.document:
        return None
    try:
        return pinned(case.document, case.version, changes=case.amended)
    except NotInForce:
        return None


def judged(book: Rulebook | None, rule: Callable[..., Finding], **facts: object) -> Finding | None:
    """Return what a rule finds, or None where the document says nothing of it. No query."""
    if book is None:
        return None
    try:
        return rule(book, **facts)
    except NotFixed:
        return None

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.text import capfirst

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import local_day
from folkmoot.rules.rulebook import Rulebook


def contests(assembly: Assembly) -> QuerySet[Contest]:
    """Return an assembly's contests with their offices, the latest called first. One query."""
    called = Contest.objects.filter(assembly=assembly)
    return called.select_related("forum", "office", "elected").order_by("-called_at", "-pk")


def open_contests(assembly: Assembly, *, at: datetime) -> QuerySet[Contest]:
    """Return the contests called by a moment and not over, the first to close first. One query."""
    going_on = Contest.objects.filter(
        assembly=assembly, called_at__lte=at, declared_at=None, abandoned_at=None
    )
    return going_on.select_related("forum", "office").order_by("nominations_close_at", "pk")


def contests_named(assembly: Assembly, reference: str) -> QuerySet[Contest]:
    """Return the contest with a reference and what its page tells of it. One query, or none."""
    return Contest.objects.filter(assembly=assembly, reference=reference).select_related(
        "assembly", "forum", "office", "returning_officer", "elected", "inherits_end_from"
    )


def book_of(contest: Contest) -> Rulebook:
    """Return the rulebook that a contest was called under and is judged by. No query."""
    return pinned(contest.document, contest.version, changes=contest.amended)


def zone_of(assembly: Assembly) -> ZoneInfo:
    """Return an assembly's time zone. No query."""
    return ZoneInfo(assembly.time_zone)


def day_of(assembly: Assembly, at: datetime) -> date:
    """Return the day that a moment falls on for an assembly. No query."""
    return local_day(at, zone_of(assembly))


def office_name(office: Office) -> str:
    """Return how an office is called: "Chair". The forum is loaded already; no query."""
    return capfirst(str(Office.Role(office.role).label))


def post_name(contest: Contest) -> str:
    """Return what a contest elects: "Chair", or the name of a seat. Its office is loaded; no query."""
    return office_name(contest.office) if contest.office is not None else contest.post


def role_in_rules(contest: Contest) -> str:
    """Return what the agreement calls whoever is elected: an office, or a representative. No query."""
    return contest.office.role if contest.office is not None else "representative"


def qualities_asked(contest: Contest) -> tuple[str, ...]:
    """Return the qualities that a nomination answers to: those of a chair, for an office. No query."""
    return tuple(book_of(contest).words("chair.qualities")) if contest.office_id else ()


def clause_on_the_role(contest: Contest) -> Clause | None:
    """Return the clause that says what whoever is elected is for. No query."""
    book = book_of(contest)
    if contest.office_id is not None:
        return book.parameter("chair.qualities").clause
    found = book.clauses.get("speak-for-all") or book.clauses.get("both-ways")
    return found.clause if found is not None else None


def contests_for_seat(assembly: Assembly, seat: str) -> QuerySet[Contest]:
    """Return every contest for a seat by its reference, the latest first. One query."""
    return contests(assembly).filter(seat=seat)


def going_on_for_seats(assembly: Assembly) -> dict[str, Contest]:
    """Return the contests under way for seats, by the reference of the seat. One query."""
    going_on = Contest.objects.filter(assembly=assembly, declared_at=None, abandoned_at=None)
    found = going_on.exclude(seat="").select_related("forum").order_by("pk")
    return {contest.seat: contest for contest in found}


def standing(contest: Contest) -> QuerySet[Nomination]:
    """
    Return the nominations that stand: accepted, not withdrawn and not fallen. One query.

    By the name of the nominee, so that no order of arrival is shown.
    """
    return contest.nominations.filter(
        accepted_at__isnull=False, withdrawn_at=None, fell_at=None
    ).order_by("nominee_name", "pk")


def nominations_of(contest: Contest) -> QuerySet[Nomination]:
    """Return every nomination of a contest, by the name of the nominee. One query."""
    return contest.nominations.select_related("membership__organisation", "nominee").order_by(
        "nominee_name", "pk"
    )


def chaired_by(person: Person, *, on: date) -> QuerySet[Term]:
    """Return the terms a person is serving on a day, interim ones among them. One query."""
    return (
        Term.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=on),
            Q(from_on=None) | Q(from_on__lte=on),
            person=person,
        )
        .select_related("office")
        .order_by("pk")
    )


def chairs(person: Person, forum: Forum, *, on: date) -> bool:
    """Test whether a person chairs a forum on a day. One query."""
    served = chaired_by(person, on=on)
    return served.filter(office__forum=forum, office__role=Office.Role.CHAIR).exists()


def last_full_term(office: Office) -> Term | None:
    """Return the latest term of an office that was not interim, or None. One query."""
    terms = office.terms.filter(is_interim=False)
    return terms.order_by(F("from_on").desc(nulls_last=True), "-pk").first()


def term_left_early(office: Office, *, on: date) -> Term | None:
    """Return the term left before its end whose rest a successor would serve. One query."""
    term = last_full_term(office)
    if term is None or term.ended_on is None or term.ends_on is None:
        return None
    return term if term.ended_on < term.ends_on and term.ends_on > on else None


def offices_to_call(assembly: Assembly) -> list[Office]:
    """
    Return the offices for which an election could be called, by forum. One query.

    Those of recognised forums that are not closed, and that no contest is under way for.
    """
    going_on = Contest.objects.filter(office=OuterRef("pk"), declared_at=None, abandoned_at=None)
    free = Office.objects.filter(
        ~Exists(going_on),
        forum__assembly=assembly,
        forum__recognised_on__isnull=False,
        forum__closed_on=None,
    )
    return list(free.select_related("forum__assembly").order_by("forum__name", "role", "pk"))

"""What waits at the door, who may read what, how fast it is answered, and who fits a request."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries.makeup import makeup
from folkmoot.body.rulebook.queries import adopted_books, book_that_fixes, clause_adopted
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.insight.strengths import (
    PROMPTS,
    STRENGTHS,
    record_answers_prompts,
    record_opens_with_strengths,
)
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import Period
from folkmoot.work.enquiries.models import Enquiry, NamedContact

REPLY, CHECK, KINDS = "contact.reply", "contacts.check", "contribution.kinds"
USUAL_REPLY = Period(10, "working days")
USUAL_CHECK = Period(6, "calendar months")
USUAL_KINDS = ("strategy", "programme design", "research", "service delivery")
MOST_SENT = 200
CLAUSES = {
    Enquiry.Kind.QUESTION: ("contact-us", "first-contact", "questions-and-answers"),
    Enquiry.Kind.ISSUE: ("principle-openness", "contact-us"),
    Enquiry.Kind.SUPPORT: ("support-and-challenge",),
    Enquiry.Kind.CHALLENGE: ("support-and-challenge",),
    Enquiry.Kind.IDEA: ("support-and-challenge",),
    Enquiry.Kind.OFFER: ("support-and-challenge",),
    Enquiry.Kind.PROPOSAL: ("local-proposals",),
    Enquiry.Kind.REQUEST: ("front-door", "single-entry", "contribution-kinds", "first-contact"),
    Enquiry.Kind.FORMAT: ("other-formats",),
    Enquiry.Kind.UNFAIRNESS: ("challenge-unfairness",),
}


def clause_for(assembly: Assembly, kind: str, *, on: date) -> Clause | None:
    """Return the clause under which something of a kind is brought, or None. One query a page."""
    return clause_adopted(assembly, *CLAUSES[Enquiry.Kind(kind)], on=on)


def reply_period(assembly: Assembly, *, on: date) -> Period:
    """Return within how long what is brought is answered. Two queries at most."""
    book = book_that_fixes(assembly, REPLY, on=on)
    return book.period(REPLY) if book is not None else USUAL_REPLY


def check_period(assembly: Assembly, *, on: date) -> Period:
    """Return how often a named contact is confirmed. Two queries at most."""
    book = book_that_fixes(assembly, CHECK, on=on)
    return book.period(CHECK) if book is not None else USUAL_CHECK


def request_kinds(assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return the kinds of request, as a document names them. Two queries at most."""
    book = book_that_fixes(assembly, KINDS, on=on)
    return book.words(KINDS) if book is not None else USUAL_KINDS


def readable(
    assembly: Assembly, person: Person | None, organisation: Organisation | None, *, on: date
) -> QuerySet[Enquiry]:
    """
    Return what somebody may read, the latest first: officers all, members what is for members,
    everybody what is for all; and each what they brought themselves or answer for. One query, and one before.
    """
    found = Enquiry.objects.filter(assembly=assembly).select_related(
        "assembly", "organisation", "area", "forum"
    )
    found = found.annotate(**{"backed": Count("backings")}).order_by("-received_at", "-pk")
    if person is not None and is_officer(person, assembly, on=on):
        return found
    seen = Q(seen_by=Enquiry.SeenBy.EVERYONE)
    if organisation is not None:
        seen |= Q(seen_by=Enquiry.SeenBy.MEMBERS)
    if person is not None:
        seen |= Q(raised_by=person) | Q(owner=person)
    return found.filter(seen)


def opening(assembly: Assembly, *, strengths: str, needs: str, on: date) -> Finding | None:
    """
    Return whether a proposal begins with strengths, as a document asks; None where none does.

    Costs as `adopted_books`.
    """
    for book in adopted_books(assembly, on=on):
        if STRENGTHS in book.clauses:
            return record_opens_with_strengths(
                book, has_strengths=bool(strengths.strip()), has_needs=bool(needs.strip())
            )
    return None


def left_open(enquiry: Enquiry, *, on: date) -> Finding | None:
    """
    Return which prompts a proposal leaves open, as a document asks for them, or None.

    Costs as `book_that_fixes`.
    """
    if enquiry.kind != Enquiry.Kind.PROPOSAL:
        return None
    book = book_that_fixes(enquiry.assembly, PROMPTS, on=on)
    if book is None:
        return None
    return record_answers_prompts(
        book,
        has_strengths=bool(enquiry.strengths.strip()),
        has_needs=bool(enquiry.needs.strip()),
        has_evidence=bool(enquiry.proof.strip()),
        has_makers=bool(enquiry.makers.strip()),
    )


def state_of(enquiry: Enquiry, *, on: date) -> str:
    """Tell how something stands on a day, in one of the site's words. No query."""
    if enquiry.replied_at:
        return "answered"
    return "overdue" if on > enquiry.due_on else "due"


def open_title(enquiry: Enquiry) -> str:
    """Return the title where everybody may read it; otherwise nothing, for the record. No query."""
    return enquiry.title if enquiry.seen_by == Enquiry.SeenBy.EVERYONE else ""


def answers(assembly: Assembly) -> QuerySet[Enquiry]:
    """Return the questions that were asked often, with their answers, by title. One query."""
    return Enquiry.objects.filter(assembly=assembly, is_in_answers=True).order_by("title", "pk")


def named_contacts(assembly: Assembly) -> list[NamedContact]:
    """Return whom the public may ring, by name. One query."""
    return list(NamedContact.objects.filter(assembly=assembly).order_by("name", "pk"))


def fitting(enquiry: Enquiry) -> list[tuple[int, str]]:
    """
    Return the organisations that fit a request, with why, small ones before large ones.

    Those with one of its themes, or in its place; of both first. Whoever asks need not know them.
    Four queries, however many there are. Two hundred at most.
    """
    assembly = enquiry.assembly
    districts = served_districts(assembly)
    register = makeup(assembly, districts=districts)
    themes = {theme.code: theme.name for theme in enquiry.themes.all()}
    place = enquiry.area.code if enquiry.area else ""
    sizes = {"micro": 0, "small": 1, "medium": 2, "large": 3, "major": 4}
    found = []
    for key, made in register.items():
        shared = [themes[code] for code in made.themes if code in themes]
        is_there = bool(place) and made.place == place
        fits = (not themes or shared) and (not place or is_there)
        if fits and (themes or place):
            why = [*shared, *([enquiry.area.name] if is_there and enquiry.area else [])]
            found.append((sizes.get(made.size, 2), key, ", ".join(why)))
    return [(key, why) for _size, key, why in sorted(found)[:MOST_SENT]]


@dataclass(frozen=True, slots=True)
class Year:
    """What came to the door in a year: by kind how many, how many were answered, how fast."""

    year: int
    rows: list[tuple[str, int, int, int, float | None]]


def year_of(assembly: Assembly, *, year: int) -> Year:
    """
    Return what was brought in a year by kind: how many, answered, answered in time, and the middle
    number of days to the reply. One query.
    """
    brought = Enquiry.objects.filter(assembly=assembly, received_at__year=year)
    rows = list(brought.values_list("kind", "received_at", "replied_at", "due_on"))
    number = Counter(kind for kind, *_rest in rows)
    days: dict[str, list[int]] = {}
    in_time: Counter[str] = Counter()
    for kind, received, replied, due in rows:
        if replied is not None:
            days.setdefault(kind, []).append((replied - received).days)
            in_time[kind] += day_in(assembly, at=replied) <= due
    return Year(
        year,
        [
            (
                str(label),
                number[value],
                len(days.get(value, ())),
                in_time[value],
                median(days[value]) if value in days else None,
            )
            for value, label in Enquiry.Kind.choices
            if number[value]
        ],
    )


def obligations_of_enquiries(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """
    Return the replies that are owed, and the contacts to confirm. Four queries.

    What is told in confidence is owed as well, and named by its reference alone.
    """
    found = []
    brought = Enquiry.objects.filter(assembly=assembly, received_at__year__gte=on.year - 1)
    if is_open:
        brought = brought.filter(replied_at=None)
    for one in brought.order_by("due_on", "pk"):
        clause = clause_for(assembly, one.kind, on=on)
        if clause is None:
            continue
        is_open = one.seen_by == Enquiry.SeenBy.EVERYONE
        found.append(
            Obligation(
                what=_("Answer %(title)s") % {"title": one.title if is_open else one.reference},
                who=one.owner_name or _("A support officer"),
                clause=clause,
                due_on=one.due_on,
                done_on=day_in(assembly, at=one.replied_at) if one.replied_at else None,
            )
        )
    clause = clause_adopted(assembly, "named-contacts", on=on)
    if clause is not None:
        found += [
            Obligation(
                what=_("Confirm the contact %(role)s") % {"role": one.role},
                who=one.organisation_name,
                clause=clause,
                due_on=one.confirm_by,
            )
            for one in named_contacts(assembly)
        ]
    return found


def waiting_in_enquiries(
    _organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return what waits for an answer, for its owner and, without one, for officers. Two queries."""
    on = day_in(assembly, at=at)
    mine = Q(owner=person)
    if is_officer(person, assembly, on=on):
        mine |= Q(owner=None)
    waiting = Enquiry.objects.filter(mine, assembly=assembly, replied_at=None)
    return [
        DeskItem(
            verb_phrase=_("Answer: %(title)s") % {"title": one.title},
            due=one.due_on,
            minutes=10,
            url=reverse("enquiries:enquiry", args=[assembly, one.reference]),
            state="overdue" if on > one.due_on else "",
        )
        for one in waiting.order_by("due_on", "pk")[:50]
    ]

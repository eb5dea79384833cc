"""What meetings ask of those who come to them, for the desk."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import ForumMember, Office, Term
from folkmoot.body.forums.queries import chairing
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Attendance, Deputy, Interest, Meeting
from folkmoot.proceedings.meetings.queries.clauses import clause_named
from folkmoot.proceedings.meetings.queries.interests import unruled
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meets_on
from folkmoot.rules.rulebook import Rulebook

AHEAD = timedelta(days=28)
"""How long before a meeting it is asked who comes."""

MOST = 25


def waiting_people(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return what meetings to come ask of an organisation and of a person, soonest first.

    To say whether they come, for the organisation; to answer about deputies and to say
    what follows from interests, for a chair or vice-chair. Five queries at most.
    """
    found: list[tuple[datetime, DeskItem]] = []
    book = book_for(assembly, on=day_of(assembly, at))
    if organisation is not None:
        found += _unsaid(organisation, assembly, book, at=at)
    if person is not None:
        terms = chairing(person, assembly, on=day_of(assembly, at))
        if terms:
            forums = list({term.office.forum_id for term in terms})
            found += _deputies(forums, terms, assembly, book, at=at)
            found += _interests(forums, terms, person, assembly, book, at=at)
    return [item for _when, item in sorted(found, key=lambda one: one[0])]


def _day(meeting: Meeting) -> str:
    return date_format(meets_on(meeting), "j F", use_l10n=False)


def _unsaid(
    organisation: Organisation, assembly: Assembly, book: Rulebook | None, *, at: datetime
) -> Iterator[tuple[datetime, DeskItem]]:
    on = day_of(assembly, at)
    belonging = ForumMember.objects.belonging_on(on).filter(
        forum=OuterRef("forum"),
        membership__in=Membership.objects.standing_on(on).filter(organisation=organisation),
    )
    said = Attendance.objects.filter(meeting=OuterRef("pk"), organisation=organisation)
    soon = Meeting.objects.filter(
        Exists(belonging),
        ~Exists(said),
        assembly=assembly,
        cancelled_at=None,
        closed_at=None,
        ends_at__gt=at,
        starts_at__lte=at + AHEAD,
    ).select_related("forum", "assembly")
    for meeting in soon.order_by("starts_at", "pk")[:MOST]:
        facts = {"forum": meeting.forum.name, "day": _day(meeting)}
        yield (
            meeting.starts_at,
            DeskItem(
                verb_phrase=_("Say whether you come to %(forum)s on %(day)s") % facts,
                url=reverse("meetings:coming", args=[assembly, meeting.reference]),
                due=meeting.starts_at,
                minutes=1,
                clause=clause_named(book, "attendance"),
            ),
        )


def _roles(terms: list[Term]) -> set[tuple[int, str]]:
    return {(term.office.forum_id, term.office.role) for term in terms}


def _deputies(
    forums: list[int],
    terms: list[Term],
    assembly: Assembly,
    book: Rulebook | None,
    *,
    at: datetime,
) -> Iterator[tuple[datetime, DeskItem]]:
    """Questions about deputies, for the chair, while the meeting has yet to begin."""
    roles = _roles(terms)
    waiting = Deputy.objects.filter(
        meeting__forum__in=forums,
        meeting__cancelled_at=None,
        meeting__opened_at=None,
        meeting__starts_at__gt=at,
        agreed_at=None,
        declined_at=None,
    ).select_related("meeting__forum", "organisation")
    for deputy in waiting.order_by("meeting__starts_at", "pk")[:MOST]:
        meeting = deputy.meeting
        if (meeting.forum_id, Office.Role.CHAIR) not in roles:
            continue
        facts = {"organisation": deputy.organisation.name, "forum": meeting.forum.name}
        yield (
            meeting.starts_at,
            DeskItem(
                verb_phrase=_("Answer %(organisation)s about a deputy (%(forum)s)") % facts,
                url=reverse(
                    "meetings:answer_deputy", args=[assembly, meeting.reference, deputy.pk]
                ),
                due=meeting.starts_at,
                minutes=2,
                clause=clause_named(book, "deputies"),
                state="due",
            ),
        )


def _interests(
    forums: list[int],
    terms: list[Term],
    person: Person,
    assembly: Assembly,
    book: Rulebook | None,
    *,
    at: datetime,
) -> Iterator[tuple[datetime, DeskItem]]:
    """Interests to say what follows from: the chair's own are for the vice-chair."""
    roles = _roles(terms)
    waiting = [one for one in unruled(forums, at=at) if one.meeting is not None][:MOST]
    theirs = [one.meeting.forum_id for one in waiting if one.meeting]
    chairs = _holders_of_the_chair(theirs, assembly, at=at)
    for interest in waiting:
        meeting = interest.meeting
        if meeting is None or not _is_for(interest, meeting, person, roles, chairs):
            continue
        facts = {"item": interest.item.title if interest.item else "", "forum": meeting.forum.name}
        yield (
            meeting.starts_at,
            DeskItem(
                verb_phrase=_("Say what follows from an interest in “%(item)s” (%(forum)s)")
                % facts,
                url=reverse("meetings:interest", args=[assembly, meeting.reference, interest.pk]),
                due=meeting.starts_at,
                minutes=2,
                clause=clause_named(book, "recusal"),
                state="due",
            ),
        )


def _is_for(
    interest: Interest,
    meeting: Meeting,
    person: Person,
    roles: set[tuple[int, str]],
    chairs: dict[int, Term],
) -> bool:
    """Whether it is for this person to say: the chair, or the vice-chair for the chair's own."""
    if interest.person_id == person.pk:
        return False
    chair = chairs.get(meeting.forum_id)
    is_of_chair = chair is not None and (
        (chair.person_id is not None and chair.person_id == interest.person_id)
        or (
            interest.is_of_organisation
            and chair.organisation_id is not None
            and chair.organisation_id == interest.organisation_id
        )
    )
    role = Office.Role.VICE_CHAIR if is_of_chair or chair is None else Office.Role.CHAIR
    return (meeting.forum_id, role) in roles


def _holders_of_the_chair(
    forums: list[int], assembly: Assembly, *, at: datetime
) -> dict[int, Term]:
    """The current terms of the chairs of some forums. One query, or none."""
    if not forums:
        return {}
    held = Term.objects.current_on(day_of(assembly, at)).filter(
        office__forum__in=forums, office__role=Office.Role.CHAIR
    )
    return {term.office.forum_id: term for term in held.select_related("office").order_by("pk")}

"""Who was there: of one meeting, and of a forum's meetings over twelve months."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from folkmoot.body.forums.models import Forum, ForumMember
from folkmoot.body.membership.models import Suspension
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.proceedings.meetings.models import Attendance, Deputy, Meeting
from folkmoot.proceedings.meetings.queries.meetings import day_of, meets_on

A_YEAR = timedelta(days=365)
PRESENT, APOLOGY = Attendance.Status.PRESENT, Attendance.Status.APOLOGY
PARTS = ("present", "deputy", "apology", "unexplained")


@dataclass(slots=True, kw_only=True)
class MemberRow:
    """
    How a member of a forum came to its meetings.

    :param meetings: how many it was expected at: those while it belonged and was not suspended.
    :param people: how often each person came for it, deputies left out.
    """

    organisation: str
    reference: str
    membership_class: str
    meetings: int = 0
    present: int = 0
    deputy: int = 0
    apology: int = 0
    unexplained: int = 0
    people: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> int | None:
        """How often it was there, in per cent, by its usual person or a deputy."""
        came = self.present + self.deputy
        return round(100 * came / self.meetings) if self.meetings else None

    @property
    def usual_person(self) -> str:
        return self._most()[0]

    @property
    def by_usual_person(self) -> int:
        """To how many meetings the person came who came most often."""
        return self._most()[1]

    def _most(self) -> tuple[str, int]:
        ordered = sorted(self.people.items(), key=lambda one: (-one[1], one[0]))
        return ordered[0] if ordered else ("", 0)


@dataclass(slots=True, kw_only=True)
class PersonRow:
    """How a person came to a forum's meetings, for one organisation or as a guest."""

    name: str
    organisation: str
    present: int = 0
    deputy: int = 0
    apology: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The attendance of a forum over a time."""

    forum: Forum
    from_on: date
    until_on: date
    meetings: int
    members: list[MemberRow]
    people: list[PersonRow]


def attendance_report(forum: Forum, *, on: date) -> Report:
    """
    Return how each member and person came to a forum's meetings in twelve months to a day.

    Meetings that were closed; members full and associate, by name, each expected from the
    day it joined until it left, and not while suspended. Of several people that came for
    a member one counts: it was there if anybody was who acts for it, by a deputy if only
    one was whom the chair had agreed to in time, and sent word if anybody did. Six
    queries, however many.
    """
    from_on = on - A_YEAR
    held = [
        one
        for one in Meeting.objects.filter(forum=forum, closed_at__isnull=False)
        .select_related("assembly")
        .order_by("starts_at", "pk")
        if from_on < meets_on(one) <= on
    ]
    rows = list(
        Attendance.objects.filter(meeting__in=[one.pk for one in held])
        .exclude(status=Attendance.Status.COMING)
        .select_related("person", "organisation")
        .order_by("name", "pk")
    )
    agreed = _agreed(held)
    days = {one.pk: meets_on(one) for one in held}
    return Report(
        forum=forum,
        from_on=from_on,
        until_on=on,
        meetings=len(held),
        members=_members(forum, days, rows, agreed),
        people=_people(rows, agreed),
    )


def _agreed(held: Iterable[Meeting]) -> set[tuple[int, int]]:
    """The meetings and members for which the chair agreed to a deputy in time. One query."""
    asked = Deputy.objects.filter(meeting__in=list(held), agreed_at__isnull=False)
    return {
        (one.meeting_id, one.organisation_id)
        for one in asked.select_related("meeting").order_by("pk")
        if one.agreed_at is not None and one.agreed_at < one.meeting.starts_at
    }


def _members(
    forum: Forum,
    days: dict[int, date],
    rows: Iterable[Attendance],
    agreed: set[tuple[int, int]],
) -> list[MemberRow]:
    by_body: dict[tuple[int, int], list[Attendance]] = {}
    for one in rows:
        if one.organisation_id is not None:
            by_body.setdefault((one.meeting_id, one.organisation_id), []).append(one)
    belonging = (
        ForumMember.objects.filter(forum=forum)
        .select_related("membership__organisation")
        .prefetch_related("membership__suspensions")
        .order_by("membership__organisation__name", "pk")
    )
    found: dict[int, MemberRow] = {}
    for member in belonging:
        organisation = member.membership.organisation
        for meeting, day in days.items():
            if not _is_expected(member, day):
                continue
            row = found.setdefault(
                organisation.pk,
                MemberRow(
                    organisation=organisation.name,
                    reference=organisation.reference,
                    membership_class=member.membership.membership_class,
                ),
            )
            part = _part(
                by_body.get((meeting, organisation.pk), []),
                is_agreed=(meeting, organisation.pk) in agreed,
                row=row,
            )
            row.meetings += 1
            setattr(row, part, getattr(row, part) + 1)
    return list(found.values())


def _is_expected(member: ForumMember, day: date) -> bool:
    """Whether a member belonged to the forum on a day and was not suspended. No query."""
    membership = member.membership
    if day < member.joined_on or (member.left_on is not None and day >= member.left_on):
        return False
    if membership.ceases_on is not None and day >= membership.ceases_on:
        return False
    if membership.excluded_on is not None and day >= membership.excluded_on:
        return False
    return not any(_applies(one, day) for one in membership.suspensions.all())


def _applies(suspension: Suspension, day: date) -> bool:
    until_on = suspension.until_on
    return suspension.from_on <= day and (until_on is None or day < until_on)


def _part(came: list[Attendance], *, is_agreed: bool, row: MemberRow) -> str:
    """How one member was at one meeting; notes who came for it."""
    themselves = [one for one in came if one.status == PRESENT and not one.is_deputy]
    if themselves:
        row.people.update({one.name for one in themselves})
        return "present"
    if is_agreed and any(one.status == PRESENT for one in came):
        return "deputy"
    return "apology" if any(one.status == APOLOGY for one in came) else "unexplained"


def _people(rows: Iterable[Attendance], agreed: set[tuple[int, int]]) -> list[PersonRow]:
    found: dict[tuple[object, int | None], PersonRow] = {}
    for row in rows:
        key = (row.person_id or row.name.casefold(), row.organisation_id)
        name = row.organisation.name if row.organisation is not None else ""
        person = found.setdefault(key, PersonRow(name=row.name, organisation=name))
        is_agreed = (row.meeting_id, row.organisation_id) in agreed
        if row.status == APOLOGY:
            person.apology += 1
        elif not row.is_deputy:
            person.present += 1
        elif is_agreed:
            person.deputy += 1
    return sorted(found.values(), key=lambda one: (one.organisation, one.name))


def attendances_of(meeting: Meeting, *, named: str = "") -> QuerySet[Attendance]:
    """
    Return what was said of everybody's part in a meeting: by organisation, then by name.

    :param named: only those with this in their own name or their organisation's. One query.
    """
    rows = meeting.attendances.select_related("organisation", "person")
    if named:
        rows = rows.filter(Q(name__icontains=named) | Q(organisation__name__icontains=named))
    return rows.order_by("organisation__name", "name", "pk")


def bodies_at(meeting: Meeting) -> list[tuple[str, str]]:
    """
    Return the organisations of a meeting and how each took part, by name. One query.

    "present", "deputy", "coming" or "apology": the first of these that somebody of it is.
    """
    order = ["present", "deputy", "coming", "apology"]
    found: dict[str, str] = {}
    rows = meeting.attendances.filter(organisation__isnull=False).select_related("organisation")
    for row in rows.order_by("organisation__name", "pk"):
        if row.organisation is None:
            continue
        part = "deputy" if row.status == PRESENT and row.is_deputy else str(row.status)
        before = found.get(row.organisation.name)
        if before is None or order.index(part) < order.index(before):
            found[row.organisation.name] = part
    return list(found.items())


def people_to_expect(meeting: Meeting, *, at: datetime, named: str = "") -> QuerySet[Authority]:
    """
    Return who may act for the forum's members and is not down as coming or there, by name.

    For those who check people in. One query, to be paged.

    :param named: only those with this in their own name or their organisation's.
    """
    on = meets_on(meeting)
    belonging = ForumMember.objects.belonging_on(on).filter(forum_id=meeting.forum_id)
    down = meeting.attendances.filter(person__isnull=False).exclude(status=APOLOGY)
    found = (
        Authority.objects.standing_on(day_of(meeting.assembly, at))
        .filter(organisation__in=belonging.values("membership__organisation"))
        .exclude(person__in=down.values("person"))
        .select_related("person", "organisation")
    )
    if named:
        found = found.filter(
            Q(person__name__icontains=named) | Q(organisation__name__icontains=named)
        )
    return found.order_by("organisation__name", "person__name", "pk")


def members_of_interest(meeting: Meeting) -> list[Organisation]:
    """
    Return the organisations for which people come to a meeting, by name. One query.

    Members of its forum on that day, and bodies that take part in it without being members.
    """
    on = meets_on(meeting)
    belonging = ForumMember.objects.belonging_on(on).filter(forum_id=meeting.forum_id)
    partners = meeting.forum.partners.filter(from_on__lte=on).exclude(until_on__lte=on)
    found = Organisation.objects.filter(
        Q(pk__in=belonging.values("membership__organisation"))
        | Q(pk__in=partners.values("organisation"))
    )
    return list(found.order_by("name", "pk"))

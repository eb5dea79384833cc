"""What every noun says must be done, and what waits for whom, gathered in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums import queries as forums
from folkmoot.body.membership import queries as membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.queries.appraisals import waiting_in_appraisals
from folkmoot.proceedings.cases.queries.waiting import obligations_of_cases, waiting_in_cases
from folkmoot.proceedings.decisions.queries.positions import obligations_of_positions
from folkmoot.proceedings.decisions.queries.urgent import waiting_urgent
from folkmoot.proceedings.decisions.queries.waiting import waiting_votes
from folkmoot.proceedings.elections import queries as elections
from folkmoot.proceedings.meetings.queries.agenda_waiting import (
    obligations_agendas,
    waiting_agendas,
)
from folkmoot.proceedings.meetings.queries.arranging import waiting_arranging
from folkmoot.proceedings.meetings.queries.notes_waiting import obligations_notes, waiting_notes
from folkmoot.proceedings.meetings.queries.pace import obligations_meetings
from folkmoot.proceedings.meetings.queries.people_waiting import waiting_people
from folkmoot.proceedings.recruiting.queries.finding import waiting_in_recruiting
from folkmoot.proceedings.seats.queries.duties import obligations_of_seats
from folkmoot.proceedings.seats.queries.filling import waiting_in_filling
from folkmoot.proceedings.seats.queries.inviting import waiting_invitations
from folkmoot.proceedings.voice.queries.waiting import obligations_of_voice, waiting_in_voice
from folkmoot.rules.obligations import Obligation, State
from folkmoot.scrutiny.equity.queries.duties import obligations_of_equity, waiting_in_equity
from folkmoot.scrutiny.insight.queries.duties import obligations_of_insight, waiting_in_insight
from folkmoot.scrutiny.reports.queries.duties import obligations_of_reports
from folkmoot.work.compact.queries.accords import obligations_of_compact
from folkmoot.work.compact.queries.backing import obligations_of_backing
from folkmoot.work.compact.queries.champions import waiting_in_compact
from folkmoot.work.compact.queries.years import obligations_of_years
from folkmoot.work.consultations.queries.following import (
    obligations_of_consultations,
    waiting_in_consultations,
)
from folkmoot.work.documents.queries import duties as of_documents
from folkmoot.work.emergency.queries.waiting import waiting_in_emergency
from folkmoot.work.enquiries.queries import obligations_of_enquiries, waiting_in_enquiries
from folkmoot.work.funding.queries.duties import obligations_of_funding
from folkmoot.work.funding.queries.waiting import waiting_in_funding
from folkmoot.work.outreach.queries import waiting_in_outreach
from folkmoot.work.plan.queries import obligations_of_plans
from folkmoot.work.practice.queries.improving import obligations_of_practice
from folkmoot.work.practice.queries.waiting import waiting_in_practice
from folkmoot.work.programmes.queries.duties import (
    obligations_of_programmes,
    waiting_in_programmes,
)
from folkmoot.work.volunteering.queries.centre import obligations_of_volunteering
from folkmoot.work.volunteering.queries.matching import waiting_in_volunteering

STATES: tuple[State, ...] = ("missed", "due", "late", "met")
OPEN: tuple[State, ...] = ("missed", "due")


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation as it stands on a day."""

    obligation: Obligation
    state: State
    day: date


def duties(assembly: Assembly, *, on: date, is_open: bool = False) -> list[Duty]:
    """
    Return everything that must be or had to be done in an assembly, soonest first.

    :param is_open: only what has not been done, which costs far less.
    """
    asked = [
        *forums.obligations(assembly, on=on),
        *elections.obligations(assembly, on=on),
        *obligations_meetings(assembly, on=on),
        *obligations_agendas(assembly, on=on, is_open=is_open),
        *obligations_notes(assembly, on=on, is_open=is_open),
        *obligations_of_positions(assembly, on=on),
        *obligations_of_cases(assembly, on=on),
        *obligations_of_seats(assembly, on=on),
        *obligations_of_voice(assembly, on=on),
        *obligations_of_compact(assembly, on=on),
        *obligations_of_backing(assembly, on=on),
        *obligations_of_years(assembly, on=on),
        *obligations_of_consultations(assembly, on=on, is_open=is_open),
        *obligations_of_equity(assembly, on=on),
        *obligations_of_insight(assembly, on=on),
        *obligations_of_enquiries(assembly, on=on, is_open=is_open),
        *obligations_of_funding(assembly, on=on, is_open=is_open),
        *obligations_of_plans(assembly, on=on, is_open=is_open),
        *of_documents.obligations_of_documents(assembly, on=on),
        *obligations_of_reports(assembly, on=on, is_open=is_open),
        *obligations_of_programmes(assembly, on=on, is_open=is_open),
        *obligations_of_volunteering(assembly, on=on),
        *obligations_of_practice(assembly, on=on, is_open=is_open),
    ]
    found = [Duty(duty, duty.state(on=on), duty.day()) for duty in asked]
    if is_open:
        found = [duty for duty in found if duty.state in OPEN]
    return sorted(found, key=lambda duty: (duty.day, duty.obligation.what))


def counted(found: Iterable[Duty]) -> dict[str, int]:
    """Count duties by how they stand, every state named though it be none."""
    found = list(found)
    return {state: sum(duty.state == state for duty in found) for state in STATES}


def waits_for_person(
    person: Person,
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    on: date,
) -> list[DeskItem]:
    """Return what waits for a person and the organisation they act for, soonest first."""
    asked = (
        elections.waiting_for,
        waiting_votes,
        waiting_urgent,
        waiting_people,
        waiting_agendas,
        waiting_notes,
        waiting_arranging,
        waiting_in_cases,
        waiting_in_filling,
        waiting_invitations,
        waiting_in_recruiting,
        waiting_in_voice,
        waiting_in_appraisals,
        waiting_in_compact,
        waiting_in_consultations,
        waiting_in_equity,
        waiting_in_insight,
        waiting_in_enquiries,
        waiting_in_emergency,
        waiting_in_funding,
        waiting_in_outreach,
        waiting_in_programmes,
        waiting_in_volunteering,
        waiting_in_practice,
    )
    items = [item for ask in asked for item in ask(organisation, assembly, at=at, person=person)]
    if organisation is not None:
        items += membership.waiting_for(organisation, assembly, on=on)
        items += forums.waiting_for(organisation, assembly, on=on)
    return soonest_first(items)


def waits_for_officers(assembly: Assembly, *, on: date) -> list[DeskItem]:
    """Return what waits for the support officers of an assembly, soonest first."""
    items = [
        *membership.obligations(assembly, on=on),
        *forums.waiting_for_officers(assembly, on=on),
        *of_documents.waiting_for_officers(assembly, on=on),
    ]
    return soonest_first(items)


def soonest_first(items: Iterable[DeskItem]) -> list[DeskItem]:
    """Put what has a day or a moment first, by that day; what has none comes after."""

    def when(item: DeskItem) -> tuple[bool, date, str]:
        due = item.due.date() if isinstance(item.due, datetime) else item.due
        return (due is None, due or date.max, item.verb_phrase)

    return sorted(items, key=when)

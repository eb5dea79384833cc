"""All that public bodies have with one organisation: money, agreements, meetings, and what was asked."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.reckoning.repeating import asked_before
from folkmoot.rules.findings import Clause
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.queries import readable
from folkmoot.work.funding.models import Agreement, Award
from folkmoot.work.funding.queries.awards import Tie, one_view, ties

MOST = 50


def clause_of(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause under which a body shows all it has with a group, or None. One query a page."""
    return clause_adopted(assembly, "one-council", on=on)


@dataclass(frozen=True, slots=True)
class View:
    """
    What public bodies have with one organisation; of each kind the latest, fifty at most.

    :param teams: by part of a body, what it gives; with :param awards: each award.
    :param asked: what was asked of the organisation or brought by it, that whoever looks may read.
    """

    teams: list[Tie]
    awards: list[Award]
    agreements: list[Agreement]
    meetings: list[Attendance]
    asked: list[Enquiry]


def view_of(
    assembly: Assembly,
    organisation: Organisation,
    *,
    person: Person,
    own: Organisation | None,
    on: date,
) -> View:
    """Return all that public bodies have with one organisation. Seven queries, however much it is."""
    came = Attendance.objects.filter(
        meeting__assembly=assembly, organisation=organisation, status=Attendance.Status.PRESENT
    ).select_related("meeting__forum")
    signed = Agreement.objects.filter(
        assembly=assembly, organisation=organisation, signed_on__isnull=False
    )
    return View(
        ties(assembly, organisation),
        list(one_view(assembly, organisation)[:MOST]),
        list(signed.order_by("-starts_on", "-pk")[:MOST]),
        list(came.order_by("-meeting__starts_at", "-pk")[:MOST]),
        list(_asked(assembly, organisation, person=person, own=own, on=on)[:MOST]),
    )


def _asked(
    assembly: Assembly,
    organisation: Organisation,
    *,
    person: Person,
    own: Organisation | None,
    on: date,
) -> QuerySet[Enquiry]:
    of_it = Q(organisation=organisation) | Q(sent_to__organisation=organisation)
    return readable(assembly, person, own, on=on).filter(of_it).distinct()


def repeated(words: str, asked: list[Enquiry]) -> list[Enquiry]:
    """Return what was asked and answered before, that is like what is about to be asked. No query."""
    answered = {one.pk: one for one in asked if one.replied_at is not None}
    texts = {key: f"{one.title} {one.words}" for key, one in answered.items()}
    return [answered[key] for key, _part in asked_before(words, texts)]

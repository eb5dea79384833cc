"""What a case is about: a membership, its suspension, the papers that go with it."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.models import Membership, Suspension
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.queries.cases import concerned
from folkmoot.proceedings.cases.queries.deciding import decider_of
from folkmoot.proceedings.meetings.queries.meetings import day_of


def membership_in_case(
    assembly: Assembly, organisation: Organisation, *, on: date
) -> Membership | None:
    """Return an organisation's membership on a day, or None. One query."""
    found = Membership.objects.standing_on(on).filter(assembly=assembly, organisation=organisation)
    return found.select_related("organisation", "assembly").order_by("-admitted_on", "-pk").first()


def membership_of_case(case: Case, *, on: date) -> Membership | None:
    """Return the membership that a case is about on a day, or None. One query, or none."""
    body = concerned(case)
    return membership_in_case(case.assembly, body, on=on) if body is not None else None


def suspensions_for(case: Case) -> QuerySet[Suspension]:
    """
    Return the suspensions that rest on a case or on one it came from, the first first.

    One query; the case is known to a suspension by its reference.
    """
    came_from = case.related.filter(kind=Case.Kind.BREACH).values("reference")
    rests = Q(case=case.reference)
    if case.kind == Case.Kind.TERMINATION:
        rests |= Q(case__in=came_from)
    found = Suspension.objects.filter(rests, membership__assembly=case.assembly)
    return found.select_related("membership__organisation", "membership__assembly").order_by(
        "from_on", "pk"
    )


def suspension_now(case: Case, *, on: date) -> Suspension | None:
    """Return the suspension that rests on a case and applies on a day, or None. One query."""
    return next((one for one in suspensions_for(case) if one.applies_on(on)), None)


def absence_case_of(forum: Forum, organisation: Organisation) -> Case | None:
    """Return the case that is open about a member's absence from a forum, or None. One query."""
    about = Case.objects.filter(forum=forum, clause_cited="absence", closed_at=None)
    found = about.filter(parties__organisation=organisation, parties__role=Party.Role.CONCERNED)
    return found.order_by("pk").first()


def people_to_decide(case: Case, *, at: datetime) -> list[Person]:
    """Return whoever a case falls to, or the support officers where they have no account."""
    keeper = decider_of(case, at=at).person
    return [keeper] if keeper is not None else officers(case.assembly, on=day_of(case.assembly, at))

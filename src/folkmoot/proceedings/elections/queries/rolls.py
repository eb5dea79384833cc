from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from folkmoot.body.forums.models import Forum, ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Mark, Round, Voter


def entitled_members(forum: Forum, *, on: date, classes: Iterable[str]) -> QuerySet[ForumMember]:
    """
    Return a forum's members entitled to vote on a day, by the name of the organisation.

    Of the classes given, in good standing, in the forum that day, and not left out of
    business while in notice. One query.
    """
    memberships = (
        Membership.objects.in_good_standing_on(on)
        .filter(membership_class__in=list(classes), assembly=forum.assembly_id)
        .filter(Q(excluded_on=None) | Q(excluded_on__gt=on))
    )
    return (
        ForumMember.objects.belonging_on(on)
        .filter(forum=forum, membership__in=memberships)
        .select_related("membership__organisation")
        .order_by("membership__organisation__name", "pk")
    )


def people_acting_for_any(organisations: Iterable[int], *, on: date) -> dict[int, list[Person]]:
    """Return, for each of many organisations, the people who may act for it. One query."""
    held = Authority.objects.standing_on(on).filter(organisation__in=list(organisations))
    found: dict[int, list[Person]] = {}
    for authority in held.select_related("person").order_by("person__name", "pk"):
        found.setdefault(authority.organisation_id, []).append(authority.person)
    return found


def people_of_all(organisations: Iterable[int], *, on: date) -> list[Person]:
    """Return everybody who may act for any of many organisations, in their order. One query."""
    bodies = list(organisations)
    people = people_acting_for_any(bodies, on=on)
    return [person for body in bodies for person in people.get(body, ())]


def voters_roll(contest: Contest) -> QuerySet[Voter]:
    """
    Return the roll as it was frozen, by the name of the organisation. One query.

    A member that joins or ceases afterwards makes no difference.
    """
    return contest.roll.order_by("organisation_name", "pk")


def voter_for(contest: Contest, organisation: Organisation) -> Voter | None:
    """Return an organisation's line on the roll, or None if it is not on it. One query."""
    lines = contest.roll.filter(membership__organisation=organisation)
    return lines.order_by("pk").first()


def marks(round: Round) -> QuerySet[Mark]:
    """Return whether each voter has voted, by name: the public's from the close. One query."""
    return round.marks.select_related("voter").order_by("voter__organisation_name", "pk")


def later_ballots(contest: Contest, *, at: datetime) -> QuerySet[Mark]:
    """
    Return the voters that sent more ballots than the first, in rounds closed by a moment.

    In the order of the rounds, by the name of the organisation. One query.
    """
    found = Mark.objects.filter(
        round__contest=contest, round__closes_at__lte=at, later_refused__gt=0
    )
    return found.select_related("round", "voter").order_by(
        "round__number", "voter__organisation_name", "pk"
    )


def turnout(round: Round) -> int:
    """Count the voters marked as having voted. One query."""
    return round.marks.filter(has_voted=True).count()


def later_refused(round: Round) -> int:
    """Count the ballots of a round refused because another of the voter was first. One query."""
    found = round.marks.aggregate(all=Sum("later_refused", default=0))
    return int(found["all"])

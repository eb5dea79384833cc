"""How forums come to be in the county, who joins them, and who holds their offices."""

from datetime import datetime, timedelta

from folkmoot.body.forums.actions import (
    accept_administration,
    appoint_interim,
    approve_forum,
    begin_term,
    close_forum,
    end_term,
    join_forum,
    propose_forum,
    recognise_forum,
    record_choice,
    take_part,
)
from folkmoot.body.forums.models import Forum, Term
from folkmoot.body.forums.queries import holder_of
from folkmoot.ground.places.models import Area
from folkmoot.site.town.county import County, Member
from folkmoot.site.town.material import ForumPlan


def plan_forum(county: County, key: str, proposed: int, *, live: bool = True) -> None:
    """
    Enter in the diary how a forum is proposed, taken on, approved and recognised.

    :param proposed: how many days after today; less than nothing.
    :param live: whether it is recognised nine days later, or stays a draft.
    """
    plan = next(forum for forum in county.plan.forums if forum.key == key)
    on, days = county.diary.on, county.days
    on(days.at(proposed, 14), lambda at: _propose(county, plan, at))
    if not live:
        return
    on(days.at(proposed + 3, 11), lambda at: _take_on(county, plan, at))
    if plan.system_wide:
        on(days.at(proposed + 6, 16), lambda at: _approve(county, plan, at))
    on(days.at(proposed + 9), lambda at: _recognise(county, plan, at))
    on(days.at(proposed + 10), lambda at: _gather(county, at))


def _propose(county: County, plan: ForumPlan, at: datetime) -> None:
    # A local forum is tied to its place; any other to the districts that it serves.
    is_local = plan.kind == Forum.Kind.LOCAL
    served = [area for area in county.plan.areas if (area.kind == Area.Kind.PLACE) == is_local]
    codes = [area.code for area in served if area.side in plan.sides]
    review_on = None
    if plan.review_in is not None:
        review_on = county.days.today + timedelta(days=plan.review_in)
    county.forums[plan.key] = propose_forum(
        assembly=county.assembly,
        name=plan.name,
        kind=plan.kind,
        description=plan.description,
        intended_for=plan.intended_for,
        not_for=plan.not_for,
        faces=plan.faces,
        grew_from=plan.grew_from,
        is_system_wide=plan.system_wide,
        parents=[county.forums[parent] for parent in plan.parents],
        areas=Area.objects.filter(code__in=codes).order_by("code", "pk"),
        review_on=review_on,
        by=county.officer,
        at=at,
    )


def _take_on(county: County, plan: ForumPlan, at: datetime) -> None:
    county.forums[plan.key] = accept_administration(
        forum=county.forums[plan.key],
        body=county.bodies[plan.body],
        officer_name=county.staff[plan.body].name,
        by=county.staff[plan.body],
        at=at,
    )


def _approve(county: County, plan: ForumPlan, at: datetime) -> None:
    for forum in county.forums.values():
        has_say = forum.kind in (Forum.Kind.LOCAL, Forum.Kind.COORDINATION)
        if has_say and forum.recognised_on is not None:
            approve_forum(forum=county.forums[plan.key], by_forum=forum, by=county.officer, at=at)


def _recognise(county: County, plan: ForumPlan, at: datetime) -> None:
    county.forums[plan.key] = recognise_forum(
        forum=county.forums[plan.key], by=county.officer, at=at
    )


def _gather(county: County, at: datetime) -> None:
    """Have the members of the county join what they would have joined had it been there."""
    for member in county.members:
        if member.membership is not None:
            join_what_suits(county, member, at)


def join_what_suits(county: County, member: Member, at: datetime) -> None:
    """Have a member join the forum of its place, and those that it cares for."""
    for plan in county.plan.forums:
        forum = county.forums.get(plan.key)
        if forum is None or forum.recognised_on is None or forum.closed_on is not None:
            continue
        is_its_place = forum.kind == Forum.Kind.LOCAL and member.side in plan.sides
        if plan.key in member.joined or not (is_its_place or plan.key in member.cares_for):
            continue
        join_forum(forum=forum, membership=member.signed, by=member.acting, at=at)
        member.joined.add(plan.key)


def plan_interim(county: County, key: str, body: str, appointed: int, role: str = "chair") -> None:
    """Enter in the diary that a support body provides somebody until the office is filled."""
    at = county.days.at(appointed, 15)
    county.diary.on(at, lambda at: _fill_in(county, key, body, role, at))


def _fill_in(county: County, key: str, body: str, role: str, at: datetime) -> None:
    person = county.staff[body]
    appoint_interim(
        office=county.office(key, role), holder_name=person.name, person=person,
        organisation=county.bodies[body], from_on=county.day(at), by=county.officer, at=at,
    )  # fmt: skip


def plan_choice(
    county: County, key: str, chosen: int, role: str = "chair", how: str = "", who: str = ""
) -> None:
    """
    Enter in the diary that a group picks somebody for an office at a meeting.

    :param who: the organisation they come from; a member of the forum where left out.
    """
    at = county.days.at(chosen, 19)
    county.diary.on(at, lambda at: _choose(county, key, role, how, who, at))


def _choose(county: County, key: str, role: str, how: str, who: str, at: datetime) -> None:
    if who:
        member = county.of(who)
    else:
        # The co-ordination group has no members of its own; any member of the assembly will do.
        pool = county.in_forum(key) or county.members
        free = [member for member in pool if not member.spoken_for]
        member = (free or pool)[0]
    member.spoken_for = True
    record_choice(
        office=county.office(key, role), holder_name=member.acting.name, person=member.acting,
        organisation=member.organisation, from_on=county.day(at), by=county.officer, at=at,
        how=how or "Chosen at the meeting of the forum without another name.",
    )  # fmt: skip


def plan_resignation(county: County, key: str, ended: int, because: str) -> None:
    """Enter in the diary that a chair leaves before the end of the term."""
    county.diary.on(county.days.at(ended, 10), lambda at: _resign(county, key, because, at))


def _resign(county: County, key: str, because: str, at: datetime) -> None:
    term = holder_of(county.office(key), on=county.day(at))
    assert term is not None
    end_term(term=term, ended_on=county.day(at), because=because, by=county.officer, at=at)


def plan_close(county: County, key: str, closed: int, report: str) -> None:
    """Enter in the diary that a forum reports back and closes."""
    county.diary.on(county.days.at(closed, 12), lambda at: _close(county, key, report, at))


def _close(county: County, key: str, report: str, at: datetime) -> None:
    county.forums[key] = close_forum(
        forum=county.forums[key], report=report, by=county.officer, at=at
    )


def plan_part(county: County, key: str, body: str, part: str, from_in: int) -> None:
    """Enter in the diary that a body takes part in a forum without being its member."""
    at = county.days.at(from_in, 10, 30)
    county.diary.on(at, lambda at: _take_part(county, key, body, part, at))


def _take_part(county: County, key: str, body: str, part: str, at: datetime) -> None:
    organisation = county.assembly.listings.select_related("organisation").get(
        organisation__name=body
    )
    take_part(
        forum=county.forums[key], organisation=organisation.organisation, part=part,
        from_on=county.day(at), by=county.officer, at=at,
    )  # fmt: skip


def seat(county: County, key: str, role: str, member: Member, at: datetime) -> Term:
    """Have somebody sit in a group of a county where nobody signs, as the group agreed."""
    return begin_term(
        office=county.office(key, role), person=member.acting, organisation=member.organisation,
        basis=Term.Basis.APPOINTED, from_on=county.day(at), by=county.officer, at=at,
    )  # fmt: skip

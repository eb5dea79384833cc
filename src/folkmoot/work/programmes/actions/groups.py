"""What is told of a group of several sectors, who is in it, and a network switched on and off."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.events import (
    GroupProfileKept,
    GroupSeatKept,
    NetworkSwitchedOff,
    NetworkSwitchedOn,
)
from folkmoot.work.programmes.models import Activation, GroupProfile, GroupSeat
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.groups import clause_of


@transaction.atomic
@recording_last()
def keep_profile(
    *,
    forum: Forum,
    purpose: str,
    families: str,
    plan_title: str,
    plan_link: str,
    reports_to: str,
    formed: str,
    terms: str,
    terms_link: str,
    by: Person,
    at: datetime,
) -> GroupProfile:
    """
    Keep what is told of a group: its purpose, its plan, how families have a part, its terms.

    :param formed: a year, a month or a day, as far as it is known: 2004, 2006-11.
    :param terms: the same, of when its terms of reference were agreed.
    :raises Refusal: if `by` is no support officer.
    """
    on = day_in(forum.assembly, at=at)
    require_officer(by, forum.assembly, on=on)
    made, _ = GroupProfile.objects.update_or_create(
        forum=forum,
        defaults={
            "purpose": purpose.strip(),
            "families": families.strip(),
            "plan_title": plan_title.strip(),
            "plan_link": plan_link,
            "reports_to": reports_to.strip(),
            "formed": formed,
            "terms": terms,
            "terms_link": terms_link,
            "kept_on": on,
        },
    )
    event = GroupProfileKept(forum=forum.slug, name=forum.name)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause_of(forum, on=on))
    return made


@transaction.atomic
@recording_last()
def keep_seat(
    *,
    forum: Forum,
    role: str,
    side: str,
    has_vote: bool,
    from_on: date,
    until_on: date | None,
    by: Person,
    at: datetime,
) -> GroupSeat:
    """
    Enter a role in a group, or say that it is there no more; nobody is named.

    :raises Refusal: if `by` is no support officer.
    """
    on = day_in(forum.assembly, at=at)
    require_officer(by, forum.assembly, on=on)
    made, _ = GroupSeat.objects.update_or_create(
        forum=forum,
        role=role.strip(),
        until_on=None,
        defaults={"side": side, "has_vote": has_vote, "from_on": from_on},
    )
    if until_on is not None:
        made.until_on = max(until_on, from_on)
        made.save(update_fields=["until_on"])
    event = GroupSeatKept(
        forum=forum.slug, name=forum.name, role=made.role, is_over=until_on is not None
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause_of(forum, on=on))
    return made


@transaction.atomic
@recording_last()
def switch_on(
    *,
    forum: Forum,
    title: str,
    how: str,
    after: Activation | None,
    from_on: date,
    by: Person,
    at: datetime,
) -> Activation:
    """
    Switch a standing network on for something, with a way of working that it had before or a new one.

    :param how: how it works; left empty, it is taken over from `after`.
    :raises Refusal: if it is no network, it is on for that already, or `by` is no support officer.
    """
    on = day_in(forum.assembly, at=at)
    require_officer(by, forum.assembly, on=on)
    clause = clause_for(forum.assembly, "networks", on=on)
    if forum.kind != Forum.Kind.NETWORK:
        raise Refusal("network-not-standing", clause, {"name": forum.name})
    if forum.activations.filter(title__iexact=title.strip()).exists():
        facts = {"name": forum.name, "title": title.strip()}
        raise Refusal("network-on-already", clause, facts)
    made = Activation.objects.create(
        forum=forum,
        title=title.strip(),
        after=after,
        how=how.strip() or (after.how if after else ""),
        from_on=from_on,
    )
    event = NetworkSwitchedOn(forum=forum.slug, name=forum.name, title=made.title)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def switch_off(
    *, activation: Activation, until_on: date, lessons: str, by: Person, at: datetime
) -> Activation:
    """
    Switch a network off again, with what is to be known the next time.

    :raises Refusal: if it is off already, or `by` is no support officer.
    """
    forum = activation.forum
    on = day_in(forum.assembly, at=at)
    require_officer(by, forum.assembly, on=on)
    clause = clause_for(forum.assembly, "networks", on=on)
    if activation.until_on is not None:
        raise Refusal("network-off-already", clause, {"until_on": activation.until_on})
    activation.until_on = max(until_on, activation.from_on)
    activation.lessons = lessons.strip()
    activation.save(update_fields=["until_on", "lessons"])
    event = NetworkSwitchedOff(forum=forum.slug, name=forum.name, title=activation.title)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return activation

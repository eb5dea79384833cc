"""How organisations come to belong to a forum, take part in it, and leave it."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import (
    ForumJoined,
    ForumLeft,
    ForumStayed,
    PartnerLeft,
    PartnerTookPart,
)
from folkmoot.body.forums.models import Forum, ForumMember, Partner
from folkmoot.body.forums.permits import require_may_answer_for
from folkmoot.body.forums.queries import belongs_to, state_of
from folkmoot.body.forums.queries.deciders import composition_book
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.decisions.standing_aside import composition_is_decided_by_its_decider
from folkmoot.rules.findings import Refusal


@transaction.atomic
def join_forum(*, forum: Forum, membership: Membership, by: Person, at: datetime) -> ForumMember:
    """
    Have a member organisation belong to a forum from today.

    :raises Refusal: if `by` may not answer for it, it is no member that day, the forum is
        not a recognised one or is made up by another body, or it belongs already.
    """
    assembly, organisation = forum.assembly, membership.organisation
    on = day_of(assembly, at)
    require_may_answer_for(by, assembly, organisation, on=on)
    facts = {"organisation": organisation.name, "forum": forum.name, "on": on}
    standing = Membership.objects.standing_on(on).filter(assembly=assembly, pk=membership.pk)
    if not standing.exists():
        raise Refusal("not-a-member", None, facts)
    if state_of(forum, on=on) not in ("recognised", "under review"):
        raise Refusal("forum-not-live", None, facts)
    if belongs_to(membership, forum, on=on):
        raise Refusal("already-in-forum", None, facts)
    _require_open_to_all(forum, on=on)
    return begin_belonging(forum=forum, membership=membership, joined_on=on, by=by, at=at)


@transaction.atomic
def begin_belonging(
    *, forum: Forum, membership: Membership, joined_on: date, by: Person, at: datetime
) -> ForumMember:
    """Write down that a member belongs to a forum from a day: part of a deed allowed already."""
    member = ForumMember.objects.create(forum=forum, membership=membership, joined_on=joined_on)
    organisation = membership.organisation
    event = ForumJoined(forum=forum.slug, name=forum.name, organisation=organisation.name)
    _write(event, forum, organisation, by=by, at=at)
    return member


def _require_open_to_all(forum: Forum, *, on: date) -> None:
    """Stop what only a decision of another body may change, and say which."""
    book = composition_book(forum, on=on)
    if book is not None:
        composition_is_decided_by_its_decider(book, decider="", is_under_review=False).require()


@transaction.atomic
def leave_forum(
    *, forum: Forum, membership: Membership, because: str = "", by: Person, at: datetime
) -> ForumMember:
    """
    Have a member organisation leave a forum from today; its membership goes on.

    :raises Refusal: if `by` may not answer for it, or it does not belong.
    """
    assembly, organisation = forum.assembly, membership.organisation
    on = day_of(assembly, at)
    require_may_answer_for(by, assembly, organisation, on=on)
    belonging = ForumMember.objects.belonging_on(on).filter(forum=forum, membership=membership)
    member = belonging.select_related("forum__assembly").order_by("pk").first()
    if member is None:
        facts = {"organisation": organisation.name, "forum": forum.name}
        raise Refusal("not-in-forum", None, facts)
    return end_belonging(member=member, left_on=on, because=because, by=by, at=at)


@transaction.atomic
def end_belonging(
    *, member: ForumMember, left_on: date, because: str, by: Person | None, at: datetime
) -> ForumMember:
    """Write down that a member no longer belongs to a forum: part of a deed allowed already."""
    member.left_on = max(left_on, member.joined_on)
    member.save(update_fields=["left_on"])
    forum, organisation = member.forum, member.membership.organisation
    event = ForumLeft(
        forum=forum.slug, name=forum.name, organisation=organisation.name, because=because.strip()
    )
    _write(event, forum, organisation, by=by, at=at)
    return member


@transaction.atomic
def resume_belonging(*, member: ForumMember, by: Person | None, at: datetime) -> ForumMember:
    """Write down that a member which was to leave a forum stays: part of a deed allowed already."""
    member.left_on = None
    member.save(update_fields=["left_on"])
    forum, organisation = member.forum, member.membership.organisation
    event = ForumStayed(forum=forum.slug, name=forum.name, organisation=organisation.name)
    record(event, assembly=forum.assembly.slug, by=by, at=at, acting=organisation.name)
    return member


def _write(
    event: ForumJoined | ForumLeft,
    forum: Forum,
    organisation: Organisation,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    slug = forum.assembly.slug
    record(event, assembly=slug, by=by, at=at, acting=organisation.name)
    people = people_acting_for(organisation, on=day_of(forum.assembly, at))
    tell(people, event, assembly=slug, at=at)


@transaction.atomic
def take_part(
    *, forum: Forum, organisation: Organisation, part: str, from_on: date, by: Person, at: datetime
) -> Partner:
    """
    Record that a body takes part in a forum without being its member.

    One that does so already goes on in its new part from that day.

    :raises Refusal: if `by` is no support officer, or another body makes up the group.
    """
    require_officer(by, forum.assembly, on=day_of(forum.assembly, at))
    if part == Partner.Part.PARTNER:
        _require_open_to_all(forum, on=from_on)
    return begin_part(
        forum=forum, organisation=organisation, part=part, from_on=from_on, by=by, at=at
    )


@transaction.atomic
def begin_part(
    *, forum: Forum, organisation: Organisation, part: str, from_on: date, by: Person, at: datetime
) -> Partner:
    """Write down that a body takes part in a forum: part of a deed allowed already."""
    for standing in forum.partners.filter(organisation=organisation, until_on=None).order_by("pk"):
        standing.until_on = max(from_on, standing.from_on)
        standing.save(update_fields=["until_on"])
    partner = Partner.objects.create(
        forum=forum, organisation=organisation, part=part, from_on=from_on
    )
    event = PartnerTookPart(
        forum=forum.slug,
        name=forum.name,
        organisation=organisation.name,
        part=partner.get_part_display(),
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return partner


@transaction.atomic
def end_part(*, partner: Partner, until_on: date, by: Person, at: datetime) -> Partner:
    """
    Record that a body takes part in a forum no more.

    :raises Refusal: if `by` is no support officer, or another body makes up the group.
    """
    forum = partner.forum
    require_officer(by, forum.assembly, on=day_of(forum.assembly, at))
    if partner.part == Partner.Part.PARTNER:
        _require_open_to_all(forum, on=until_on)
    partner.until_on = max(until_on, partner.from_on)
    partner.save(update_fields=["until_on"])
    event = PartnerLeft(forum=forum.slug, name=forum.name, organisation=partner.organisation.name)
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return partner

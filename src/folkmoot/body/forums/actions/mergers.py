"""What becomes of forums and their offices when an organisation closes or joins another."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import (
    AdministrationPassedOn,
    ForumJoined,
    PartnerLeft,
    PartnerTookPart,
    TermPassedOn,
)
from folkmoot.body.forums.models import Forum, ForumMember, Partner, Term
from folkmoot.body.forums.queries.terms import holder_said
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person


@transaction.atomic
def pass_on_term(*, term: Term, into: Organisation, by: Person | None, at: datetime) -> Term:
    """Have an office be held for the survivor of its holder's organisation."""
    before = term.organisation
    term.organisation = into
    term.save(update_fields=["organisation"])
    forum = term.office.forum
    event = TermPassedOn(
        forum=forum.slug,
        name=forum.name,
        office=term.office.get_role_display(),
        holder=holder_said(term),
        organisation=before.name if before else term.organisation_as_written,
        into=into.name,
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return term


@transaction.atomic
def pass_on_belonging(
    *, member: ForumMember, to: Membership, by: Person | None, at: datetime
) -> ForumMember:
    """
    Have the survivor belong to a forum of the organisation that became part of it.

    It does so from today; the time of the other in the forum is ended by whoever calls this.
    """
    forum = member.forum
    on = day_of(forum.assembly, at)
    made, is_new = ForumMember.objects.get_or_create(
        forum=forum, membership=to, left_on=None, defaults={"joined_on": on}
    )
    if is_new:
        event = ForumJoined(forum=forum.slug, name=forum.name, organisation=to.organisation.name)
        record(event, assembly=forum.assembly.slug, by=by, at=at)
    return made


@transaction.atomic
def pass_on_support(
    *, forum: Forum, body: Organisation, into: Organisation, by: Person | None, at: datetime
) -> Forum:
    """Have the survivor of a support body do for a forum what that one did."""
    if forum.support_organisation_id == body.pk:
        forum.support_organisation = into
        forum.save(update_fields=["support_organisation"])
    if forum.further_support.filter(pk=body.pk).exists():
        forum.further_support.remove(body)
        forum.further_support.add(into)
    if forum.support_organisation_id == into.pk:
        forum.further_support.remove(into)
    event = AdministrationPassedOn(
        forum=forum.slug, name=forum.name, body=body.name, into=into.name
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return forum


@transaction.atomic
def leave_part(
    *, partner: Partner, into: Organisation | None, by: Person | None, at: datetime
) -> Partner:
    """
    Note that a body which is no more takes part in a forum no more; its survivor does.

    :param into: the survivor, or None where there is none.
    """
    forum = partner.forum
    slug, on = forum.assembly.slug, day_of(forum.assembly, at)
    partner.until_on = max(on, partner.from_on)
    partner.save(update_fields=["until_on"])
    left = PartnerLeft(forum=forum.slug, name=forum.name, organisation=partner.organisation.name)
    record(left, assembly=slug, by=by, at=at)
    if into is None or forum.partners.filter(organisation=into, until_on=None).exists():
        return partner
    made = Partner.objects.create(
        forum=forum, organisation=into, part=partner.part, from_on=partner.until_on
    )
    event = PartnerTookPart(
        forum=forum.slug,
        name=forum.name,
        organisation=into.name,
        part=made.get_part_display(),
    )
    record(event, assembly=slug, by=by, at=at)
    return made

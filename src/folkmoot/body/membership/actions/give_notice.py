from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.membership.actions.locked import standing
from folkmoot.body.membership.events import NoticeGiven, NoticeWithdrawn
from folkmoot.body.membership.models import Channel, Membership
from folkmoot.body.membership.permits import require_acts_for, require_keeper
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.leaving import leaving_ends_on, leaving_notice_is_served


@transaction.atomic
@recording_last()
def give_notice(
    *,
    membership: Membership,
    words: str = "",
    channel: str = Channel.WEB,
    by: Person,
    at: datetime,
) -> Membership:
    """
    Leave, when the time of notice has run: until then the member keeps its rights.

    The notice runs from the day it is received, in the assembly's own zone.

    :param words: what the member wrote; not public.
    :param channel: how the notice came; only an officer records one that came another way.
    :raises Refusal: if `by` may not, it is no member that day, or notice runs already.
    """
    today = day_in(membership.assembly, at=at)
    if channel == Channel.WEB:
        require_acts_for(by, membership, on=today)
    else:
        require_keeper(by, membership.assembly, on=today)
    membership, book = standing(membership, on=today)
    name = membership.organisation.name
    if membership.ceases_on is not None:
        facts = {"organisation": name, "ceases_on": membership.ceases_on}
        raise Refusal("notice-runs-already", clause_with_key(book, "leaving"), facts)
    ceases_on = leaving_ends_on(book, given_on=today)
    finding = leaving_notice_is_served(book, given_on=today, ends_on=ceases_on).require()

    membership.notice_given_on, membership.ceases_on = today, ceases_on
    membership.ended_because = Membership.Ended.RESIGNED
    membership.notice_channel, membership.notice_words = channel, words.strip()
    membership.save(
        update_fields=[
            "notice_given_on", "ceases_on", "ended_because", "notice_channel", "notice_words"
        ]
    )  # fmt: skip
    event = NoticeGiven(
        organisation=name,
        reference=membership.organisation.reference,
        given_on=today,
        ceases_on=ceases_on,
        channel=channel,
    )
    slug = membership.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=finding.clause)
    told = [
        *people_acting_for(membership.organisation, on=today),
        *officers(membership.assembly, on=today),
    ]
    tell(told, event, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership


@transaction.atomic
@recording_last()
def withdraw_notice(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """
    Stay after all, on any day before the membership ends.

    :raises Refusal: if `by` may not, the notice has run, or none was given.
    """
    today = day_in(membership.assembly, at=at)
    require_acts_for(by, membership, on=today)
    membership, book = standing(membership, on=today)
    clause = clause_with_key(book, "leaving")
    if membership.ended_because != Membership.Ended.RESIGNED:
        facts = {"organisation": membership.organisation.name}
        raise Refusal("no-notice-runs", clause, facts)

    membership.notice_given_on = membership.ceases_on = membership.excluded_on = None
    membership.ended_because = membership.notice_channel = membership.notice_words = ""
    membership.excluded_because = membership.excluded_decided_by = ""
    membership.save()
    event = NoticeWithdrawn(
        organisation=membership.organisation.name, reference=membership.organisation.reference
    )
    slug = membership.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=clause)
    told = [
        *people_acting_for(membership.organisation, on=today),
        *officers(membership.assembly, on=today),
    ]
    tell(told, event, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership

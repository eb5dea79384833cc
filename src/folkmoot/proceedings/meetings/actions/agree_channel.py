from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.events.calling import ChannelAgreed
from folkmoot.proceedings.meetings.models import Channel
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.arranging import channel_of
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "channel-agreed-later": (
            "{forum} agreed to its channel of now on {agreed_on}, so it cannot have agreed to "
            "another on a day before that."
        ),
        "channel-agreed-tomorrow": "A group cannot have agreed on {agreed_on}, a day to come.",
    }
)


@transaction.atomic
def agree_channel(
    *, forum: Forum, name: str, address: str, agreed_on: date, by: Person, at: datetime
) -> Channel:
    """
    Record by what a forum agreed to talk between meetings; it ends what was agreed before.

    :param address: where it is found; for members alone.
    :raises Refusal: if `by` may not record it, or the day is to come or before the last one.
    """
    assembly, on = forum.assembly, day_of(forum.assembly, at)
    require_may_arrange(by, forum, at=at)
    if agreed_on > on:
        raise Refusal("channel-agreed-tomorrow", None, {"agreed_on": agreed_on})
    Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    before = channel_of(forum)
    if before is not None:
        if (before.name, before.address, before.agreed_on) == (name, address, agreed_on):
            return before
        if agreed_on < before.agreed_on:
            facts = {"forum": forum.name, "agreed_on": before.agreed_on}
            raise Refusal("channel-agreed-later", None, facts)
        Channel.objects.filter(pk=before.pk).update(until_on=agreed_on)

    channel = Channel.objects.create(
        forum=forum, name=name.strip(), address=address.strip(), agreed_on=agreed_on
    )
    event = ChannelAgreed(forum=forum.name, channel=channel.name, agreed_on=agreed_on)
    under = clause_on(assembly, "channels", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    return channel

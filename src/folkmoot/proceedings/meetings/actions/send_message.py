from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.events.calling import MessageSent, MessageToMembers
from folkmoot.proceedings.meetings.models import Message
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import require_meets_still
from folkmoot.proceedings.meetings.queries.arranging import channel_of, people_to_tell
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.meetings import day_of

E_MAIL = "e-mail"


@transaction.atomic
def send_message(
    *,
    forum: Forum,
    subject: str,
    text: str,
    is_significant: bool,
    form_key: str,
    by: Person,
    at: datetime,
) -> Message:
    """
    Write to the members of a forum between meetings, and keep what was written.

    It goes by letter to everybody it concerns, whatever other channel the group has agreed,
    and is kept under that channel. Sent twice with one form, it goes once.

    :param is_significant: whether the next meeting hears of it under its standing item.
    :raises Refusal: if `by` may not write to them, or the forum is closed.
    """
    require_may_arrange(by, forum, at=at)
    require_meets_still(forum, starts_at=at)
    sent_already = Message.objects.filter(form_key=form_key, sent_by=by).order_by("pk").first()
    if sent_already is not None:
        return sent_already
    assembly, on = forum.assembly, day_of(forum.assembly, at)
    people, channel = people_to_tell(forum, on=on), channel_of(forum)

    message = Message.objects.create(
        forum=forum,
        subject=subject.strip(),
        text=text.strip(),
        channel=channel.name if channel is not None else E_MAIL,
        is_significant=is_significant,
        sent_at=at,
        sent_by=by,
        recipients=len(people),
        form_key=form_key,
    )
    event = MessageSent(
        forum=forum.name,
        message=message.pk,
        channel=message.channel,
        is_significant=is_significant,
        recipients=message.recipients,
    )
    under = clause_on(assembly, "channels", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    letter = MessageToMembers(
        forum=forum.name, message=message.pk, subject=message.subject, text=message.text
    )
    tell(people, letter, assembly=assembly.slug, at=at)
    return message

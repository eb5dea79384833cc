"""What forums wrote to their members between meetings, and by what each talks."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Channel, Message
from folkmoot.proceedings.meetings.queries.beyond import News
from folkmoot.proceedings.meetings.queries.sight import sight_of


def messages_of(assembly: Assembly, *, forum: Forum | None = None) -> QuerySet[Message]:
    """Return what forums wrote, one of them or all, the latest first. One query."""
    found = Message.objects.filter(forum__assembly=assembly)
    if forum is not None:
        found = found.filter(forum=forum)
    return found.select_related("forum__assembly", "sent_by").order_by("-sent_at", "-pk")


def forums_that_wrote(assembly: Assembly) -> list[Forum]:
    """Return the forums that have written to their members, by name. One query."""
    wrote = Message.objects.filter(forum=OuterRef("pk"))
    return list(assembly.forums.filter(Exists(wrote)).order_by("name", "pk"))


def channels_now(assembly: Assembly) -> list[Channel]:
    """Return by what the forums talk that have agreed something, by their names. One query."""
    found = Channel.objects.filter(forum__assembly=assembly, until_on=None)
    return list(found.select_related("forum").order_by("forum__name", "pk"))


def may_read_messages(person: Person, assembly: Assembly, *, at: datetime) -> bool:
    """Members and support officers read what the forums wrote. Four queries."""
    return sight_of(person, assembly, at=at).is_member


def news_messages(forum: Forum, since: datetime, until: datetime) -> list[News]:
    """
    Return the messages that matter which a forum sent in (since, until], the earliest first.

    For what happened between its meetings. One query, and one where the assembly is not loaded.
    """
    found = Message.objects.filter(
        forum=forum, is_significant=True, sent_at__gt=since, sent_at__lte=until
    ).order_by("sent_at", "pk")
    return [
        News(
            standing="between-meetings",
            words=message.subject,
            url=reverse("meetings:message", args=[forum.assembly, message.pk]),
            when=message.sent_at,
        )
        for message in found
    ]

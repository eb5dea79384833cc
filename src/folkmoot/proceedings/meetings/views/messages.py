"""What forums write to their members between meetings, and by what they talk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.meetings.actions.agree_channel import agree_channel
from folkmoot.proceedings.meetings.actions.send_message import send_message
from folkmoot.proceedings.meetings.forms.messages import AgreeChannel, Send
from folkmoot.proceedings.meetings.models import Message
from folkmoot.proceedings.meetings.permits.messages import require_may_read
from folkmoot.proceedings.meetings.queries.arranging import channel_of, forums_to_arrange
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.messages import (
    channels_now,
    forums_that_wrote,
    messages_of,
)
from folkmoot.proceedings.meetings.views.audiences import ARRANGERS, arranges_here
from folkmoot.rules.findings import Clause

ASKED = ("GET", "POST")
A_PAGE = 25


@open_to(KNOWN)
def sent(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show members what the forums wrote between meetings, and by what each talks."""
    require_may_read(request.user, assembly, at=timezone.now())
    forums = forums_that_wrote(assembly)
    forum = next((one for one in forums if one.slug == request.GET.get("forum")), None)
    found = messages_of(assembly, forum=forum)
    given = {
        "page_obj": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "forums": forums,
        "forum": forum,
        "channels": channels_now(assembly),
        "clause": _clause(assembly),
        "may_arrange": arranges_here(request, assembly=assembly),
    }
    return render(request, "meetings/messages.html", given)


@open_to(KNOWN)
def message(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Show members one message."""
    require_may_read(request.user, assembly, at=timezone.now())
    found = get_object_or_404(messages_of(assembly), pk=number)
    return render(request, "meetings/message.html", {"message": found})


@open_to(ARRANGERS, methods=ASKED)
def send(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Write to the members of a forum."""
    at = timezone.now()
    form = Send(
        posted(request),
        forums=forums_to_arrange(assembly, request.user, at=at),
        initial={"forum": request.GET.get("forum", "")},
    )

    def do() -> Message:
        typed = form.cleaned_data
        return send_message(
            forum=form.forum,
            subject=typed["subject"],
            text=typed["text"],
            is_significant=typed["is_significant"],
            form_key=typed["form_key"],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Write to the members of a forum"),
        button=_("Send it"),
        done=_("The message is sent, and kept for members to read."),
        to=lambda message: ("meetings:message", assembly.slug, message.pk),
        clause=_clause(assembly),
        **_page(assembly),
    )


@open_to(ARRANGERS, methods=ASKED)
def channel(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Record by what a forum agreed to talk between meetings."""
    at = timezone.now()
    forums = forums_to_arrange(assembly, request.user, at=at)
    asked = next((one for one in forums if one.slug == request.GET.get("forum")), None)
    form = AgreeChannel(
        posted(request),
        forums=forums,
        channel=channel_of(asked) if asked is not None else None,
        initial={"forum": asked.slug if asked is not None else ""},
    )
    return act(
        request,
        form=form,
        do=lambda: agree_channel(
            forum=form.forum,
            name=form.cleaned_data["name"],
            address=form.cleaned_data["address"],
            agreed_on=form.cleaned_data["agreed_on"],
            by=request.user,
            at=at,
        ),
        heading=_("By what a forum talks between meetings"),
        lead=_("It stays as it is until the group agrees something else."),
        button=_("Keep it"),
        done=_("What the forum agreed is kept."),
        to=("meetings:messages", assembly.slug),
        clause=_clause(assembly),
        **_page(assembly),
    )


def _page(assembly: Assembly) -> dict[str, Any]:
    url = reverse("meetings:messages", args=[assembly])
    return {"crumbs": [(_("Messages between meetings"), url)], "back": url}


def _clause(assembly: Assembly) -> Clause | None:
    """Return the clause on how members talk between meetings, or None. One query."""
    return clause_on(assembly, "channels", on=day_of(assembly, timezone.now()))

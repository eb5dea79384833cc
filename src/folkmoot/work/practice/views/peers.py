"""Peers who let members find them, and what members tell each other."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions import places as actions
from folkmoot.work.practice.forms import places as forms
from folkmoot.work.practice.models import Share
from folkmoot.work.practice.permits import (
    require_member,
    require_of_assembly,
)
from folkmoot.work.practice.queries import places as queries
from folkmoot.work.practice.queries.clauses import clause_for, expiry
from folkmoot.work.practice.views.frame import (
    BOTH,
    asked,
    deed,
    in_words,
    paged,
    who,
)


@open_to(KNOWN)
def peers(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Find peers among members, within a sector and across; only for those who belong."""
    me = who(request, assembly)
    require_of_assembly(request.user, me.organisation, assembly, on=me.on)
    wanted = asked(request, "words", "sector")
    found = queries.peers(assembly, on=me.on, words=wanted["words"], sector=wanted["sector"])
    held = queries.peer_of(assembly, request.user, me.organisation) if me.organisation else None
    given = {
        "page_obj": paged(request, found),
        "wanted": wanted,
        "mine": held,
        "has_expired": held is not None and held.expires_on <= me.on,
        "who": me,
        "clause": clause_for(assembly, "peers", on=me.on),
    }
    return render(request, "practice/peers.html", given)


@open_to(KNOWN, methods=BOTH)
def peer_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Agree to be found by members; again changes and renews it."""
    me = who(request, assembly)
    member = require_member(request.user, me.organisation, assembly, on=me.on)
    held = queries.peer_of(assembly, request.user, member)
    names = ("role", "about", "contact")
    shown: dict[str, Any] = {name: getattr(held, name) for name in names} if held else {}
    if held:
        shown["themes"] = list(held.themes.all())
    form = forms.ListPeer(
        posted(request), expires=in_words(expiry(assembly, on=me.on)), initial=shown
    )

    def do() -> Any:
        typed = dict(form.cleaned_data)
        typed.pop("agrees")
        return actions.list_peer(
            assembly=assembly, organisation=member, by=request.user, at=me.at, **typed
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Let members find you"),
        button=_("Let them find me"),
        done=_("Members can find you."),
        **deed(assembly, "peers", "peers", caption=member.name),
    )


@open_to(KNOWN, methods=BOTH)
def peer_leave(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """No longer be found."""
    me = who(request, assembly)
    held = queries.peer_of(assembly, request.user, me.organisation) if me.organisation else None
    if held is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who is listed")})
    form = Agree(posted(request), label=_("I no longer agree that members find me here"))
    return act(
        request,
        form=form,
        do=lambda: actions.leave_peers(peer=held, by=request.user, at=me.at),
        heading=_("No longer be found"),
        button=_("Take it away"),
        done=_("It is gone."),
        warns=True,
        **deed(assembly, "peers", "peers"),
    )


@open_to(KNOWN)
def shares(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show what members tell each other; only for those who belong."""
    me = who(request, assembly)
    require_of_assembly(request.user, me.organisation, assembly, on=me.on)
    given = {
        "page_obj": paged(request, queries.shares(assembly)),
        "who": me,
        "clause": clause_for(assembly, "peers", on=me.on),
    }
    return render(request, "practice/shares.html", given)


@open_to(KNOWN, methods=BOTH)
def share_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell members something."""
    me = who(request, assembly)
    member = require_member(request.user, me.organisation, assembly, on=me.on)
    form = forms.ShareNews(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.share_news(
            assembly=assembly,
            organisation=member,
            by=request.user,
            at=me.at,
            **form.cleaned_data,
        ),
        heading=_("Tell members"),
        button=_("Tell them"),
        done=_("Members can read it."),
        **deed(assembly, "peers", "shares", caption=member.name),
    )


@open_to(KNOWN, methods=BOTH)
def share_reply(request: SignedIn, assembly: Assembly, share: int) -> HttpResponse:
    """Reply to what a member told."""
    me = who(request, assembly)
    member = require_member(request.user, me.organisation, assembly, on=me.on)
    rows = Share.objects.select_related("assembly", "organisation")
    found = get_object_or_404(rows, assembly=assembly, pk=share)
    form = forms.Reply(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.reply_to_share(
            share=found, organisation=member, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Reply"),
        facts=[(found.organisation.name, found.words)],
        button=_("Reply"),
        done=_("Members can read it."),
        **deed(assembly, "peers", "shares", caption=found.title),
    )

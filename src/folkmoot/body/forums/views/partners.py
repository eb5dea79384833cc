"""Bodies that take part in a forum without being members, and terms that are settled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.forums import actions, forms, queries
from folkmoot.body.forums.views.acts import act, one_forum
from folkmoot.body.forums.views.forum import one_office
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal


@open_to(OFFICERS, methods=("GET", "POST"))
def take_part(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Record that a body takes part in a forum."""
    this = one_forum(assembly, slug)

    def do(answers: dict[str, Any]) -> None:
        actions.take_part(
            forum=this,
            organisation=answers["organisation"],
            part=answers["part"],
            from_on=answers["from_on"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        form=forms.TakePart(request.POST or None),
        do=do,
        heading=_("A body takes part in %(forum)s") % {"forum": this.name},
        button=_("Record that it takes part"),
        done=_("It is recorded."),
        to=("forums:forum", assembly.slug, slug),
        forum=this,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def end_part(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Record that a body takes part in a forum no more."""
    this, on = one_forum(assembly, slug), timezone.localdate()

    def do(answers: dict[str, Any]) -> None:
        chosen = answers["organisation"].pk
        partners = queries.partners_of(this, on=on)
        actions.end_part(
            partner=next(one for one in partners if one.organisation_id == chosen),
            until_on=answers["until_on"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        form=forms.EndPart(request.POST or None, forum=this, on=on),
        do=do,
        heading=_("A body leaves %(forum)s") % {"forum": this.name},
        button=_("Record that it leaves"),
        done=_("It is recorded."),
        to=("forums:forum", assembly.slug, slug),
        forum=this,
    )


@open_to(OFFICERS, methods=("POST",))
def settle(request: SignedIn, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Record that the holder of an office stays, whose body is no longer a member."""
    term = queries.holder_of(one_office(assembly, slug, role), on=timezone.localdate())
    if term is None:
        raise Refusal("office-is-vacant", None, {})
    actions.settle_term(term=term, by=request.user, at=timezone.now())
    messages.success(request, _("It is recorded that the holder stays."))
    return send_on(request, "forums:office", assembly.slug, slug, role)

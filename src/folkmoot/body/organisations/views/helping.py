"""A group asks for help: the bodies that suit it, and a letter to the one it chooses."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations import actions
from folkmoot.body.organisations.forms import AskForHelp, ChooseBody
from folkmoot.body.organisations.queries.helping import suitable_bodies
from folkmoot.body.organisations.views.frame import answer
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal


@open_to(SIGNED_IN, methods=("GET", "POST"))
def ask_for_help(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask what a group needs, show who suits it, and write to the one it chooses."""
    at = timezone.now()
    acting_for = request.acting_for
    first = {"key": uuid4().hex, "group": acting_for.organisation.name if acting_for else ""}
    form = AskForHelp(request.POST or None, assembly=assembly, initial=first)
    context: dict[str, Any] = {"form": form, "bodies": None, "choice": None}
    if not form.is_valid():
        return answer(request, "organisations/help.html", context, was_refused=form.is_bound)
    asked = form.cleaned_data
    bodies = suitable_bodies(
        assembly, for_whom=asked["for_whom"], place=asked["place"], on=day_in(assembly, at=at)
    )
    sends = request.POST.get("step") == "send"
    choice = ChooseBody(request.POST if sends else None, bodies=bodies)
    if choice.is_valid():
        body = next(one.body for one in bodies if one.body.pk == choice.cleaned_data["body"])
        try:
            actions.ask_for_help(
                body=body, agreed=choice.cleaned_data["agreed"], **asked, by=request.user, at=at
            )
        except Refusal as refusal:
            choice.refuse(refusal)
        else:
            told = _("%(body)s has your request, and answers you by e-mail.")
            messages.success(request, told % {"body": body.organisation.name})
            return send_on(request, "organisations:support", assembly)
    context |= {"bodies": bodies, "choice": choice}
    return answer(request, "organisations/help.html", context, was_refused=choice.is_bound)

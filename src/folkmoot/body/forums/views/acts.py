"""One page for one deed: what it is, its clause, its questions, its button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.forms.act import Act
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doors import Request, send_on
from folkmoot.rules.findings import Clause, Refusal


def one_forum(assembly: Assembly, slug: str) -> Forum:
    """Return a forum of an assembly, or answer that there is no such page."""
    found = Forum.objects.select_related("assembly", "support_organisation")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def act(
    request: Request,
    *,
    form: Act,
    do: Callable[[dict[str, Any]], Any],
    heading: str,
    button: str,
    done: str,
    to: tuple[Any, ...],
    clause: Clause | None = None,
    forum: Forum | None = None,
    lead: str = "",
    warns: bool = False,
) -> HttpResponse:
    """
    Show a form, or do what it asks and go on.

    A form that is refused or not complete is shown again with what was typed, as 422.

    :param do: is given the answers; a refusal out of it is shown in the form.
    :param to: where to go on: the name of a page and its arguments.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return send_on(request, *to)
    given = {
        "form": form,
        "heading": heading,
        "button": button,
        "clause": clause,
        "forum": forum,
        "lead": lead,
        "warns": warns,
    }
    page = "forums/act.html" + ("#form" if request.htmx else "")
    return render(request, page, given, status=422 if form.is_bound else 200)

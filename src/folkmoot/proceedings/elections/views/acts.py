"""One page for one deed: what it is, its clause, its questions, its button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import Request, send_on
from folkmoot.proceedings.elections.forms.act import Act
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import contests_named, office_name
from folkmoot.rules.findings import Clause, Refusal


def one_contest(assembly: Assembly, reference: str) -> Contest:
    """Return a contest of an assembly, or answer that there is no such page. One query."""
    return get_object_or_404(contests_named(assembly, reference))


def title(contest: Contest) -> str:
    """Return how a contest is called on its pages: "Chair, Southeast"."""
    return f"{office_name(contest.office)}, {contest.office.forum.name}"


def posted(request: Request) -> QueryDict | None:
    """Return what was sent with a form, though it be nothing; None where a page is asked for."""
    return request.POST if request.method == "POST" else None


def act(
    request: Request,
    *,
    form: Act,
    do: Callable[[], Any],
    contest: Contest | None,
    heading: str,
    button: str,
    done: str,
    to: Callable[[Any], tuple[Any, ...]],
    clause: Clause | None = None,
    lead: str = "",
    facts: list[tuple[str, Any]] | None = None,
    warns: bool = False,
) -> HttpResponse:
    """
    Show a form, or do what it asks and go on.

    A form that is refused or not complete is shown again with what was typed, as 422.

    :param do: does it, once the form is valid; a refusal out of it is shown in the form.
    :param to: given what was done, where to go on: the name of a page and its arguments.
    :param facts: what to have in view while deciding, as rows of a summary.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done_thing = do()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return send_on(request, *to(done_thing))
    given = {
        "form": form,
        "contest": contest,
        "title": title(contest) if contest else "",
        "heading": heading,
        "button": button,
        "clause": clause,
        "lead": lead,
        "facts": facts or [],
        "warns": warns,
    }
    status = 422 if form.is_bound else 200
    return render(request, "elections/act.html", given, status=status)

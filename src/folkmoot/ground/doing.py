"""One page for one deed: what it is, its clause, its questions, its button."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from folkmoot.ground.asking import Act
from folkmoot.ground.doors import Request, send_on
from folkmoot.rules.findings import Clause, Refusal

type Crumb = tuple[str, str]


def posted(request: Request) -> QueryDict | None:
    """Return what was sent with a form, though it be nothing; None where a page is asked for."""
    return request.POST if request.method == "POST" else None


def act(
    request: Request,
    *,
    form: Act,
    do: Callable[[], Any],
    heading: str,
    button: str,
    done: str,
    to: tuple[Any, ...] | Callable[[Any], tuple[Any, ...]],
    clause: Clause | None = None,
    lead: str = "",
    facts: Sequence[tuple[str, Any]] = (),
    warns: bool = False,
    caption: str = "",
    crumbs: Sequence[Crumb] = (),
    back: str = "",
) -> HttpResponse:
    """
    Show a form, or do what it asks and go on.

    A form that is refused or not complete is shown again with what was typed, as 422.

    :param do: does it, once the form is valid; a refusal out of it is shown in the form.
    :param to: where to go on, as the name of a page and its arguments; or, given what was
        done, returns that.
    :param facts: what to have in view while deciding, as rows of a summary.
    :param crumbs: the pages above this one, below the menu's own, as names and addresses.
    :param back: the address to go back to without doing it.
    """
    if request.method == "POST" and form.is_valid():
        try:
            outcome = do()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return send_on(request, *(to(outcome) if callable(to) else to))
    given = {
        "form": form,
        "heading": heading,
        "button": button,
        "clause": clause,
        "lead": lead,
        "facts": list(facts),
        "warns": warns,
        "caption": caption,
        "crumbs": crumbs,
        "back": back,
    }
    page = "frame/act.html" + ("#form" if request.htmx else "")
    return render(request, page, given, status=422 if form.is_bound else 200)

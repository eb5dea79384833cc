"""One page for one deed of an election."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground import doing
from folkmoot.ground.asking import Act
from folkmoot.ground.doors import Request
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import contests_named, post_name


def one_contest(assembly: Assembly, reference: str) -> Contest:
    """Return a contest of an assembly, or answer that there is no such page. One query."""
    return get_object_or_404(contests_named(assembly, reference))


def title(contest: Contest) -> str:
    """Return how a contest is called on its pages: "Chair, Southeast"."""
    return f"{post_name(contest)}, {contest.forum.name}"


def act(
    request: Request,
    *,
    form: Act,
    do: Callable[[], Any],
    contest: Contest | None,
    **page: Any,
) -> HttpResponse:
    """
    Show a form of a contest, or do what it asks and go on; see `doing.act` for the rest.

    :param contest: None before there is one.
    """
    if contest is not None:
        url = reverse("elections:contest", args=[contest.assembly, contest.reference])
        page |= {"caption": title(contest), "crumbs": [(title(contest), url)], "back": url}
    return doing.act(request, form=form, do=do, **page)

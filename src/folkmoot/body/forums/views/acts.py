"""One page for one deed of a forum."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground import doing
from folkmoot.ground.asking import Act
from folkmoot.ground.doors import Request


def one_forum(assembly: Assembly, slug: str) -> Forum:
    """Return a forum of an assembly, or answer that there is no such page."""
    found = Forum.objects.select_related("assembly", "support_organisation")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def act(
    request: Request,
    *,
    form: Act,
    do: Callable[[dict[str, Any]], Any],
    forum: Forum | None = None,
    **page: Any,
) -> HttpResponse:
    """
    Show a form of a forum, or do what it asks and go on; see `doing.act` for the rest.

    :param do: is given the answers; a refusal out of it is shown in the form.
    """
    if forum is not None:
        url = reverse("forums:forum", args=[forum.assembly, forum.slug])
        page |= {"crumbs": [(forum.name, url)], "back": url}
    return doing.act(request, form=form, do=lambda: do(form.cleaned_data), **page)

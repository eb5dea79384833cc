"""That an officer has shown their second factor before they change anything."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import second_factor_step
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.doors import Request
from folkmoot.ground.people.models import Person

READING = {"GET", "HEAD", "OPTIONS"}


class OfficersShowTheirFactor:
    """
    Ask an officer or board member for their second factor before any deed in their assembly.

    Pages of OFFICERS and BOARD ask for it themselves. Many deeds are on pages open to more
    people, where an officer may do more than others; those are asked for here. Pages that are
    only read cost no query for it, and deeds one.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Request, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        assembly, person = kwargs.get("assembly"), request.user
        if request.method in READING or not isinstance(assembly, Assembly):
            return None
        if not isinstance(person, Person):
            return None
        on = timezone.localdate()  # noqa: TID251 - middleware is a door: it reads the clock
        if not holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.BOARD], on=on):
            return None
        step = second_factor_step(request)
        return redirect(step) if step else None

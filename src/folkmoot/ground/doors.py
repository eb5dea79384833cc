"""
Who may come in by which door.

Every view is declared with an audience, and the declaration is the check: a view
without one is found by a test, and nobody outside the audience gets past it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


class Request(HttpRequest):
    """A request as the middleware leaves it."""

    htmx: HtmxDetails
    acting_for: Any
    assembly: Any


class SignedIn(Request):
    """A request from somebody known: what a view open to SIGNED_IN or fewer is given."""

    user: Person


class Test(Protocol):
    """Answers whether the person of a request belongs to an audience of that page."""

    def __call__(self, request: Request, **kwargs: Any) -> bool: ...


@dataclass(frozen=True, slots=True)
class Audience:
    """
    Those who may use a page.

    :param word: the short word of the route table.
    :param who: how a refusal names them: "a support officer of this assembly".
    :param includes: given the request and the page's own arguments, says yes or no.
    :param instead: where to send somebody who could come in after one more step (a
        second factor), or None.
    """

    word: str
    who: str
    includes: Test
    needs_sign_in: bool = True
    instead: Callable[[Request], str | None] | None = None


EVERYONE = Audience("everyone", "anybody", lambda *_, **__: True, needs_sign_in=False)
SIGNED_IN = Audience("signed in", "somebody who has signed in", lambda *_, **__: True)

View = Callable[..., HttpResponseBase]


def open_to(
    audience: Audience, *, methods: tuple[str, ...] = ("GET", "HEAD")
) -> Callable[[View], View]:
    """
    Declare who may use a view, and by which methods.

    Somebody who has not signed in is sent to sign in; anybody else outside the
    audience is refused, and told who may. A method that is not declared answers 405.
    """
    allowed = (*methods, "HEAD") if "GET" in methods and "HEAD" not in methods else methods

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                response = HttpResponse(status=405)
                response.headers["Allow"] = ", ".join(allowed)
                return response
            if audience.needs_sign_in and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not audience.includes(request, **kwargs):
                raise Refusal("not-permitted", None, {"who": audience.who})
            if audience.instead and (step := audience.instead(request)):
                return redirect(step)
            return view(request, *args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]  # read by the route table
        guarded.methods = allowed  # type: ignore[attr-defined]  # read by the route table
        return guarded

    return declare


def send_on(request: Request, to: str, *args: object) -> HttpResponse:
    """
    Send the browser to another page, whether it asked for a page or a part of one.

    A plain redirect in answer to HTMX would put the new page inside the old one.
    """
    url = resolve_url(to, *args)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)

"""What becomes of a request that the house says no to, or cannot answer just now."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from folkmoot.ground.doors import Request
from folkmoot.ground.once import reading
from folkmoot.rules.findings import Refusal, teach
from folkmoot.rules.rulebook import NotFixed, NotInForce

teach(
    {
        "agreement-is-silent": "The agreement of this assembly does not say how this is done,"
        " so it cannot be done here ({silence})."
    }
)

GetResponse = Callable[[Request], HttpResponse]


READING = {"GET", "HEAD"}


class AskOnce:
    """Have the parts of a page that is only read ask the same thing once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with reading():
            return self.get_response(request)


class Refusals:
    """Draw a refusal that no form has shown as a page of its own, with its clause."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (NotFixed, NotInForce)):
            exception = Refusal("agreement-is-silent", None, {"silence": str(exception)})
        if not isinstance(exception, Refusal):
            return None
        status = 403 if exception.code == "not-permitted" else 409
        return render(request, "refusal.html", {"refusal": exception}, status=status)


class DatabaseAway:
    """
    Answer 503, and say when to try again, while the database is away or busy.

    The page is drawn without the database, and tells how to send again what was typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return away(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (OperationalError, InterfaceError)):
            return away(request)
        return None


def away(request: Request) -> HttpResponse:
    """Say that the database is away, and when to try again."""
    # Without the request, because the frame of a page asks the database who is there.
    response = render(None, "503.html", {"method": request.method}, status=503)
    response.headers["Retry-After"] = "5"
    return response


def fault(request: Request) -> HttpResponse:
    """
    Answer a fault that no view raised: 503 if the database is away, 500 otherwise.

    An assembly is looked up while the address is still being read, and a session while
    it is being kept; Django then asks for this page at once, and no middleware hears of it.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return away(request)
    return server_error(request)

"""What becomes of a request that the house says no to, or cannot answer just now."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.ground.doors import Request
from folkmoot.rules.findings import Refusal

GetResponse = Callable[[Request], HttpResponse]


class Refusals:
    """Draw a refusal that no form has shown as a page of its own, with its clause."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
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
            return self.away(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (OperationalError, InterfaceError)):
            return self.away(request)
        return None

    def away(self, request: Request) -> HttpResponse:
        # Without the request, because the frame of a page asks the database who is there.
        response = render(None, "503.html", {"method": request.method}, status=503)
        response.headers["Retry-After"] = "5"
        return response

"""For which organisation the person of a request acts."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from folkmoot.body.organisations.queries import acting_for
from folkmoot.ground.doors import Request


class ActingFor:
    """Put `acting_for` on a request: an Authority or None, looked up when first asked for."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        def look_up() -> object:
            if not request.user.is_authenticated:
                return None
            today = timezone.localdate()  # noqa: TID251 the first door of a request reads the clock
            return acting_for(request.user, request.session.get("acting_for"), on=today)

        request.acting_for = SimpleLazyObject(look_up)
        return self.get_response(request)

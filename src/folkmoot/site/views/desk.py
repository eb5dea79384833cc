from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, second_factor_step
from folkmoot.ground.doors import SIGNED_IN, Request, SignedIn, open_to
from folkmoot.ground.letters.queries import letters_to
from folkmoot.site.duties import STATES, counted, duties, waits_for_officers, waits_for_person

A_FEW = 5
A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One list of a desk: the soonest of it, or a page of all of it where that is asked for.

    :param more: how many are not shown and stand on the pages of `name`.
    """

    name: str
    page: Page[Any]
    more: int


def part(request: Request, name: str, found: Sequence[Any]) -> Part:
    """Return a list of a desk as it is shown."""
    is_asked_for = request.GET.get("all") == name
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page") if is_asked_for else 1)
    more = 0 if is_asked_for else max(len(found) - A_PAGE, 0)
    return Part(name=name, page=page, more=more)


@open_to(SIGNED_IN)
def desk(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """What waits for the person and the organisation they act for; and for officers, for all."""
    at = timezone.now()
    on = timezone.localdate(at, ZoneInfo(assembly.time_zone))
    authority = request.acting_for
    organisation = authority.organisation if authority else None
    found = waits_for_person(request.user, organisation, assembly, at=at, on=on)
    page: dict[str, Any] = {
        "mine": part(request, "mine", found),
        "organisation": organisation,
        "letters": letters_to(request.user)[:A_FEW],
        "officer": False,
        "factor": "",
    }
    if is_officer(request.user, assembly, on=on):
        page["factor"] = second_factor_step(request)
        page["officer"] = page["factor"] is None
    if page["officer"]:
        kept = duties(assembly, on=on)
        state = request.GET.get("state", "")
        asked = {state} if state in STATES else {"due", "missed"}
        page |= {
            "office": part(request, "office", waits_for_officers(assembly, on=on)),
            "counts": counted(kept),
            "duties": part(request, "duties", [one for one in kept if one.state in asked]),
            "state": state if state in STATES else "",
        }
    only = request.GET.get("all")
    page["only"] = only if only in page and isinstance(page[only], Part) else ""
    return render(request, "site/desk.html", page)

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, second_factor_step
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to
from folkmoot.ground.letters.queries import letters_to
from folkmoot.site.duties import STATES, counted, duties, waits_for_officers, waits_for_person

A_FEW = 5


@open_to(SIGNED_IN)
def desk(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """What waits for the person and the organisation they act for; and for officers, for all."""
    at = timezone.now()
    on = timezone.localdate(at, ZoneInfo(assembly.time_zone))
    authority = request.acting_for
    organisation = authority.organisation if authority else None
    page = {
        "items": waits_for_person(request.user, organisation, assembly, at=at, on=on),
        "organisation": organisation,
        "letters": letters_to(request.user)[:A_FEW],
        "officer": False,
        "factor": "",
    }
    if is_officer(request.user, assembly, on=on):
        page["factor"] = second_factor_step(request)
        page["officer"] = page["factor"] is None
    if page["officer"]:
        found = duties(assembly, on=on)
        state = request.GET.get("state", "")
        asked = {state} if state in STATES else {"due", "missed"}
        page |= {
            "officer_items": waits_for_officers(assembly, on=on),
            "counts": counted(found),
            "duties": [duty for duty in found if duty.state in asked],
            "state": state if state in STATES else "",
        }
    return render(request, "site/desk.html", page)

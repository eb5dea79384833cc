"""The page of one deed in a case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.permits import require_sees
from folkmoot.proceedings.cases.queries.cases import cases_named
from folkmoot.proceedings.cases.queries.stages import progress
from folkmoot.proceedings.cases.views.deed import Deed, Moment
from folkmoot.proceedings.cases.views.rulings import RULINGS
from folkmoot.proceedings.cases.views.talks import TALKS
from folkmoot.proceedings.meetings.queries.meetings import day_of

ALL: dict[str, Deed] = {**TALKS, **RULINGS}


def label_of(word: str) -> str:
    """Return what a deed is called on its button."""
    return str(ALL[word].label)


@open_to(KNOWN, methods=("GET", "POST"))
def deed(request: SignedIn, assembly: Assembly, reference: str, deed: str) -> HttpResponse:
    at = timezone.now()
    if deed not in ALL:
        raise Http404
    case = get_object_or_404(cases_named(assembly, reference))
    part = require_sees(request.user, case, at=at)
    asked = ALL[deed]
    today = day_of(assembly, at)
    now = Moment(
        case=case, part=part, person=request.user, at=at, today=today, sent=posted(request)
    )
    form = asked.asks(now)
    url = reverse("cases:case", args=[assembly, reference])

    def to(done: Any) -> tuple[Any, ...]:
        if asked.leaves:
            return "cases:cases", assembly
        # Taking a breach on makes another case, and that is where one goes on.
        found = done.reference if isinstance(done, Case) else reference
        return "cases:case", assembly, found

    return act(
        request,
        form=form,
        do=lambda: asked.does(now, form),
        heading=str(asked.label),
        button=str(asked.label),
        done=str(asked.done)
        or _("That is written down, and those with a part in the case have been told."),
        to=to,
        clause=progress(case, at=at).clause,
        lead=str(asked.lead),
        warns=asked.warns,
        caption=case.reference,
        crumbs=[(case.reference, url)],
        back=url,
    )

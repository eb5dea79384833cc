"""One page of all that public bodies have with an organisation, so that nobody asks it twice."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.scrutiny.ties import queries
from folkmoot.scrutiny.ties.permits import require_sees_ties
from folkmoot.work.enquiries.queries import state_of
from folkmoot.work.funding.queries.awards import in_pounds


@never_cache
@open_to(KNOWN)
def organisations(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Find an organisation by a part of its name."""
    on = day_in(assembly, at=timezone.now())
    require_sees_ties(request.user, assembly, own=None, of=None, on=on)
    name = request.GET.get("name", "").strip()[:200]
    found = Organisation.objects.filter(listings__assembly=assembly)
    if name:
        found = found.filter(name__icontains=name)
    shown = Paginator(found.order_by("sort_name", "pk"), 25).get_page(request.GET.get("page"))
    given = {"page_obj": shown, "name": name, "clause": queries.clause_of(assembly, on=on)}
    return render(request, "ties/organisations.html", given)


@never_cache
@open_to(KNOWN)
def organisation(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show all that public bodies have with one organisation, and warn of what was answered already."""
    on = day_in(assembly, at=timezone.now())
    found = get_object_or_404(
        Organisation.objects.filter(listings__assembly=assembly), reference=reference
    )
    own = request.acting_for.organisation if request.acting_for else None
    require_sees_ties(request.user, assembly, own=own, of=found, on=on)
    view = queries.view_of(assembly, found, person=request.user, own=own, on=on)
    about = request.GET.get("about", "").strip()[:400]
    given = {
        "organisation": found,
        "view": view,
        "teams": [(one, in_pounds(one.pence)) for one in view.teams],
        "awards": [(one, in_pounds(one.pence)) for one in view.awards],
        "agreements": [(one, in_pounds(one.pence)) for one in view.agreements],
        "asked": [(one, state_of(one, on=on)) for one in view.asked],
        "about": about,
        "repeated": queries.repeated(about, view.asked) if about else [],
        "clause": queries.clause_of(assembly, on=on),
    }
    return render(request, "ties/organisation.html", given)

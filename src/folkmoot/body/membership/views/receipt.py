from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import queries
from folkmoot.body.membership.views.frame import is_officer_here, require_theirs
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to


@open_to(SIGNED_IN)
def receipt(request: SignedIn, assembly: Assembly, receipt: str) -> HttpResponse:
    """The signed copy: the five details, the receipt, and the words that were signed."""
    declaration = queries.declaration_with(assembly, receipt)
    if declaration is None:
        raise Http404
    on = day_in(assembly, at=timezone.now())
    if not is_officer_here(request, assembly, on=on):
        require_theirs(request, declaration.membership, on=on)
    context = {"declaration": declaration, "signed": queries.signed_text(declaration)}
    return render(request, "membership/receipt.html", context)

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import actions, forms, queries
from folkmoot.body.membership.models import Invitation
from folkmoot.body.membership.permits import KEEPERS, may_answer
from folkmoot.body.membership.queries.agreement import BY_INVITATION
from folkmoot.body.membership.views.frame import answer
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal


@open_to(KEEPERS, methods=("GET", "POST"))
def invitations(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Who was asked to join, what came of it, and a form to ask another body."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    asked = request.POST.get("organisation") or request.GET.get("organisation", "")
    choices = queries.may_join(assembly, on=on).filter(reference=asked)
    form = None
    if asked:
        form = forms.Invite(
            request.POST or None, organisations=choices, initial={"organisation": asked}
        )
    if form is not None and form.is_valid():
        try:
            invitation = actions.invite(
                assembly=assembly, by=request.user, at=at, **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            name = invitation.organisation.name
            messages.success(request, _("%(name)s is invited.") % {"name": name})
            return send_on(request, "membership:invitations", assembly)
    every = queries.invitations(assembly).select_related("assembly")
    page = Paginator(every, 25).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "find": forms.Find(request.GET),
        "found": queries.may_join_named(assembly, request.GET.get("named", ""), on=on),
        "page_obj": page,
        "waiting": [(each, queries.chase_on(each)) for each in page if not each.answer],
        "answered": [each for each in page if each.answer],
        "today": on,
    }
    return answer(
        request,
        "membership/invitations.html",
        context,
        was_refused=form is not None and form.is_bound,
    )


@open_to(KEEPERS, methods=("POST",))
def chase(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Send an invitation again."""
    found = get_object_or_404(Invitation, assembly=assembly, reference=reference)
    found = actions.chase_invitation(invitation=found, by=request.user, at=timezone.now())
    messages.success(
        request, _("The invitation to %(name)s is sent again.") % {"name": found.organisation.name}
    )
    return send_on(request, "membership:invitations", assembly)


@open_to(KEEPERS, methods=("POST",))
def withdraw(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation, assembly=assembly, reference=reference)
    found = actions.withdraw_invitation(invitation=found, by=request.user, at=timezone.now())
    name = found.organisation.name
    messages.success(request, _("The invitation to %(name)s is withdrawn.") % {"name": name})
    return send_on(request, "membership:invitations", assembly)


@open_to(SIGNED_IN)
def invitation(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show whoever was invited what they are asked, with both answers."""
    found = _theirs(request, assembly, reference)
    on = day_in(assembly, at=timezone.now())
    book = queries.agreement(assembly, on=on)
    context = {
        "invitation": found,
        "book": book,
        "clause": queries.clause_with_key(book, BY_INVITATION) if book else None,
    }
    return render(request, "membership/invitation.html", context)


@open_to(SIGNED_IN, methods=("POST",))
def decline(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Answer an invitation with no."""
    found = _theirs(request, assembly, reference)
    actions.decline_invitation(invitation=found, by=request.user, at=timezone.now())
    messages.success(request, _("Your answer is recorded, and whoever invited you is told."))
    return send_on(request, "membership:invitation", assembly, reference)


def _theirs(request: SignedIn, assembly: Assembly, reference: str) -> Invitation:
    rows = Invitation.objects.select_related("organisation", "assembly", "sent_by")
    found = get_object_or_404(rows, assembly=assembly, reference=reference)
    if not may_answer(request.user, found, on=day_in(assembly, at=timezone.now())):
        raise Refusal("not-permitted", None, {"who": "whoever was invited"})
    return found

"""What support officers keep in order, and what they record on a chair's decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import actions, forms, queries
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import KEEPERS
from folkmoot.body.membership.views.frame import answer, latest
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.classes import class_of
from folkmoot.rules.rulebook import Rulebook


@open_to(KEEPERS, methods=("GET", "POST"))
def to_re_sign(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Who has yet to sign the version in force; and write to them."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    refusal = None
    if request.method == "POST":
        try:
            asked = actions.ask_to_re_sign(assembly=assembly, by=request.user, at=at)
        except Refusal as said:
            refusal = said
        else:
            messages.success(request, _("%(number)d members were written to.") % {"number": asked})
            return send_on(request, "membership:to-re-sign", assembly)
    found = queries.to_re_sign(assembly, on=on)
    context = {
        "page_obj": Paginator(found, 25).get_page(request.GET.get("page")),
        "book": queries.agreement(assembly, on=on),
        "refusal": refusal,
    }
    return answer(request, "membership/to_re_sign.html", context, was_refused=refusal is not None)


@open_to(KEEPERS)
def checks(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """New members whose class nobody has looked at yet."""
    on = day_in(assembly, at=timezone.now())
    book = queries.agreement(assembly, on=on)
    page = Paginator(queries.to_check(assembly, on=on), 25).get_page(request.GET.get("page"))
    rows = [(each, _follows(book, each)) for each in page] if book else []
    context = {"page_obj": page, "rows": rows, "book": book}
    return render(request, "membership/checks.html", context)


@open_to(KEEPERS, methods=("POST",))
def check(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Confirm the class of a member, or put it right."""
    at = timezone.now()
    membership = latest(assembly, reference, on=day_in(assembly, at=at))
    name = membership.organisation.name
    to = request.POST.get("to", "")
    if to in {"", membership.membership_class}:
        actions.confirm_class(membership=membership, by=request.user, at=at)
        messages.success(request, _("The class of %(name)s is confirmed.") % {"name": name})
    else:
        actions.correct_class(membership=membership, to=to, by=request.user, at=at)
        messages.success(request, _("The class of %(name)s is put right.") % {"name": name})
    return send_on(request, "membership:checks", assembly)


def _follows(book: Rulebook, membership: Membership) -> str:
    """Return the class that the kind of organisation gives, or nothing where it gives none."""
    try:
        return class_of(book, sector=membership.organisation.sector)
    except Refusal:
        return ""


Deed = Callable[..., Any]


def _record_deed(
    request: SignedIn,
    assembly: Assembly,
    reference: str,
    *,
    asking: type[forms.Asking],
    deed: Deed,
    words: dict[str, str],
    key: str,
) -> HttpResponse:
    """Ask what a deed needs, do it, and go back to the member; all the deeds below are alike."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    membership = latest(assembly, reference, on=on)
    form = asking(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deed(membership=membership, by=request.user, at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, words["done"])
            return send_on(request, "membership:member", assembly, reference)
    book = queries.agreement(assembly, on=on)
    clause: Clause | None = queries.clause_with_key(book, key) if book else None
    context = {"form": form, "membership": membership, "words": words, "clause": clause}
    return answer(request, "membership/deed.html", context, was_refused=form.is_bound)


@open_to(KEEPERS, methods=("GET", "POST"))
def suspend(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    words = {
        "heading": _("Suspend this member"),
        "about": _(
            "A chair may suspend a member while a case about a breach is open. "
            "The member then has no vote and cannot stand for office."
        ),
        "button": _("Suspend"),
        "done": _("The suspension is recorded, and the member is told."),
    }
    return _record_deed(
        request, assembly, reference, asking=forms.Suspend, deed=actions.suspend,
        words=words, key="suspension",
    )  # fmt: skip


@open_to(KEEPERS, methods=("GET", "POST"))
def lift(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    words = {
        "heading": _("Lift the suspension"),
        "about": _("From today the member has its vote again and may stand for office."),
        "button": _("Lift"),
        "done": _("The suspension is lifted, and the member is told."),
    }
    return _record_deed(
        request, assembly, reference, asking=forms.Lift, deed=actions.lift,
        words=words, key="suspension",
    )  # fmt: skip


@open_to(KEEPERS, methods=("GET", "POST"))
def leave_out(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    words = {
        "heading": _("Leave this member out of business"),
        "about": _(
            "While its notice runs, the chair may leave a departing member out. "
            "Otherwise its rights go on until the notice ends."
        ),
        "button": _("Leave it out"),
        "done": _("The decision is recorded, and the member is told."),
    }
    return _record_deed(
        request, assembly, reference, asking=forms.LeaveOut, deed=actions.exclude_during_notice,
        words=words, key="leaving-exclusion",
    )  # fmt: skip


@open_to(KEEPERS, methods=("GET", "POST"))
def end(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    words = {
        "heading": _("End this membership"),
        "about": _("The membership ends today. A member that wants to leave gives notice instead."),
        "button": _("End the membership"),
        "done": _("The end of the membership is recorded, and the member is told."),
    }
    return _record_deed(
        request, assembly, reference, asking=forms.End, deed=actions.end_membership,
        words=words, key="termination-vote",
    )  # fmt: skip


@open_to(KEEPERS, methods=("GET", "POST"))
def record_notice(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    words = {
        "heading": _("Record a notice to leave"),
        "about": _("The notice runs from today. Until it ends, the member keeps its rights."),
        "button": _("Record the notice"),
        "done": _("The notice is recorded, and the member is told."),
    }
    return _record_deed(
        request, assembly, reference, asking=forms.NoticeForSomebody, deed=actions.give_notice,
        words=words, key="leaving",
    )  # fmt: skip

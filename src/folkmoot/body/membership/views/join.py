from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import forms, queries
from folkmoot.body.membership.actions import re_sign, sign_declaration
from folkmoot.body.membership.models import Declaration
from folkmoot.body.membership.permits import KEEPERS
from folkmoot.body.membership.views.frame import answer
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.classes import class_of
from folkmoot.rules.rulebook import ClauseEntry, Rulebook


@dataclass(frozen=True, slots=True)
class Read:
    """A clause as it is read before signing."""

    clause: Clause
    words: str


@open_to(EVERYONE)
def join(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the agreement, who may join and how; with the declaration for whoever signed in."""
    on = day_in(assembly, at=timezone.now())
    if assembly.scheme == Assembly.Scheme.LISTED:
        context = {"listed": queries.listed(assembly, on=on)}
        return answer(request, "membership/listed.html", context, was_refused=False)
    book = queries.agreement(assembly, on=on)
    form = None
    if book and isinstance(request.user, Person):
        form = _fresh(request, request.user, assembly, book, on=on)
    return _page(request, assembly, book, form, on=on)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def sign(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Join, by signing the declaration."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    book = queries.agreement(assembly, on=on)
    if assembly.scheme == Assembly.Scheme.LISTED or book is None or request.method != "POST":
        return send_on(request, "membership:join", assembly)
    organisations = queries.own_to_join(
        assembly, request.user, asked=request.POST.get("organisation", ""), on=on
    )
    if _is_a_retry(request.POST.get("key", "")):
        organisations = Organisation.objects.filter(
            reference=request.POST.get("organisation", "")
        ).order_by("pk")
    form = forms.Declare(request.POST, organisations=organisations)
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            declaration = sign_declaration(
                assembly=assembly,
                organisation=organisation,
                signature=form.signature(),
                by=request.user,
                at=at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is a member.") % {"name": organisation.name})
            return send_on(request, "membership:receipt", assembly, declaration.receipt)
    return _page(request, assembly, book, form, on=on, was_refused=True)


@open_to(KEEPERS, methods=("GET", "POST"))
def record(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Record a declaration that reached an officer on paper, by telephone or otherwise."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    asked = request.POST.get("organisation") or request.GET.get("organisation", "")
    organisations = Organisation.objects.filter(reference=asked).order_by("name", "pk")
    book = queries.agreement(assembly, on=on)
    find = forms.Find(request.GET)
    context: dict[str, Any] = {"book": book, "find": find}
    if named := request.GET.get("named", ""):
        context["found"] = queries.may_join_named(assembly, named, on=on)
    if book is None or not asked:
        return answer(request, "membership/record.html", context, was_refused=False)
    get_object_or_404(organisations)
    start = {
        "organisation": asked,
        "signed_on": on,
        "text_digest": queries.text_digest(book),
        "key": uuid4().hex,
    }
    form = forms.DeclareForSomebody(
        request.POST or None, organisations=organisations, initial=start
    )
    if form.is_valid():
        try:
            declaration = _record(form, assembly, by=request.user, at=at)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The declaration is recorded. Here is the receipt."))
            return send_on(request, "membership:receipt", assembly, declaration.receipt)
    return answer(
        request, "membership/record.html", context | {"form": form}, was_refused=form.is_bound
    )


def _record(
    form: forms.DeclareForSomebody, assembly: Assembly, *, by: Person, at: datetime
) -> Declaration:
    """Sign, for the first time or again, under the version in force on the day of signing."""
    signature = form.signature()
    then = queries.agreement(assembly, on=form.cleaned_data["signed_on"])
    if then is not None:
        signature = signature.with_text(queries.text_digest(then))
    organisation = form.cleaned_data["organisation"]
    member = queries.membership_of(assembly, organisation, on=day_in(assembly, at=at))
    if member is not None and not queries.was_signed_with(signature.key):
        return re_sign(membership=member, signature=signature, by=by, at=at)
    return sign_declaration(
        assembly=assembly, organisation=organisation, signature=signature, by=by, at=at
    )


def _is_a_retry(key: str) -> bool:
    return bool(key) and queries.was_signed_with(key)


def _fresh(
    request: Request, person: Person, assembly: Assembly, book: Rulebook, *, on: date
) -> forms.Declare:
    asked = request.GET.get("organisation", "")
    start = {
        "signer_name": person.name,
        "signer_role": request.acting_for.title if request.acting_for else "",
        "signed_on": on,
        "text_digest": queries.text_digest(book),
        "key": uuid4().hex,
    }
    if asked or request.acting_for:
        start["organisation"] = asked or request.acting_for.organisation.reference
    organisations = queries.own_to_join(assembly, person, asked=asked, on=on)
    return forms.Declare(organisations=organisations, initial=start)


def _page(
    request: Request,
    assembly: Assembly,
    book: Rulebook | None,
    form: forms.Declare | None,
    *,
    on: date,
    was_refused: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {"book": book, "form": form, "find": forms.Find(request.GET)}
    if book is not None:
        context |= _what_is_read(book) | {"classes": _classes(book)}
    if form is not None and book is not None and isinstance(request.user, Person):
        choices = list(form.organisations)
        context["choices"] = [(each, _class_of(book, each)) for each in choices]
        context["invitations"] = list(queries.invitations_to(request.user, assembly))
        context["found"] = queries.may_join_named(assembly, request.GET.get("named", ""), on=on)
        context["member"] = (
            queries.membership_of(assembly, request.acting_for.organisation, on=on)
            if request.acting_for
            else None
        )
    return answer(request, "membership/join.html", context, was_refused=was_refused)


def _class_of(book: Rulebook, organisation: Organisation) -> str | Refusal:
    try:
        return class_of(book, sector=organisation.sector)
    except Refusal as refusal:
        return refusal


def _classes(book: Rulebook) -> list[dict[str, Any]]:
    """Say for each class which kinds of organisation it is for, and whether it is invited."""
    clause = book.parameter("membership.classes").clause
    return [
        {
            "name": name,
            "kinds": [
                Organisation.Sector(sector).label for sector in book.words(f"membership.{name}")
            ],
            "votes": name in book.words("voting.classes"),
            "by_invitation": queries.needs_invitation(book, name),
            "clause": clause,
        }
        for name in book.words("membership.classes")
    ]


def _what_is_read(book: Rulebook) -> dict[str, Any]:
    """Part the agreement into its principles, what it says of membership, and the rest."""
    principles: list[Read] = []
    membership: list[Read] = []
    rest: dict[str, list[Read]] = {}
    for key, entry in book.clauses.items():
        read = Read(entry.clause, book.told(key))
        if key.startswith("principle"):
            principles.append(read)
        elif entry.area == "membership":
            membership.append(read)
        else:
            rest.setdefault(_area(entry), []).append(read)
    return {"principles": principles, "about_membership": membership, "rest": list(rest.items())}


def _area(entry: ClauseEntry) -> str:
    return capfirst(entry.area.replace("-", " "))

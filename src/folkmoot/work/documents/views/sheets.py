"""The sheet of a document kept: its boxes, its owner, its laws, what it goes with, its end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.rulebook.queries import adopted_books
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.questions import YES_NO
from folkmoot.work.documents.actions import linking
from folkmoot.work.documents.actions import sheets as actions
from folkmoot.work.documents.forms import sheets as forms
from folkmoot.work.documents.models import Document, Law
from folkmoot.work.documents.permits import KEEPERS
from folkmoot.work.documents.queries.clauses import clause_for
from folkmoot.work.documents.views.frame import (
    BOTH,
    document_page,
    now_in,
    one_document,
    require,
)


def _choices(assembly: Assembly) -> dict[str, Any]:
    _at, on = now_in(assembly)
    held = Post.objects.held_on(on).filter(assembly=assembly, kind__in=KEEPERS)
    people = Person.objects.filter(pk__in=held.values("person"))
    return {
        "keepers": people.order_by("name", "pk"),
        "rulebooks": [(one.document, one.title) for one in adopted_books(assembly, on=on)],
    }


@open_to(KNOWN, methods=BOTH)
def enter(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a document with its sheet."""
    require(request, assembly)
    at, on = now_in(assembly)
    form = forms.KeepDocument(posted(request), is_new=True, shown=0, **_choices(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_document(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a document"),
        lead=_("Only its name and kind are needed. What is not known is counted and listed."),
        button=_("Enter it"),
        done=_("It is entered. Its text and its laws come next."),
        to=lambda made: ("documents:document", assembly.slug, made.number),
        back=reverse("documents:register", args=[assembly]),
        clause=clause_for(assembly, "sheet", on=on),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Change the sheet of a document."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    shown = {name: getattr(found, name) for name in actions.KEPT}
    shown |= {name: YES_NO.get(shown[name], "") for name in forms.FLAGS}
    form = forms.KeepDocument(
        posted(request), is_new=False,
        shown=found.edition, initial=shown | {"keeper": found.keeper_id},
        **_choices(assembly),
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.keep_document(
            assembly=assembly, document=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change the sheet"),
        button=_("Keep it"),
        done=_("The sheet is kept."),
        **document_page(found, "sheet"),
    )


@open_to(KNOWN, methods=BOTH)
def owner(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep whether the owner of a document still exists."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    form = forms.CheckOwner(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.check_owner(
            document=found,
            is_there=form.cleaned_data["is_there"] == "yes",
            by=request.user,
            at=at,
        ),
        heading=_("Is its owner still there?"),
        facts=[(_("Owner"), found.owner or _("nobody"))],
        button=_("Keep it"),
        done=_("It is kept."),
        **document_page(found, "sheet"),
    )


@open_to(KNOWN, methods=BOTH)
def withdraw(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Withdraw a document, with the reason."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    form = forms.Withdraw(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.withdraw(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Withdraw it"),
        button=_("Withdraw it"),
        done=_("It is withdrawn. What it said stays for everybody to read."),
        warns=True,
        **document_page(found, "sheet"),
    )


@open_to(KNOWN, methods=BOTH)
def law(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """List a law that a document rests on."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    form = forms.KeepLaw(posted(request))
    return act(
        request,
        form=form,
        do=lambda: linking.keep_law(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("List a law"),
        button=_("List it"),
        done=_("The law is listed."),
        **document_page(found, "laws"),
    )


@open_to(KNOWN, methods=BOTH)
def check_law(request: SignedIn, assembly: Assembly, number: int, key: int) -> HttpResponse:
    """Keep that somebody looked whether a law still holds."""
    require(request, assembly)
    document, (at, on) = one_document(assembly, number), now_in(assembly)
    found = get_object_or_404(
        Law.objects.select_related("document__assembly"), document=document, pk=key
    )
    shown = {"checked_on": on, "is_repealed": found.is_repealed, "note": found.note}
    form = forms.CheckLaw(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: linking.check_law(law=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Does this law still hold?"),
        facts=[(_("Law"), found.name), (_("Last looked at"), found.checked_on or _("never"))],
        button=_("Keep it"),
        done=_("It is kept, with its day."),
        **document_page(document, "laws"),
    )


@open_to(KNOWN, methods=BOTH)
def tie(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tie a document to another."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    others = Document.objects.filter(assembly=assembly).exclude(pk=found.pk)
    form = forms.Tie(posted(request), others=others.order_by("title", "pk"))
    return act(
        request,
        form=form,
        do=lambda: linking.tie(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Tie it to another document"),
        button=_("Tie it"),
        done=_("The two are tied."),
        **document_page(found, "programmes"),
    )

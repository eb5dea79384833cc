"""Who backs a compact, whose champion is missing, who owns it, and who told of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.queries.choices import everybody_registered
from folkmoot.work.compact.actions import backing as actions
from folkmoot.work.compact.forms import backing as forms
from folkmoot.work.compact.models import Accord, Signatory
from folkmoot.work.compact.queries.backing import backing_of, covered_without_signing

BOTH = ("GET", "POST")
SAID = (
    *("name", "agreed_on", "contact", "champion", "champion_contact", "organisation"),
    "is_of_sector",
)


def _one(assembly: Assembly, slug: str) -> Accord:
    found = Accord.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def _page(accord: Accord) -> dict[str, Any]:
    url = reverse("compact:backing", args=[accord.assembly, accord.slug])
    return {
        "to": ("compact:backing", accord.assembly.slug, accord.slug),
        "back": url,
        "caption": accord.title,
        "crumbs": [(accord.title, url)],
    }


@open_to(EVERYONE)
def backing(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show who backs a compact, with champions, what passed to whom, its owner, and who told of it."""
    found = _one(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    person = request.user
    keys = {"best": "best-practice", "signatories": "signatories", "champions": "champions", "gaps": "champion-gaps",
            "owner": "owner", "promotion": "promote-public"}  # fmt: skip
    given = {
        "accord": found,
        "backing": backing_of(found),
        "covered": covered_without_signing(found, on=on),
        "year": on.year,
        "clauses": {name: clause_adopted(assembly, key, on=on) for name, key in keys.items()},
        "is_keeper": isinstance(person, Person) and is_officer(person, assembly, on=on),
        **_page(found),
    }
    return render(request, "compact/backing.html", given)


@open_to(OFFICERS, methods=BOTH)
def backer(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter that a body backs a compact, with its champion."""
    found, at = _one(assembly, slug), timezone.now()
    asked = request.GET.get("body", "")
    there = found.signatories.select_related("champion_person")
    known = there.filter(pk=int(asked)).order_by("pk").first() if asked.isdecimal() else None
    shown = {name: getattr(known, name) for name in SAID} if known is not None else {}
    if known is not None and known.champion_person is not None:
        shown["champion_email"] = known.champion_person.email
    form = forms.KeepBacker(posted(request), initial=shown, register=everybody_registered())

    def do() -> Signatory:
        typed = dict(form.cleaned_data)
        email = typed.pop("champion_email")
        person = welcome(email=email, name=typed["champion"], at=at) if email else None
        return actions.keep_backer(
            accord=found, champion_person=person, by=request.user, at=at, **typed
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("A body that backs it"),
        lead=_("Enter a name that is there to change what is said of it."),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_adopted(assembly, "signatories", on=day_in(assembly, at=at)),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def succeed(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Enter to which body another's promises passed."""
    found, at = _one(assembly, slug), timezone.now()
    one = get_object_or_404(
        Signatory.objects.select_related("accord__assembly"), accord=found, pk=number
    )
    others = list(found.signatories.exclude(pk=one.pk).order_by("name", "pk"))
    form = forms.Succeed(posted(request), others=others)
    return act(
        request,
        form=form,
        do=lambda: actions.succeed(
            backer=one,
            successor=form.others[form.cleaned_data["successor"]],
            on=form.cleaned_data["on"],
            by=request.user,
            at=at,
        ),
        heading=_("Promises that passed on"),
        facts=[(_("Body"), one.name)],
        button=_("Keep it"),
        done=_("Both names stand in the list."),
        clause=clause_adopted(assembly, "signatories", on=day_in(assembly, at=at)),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def owner(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter which group answers for a compact, or that it has ended."""
    found, at = _one(assembly, slug), timezone.now()
    form = forms.KeepOwner(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_owner(accord=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Who owns it"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_adopted(assembly, "owner", on=day_in(assembly, at=at)),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def told(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter that a compact was made known, or taken up."""
    found, at = _one(assembly, slug), timezone.now()
    form = forms.TellOfIt(posted(request), initial={"on": day_in(assembly, at=at)})
    return act(
        request,
        form=form,
        do=lambda: actions.tell_of_it(accord=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter that it was made known"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_adopted(assembly, "promote-public", on=day_in(assembly, at=at)),
        **_page(found),
    )

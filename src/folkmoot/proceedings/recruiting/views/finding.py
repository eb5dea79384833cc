"""People offer themselves for boards and groups; officers look for those who fit."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.questions import YES_NO
from folkmoot.proceedings.recruiting.actions import finding as actions
from folkmoot.proceedings.recruiting.forms import finding as forms
from folkmoot.proceedings.recruiting.models import Search
from folkmoot.proceedings.recruiting.queries import boards
from folkmoot.proceedings.recruiting.queries import finding as queries
from folkmoot.rules.findings import Refusal

BOTH = ("GET", "POST")


def one_search(assembly: Assembly, reference: str) -> Search:
    """Return a search by its reference, or answer that there is none. One query."""
    return get_object_or_404(queries.searches(assembly), reference=reference)


def _page(search: Search) -> dict[str, Any]:
    url = reverse("recruiting:search", args=[search.assembly, search.reference])
    return {
        "to": ("recruiting:search", search.assembly.slug, search.reference),
        "back": url,
        "caption": search.title,
        "crumbs": [(search.title, url)],
    }


@open_to(EVERYONE)
def people(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who is looked for, what boards lack, and how one offers oneself. Nobody is named."""
    on = day_in(assembly, at=timezone.now())
    page = Paginator(queries.searches(assembly), 25).get_page(request.GET.get("page"))
    person = request.user if isinstance(request.user, Person) else None
    given = {
        "page_obj": page,
        "rows": [(one, queries.state_of(one, on=on)) for one in page],
        "calls": list(boards.open_adverts(assembly, on=on)[:50]),
        "offers": queries.offers(assembly).count(),
        "own": queries.offer_of(person, assembly) if person is not None else None,
        "is_keeper": person is not None and is_officer(person, assembly, on=on),
        "clause": queries.clause_on_finding(assembly, on=on),
    }
    return render(request, "recruiting/people.html", given)


@open_to(KNOWN, methods=BOTH)
def offer(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Let somebody offer themselves, or change what they offer."""
    at = timezone.now()
    own = queries.offer_of(request.user, assembly)
    shown: dict[str, Any] = {}
    if own is not None:
        shown = {name: getattr(own, name) for name in ("skills", "lived", "free", "hours_a_month")}
        shown |= {name: [row.pk for row in getattr(own, name).all()] for name in actions.NAMED}
    form = forms.KeepOffer(posted(request), assembly=assembly, initial=shown)
    acting = request.acting_for
    return act(
        request,
        form=form,
        do=lambda: actions.keep_offer(
            assembly=assembly,
            organisation=acting.organisation if acting else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Offer yourself"),
        lead=_(
            "Boards and groups that plan services ask for people. Say what you could bring. You "
            "are asked each time before your name goes anywhere, and you can take this back."
        ),
        button=_("Offer it"),
        done=_("Thank you. You are asked before your name goes anywhere."),
        to=("recruiting:people", assembly.slug),
        clause=queries.clause_on_finding(assembly, on=day_in(assembly, at=at)),
        back=reverse("recruiting:people", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def withdraw(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Let somebody take their offer back."""
    own, at = queries.offer_of(request.user, assembly), timezone.now()
    form = Agree(posted(request), label=_("Take my offer back; what it says is forgotten"))

    def do() -> None:
        if own is not None:
            actions.withdraw_offer(offer=own, at=at)

    return act(
        request,
        form=form,
        do=do,
        heading=_("Take your offer back"),
        button=_("Take it back"),
        done=_("Your offer is taken back."),
        to=("recruiting:people", assembly.slug),
        warns=True,
        back=reverse("recruiting:people", args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def find(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Begin to look for people for a body."""
    at = timezone.now()
    form = forms.OpenSearch(posted(request), assembly=assembly)
    return act(
        request,
        form=form,
        do=lambda: actions.open_search(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Look for people"),
        button=_("See who fits"),
        done=_("The search has a number. Choose whom to ask."),
        to=lambda made: ("recruiting:search", assembly.slug, made.reference),
        clause=queries.clause_on_finding(assembly, on=day_in(assembly, at=at)),
        back=reverse("recruiting:people", args=[assembly]),
    )


@open_to(OFFICERS)
def search(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show who fits a search and why, who was asked, and how spread the names are."""
    on = day_in(assembly, at=timezone.now())
    found = one_search(assembly, reference)
    fitting = queries.candidates(found)
    agreed = [one.offer for one in queries.suggestions(found) if one.agreed]
    page = Paginator(fitting, 50).get_page(request.GET.get("page"))
    given = {
        "search": found,
        "state": queries.state_of(found, on=on),
        "page_obj": page,
        "rows": list(page),
        "agreed": len(agreed),
        "spread": queries.spread_of(found, agreed, because=found.spread_because, on=on),
        "clause": queries.clause_on_finding(assembly, on=on),
    }
    return render(request, "recruiting/search.html", given)


@open_to(OFFICERS, methods=BOTH)
def ask(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask some who fit whether their name may go forward."""
    found, at = one_search(assembly, reference), timezone.now()
    fitting = {str(one.offer.pk): one for one in queries.candidates(found) if one.asked is None}
    choices = [
        (key, f"{one.offer.person.name}: {one.per_cent}\N{NO-BREAK SPACE}% ({one.why or '–'})")
        for key, one in list(fitting.items())[:100]
    ]
    form = forms.AskPeople(posted(request), found=choices)
    return act(
        request,
        form=form,
        do=lambda: actions.ask_people(
            search=found,
            chosen=[fitting[key] for key in form.cleaned_data["chosen"]],
            by=request.user,
            at=at,
        ),
        heading=_("Ask some who fit"),
        lead=_("Each is sent what is looked for and what of theirs fits, and says yes or no."),
        button=_("Ask them"),
        done=_("They are asked."),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def send(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Send names to the body that asked, after a look at their spread."""
    found, at = one_search(assembly, reference), timezone.now()
    agreed = {
        str(one.pk): one
        for one in queries.suggestions(found)
        if one.agreed and one.forwarded_at is None
    }
    form = forms.SendNames(posted(request), agreed=list(agreed.values()))
    return act(
        request,
        form=form,
        do=lambda: actions.send_names(
            search=found,
            chosen=[agreed[key] for key in form.cleaned_data["chosen"]],
            because=form.cleaned_data["because"],
            by=request.user,
            at=at,
        ),
        heading=_("Send names to %(body)s") % {"body": found.asked_by},
        button=_("Send them"),
        done=_("The names are on their way, and those named are told."),
        clause=queries.clause_on_finding(assembly, on=day_in(assembly, at=at)),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """End a search with what came of it."""
    found, at = one_search(assembly, reference), timezone.now()
    form = forms.CloseSearch(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.close_search(search=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("End the search"),
        button=_("End it"),
        done=_("The search is over, and those who were asked are told what came of it."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Let somebody who was asked say whether their name may go forward."""
    found, at = one_search(assembly, reference), timezone.now()
    asked = queries.suggestions(found).filter(offer__person=request.user).order_by("pk").first()
    if asked is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who was asked")})
    form = forms.AnswerSuggestion(posted(request), initial={"agrees": YES_NO.get(asked.agreed)})
    return act(
        request,
        form=form,
        do=lambda: actions.answer_suggestion(
            suggestion=asked,
            agrees=form.cleaned_data["agrees"] == "yes",
            by=request.user,
            at=at,
        ),
        heading=found.title,
        caption=found.asked_by,
        facts=[
            (_("What you would do there"), found.words),
            (_("What of yours fits"), asked.why or _("nothing in particular was asked for")),
        ],
        button=_("Answer"),
        done=_("Thank you, that is noted."),
        to=("recruiting:people", assembly.slug),
        back=reverse("recruiting:people", args=[assembly]),
    )

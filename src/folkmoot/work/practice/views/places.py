"""Rooms found and asked for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.practice.actions import places as actions
from folkmoot.work.practice.forms import places as forms
from folkmoot.work.practice.models import Venue, VenueAccess, VenueRequest
from folkmoot.work.practice.permits import (
    keeps_venue,
    require_keeps_venue,
    require_member,
)
from folkmoot.work.practice.queries import places as queries
from folkmoot.work.practice.queries.clauses import clause_for
from folkmoot.work.practice.views.frame import (
    BOTH,
    asked,
    deed,
    in_words,
    listed,
    paged,
    place,
    places,
    who,
)


@open_to(EVERYONE)
def venues(request: Request, assembly: Assembly) -> HttpResponse:
    """Find a room by place, and by what people need to get in and about."""
    me = who(request, assembly)
    areas = places(assembly)
    wanted = asked(request, "place", "kind")
    needs = [one for one in request.GET.getlist("need") if one in VenueAccess.Feature.values]
    found = queries.venues(
        assembly, area=place(wanted["place"], areas), needs=needs, kind=wanted["kind"]
    )
    shown = paged(request, found)
    given = {
        "page_obj": shown,
        "rows": [(one, queries.access_of(one)) for one in shown],
        "wanted": wanted,
        "needs": needs,
        "features": VenueAccess.Feature.choices,
        "kinds": Venue.Kind.choices,
        "areas": areas.values(),
        "who": me,
        "clause": clause_for(assembly, "venues", on=me.on),
    }
    return render(request, "practice/venues.html", given)


def _venue(assembly: Assembly, reference: str) -> Venue:
    rows = Venue.objects.select_related("assembly", "area", "keeper").prefetch_related("access")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(EVERYONE)
def venue(request: Request, assembly: Assembly, venue: str) -> HttpResponse:
    """Show a room; to its keeper who asked for it, to others what they asked themselves."""
    found, me = _venue(assembly, venue), who(request, assembly)
    keeps = me.person is not None and keeps_venue(me.person, found, on=me.on)
    given = {
        "venue": found,
        "access": queries.access_of(found),
        "keeps": keeps,
        "requests": queries.requests_seen(found, me.person, keeps=keeps) if me.person else [],
        "who": me,
        "clause": clause_for(assembly, "venues", on=me.on),
    }
    return render(request, "practice/venue.html", given)


@open_to(KNOWN, methods=BOTH)
def venue_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a room: one's own organisation's, or any for an officer."""
    me = who(request, assembly)
    if not me.is_officer:
        require_member(request.user, me.organisation, assembly, on=me.on)
    form = forms.KeepVenue(
        posted(request),
        areas=served_places(assembly),
        organisations=listed(assembly) if me.is_officer else None,
    )

    def do() -> Any:
        typed = form.told()
        keeper = typed.pop("keeper", me.organisation)
        return actions.keep_venue(
            assembly=assembly, keeper=keeper, by=request.user, at=me.at, **typed
        )

    page = deed(assembly, "venues", "venues")
    page["to"] = lambda made: ("practice:venue", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=do,
        heading=_("Enter a room that groups can use"),
        button=_("Enter it"),
        done=_("It is entered."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def venue_change(request: SignedIn, assembly: Assembly, venue: str) -> HttpResponse:
    """Say again how a room is."""
    found, me = _venue(assembly, venue), who(request, assembly)
    require_keeps_venue(request.user, found, on=me.on)
    names = ("name", "kind", "address", "seats", "cost", "words")
    shown = {name: getattr(found, name) for name in names} | {"area": found.area_id}
    shown |= {f"has_{one.feature}": "yes" if one.is_there else "no" for one in found.access.all()}
    form = forms.KeepVenue(
        posted(request), areas=served_places(assembly), organisations=None, initial=shown
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_venue(
            assembly=assembly,
            venue=found,
            keeper=found.keeper,
            by=request.user,
            at=me.at,
            **form.told(),
        ),
        heading=_("Say how the room is"),
        button=_("Keep it"),
        done=_("It is kept."),
        **deed(assembly, "venues", "venue", found.reference, caption=found.name),
    )


@open_to(KNOWN, methods=BOTH)
def venue_ask(request: SignedIn, assembly: Assembly, venue: str) -> HttpResponse:
    """Ask for a room."""
    found, me = _venue(assembly, venue), who(request, assembly)
    form = forms.AskForVenue(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_for_venue(
            venue=found,
            organisation=me.organisation,
            by=request.user,
            at=me.at,
            **form.cleaned_data,
        ),
        heading=_("Ask for a room"),
        button=_("Ask"),
        done=_("The keeper is told. You get the answer by letter, and here."),
        **deed(assembly, "venues", "venue", found.reference, caption=found.name),
    )


@open_to(KNOWN, methods=BOTH)
def venue_answer(request: SignedIn, assembly: Assembly, venue: str, asked: int) -> HttpResponse:
    """Answer who asked for a room."""
    found, me = _venue(assembly, venue), who(request, assembly)
    require_keeps_venue(request.user, found, on=me.on)
    rows = VenueRequest.objects.select_related("venue__assembly", "venue__keeper", "organisation")
    wish = get_object_or_404(rows, venue=found, pk=asked)
    form = forms.AnswerForVenue(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.answer_for_venue(
            request=wish,
            is_accepted=form.cleaned_data["is_accepted"] == "yes",
            answer=form.cleaned_data["answer"],
            by=request.user,
            at=me.at,
        ),
        heading=_("Answer them"),
        facts=[(_("Who"), wish.organisation.name), (_("When"), f"{in_words(wish.for_on)}, {wish.times}"),
               (_("What for"), wish.words)],
        button=_("Answer"),
        done=_("They are told."),
        **deed(assembly, "venues", "venue", found.reference, caption=found.name),
    )  # fmt: skip

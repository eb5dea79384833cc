"""The first page; the register of skills; what was given, and thanks for it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Community
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions import skills as actions
from folkmoot.work.practice.forms import people as forms
from folkmoot.work.practice.models import Contribution, Offer
from folkmoot.work.practice.permits import keeps_offer, require_keeps_offer
from folkmoot.work.practice.queries import skills as queries
from folkmoot.work.practice.queries.clauses import clause_for, expiry
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
def practice(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what there is to find here."""
    return render(request, "practice/practice.html", {"who": who(request, assembly)})


@open_to(EVERYONE)
def offers(request: Request, assembly: Assembly) -> HttpResponse:
    """Find who can do or knows what, in which place."""
    me = who(request, assembly)
    areas = places(assembly)
    wanted = asked(request, "words", "kind", "community", "place")
    kind = wanted["kind"] if wanted["kind"] in Offer.Kind.values else ""
    found = queries.offers_found(
        assembly,
        on=me.on,
        is_member=me.is_member,
        words=wanted["words"],
        kind=kind,
        community=wanted["community"],
        area=place(wanted["place"], areas),
    )
    given = {
        "page_obj": paged(request, found),
        "wanted": wanted,
        "kinds": Offer.Kind.choices,
        "communities": Community.objects.order_by("name", "pk"),
        "areas": areas.values(),
        "who": me,
        "clause": clause_for(assembly, "knowledge" if wanted["community"] else "skills", on=me.on),
    }
    return render(request, "practice/offers.html", given)


def _offer(request: Request, assembly: Assembly, reference: str) -> Offer:
    """Return an entry that somebody may read: it stands, or it is theirs."""
    me = who(request, assembly)
    rows = Offer.objects.select_related("assembly", "organisation", "person")
    found = get_object_or_404(rows, assembly=assembly, reference=reference)
    stands = found.expires_on > me.on and (me.is_member or found.seen_by == Offer.SeenBy.EVERYONE)
    if not stands and (me.person is None or not keeps_offer(me.person, found, on=me.on)):
        raise Refusal("not-permitted", None, {"who": _("those for whom it is meant")})
    return found


@open_to(EVERYONE)
def offer(request: Request, assembly: Assembly, offer: str) -> HttpResponse:
    """Show an entry: what is offered, where, and to members how to reach who offers it."""
    found = _offer(request, assembly, offer)
    me = who(request, assembly)
    given = {
        "offer": found,
        "who": me,
        "keeps": me.person is not None and keeps_offer(me.person, found, on=me.on),
        "has_expired": found.expires_on <= me.on,
        "clause": clause_for(assembly, "skills", on=me.on),
    }
    return render(request, "practice/offer.html", given)


@open_to(KNOWN, methods=BOTH)
def offer_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """List what one can do or knows."""
    me = who(request, assembly)
    form = forms.ListOffer(
        posted(request),
        areas=served_places(assembly),
        organisation=me.organisation,
        expires=in_words(expiry(assembly, on=me.on)),
    )
    page = deed(assembly, "skills", "offers")
    page["to"] = lambda made: ("practice:offer", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.list_offer(assembly=assembly, by=request.user, at=me.at, **form.told()),
        heading=_("List what you can offer"),
        lead=_("You can take it away at any time, and then nothing of it is kept."),
        button=_("List it"),
        done=_("It is listed."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def offer_renew(request: SignedIn, assembly: Assembly, offer: str) -> HttpResponse:
    """Say that an entry still stands."""
    found, me = _offer(request, assembly, offer), who(request, assembly)
    require_keeps_offer(request.user, found, on=me.on)
    until = in_words(expiry(assembly, on=me.on))
    form = Agree(
        posted(request), label=_("I agree that this is listed until %(on)s") % {"on": until}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.renew_offer(offer=found, by=request.user, at=me.at),
        heading=_("Does this still stand?"),
        facts=[(_("Offered"), found.title), (_("Seen until"), in_words(found.expires_on))],
        button=_("It stands"),
        done=_("It stands, and is seen again."),
        **deed(assembly, "skills", "offer", found.reference, caption=found.title),
    )


@open_to(KNOWN, methods=BOTH)
def offer_withdraw(request: SignedIn, assembly: Assembly, offer: str) -> HttpResponse:
    """Take an entry away."""
    found, me = _offer(request, assembly, offer), who(request, assembly)
    require_keeps_offer(request.user, found, on=me.on)
    form = Agree(posted(request), label=_("I no longer agree that this is listed"))
    return act(
        request,
        form=form,
        do=lambda: actions.withdraw_offer(offer=found, by=request.user, at=me.at),
        heading=_("Take it away"),
        lead=_("It is gone at once, and nothing of it is kept."),
        facts=[(_("Offered"), found.title)],
        button=_("Take it away"),
        done=_("It is gone."),
        warns=True,
        **deed(assembly, "skills", "offers"),
    )


@open_to(EVERYONE)
def contributions(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what each organisation gave, and thanks for it."""
    me = who(request, assembly)
    since = me.on.replace(month=1, day=1)
    given = {
        "page_obj": paged(request, queries.contributions(assembly)),
        "each": queries.given_by_each(assembly, since=since),
        "year": me.on.year,
        "who": me,
        "owed": queries.thanks_owed(assembly, me.person, on=me.on) if me.person else 0,
        "clause": clause_for(assembly, "contributions", on=me.on),
    }
    return render(request, "practice/contributions.html", given)


@open_to(KNOWN, methods=BOTH)
def log(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Write down what an organisation gave: one's own, or any for an officer."""
    me = who(request, assembly)
    if me.organisation is None and not me.is_officer:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    form = forms.LogContribution(
        posted(request),
        organisations=listed(assembly) if me.is_officer else None,
        initial={"on": me.on},
    )

    def do() -> Any:
        typed = dict(form.cleaned_data)
        organisation = typed.pop("organisation", me.organisation)
        return actions.log_contribution(
            assembly=assembly, organisation=organisation, by=request.user, at=me.at, **typed
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Write down what was given"),
        caption=me.organisation.name if me.organisation and not me.is_officer else "",
        button=_("Write it down"),
        done=_("It is written down."),
        **{k: v for k, v in deed(assembly, "contributions", "contributions").items()
           if k != "caption"},
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def thank(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Thank an organisation."""
    rows = Contribution.objects.select_related("assembly", "organisation")
    found = get_object_or_404(rows, assembly=assembly, pk=number)
    me = who(request, assembly)
    form = forms.Thank(posted(request), initial={"thanks": found.thanks})
    return act(
        request,
        form=form,
        do=lambda: actions.thank(
            contribution=found, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Thank them"),
        facts=[(_("Who"), found.organisation.name), (_("Gave"), found.words)],
        button=_("Thank them"),
        done=_("They are thanked, by letter and here."),
        **deed(assembly, "contributions", "contributions"),
    )

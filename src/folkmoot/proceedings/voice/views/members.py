"""Papers put to boards, help for representatives, and members who went to a board themselves."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.choices import organisations_to_choose
from folkmoot.proceedings.voice.actions import members as deeds
from folkmoot.proceedings.voice.forms import members as forms
from folkmoot.proceedings.voice.forms.telling import Words
from folkmoot.proceedings.voice.models import Approach, Hand, Paper
from folkmoot.proceedings.voice.permits import (
    may_keep_sittings,
    require_may_keep_sittings,
    require_speaks_for,
)
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    board_page,
    holder_page,
    one_board,
    one_holding,
)
from folkmoot.proceedings.voice.views.boards import sittings_to_choose
from folkmoot.rules.findings import Refusal


@open_to(EVERYONE)
def papers(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the papers that the sector put to boards, and what became of each."""
    found = Paper.objects.filter(body__assembly=assembly).select_related(
        "body__assembly", "sitting"
    )
    if request.GET.get("open") == "yes":
        found = found.filter(outcome="")
    ordered = found.prefetch_related("authors").order_by("-submitted_on", "-pk")
    page = Paginator(ordered, 25).get_page(request.GET.get("page"))
    at = timezone.now()
    person = request.user if isinstance(request.user, Person) else None
    may: dict[int, bool] = {}
    if person is not None:
        may = {
            paper.body_id: may_keep_sittings(person, paper.body, at=at)
            for paper in {paper.body_id: paper for paper in page}.values()
        }
    rows = [(one, not one.outcome and may.get(one.body_id, False)) for one in page]
    return render(request, "voice/papers.html", {"page_obj": page, "rows": rows})


@open_to(KNOWN, methods=BOTH)
def submit(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Put a paper of the sector to a board."""
    found, at = one_board(assembly, body), timezone.now()
    require_may_keep_sittings(request.user, found, at=at)
    on = day_of(assembly, at)
    form = forms.SubmitPaper(
        posted(request),
        organisations=organisations_to_choose(assembly, on=on),
        sittings=[one for one in sittings_to_choose(found.pk) if one.on >= on],
    )
    page = board_page(found)
    page["to"] = ("voice:papers", assembly.slug)
    return act(
        request,
        form=form,
        do=lambda: deeds.submit_paper(body=found, by=request.user, at=at, **form.told()),
        heading=_("Put a paper to the board"),
        button=_("Put it to the board"),
        done=_("The paper has a number, and its outcome is tracked."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def settle(request: SignedIn, assembly: Assembly, body: str, reference: str) -> HttpResponse:
    """Write down what became of a paper."""
    found = get_object_or_404(
        Paper.objects.select_related("body__assembly"),
        body__assembly=assembly,
        body__slug=body,
        reference=reference,
    )
    at = timezone.now()
    require_may_keep_sittings(request.user, found.body, at=at)
    form = forms.SettlePaper(posted(request), today=day_of(assembly, at))
    page = board_page(found.body)
    page["to"] = ("voice:papers", assembly.slug)
    return act(
        request,
        form=form,
        do=lambda: deeds.settle_paper(paper=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("What became of the paper"),
        facts=[(_("Paper"), found.title)],
        button=_("Write it down, and tell its authors and the members"),
        done=_("It is written down, and its authors and the members are told."),
        **page,
    )


def _member(request: SignedIn) -> Any:
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    return request.acting_for.organisation


@open_to(KNOWN, methods=BOTH)
def approach(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Tell that one's organisation went to a board itself."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    organisation, on = _member(request), day_of(assembly, at)
    form = forms.TellApproach(posted(request), today=on)
    return act(
        request,
        form=form,
        do=lambda: deeds.tell_approach(
            seat=holding.seat,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("We went to the board ourselves"),
        lead=_(
            "%(name)s speaks for you there, and can put the matter forward. Nothing bars you from going yourselves."
        )
        % {"name": holding.holder_name},
        button=_("Tell the representative"),
        done=_("The representative is told."),
        clause=clause_of(assembly, "no-going-around", on=on),
        **holder_page(holding),
    )


@open_to(KNOWN, methods=BOTH)
def answer_approach(
    request: SignedIn, assembly: Assembly, reference: str, number: int, approach: int
) -> HttpResponse:
    """Answer a member that went to the board itself."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    found = get_object_or_404(
        Approach.objects.select_related("assembly", "seat__body", "organisation"),
        pk=approach,
        seat=holding.seat,
    )
    form = Words(posted(request), label=_("Your answer"))
    return act(
        request,
        form=form,
        do=lambda: deeds.answer_approach(
            approach=found,
            holding=holding,
            answer=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        heading=_("Answer the member"),
        facts=[(_("Member"), found.organisation.name), (_("Matter"), found.matter)],
        button=_("Send the answer"),
        done=_("The member is told."),
        **holder_page(holding),
    )


@open_to(KNOWN, methods=BOTH)
def hand(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Offer a representative practical help."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    organisation = _member(request)
    form = forms.OfferHand(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deeds.offer_hand(
            seat=holding.seat,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Lend a hand"),
        button=_("Offer it"),
        done=_("Thank you. The representative is told."),
        clause=clause_of(assembly, "help-for-representatives", on=day_of(assembly, at)),
        **holder_page(holding),
    )


@open_to(KNOWN, methods=("POST",))
def settle_hand(
    request: SignedIn, assembly: Assembly, reference: str, number: int, hand: int
) -> HttpResponse:
    """Take an offer of help up, or say that it is over."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    found = get_object_or_404(
        Hand.objects.select_related("seat__assembly", "seat__body", "organisation", "offered_by"),
        pk=hand,
        seat=holding.seat,
    )
    deeds.settle_hand(
        hand=found,
        holding=holding,
        takes_it=request.POST.get("how") == "take",
        by=request.user,
        at=at,
    )
    return send_on(request, "voice:holder", assembly.slug, reference, number)

"""Answers given: as an organisation, a person or a group; on the site, by a link, written down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations import permits
from folkmoot.work.consultations.actions import answering as actions
from folkmoot.work.consultations.actions.piles import receive_pile
from folkmoot.work.consultations.forms.answering import (
    AnswerIt,
    ReceivePile,
    WriteDown,
    WriteGroup,
    places_offered,
)
from folkmoot.work.consultations.models import Consultation, Response
from folkmoot.work.consultations.queries import answering as queries
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.links import linked
from folkmoot.work.consultations.queries.planning import is_open
from folkmoot.work.consultations.views.frame import BOTH, one, page


def _asked(
    found: Consultation, before: Response | None, *, is_short: bool = False
) -> dict[str, Any]:
    return {
        "questions": queries.questions_of(found, is_short=is_short),
        "statements": queries.statements_for(found, before),
        "places": places_offered(found, served_districts(found.assembly)),
    }


@never_cache
@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Answer as the organisation that one acts for: kept as one goes, then sent."""
    found = one(assembly, reference)
    if not request.acting_for:
        return redirect("consultations:as_person", assembly.slug, found.reference)
    organisation = request.acting_for.organisation
    return _answer(request, found, organisation, channel=Response.Channel.WEB, by=request.user)


@never_cache
@open_to(EVERYONE, methods=BOTH)
def by_link(request: Request, assembly: Assembly, reference: str, link: str) -> HttpResponse:
    """Answer by the link of a letter, without an account; opening it changes nothing."""
    named = linked(assembly, reference, link)
    if named is None:
        return render(request, "consultations/no_link.html", status=404)
    found, organisation = named
    return _answer(request, found, organisation, channel=Response.Channel.LINK, by=None)


def _answer(
    request: Request,
    found: Consultation,
    organisation: Organisation,
    *,
    channel: str,
    by: Person | None,
) -> HttpResponse:
    at = timezone.now()
    is_link = channel == Response.Channel.LINK
    before = queries.response_of(found, organisation)
    living = before if before and before.state != Response.State.WITHDRAWN else None
    is_short = request.GET.get("form") == "short"
    asked = _asked(found, living, is_short=is_short)
    # A letter may be passed on: its link lets somebody answer anew, and reads nothing out.
    form = AnswerIt(posted(request), before=None if is_link else living, **asked)
    if request.method == "POST" and request.POST.get("step") == "withdraw" and living is not None:
        actions.withdraw_response(response=living, at=at)
        messages.success(request, _("Your answer is taken back, and its words are deleted."))
        return redirect(request.path)
    sent = None
    if request.method == "POST" and form.is_valid():
        is_sent = request.POST.get("step") != "keep"
        try:
            made = actions.answer_as_organisation(
                consultation=found,
                organisation=organisation,
                channel=channel,
                is_sent=is_sent,
                by=by,
                at=at,
                **form.told(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if not is_sent:
                messages.success(request, _("It is kept as a draft. Nobody counts it yet."))
                return redirect(request.get_full_path())
            sent = made
    return _answer_page(request, found, form, living, sent, organisation, is_short=is_short)


def _answer_page(
    request: Request,
    found: Consultation,
    form: AnswerIt,
    living: Response | None,
    sent: Response | None,
    organisation: Organisation | None,
    *,
    is_short: bool,
) -> HttpResponse:
    on = day_in(found.assembly, at=timezone.now())
    given = {
        "one": found,
        "form": form,
        "before": living,
        "sent": sent,
        "organisation": organisation,
        "is_open": is_open(found, on=on),
        "is_short": is_short,
        "has_short": any(one.is_short for one in queries.questions_of(found)),
        "clause": clause_for(found.assembly, "equal", on=on),
        **page(found),
    }
    name = "consultations/sent.html" if sent else "consultations/answer.html"
    status = 422 if form.is_bound and sent is None else 200
    return render(request, name, given, status=status)


@never_cache
@open_to(KNOWN, methods=BOTH)
def as_person(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Answer for oneself, as a person with experience of the matter."""
    found, at = one(assembly, reference), timezone.now()
    before = queries.response_of_person(found, request.user)
    living = before if before and before.state == Response.State.SENT else None
    form = AnswerIt(posted(request), before=living, **_asked(found, living))
    if request.method == "POST" and request.POST.get("step") == "withdraw" and living is not None:
        actions.withdraw_response(response=living, at=at)
        messages.success(request, _("Your answer is taken back, and its words are deleted."))
        return redirect(request.path)
    sent = None
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.answer_as_person(
                consultation=found, by=request.user, at=at, **form.told()
            )
        except Refusal as refusal:
            form.refuse(refusal)
    return _answer_page(request, found, form, living, sent, None, is_short=False)


@open_to(KNOWN, methods=BOTH)
def write_down(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what an organisation or a person said by phone, on paper or at a meeting."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_keeps(request.user, found, on=day_in(assembly, at=at))
    listed = Organisation.objects.filter(
        listings__assembly=assembly, sector=Organisation.Sector.VCSE
    ).order_by("sort_name", "pk")
    form = WriteDown(posted(request), organisations=listed, **_asked(found, None))

    def do() -> Response:
        told = {"channel": form.cleaned_data["channel"], "by": request.user, "at": at}
        organisation = form.cleaned_data["organisation"]
        if organisation is None:
            is_employee = form.cleaned_data["is_employee"]
            return actions.answer_as_person(
                consultation=found, is_employee=is_employee, **told, **form.told()
            )
        return actions.answer_as_organisation(
            consultation=found, organisation=organisation, is_sent=True, **told, **form.told()
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Write down what somebody answered"),
        lead=_(
            "It counts like any other answer, and takes the place of what the organisation answered "
            "before. Its people get a receipt by letter."
        ),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(assembly, "effort", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def pile(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Receive a table of answers on paper, all of it or nothing."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_keeps(request.user, found, on=day_in(assembly, at=at))
    form = ReceivePile(posted(request))
    return act(
        request,
        form=form,
        do=lambda: receive_pile(consultation=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Receive many answers at once"),
        lead=_("An organisation that answered before has its answer replaced, and counts once."),
        button=_("Receive them"),
        done=_("They are received."),
        clause=clause_for(assembly, "equal", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def write_group(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what a group said together, with how many were there."""
    found, at = one(assembly, reference), timezone.now()
    on = day_in(assembly, at=at)
    permits.require_keeps(request.user, found, on=on)
    forums = {forum.slug: forum for forum in live_forums(assembly, on=on)}
    form = WriteGroup(posted(request), forums=forums, **_asked(found, None))

    def do() -> Response:
        told = form.told()
        return actions.answer_as_group(
            consultation=found,
            forum=forums.get(form.cleaned_data["forum"]),
            present=form.cleaned_data["present"],
            held_on=form.cleaned_data["held_on"],
            said=told["said"],
            stances=told["stances"],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Write down what a group said"),
        lead=_("It is one answer of a group, shown beside those of organisations."),
        button=_("Keep it"),
        done=_("It is kept."),
        **page(found),
    )


@never_cache
@open_to(EVERYONE)
def receipt(request: Request, assembly: Assembly, reference: str, word: str) -> HttpResponse:
    """Show whoever has the receipt that the answer was received, by which way, and when."""
    found = one(assembly, reference)
    kept = get_object_or_404(
        Response.objects.select_related("organisation"), consultation=found, receipt=word
    )
    return render(request, "consultations/receipt.html", {"one": found, "kept": kept})

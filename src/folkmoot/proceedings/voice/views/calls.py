"""Calls for views: opened, answered by every channel, summed up for the board and for members."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.meetings.queries.meetings import day_of, zone_of
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.voice.actions import calling as deeds
from folkmoot.proceedings.voice.forms.calling import AnswerCall, OpenCall, WriteDown
from folkmoot.proceedings.voice.models import Call, Question, View
from folkmoot.proceedings.voice.permits import may_speak_for, require_speaks_for
from folkmoot.proceedings.voice.queries import calling as queries
from folkmoot.proceedings.voice.queries.briefs import brief as brief_of
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    holder_page,
    one_call,
    one_holding,
)
from folkmoot.proceedings.voice.views.boards import sittings_to_choose
from folkmoot.rules.findings import Refusal

EVENING = time(17)


@open_to(EVERYONE)
def calls(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what members are asked now, and what they were asked."""
    at = timezone.now()
    page = Paginator(queries.calls(assembly), 25).get_page(request.GET.get("page"))
    rows = [(one, queries.is_open(one, at=at)) for one in page]
    return render(request, "voice/calls.html", {"page_obj": page, "rows": rows})


@open_to(EVERYONE)
def call(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a call: its questions, who was asked, and after the close what was said, unnamed."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_call(assembly, reference)
    is_open = queries.is_open(found, at=at)
    person = request.user if isinstance(request.user, Person) else None
    acting = (request.acting_for or None) if person is not None else None
    mine = queries.view_of(found, acting.organisation) if acting else None
    speaks = person is not None and may_speak_for(person, found.holding, at=at)
    is_member = acting is not None and queries.is_behind(found.seat, acting.organisation, on=on)
    given = {
        "call": found,
        "is_open": is_open,
        "questions": queries.questions_of(found),
        "given": found.views.filter(withdrawn_at=None).count(),
        "mine": mine,
        "is_member": is_member,
        "acting": acting,
        "speaks": speaks,
        "summary": brief_of(found, on=on, names=False)
        if not is_open and (is_member or speaks)
        else None,
        "inputs": list(found.inputs.order_by("logged_at", "pk")),
    }
    return render(request, "voice/call.html", given)


@open_to(KNOWN, methods=BOTH)
def open_call(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Ask members what they think, before the board meets."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    on, zone = day_of(assembly, at), zone_of(assembly)
    ahead = [one for one in sittings_to_choose(holding.seat.body_id) if one.on > on]
    last = min((one.on for one in ahead), default=on + timedelta(days=14))
    form = OpenCall(
        posted(request),
        zone=zone,
        sittings=sorted(ahead, key=lambda one: one.on),
        positions=list(
            Position.objects.filter(assembly=assembly, until_on=None).order_by("topic", "pk")
        ),
        closes_at=datetime.combine(max(on, last - timedelta(days=1)), EVENING, zone),
    )
    page = holder_page(holding)
    page["to"] = lambda call: ("voice:call", assembly.slug, call.reference)
    return act(
        request,
        form=form,
        do=lambda: deeds.open_call(holding=holding, by=request.user, at=at, **form.told()),
        heading=_("Ask members what they think"),
        lead=_(
            "Every member that the seat speaks for gets a letter with a link that answers at once."
        ),
        button=_("Ask them"),
        done=_("The members are asked."),
        clause=clause_of(assembly, "both-ways", on=on),
        **page,
    )


@never_cache
@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Answer a call as the organisation that one acts for."""
    found = one_call(assembly, reference)
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    organisation = request.acting_for.organisation
    return _answer(request, found, organisation, channel=View.Channel.WEB, by=request.user)


@never_cache
@open_to(EVERYONE, methods=BOTH)
def linked(request: Request, assembly: Assembly, reference: str, link: str) -> HttpResponse:
    """Answer a call by the link of a letter, without an account; opening it changes nothing."""
    found = queries.linked(assembly, reference, link)
    if found is None:
        return render(request, "voice/no_link.html", status=404)
    call, organisation = found
    return _answer(request, call, organisation, channel=View.Channel.LINK, by=None)


def _answer(
    request: Request, call: Call, organisation: Organisation, *, channel: str, by: Person | None
) -> HttpResponse:
    at = timezone.now()
    questions = queries.questions_of(call)
    before = queries.view_of(call, organisation)
    living = before if before is not None and before.withdrawn_at is None else None
    is_open = queries.is_open(call, at=at)
    # A letter may be passed on: its link lets somebody answer anew, and reads nothing out.
    shown = living if channel != View.Channel.LINK else None
    form = AnswerCall(posted(request), questions=questions, kind=call.kind, before=shown)
    view = None
    if request.method == "POST" and request.POST.get("step") == "withdraw" and living is not None:
        view = deeds.withdraw_view(view=living, by=by, at=at)
        messages.success(request, _("Your answer is taken back, and its words are forgotten."))
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            view = deeds.give_view(
                call=call, organisation=organisation, channel=channel, by=by, at=at, **form.told()
            )
        except Refusal as refusal:
            form.refuse(refusal)
    given = {
        "call": call,
        "organisation": organisation,
        "form": form,
        "before": living,
        "is_open": is_open,
        "view": view,
        "said": _said(view, questions),
        "path": request.path,
    }
    status = 422 if form.is_bound and view is None else 200
    page = "voice/answered.html" if view is not None else "voice/answer.html"
    return render(request, page, given, status=status)


def _said(view: View | None, questions: list[Question]) -> list[tuple[str, str]]:
    if view is None:
        return []
    by_key = {one.question_id: one.words for one in view.answers.all()}
    return [(one.words, by_key.get(one.pk, _("not answered"))) for one in questions]


@open_to(KNOWN, methods=BOTH)
def write_down(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what a member said by phone, on paper or in a meeting."""
    found, at = one_call(assembly, reference), timezone.now()
    require_speaks_for(request.user, found.holding, at=at)
    members = members_behind(found.seat, on=day_of(assembly, at))
    form = WriteDown(
        posted(request),
        questions=queries.questions_of(found),
        kind=found.kind,
        organisations=Organisation.objects.filter(pk__in=[one.pk for one in members]).order_by(
            "name", "pk"
        ),
    )

    def do() -> View:
        typed = form.cleaned_data
        return deeds.give_view(
            call=found,
            organisation=typed["organisation"],
            channel=typed["channel"],
            said_by=typed["said_by"],
            by=request.user,
            at=at,
            **form.told(),
        )

    page: dict[str, Any] = holder_page(found.holding)
    page["to"] = ("voice:call", assembly.slug, reference)
    return act(
        request,
        form=form,
        do=do,
        heading=_("Write down what a member said"),
        lead=_("It counts like any other answer. The organisation gets a receipt by letter."),
        button=_("Keep it"),
        done=_("It is kept, and the organisation is sent a receipt."),
        **page,
    )


@open_to(KNOWN)
def brief(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show the cross-section of what members said, for whoever goes to the board."""
    found, at = one_call(assembly, reference), timezone.now()
    require_speaks_for(request.user, found.holding, at=at)
    on = day_of(assembly, at)
    given = {
        "call": found,
        "brief": brief_of(found, on=on),
        "is_open": queries.is_open(found, at=at),
        "clause": clause_of(assembly, "speak-for-all", "both-ways", on=on),
        "today": on,
    }
    return render(request, "voice/brief.html", given)


@open_to(KNOWN, methods=BOTH)
def withdraw(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take back what one's organisation said."""
    found, at = one_call(assembly, reference), timezone.now()
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    view = get_object_or_404(
        found.views.select_related("organisation", "call"),
        organisation=request.acting_for.organisation,
        withdrawn_at=None,
    )
    form = Agree(posted(request), label=_("Take our answer back"))
    page: dict[str, Any] = {
        "to": ("voice:call", assembly.slug, reference),
        "caption": found.title,
    }
    return act(
        request,
        form=form,
        do=lambda: deeds.withdraw_view(view=view, by=request.user, at=at),
        heading=_("Take our answer back"),
        lead=_("Its words are forgotten. Until the close you may answer again."),
        button=_("Take it back"),
        done=_("The answer is taken back, and its words are forgotten."),
        warns=True,
        **page,
    )

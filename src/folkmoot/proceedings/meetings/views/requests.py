"""Asking for an item, and the answers."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground import doing
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.meetings.actions.answer_request import (
    accept_request,
    decline_request,
    put_request_off,
)
from folkmoot.proceedings.meetings.actions.requests import ask_for_item, take_request_back
from folkmoot.proceedings.meetings.forms.agenda import AnswerRequest, AskForItem
from folkmoot.proceedings.meetings.models import AgendaRequest, Meeting
from folkmoot.proceedings.meetings.permits import (
    may_arrange,
    require_may_arrange,
    require_may_speak_for,
)
from folkmoot.proceedings.meetings.queries.agenda import (
    book_of,
    request_timeliness,
    requests_close_on,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of, next_after
from folkmoot.proceedings.meetings.queries.requests import (
    one_request,
    requests_seen,
    that_may_ask,
)
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.seeing import address, crumbs, one_meeting, title
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")
A_PAGE = 25
ANSWERS = {
    AgendaRequest.Answer.DEFERRED.value: put_request_off,
    AgendaRequest.Answer.DECLINED.value: decline_request,
}


@open_to(KNOWN)
def requests(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what was asked for: all of it to those who make the agenda, to members their own."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_of(request.user, assembly, at=at)
    is_arranger = may_arrange(request.user, meeting.forum, at=at)
    if not is_arranger and not sight.is_member:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    book = book_of(meeting, at=at)
    found = requests_seen(meeting, sight, is_arranger=is_arranger)
    given: dict[str, Any] = {
        "meeting": meeting,
        "title": title(meeting),
        "page_obj": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_arranger": is_arranger,
        "closes": requests_close_on(book, meeting),
        "in_time": request_timeliness(book, meeting, on=day_of(assembly, at)),
        "is_open": meeting.cancelled_at is None and meeting.closed_at is None,
        "bodies": sight.bodies,
        "left": sight.left,
    }
    return render(request, "meetings/requests.html", given)


@open_to(KNOWN, methods=ASKED)
def ask(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask what a member wants to be taken, and receive it."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    for_them = is_officer(request.user, assembly, on=day_of(assembly, at))
    bodies = _that_may_ask(request, meeting, for_them=for_them)
    acting = request.acting_for.organisation if request.acting_for else None
    form = AskForItem(
        posted(request),
        organisations=bodies,
        for_them=for_them,
        initial={"organisation": None if for_them else acting},
    )
    if not for_them and not bodies.exists():
        who = _("somebody who acts for a member of %(forum)s") % {"forum": meeting.forum.name}
        raise Refusal("not-permitted", None, {"who": who})
    book = book_of(meeting, at=at)
    in_time = request_timeliness(book, meeting, on=day_of(assembly, at))
    return doing.act(
        request,
        form=form,
        do=lambda: ask_for_item(
            meeting=meeting,
            organisation=form.cleaned_data["organisation"],
            title=form.cleaned_data["title"],
            why=form.cleaned_data["why"],
            form_key=form.cleaned_data["form_key"],
            channel=form.cleaned_data.get("channel", "web"),
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Ask for an item on the agenda"),
        button=_("Ask for it"),
        done=_("The request is received. The chair answers it, and you get a letter."),
        to=lambda made: ("meetings:requests", assembly.slug, made.meeting.reference),
        clause=in_time.clause if in_time is not None else None,
        lead=_when(meeting, in_time.holds if in_time is not None else True, at=at),
        caption=title(meeting),
        crumbs=crumbs(meeting),
        back=address(meeting),
    )


def _when(meeting: Meeting, is_in_time: bool, *, at: Any) -> str:
    if is_in_time:
        return _("The chair accepts it, puts it off or declines it, and says why.")
    if next_after(meeting.forum, meeting.starts_at) is not None:
        return _("It is too late for this meeting, so it goes to the chair for the next one.")
    return _("It is too late for this meeting, so it is kept until the next one is called.")


def _that_may_ask(request: SignedIn, meeting: Meeting, *, for_them: bool) -> QuerySet[Organisation]:
    """The members of the forum in good standing: those the person acts for, or all for an officer."""
    at = timezone.now()
    found = that_may_ask(meeting.forum, on=day_of(meeting.assembly, at))
    if not for_them:
        sight = sight_of(request.user, meeting.assembly, at=at)
        found = found.filter(pk__in=list(sight.bodies))
    return found


@open_to(KNOWN, methods=ASKED)
def answer(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Ask whether a request goes on the agenda, and tell the member."""
    asked = get_object_or_404(one_request(assembly, reference, number))
    meeting, at = asked.meeting, timezone.now()
    require_may_arrange(request.user, meeting.forum, at=at)
    form = AnswerRequest(posted(request))
    book = book_of(meeting, at=at)
    in_time = request_timeliness(book, meeting, on=day_of(assembly, asked.asked_at))
    return doing.act(
        request,
        form=form,
        do=lambda: _answer(asked, form, by=request),
        heading=_("Answer a request for an item"),
        button=_("Answer it"),
        done=_("The member has the answer."),
        to=("meetings:requests", assembly.slug, reference),
        clause=in_time.clause if in_time is not None else None,
        facts=[
            (_("Asked by"), asked.organisation.name),
            (_("What"), asked.title),
            (_("What should come of it"), asked.why),
        ],
        caption=title(meeting),
        crumbs=crumbs(meeting),
        back=address(meeting, "requests"),
    )


def _answer(asked: AgendaRequest, form: AnswerRequest, *, by: SignedIn) -> AgendaRequest:
    typed, at = form.cleaned_data, timezone.now()
    if typed["answer"] == AgendaRequest.Answer.ACCEPTED:
        minutes = typed["minutes"] if typed["minutes"] is not None else 10
        return accept_request(request=asked, minutes=minutes, by=by.user, at=at)
    deed = ANSWERS[typed["answer"]]
    return deed(request=asked, because=typed["because"], by=by.user, at=at)


@open_to(KNOWN, methods=ASKED)
def take_back(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take a request back, once it was said that it should be."""
    asked = get_object_or_404(one_request(assembly, reference, number))
    meeting = asked.meeting
    require_may_speak_for(request.user, asked.organisation, assembly, at=timezone.now())
    form = Agree(posted(request), label=_("Take this request back"))
    return doing.act(
        request,
        form=form,
        do=lambda: take_request_back(request=asked, by=request.user, at=timezone.now()),
        heading=_("Take a request back"),
        button=_("Take it back"),
        done=_("The request is taken back."),
        to=("meetings:requests", assembly.slug, reference),
        facts=[(_("What"), asked.title)],
        warns=True,
        caption=title(meeting),
        crumbs=crumbs(meeting),
        back=address(meeting, "requests"),
    )

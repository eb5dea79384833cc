"""Saying that one comes, or cannot; asking for a deputy; saying that one is there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground import doing
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.actions.check_in import check_in as be_there
from folkmoot.proceedings.meetings.actions.coming import say_coming, send_apologies
from folkmoot.proceedings.meetings.actions.deputies import (
    agree_to_deputy,
    ask_for_deputy,
    decline_deputy,
)
from folkmoot.proceedings.meetings.forms.people import (
    AnswerDeputy,
    Apologise,
    AskDeputy,
    CheckIn,
    Come,
)
from folkmoot.proceedings.meetings.models import Attendance, Deputy, Meeting
from folkmoot.proceedings.meetings.permits import require_may_preside
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.proceedings.meetings.queries.coming import Coming
from folkmoot.proceedings.meetings.queries.coming import coming as all_coming
from folkmoot.proceedings.meetings.queries.meetings import title_of, zone_of
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.seeing import one_meeting
from folkmoot.rules.findings import Refusal
from folkmoot.rules.telling import told_moment

ASKED = ("GET", "POST")


def how_it_stands(request: Request, meeting: Meeting) -> Coming:
    """Return who comes, and what the person of a request may say of themselves."""
    at = timezone.now()
    return all_coming(meeting, sight=sight_of(request.user, meeting.assembly, at=at), at=at)


def act(request: Request, meeting: Meeting, *, form: Act, **page: Any) -> HttpResponse:
    """Show a form of a meeting, or do what it asks and go on; see `doing.act` for the rest."""
    url = reverse("meetings:meeting", args=[meeting.assembly, meeting.reference])
    name = title_of(meeting)
    page = {
        "caption": name,
        "crumbs": [(name, url)],
        "back": url,
        "to": ("meetings:meeting", meeting.assembly.slug, meeting.reference),
    } | page
    return doing.act(request, form=form, **page)


def when(meeting: Meeting) -> list[tuple[str, Any]]:
    """What to have in view while deciding about a meeting: its day, its place."""
    facts = [(_("When"), told_moment(meeting.starts_at, zone_of(meeting.assembly)))]
    return [*facts, (_("Where"), meeting.place)] if meeting.place else facts


def _chosen(stands: Coming) -> int | None:
    return stands.own.organisation_id if stands.own is not None else None


def _theirs(request: SignedIn, meeting: Meeting, stands: Coming) -> None:
    """:raises Refusal: if they act for nobody who may come, and nothing was said of them."""
    if not stands.bodies and stands.own is None:
        raise _for_nobody(request, meeting)


def _for_nobody(request: SignedIn, meeting: Meeting) -> Refusal:
    name = request.acting_for.organisation.name if request.acting_for else request.user.name
    facts = {"organisation": name or request.user.email, "forum": meeting.forum.name}
    return Refusal("can-send-nobody", None, facts)


@open_to(SIGNED_IN, methods=ASKED)
def coming(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    meeting = one_meeting(assembly, reference)
    stands = how_it_stands(request, meeting)
    _theirs(request, meeting, stands)
    own = stands.own if stands.own is not None else Attendance()
    form = Come(
        posted(request),
        bodies=stands.bodies,
        chosen=_chosen(stands),
        mode=own.mode,
        needs=own.needs,
    )
    return act(
        request,
        meeting,
        form=form,
        do=lambda: say_coming(
            meeting=meeting,
            person=request.user,
            name=request.user.name or request.user.email,
            organisation=form.body or own.organisation,
            mode=form.cleaned_data["mode"],
            needs=form.cleaned_data["needs"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Say that you are coming"),
        button=_("I am coming"),
        done=_("You are down as coming. You can change it until the meeting."),
        facts=when(meeting),
        clause=clause_here(meeting, "attendance", at=timezone.now()),
    )


@open_to(SIGNED_IN, methods=ASKED)
def apologies(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    meeting = one_meeting(assembly, reference)
    stands = how_it_stands(request, meeting)
    _theirs(request, meeting, stands)
    form = Apologise(posted(request), bodies=stands.bodies, chosen=_chosen(stands))
    return act(
        request,
        meeting,
        form=form,
        do=lambda: send_apologies(
            meeting=meeting,
            person=request.user,
            name=request.user.name or request.user.email,
            organisation=form.body or (stands.own.organisation if stands.own else None),
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Send apologies"),
        button=_("Send apologies"),
        done=_("Your apologies are with those who look after the meeting."),
        facts=when(meeting),
        clause=clause_here(meeting, "attendance", at=timezone.now()),
    )


@open_to(SIGNED_IN, methods=ASKED)
def deputy(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    meeting = one_meeting(assembly, reference)
    stands = how_it_stands(request, meeting)
    if not stands.bodies:
        raise _for_nobody(request, meeting)
    form = AskDeputy(posted(request), bodies=stands.bodies)

    def ask() -> Deputy:
        assert form.body is not None
        return ask_for_deputy(
            meeting=meeting,
            organisation=form.body,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            why=form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        meeting,
        form=form,
        do=ask,
        heading=_("Ask to send a deputy"),
        button=_("Ask the chair"),
        done=_("Whoever chairs the meeting is asked, and you get a letter with the answer."),
        lead=_(
            "A deputy counts for your organisation if the chair agrees before the meeting begins."
        ),
        facts=when(meeting),
        clause=clause_here(meeting, "deputies", at=timezone.now()),
    )


@open_to(KNOWN, methods=ASKED)
def answer_deputy(
    request: SignedIn, assembly: Assembly, reference: str, number: int
) -> HttpResponse:
    meeting = one_meeting(assembly, reference)
    found = meeting.deputies.select_related("organisation", "meeting__assembly", "meeting__forum")
    asked = get_object_or_404(found, pk=number)
    require_may_preside(request.user, meeting, None, at=timezone.now())
    if request.method == "GET" and (asked.agreed_at or asked.declined_at):
        return send_on(request, "meetings:who", assembly.slug, reference)
    form = AnswerDeputy(posted(request))

    def answer() -> Deputy:
        if form.cleaned_data["answer"] == "yes":
            return agree_to_deputy(deputy=asked, by=request.user, at=timezone.now())
        return decline_deputy(
            deputy=asked,
            because=form.cleaned_data["because"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        meeting,
        form=form,
        do=answer,
        heading=_("May a deputy come?"),
        button=_("Answer"),
        done=_("The member has your answer."),
        facts=[
            (_("For"), asked.organisation.name),
            (_("Who would come"), asked.name),
            (_("What they say"), asked.why),
            *when(meeting),
        ],
        clause=clause_here(meeting, "deputies", at=timezone.now()),
    )


@open_to(SIGNED_IN, methods=ASKED)
def check_in(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    meeting = one_meeting(assembly, reference)
    stands = how_it_stands(request, meeting)
    _theirs(request, meeting, stands)
    own = stands.own
    needs_code = own is None or own.status == Attendance.Status.APOLOGY
    form = CheckIn(
        posted(request),
        bodies=stands.bodies,
        chosen=_chosen(stands),
        needs_code=needs_code,
        mode=own.mode if own is not None else "",
    )
    if not needs_code:
        # One tap on the page of the meeting says no more than how.
        form.fields["body"].required = False

    def arrive() -> Attendance:
        organisation = form.body or (own.organisation if own is not None else None)
        return be_there(
            meeting=meeting,
            organisation=organisation,
            mode=form.cleaned_data["mode"],
            code=form.cleaned_data.get("code", ""),
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        meeting,
        form=form,
        do=arrive,
        heading=_("Say that you are here"),
        button=_("I am here"),
        done=_("You are down as here."),
        facts=when(meeting),
        clause=clause_here(meeting, "attendance", at=timezone.now()),
    )

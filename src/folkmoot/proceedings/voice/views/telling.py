"""What was said at boards and what came of it; what members were told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import OutsideBody
from folkmoot.proceedings.seats.queries.concerned import answers_for
from folkmoot.proceedings.voice.actions import telling as deeds
from folkmoot.proceedings.voice.forms.telling import Follow, GiveFeedback, LogInput, Reply
from folkmoot.proceedings.voice.models import Call, Feedback, Input, Matter
from folkmoot.proceedings.voice.permits import (
    may_speak_for,
    require_officer_or_body,
    require_speaks_for,
)
from folkmoot.proceedings.voice.permits.telling import require_may_chase
from folkmoot.proceedings.voice.queries import telling as queries
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.queries.thread import thread_of
from folkmoot.proceedings.voice.views.acts import (
    BOTH,
    holder_page,
    one_holding,
    one_sitting,
    sitting_page,
)
from folkmoot.proceedings.voice.views.boards import sittings_to_choose

LATEST = 10


def one_input(assembly: Assembly, reference: str) -> Input:
    """Return what was said, by its reference, or answer that there is none. One query."""
    return get_object_or_404(queries.input_named(assembly, reference))


@open_to(EVERYONE)
def voice(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what was said at boards, with what came of it."""
    on = day_of(assembly, timezone.now())
    asked = {name: request.GET.get(name, "") for name in ("board", "year", "result")}
    late = request.GET.get("late") == "yes"
    found = queries.sifted_inputs(assembly, late=late, on=on, **asked)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    boards = OutsideBody.objects.filter(assembly=assembly, closed_on=None).order_by("name", "pk")
    given = {
        "page_obj": page,
        "rows": [(one, queries.reply_state(one, on=on)) for one in page],
        "asked": {key: value for key, value in asked.items() if value}
        | ({"late": "yes"} if late else {}),
        "late": late,
        "boards": list(boards),
        "results": Input.Result.choices,
        "feedback": list(
            Feedback.objects.filter(holding__seat__assembly=assembly)
            .select_related("sitting__body", "holding")
            .order_by("-given_at", "-pk")[:LATEST]
        ),
        "calls": list(
            Call.objects.filter(assembly=assembly, closes_at__gt=timezone.now())
            .select_related("seat__body")
            .order_by("closes_at", "pk")[:LATEST]
        ),
        "clause": clause_of(assembly, "partners-act", on=on),
    }
    return render(request, "voice/voice.html", given)


@open_to(EVERYONE)
def said(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what happened to what was said, from a member's line to the outcome."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_input(assembly, reference)
    person = request.user if isinstance(request.user, Person) else None
    acting = (request.acting_for or None) if person is not None else None
    answers = person is not None and answers_for(person, found.sitting.body, on=on)
    officer = person is not None and is_officer(person, assembly, on=on)
    speaks = person is not None and may_speak_for(person, found.holding, at=at)
    thread = thread_of(found, own=acting.organisation_id if acting is not None else None, on=on)
    given = {
        "input": found,
        "thread": thread,
        "state": queries.reply_state(found, on=on),
        "may_reply": (answers or officer) and found.replied_at is None,
        "may_follow": answers or officer or speaks,
        "clause": clause_of(assembly, "partners-act", on=on),
    }
    return render(request, "voice/said.html", given)


@open_to(KNOWN, methods=BOTH)
def log(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Write down what was said at a board."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    on = day_of(assembly, at)
    past = [one for one in sittings_to_choose(holding.seat.body_id) if one.on <= on]
    matters = Matter.objects.filter(sitting__in=past[:6]).select_related("sitting")
    form = LogInput(
        posted(request),
        sittings=past,
        matters=list(matters.order_by("-sitting__on", "position")),
        calls=list(holding.seat.calls.order_by("-opened_at", "-pk")[:10]),
    )
    page = holder_page(holding)
    page["to"] = lambda one: ("voice:said", assembly.slug, one.reference)
    lead = _("Members need not be of one mind: write down each position, with how many hold it.")
    return act(
        request,
        form=form,
        do=lambda: deeds.log_input(holding=holding, by=request.user, at=at, **form.told()),
        heading=_("Write down what was said at the board"),
        lead=lead if past else _("Enter the meeting of the board first.") + " " + lead,
        button=_("Write it down, and ask the board to answer"),
        done=_("It is written down. The board and those whose views it came from are told."),
        clause=clause_of(assembly, "partners-act", "both-ways", on=on),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def reply(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Answer for a board what the sector said."""
    found, at = one_input(assembly, reference), timezone.now()
    on = day_of(assembly, at)
    require_officer_or_body(request.user, found.sitting.body, at=at)
    for_them = not answers_for(request.user, found.sitting.body, on=on)
    form = Reply(posted(request), for_them=for_them)
    url = reverse("voice:said", args=[assembly, reference])
    return act(
        request,
        form=form,
        do=lambda: deeds.reply_to_input(said=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Answer what the sector said"),
        facts=[(_("Concerned"), found.about), (_("Was said"), found.words)],
        button=_("Send the answer"),
        done=_("The answer is published, and those whose views it came from are told."),
        to=("voice:said", assembly.slug, reference),
        clause=clause_of(assembly, "partners-act", on=on),
        back=url,
        crumbs=[(reference, url)],
        caption=found.sitting.body.name,
    )


@open_to(KNOWN, methods=BOTH)
def follow(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what came of what was said, later on."""
    found, at = one_input(assembly, reference), timezone.now()
    form = Follow(posted(request), today=day_of(assembly, at))
    url = reverse("voice:said", args=[assembly, reference])
    return act(
        request,
        form=form,
        do=lambda: deeds.follow_input(said=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("What came of it"),
        facts=[(_("Concerned"), found.about)],
        button=_("Write it down"),
        done=_("It is written down, and those whose views it came from are told."),
        to=("voice:said", assembly.slug, reference),
        back=url,
        crumbs=[(reference, url)],
    )


@open_to(EVERYONE)
def feedback(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show what a representative told members of a board."""
    found = get_object_or_404(
        Feedback.objects.select_related(
            "sitting__body__assembly", "holding__seat__assembly", "holding__organisation"
        ),
        pk=number,
        holding__seat__assembly=assembly,
    )
    on = day_of(assembly, timezone.now())
    given = {
        "feedback": found,
        "due_on": queries.due_after(assembly, found.sitting, on=on),
        "inputs": list(
            Input.objects.filter(sitting=found.sitting, holding=found.holding).order_by("pk")
        ),
        "clause": clause_of(assembly, "both-ways", on=on),
    }
    return render(request, "voice/feedback.html", given)


@open_to(KNOWN, methods=BOTH)
def give_feedback(
    request: SignedIn, assembly: Assembly, reference: str, number: int, day: str
) -> HttpResponse:
    """Tell members of a board in three boxes."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_speaks_for(request.user, holding, at=at)
    found = one_sitting(assembly, holding.seat.body.slug, day)
    inputs = Input.objects.filter(sitting=found, holding=holding).order_by("pk")
    settled = found.matters.exclude(outcome=Matter.Outcome.PENDING).order_by("position")
    form = GiveFeedback(
        posted(request),
        raised="\n".join(f"{one.about}: {one.words}" for one in inputs),
        decided="\n".join(f"{one.title}: {one.get_outcome_display()}" for one in settled),
    )
    page = sitting_page(found)
    page["to"] = lambda one: ("voice:feedback", assembly.slug, one.pk)
    return act(
        request,
        form=form,
        do=lambda: deeds.give_feedback(
            holding=holding, sitting=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Tell members what happened"),
        lead=_(
            "Two minutes are enough. It goes to every member that you speak for, and is public."
        ),
        button=_("Tell the members"),
        done=_("The members are told."),
        clause=clause_of(assembly, "both-ways", on=day_of(assembly, at)),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def chase(
    request: SignedIn, assembly: Assembly, reference: str, number: int, day: str
) -> HttpResponse:
    """Remind a representative to tell members of a board."""
    holding, at = one_holding(assembly, reference, number), timezone.now()
    require_may_chase(request.user, holding.seat, at=at)
    found = one_sitting(assembly, holding.seat.body.slug, day)
    page: dict[str, Any] = sitting_page(found)
    page["to"] = ("voice:missing", assembly.slug)
    form = Act(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deeds.chase_feedback(holding=holding, sitting=found, by=request.user, at=at),
        heading=_("Remind the representative"),
        lead=_("They get a letter that asks them to tell members what happened at the board."),
        button=_("Remind them"),
        done=_("They are reminded."),
        **page,
    )

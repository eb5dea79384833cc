from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.members import standing_membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.note_urgent import note_urgent
from folkmoot.proceedings.decisions.actions.urgent import ask_urgently, count_urgent
from folkmoot.proceedings.decisions.forms.urgent import AskUrgently, Count, EnterVote, Note
from folkmoot.proceedings.decisions.models import Entitlement, Motion
from folkmoot.proceedings.decisions.permits.motions import require_may_record_votes
from folkmoot.proceedings.decisions.permits.urgent import (
    require_may_ask_urgently,
    require_urgent,
)
from folkmoot.proceedings.decisions.queries.motions import blocks_that_hold, book_fixing
from folkmoot.proceedings.decisions.queries.polls import open_poll
from folkmoot.proceedings.decisions.queries.urgent import (
    URGENT,
    WINDOW,
    asked_of,
    clause_of,
    meetings_to_note,
)
from folkmoot.proceedings.decisions.views.motions import PAGE, deed, seen
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, next_after, zone_of
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def ask(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Ask the members of a forum what cannot wait for a meeting."""
    at = timezone.now()
    forum = get_object_or_404(
        Forum.objects.select_related("assembly"), assembly=assembly, slug=slug
    )
    book = book_for(assembly, on=day_of(assembly, at))
    clause = clause_of(book)
    require_may_ask_urgently(request.user, forum, clause, at=at)
    form = AskUrgently(posted(request), zone=zone_of(assembly))
    upcoming = next_after(forum, at)
    facts = [(_("Forum"), forum.name)]
    if upcoming is not None:
        facts.append((_("Its next meeting"), upcoming.starts_at.astimezone(zone_of(assembly))
                      .strftime("%-d %B %Y, %H:%M")))  # fmt: skip
    if book is not None and WINDOW in book.parameters:
        facts.append((_("Members have at least"), str(book.parameter(WINDOW))))

    def do() -> Motion:
        typed = form.cleaned_data
        return ask_urgently(
            forum=forum,
            question=typed["question"],
            background=typed["background"],
            because=typed["because"],
            route=typed["route"],
            closes_at=form.moment("closes"),
            visibility=typed["visibility"],
            form_key=typed["form_key"],
            by=request.user,
            at=timezone.now(),
        )

    page = reverse("forums:forum", args=[assembly, slug])
    return act(
        request,
        form=form,
        do=do,
        heading=_("Seek an urgent decision"),
        lead=_("For what cannot wait for a meeting. The next meeting is told what came of it."),
        clause=clause,
        facts=facts,
        button=_("Ask the members"),
        done=_("The members are asked."),
        to=lambda made: (PAGE, assembly, made.reference),
        crumbs=[(forum.name, page)],
        back=page,
    )


@open_to(KNOWN, methods=ASKED)
def count(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Count the answers to an urgent question once its time is over."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_arrange(request.user, motion.forum, at=at)
    require_urgent(motion)
    is_views = motion.route == Motion.Route.EMAIL
    form = Count(posted(request), is_views=is_views)
    asked = asked_of(motion, on=day_of(assembly, at))
    facts = [
        (_("The question"), motion.question),
        (
            _("Answers"),
            _("%(answered)d of %(asked)d members")
            % {"answered": sum(one.has_answered for one in asked), "asked": len(asked)},
        ),
    ]
    if is_views:
        blocks = blocks_that_hold(motion, on=day_of(assembly, at))
        names = ", ".join(one.membership.organisation.name for one in blocks)
        facts.append((_("Objections that hold it up"), names or _("None")))
    book = book_fixing(motion, URGENT)
    return deed(
        request,
        motion,
        form=form,
        do=lambda: count_urgent(
            motion=motion,
            is_agreed=form.cleaned_data.get("is_agreed", True),
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Count the answers"),
        lead=_("The motion is then decided, and its members are told."),
        clause=clause_of(book),
        facts=facts,
        button=_("Count the answers"),
        done=_("The answers are counted."),
        warns=True,
    )


@open_to(KNOWN, methods=ASKED)
def note(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record that a meeting took note of an urgent decision."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_arrange(request.user, motion.forum, at=at)
    require_urgent(motion)
    form = Note(posted(request), meetings=meetings_to_note(motion, at=at))
    return deed(
        request,
        motion,
        form=form,
        do=lambda: note_urgent(
            motion=motion, meeting=form.cleaned_data["meeting"], by=request.user, at=timezone.now()
        ),
        heading=_("A meeting took note of it"),
        clause=clause_of(book_fixing(motion, URGENT)),
        facts=[(_("What was decided"), motion.question)],
        button=_("Record that it was noted"),
        done=_("It is recorded that the meeting noted it."),
    )


@open_to(KNOWN, methods=ASKED)
def enter_vote(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down a vote that came by telephone or e-mail."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_urgent(motion)
    require_may_record_votes(request.user, motion, at=at)
    poll = open_poll(motion)
    if poll is None:
        raise Refusal("no-poll-open", None, {"motion": motion.reference})
    waiting = Entitlement.objects.filter(poll=poll, has_voted=False)
    bodies = Organisation.objects.filter(memberships__in=waiting.order_by().values("membership_id"))
    form = EnterVote(posted(request), bodies=bodies.order_by("name", "pk"))

    def do() -> object:
        typed = form.cleaned_data
        on = day_of(assembly, at)
        return cast_ballot(
            poll=poll,
            membership=standing_membership(assembly.pk, typed["organisation"].pk, on=on),
            choice=typed["choice"],
            channel=typed["channel"],
            form_key=typed["form_key"],
            by=request.user,
            at=timezone.now(),
        )

    return deed(
        request,
        motion,
        form=form,
        do=do,
        heading=_("Write down a vote"),
        lead=_("A vote by telephone, e-mail or paper counts as one on a screen. It is given once."),
        button=_("Write it down"),
        done=_("The vote is written down."),
    )

"""What is weighed before a decision: options, and what other forums answer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries import live_forums
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.decisions.actions.ask_forums import answer_for_forum
from folkmoot.proceedings.decisions.actions.ask_forums import ask_forums as ask_all
from folkmoot.proceedings.decisions.actions.options import choose_option, set_options
from folkmoot.proceedings.decisions.forms.register import (
    AnswerForum,
    AskForums,
    Choose,
    Options,
)
from folkmoot.proceedings.decisions.permits.enacting import require_may_plan
from folkmoot.proceedings.decisions.queries.forums_asked import (
    asked,
    forums_are_heard,
    forums_concerned,
)
from folkmoot.proceedings.decisions.views.motions import deed, seen
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def options(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Set down the options that a motion weighs, and by what."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_plan(request.user, motion, at=at)
    written = "\n".join(
        f"{one.label}: {one.merits}" if one.merits else one.label
        for one in motion.options.order_by("position", "pk")
    )
    form = Options(posted(request), initial={"criteria": motion.criteria, "options": written})
    return deed(
        request,
        motion,
        form=form,
        do=lambda: set_options(
            motion=motion, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("The options that are weighed"),
        button=_("Keep these options"),
        done=_("The options are with the motion."),
    )


@open_to(KNOWN, methods=ASKED)
def choose(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Set down which option a decision chose."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_arrange(request.user, motion.forum, at=at)
    form = Choose(posted(request), options=motion.options.order_by("position", "pk"))
    return deed(
        request,
        motion,
        form=form,
        do=lambda: choose_option(
            motion=motion, option=form.cleaned_data["option"], by=request.user, at=timezone.now()
        ),
        heading=_("The option that was chosen"),
        facts=[(_("What was decided"), motion.question)],
        button=_("Mark it as chosen"),
        done=_("The option is marked as chosen."),
    )


@open_to(KNOWN, methods=ASKED)
def ask_forums(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask the other forums that a motion concerns."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_arrange(request.user, motion.forum, at=at)
    on = day_of(assembly, at)
    concerned = forums_concerned(motion, on=on)
    known = [one.forum.pk for one in concerned] + [motion.forum_id]
    others = live_forums(assembly, on=on).exclude(pk__in=known)
    finding = forums_are_heard(motion, on=on)
    names = ", ".join(one.forum.name for one in concerned if one.answer is None)
    form = AskForums(posted(request), forums=others)
    return deed(
        request,
        motion,
        form=form,
        do=lambda: ask_all(
            motion=motion, also=form.cleaned_data["also"], by=request.user, at=timezone.now()
        ),
        heading=_("Ask the other forums"),
        lead=_("The question goes on their agendas. Their answers are needed before it is agreed."),
        clause=finding.clause if finding is not None else None,
        facts=[(_("Those whose places it touches"), names or _("None that was not asked"))],
        button=_("Ask them"),
        done=_("The forums are asked."),
    )


@open_to(KNOWN, methods=ASKED)
def answer(request: SignedIn, assembly: Assembly, reference: str, slug: str) -> HttpResponse:
    """Give the answer of a forum that was asked."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    one = get_object_or_404(
        asked(motion).select_related(
            "forum__assembly", "motion__item__meeting", "referral__to_forum__assembly"
        ),
        forum__slug=slug,
    )
    require_may_arrange(request.user, one.forum, at=at)
    form = AnswerForum(posted(request))
    return deed(
        request,
        motion,
        form=form,
        do=lambda: answer_for_forum(
            answer=one, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("The answer of %(forum)s") % {"forum": one.forum.name},
        facts=[(_("What is asked"), motion.question)],
        button=_("Give the answer"),
        done=_("The answer is with the motion."),
    )

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries import live_forums
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.positions import (
    adopt_position,
    end_position,
    review_position,
)
from folkmoot.proceedings.decisions.forms.positions import Adopt, End, LookUp, Review
from folkmoot.proceedings.decisions.models import Motion, Position
from folkmoot.proceedings.decisions.queries.motions import may_see_motion, motions_named
from folkmoot.proceedings.decisions.queries.positions import (
    clause_of,
    differing,
    one_position,
    positions,
)
from folkmoot.proceedings.decisions.views.motions import seen
from folkmoot.proceedings.meetings.permits import may_arrange, require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.views.seeing import sight_for

ASKED = ("GET", "POST")
A_PAGE = 25


@open_to(EVERYONE)
def look_up(request: Request, assembly: Assembly) -> HttpResponse:
    """What the assembly stands for, on which topic, by which decision."""
    on = day_of(assembly, timezone.now())
    form = LookUp(request.GET)
    words, is_past = form.asked(), "past" in request.GET
    found = positions(assembly, words=words, is_held=not is_past)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form,
        "page_obj": page,
        "words": words,
        "is_past": is_past,
        "on": on,
        "clause": clause_of(assembly, on=on),
    }
    return render(request, "decisions/positions.html", given)


@open_to(EVERYONE)
def position(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """One position: its words, who backs it, the decision behind it, and when it is reviewed."""
    at = timezone.now()
    found = get_object_or_404(one_position(assembly, number))
    person = request.user
    may_see = may_see_motion(found.motion, sight_for(request, assembly, at=at))
    given = {
        "position": found,
        "on": day_of(assembly, at),
        "decision": found.motion if may_see else None,
        "differing": list(differing(found)) if may_see else [],
        "replaces": list(found.replaces.order_by("-from_on", "-pk")),
        "may_keep": isinstance(person, Person)
        and found.until_on is None
        and may_arrange(person, found.motion.forum, at=at),
        "clause": clause_of(assembly, on=day_of(assembly, at)),
    }
    return render(request, "decisions/position.html", given)


@open_to(KNOWN, methods=ASKED)
def adopt(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take up a position by a decision."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_arrange(request.user, motion.forum, at=at)
    on = day_of(assembly, at)
    form = Adopt(posted(request), forums=live_forums(assembly, on=on).exclude(pk=motion.forum_id))
    return act(
        request,
        form=form,
        do=lambda: adopt_position(
            motion=motion, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("Take up a position"),
        lead=_("Its words become public."),
        clause=clause_of(assembly, on=on),
        facts=[(_("The decision"), motion.question)],
        button=_("Take up this position"),
        done=_("The position is taken up."),
        to=lambda made: ("decisions:position", assembly, made.pk),
        crumbs=[(_("Positions"), reverse("decisions:positions", args=[assembly]))],
        back=reverse("decisions:motion", args=[assembly, reference]),
    )


def _deed(request: SignedIn, found: Position, **given: Any) -> HttpResponse:
    assembly = found.motion.assembly
    page = reverse("decisions:position", args=[assembly, found.pk])
    return act(
        request,
        to=("decisions:position", assembly, found.pk),
        caption=found.topic,
        clause=clause_of(assembly, on=day_of(assembly, timezone.now())),
        crumbs=[
            (_("Positions"), reverse("decisions:positions", args=[assembly])),
            (found.topic, page),
        ],
        back=page,
        **given,
    )


@open_to(KNOWN, methods=ASKED)
def review(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Record that a position was looked at again and stays."""
    found = get_object_or_404(one_position(assembly, number))
    require_may_arrange(request.user, found.motion.forum, at=timezone.now())
    form = Review(posted(request))
    return _deed(
        request,
        found,
        form=form,
        do=lambda: review_position(
            position=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("The position stays"),
        button=_("Record the review"),
        done=_("The review is recorded."),
    )


@open_to(KNOWN, methods=ASKED)
def end(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Hold a position no longer, by a decision."""
    at = timezone.now()
    found = get_object_or_404(one_position(assembly, number))
    require_may_arrange(request.user, found.motion.forum, at=at)
    form = End(posted(request))

    def do() -> Position:
        by_which: Motion = get_object_or_404(motions_named(assembly, form.cleaned_data["decision"]))
        return end_position(position=found, motion=by_which, by=request.user, at=timezone.now())

    return _deed(
        request,
        found,
        form=form,
        do=do,
        heading=_("Hold this position no longer"),
        button=_("End the position"),
        done=_("The position is held no longer."),
        warns=True,
    )

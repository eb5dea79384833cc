from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.members import members_of
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground import words as written
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.propose import propose as put
from folkmoot.proceedings.decisions.forms.motions import Propose
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.permits.motions import require_open_to
from folkmoot.proceedings.decisions.queries import page as told
from folkmoot.proceedings.decisions.queries.motions import (
    blocks_that_hold,
    earlier_stances,
    motions_named,
    polls_of,
    stage_of,
    stances,
)
from folkmoot.proceedings.decisions.queries.polls import who_voted
from folkmoot.proceedings.decisions.views.following import follows
from folkmoot.proceedings.meetings.models import AgendaItem
from folkmoot.proceedings.meetings.permits import may_arrange, may_preside
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.proceedings.meetings.views.seeing import address, sight_for
from folkmoot.proceedings.meetings.views.seeing import crumbs as crumbs_of_meeting
from folkmoot.rules.decisions.deciding import MAJORITY
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")
PAGE = "decisions:motion"


def seen(request: Request, assembly: Assembly, reference: str, *, at: datetime) -> Motion:
    """
    Return a motion that is open to whoever asks. Five queries.

    :raises Refusal: if it is closed to them, and why.
    """
    motion = get_object_or_404(motions_named(assembly, reference))
    require_open_to(sight_for(request, assembly, at=at), motion)
    return motion


def crumbs(motion: Motion, *, here: bool = False) -> list[tuple[str, str]]:
    """Return the pages above a page of a motion."""
    found = crumbs_of_meeting(motion.item.meeting) if motion.item is not None else []
    if not here:
        label = _("Motion %(reference)s") % {"reference": motion.reference}
        found.append((label, reverse(PAGE, args=[motion.assembly, motion.reference])))
    return found


def deed(request: Request, motion: Motion, **given: Any) -> HttpResponse:
    """Show the page of one deed on a motion, or do it and go back to the motion."""
    page = reverse(PAGE, args=[motion.assembly, motion.reference])
    return act(
        request,
        to=(PAGE, motion.assembly, motion.reference),
        caption=_("Motion %(reference)s") % {"reference": motion.reference},
        crumbs=crumbs(motion),
        back=page,
        **given,
    )


@open_to(EVERYONE)
def motion(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(motions_named(assembly, reference))
    on = day_of(assembly, at)
    sight = sight_for(request, assembly, at=at)
    require_open_to(sight, found)
    polls, said = list(polls_of(found)), list(stances(found))
    blocks = [] if found.outcome else blocks_that_hold(found, on=on, said=said)
    stage = stage_of(found, polls)
    counts = told.counts(polls, who_voted(polls))
    meeting = found.item.meeting if found.item is not None else None
    is_going_on = meeting is not None and meeting.opened_at and not meeting.closed_at
    given = {
        "motion": found,
        "meeting": meeting,
        "sight": sight,
        "stage": stage,
        "stage_note": told.stage_note(stage),
        "stage_state": told.STATES[stage],
        "steps": told.steps(found, polls, said),
        "next": told.what_next(stage, blocks=len(blocks), has_meeting=meeting is not None),
        "said": said,
        "blocks": {one.pk for one in blocks},
        "holding": blocks,
        "earlier": list(earlier_stances(found)),
        "wordings": list(found.wordings.order_by("-replaced_at", "-pk")),
        "options": list(found.options.order_by("position", "pk")),
        "areas": list(found.areas.order_by("name", "pk")),
        "counts": counts,
        "open": next((one for one in counts if not one.counts), None),
        "quorum": quorum(meeting, found.item, at=at)
        if meeting is not None and is_going_on and not found.outcome
        else None,
        "background": written.as_html(found.background),
        "evidence": written.as_html(found.evidence),
        "consensus_clause": told.clause_for(found, told.CONSENSUS),
        "called_clause": told.clause_for(found, told.CALLED_BY),
        "majority_clause": told.clause_for(found, MAJORITY),
        "crumbs": crumbs(found, here=True),
        "follows": follows(found, sight.person, at=at),
        **_may(sight.person, found, at=at),
    }
    return render(request, "decisions/motion.html", given)


def _may(person: object, motion: Motion, *, at: datetime) -> dict[str, bool]:
    """What somebody may do with a motion, so that only that is offered. Nine queries at most."""
    if not isinstance(person, Person) or motion.outcome:
        return {"may_put": False, "presides": False, "may_record": False, "may_say": False}
    arranges = may_arrange(person, motion.forum, at=at)
    presides = False
    if motion.item is not None and motion.item.meeting.opened_at is not None:
        presides = may_preside(person, motion.item.meeting, motion.item, at=at)[0]
    on = day_of(motion.assembly, at)
    bodies = members_to_choose(motion.forum, person, everybody=False, on=on).values_list(
        "pk", flat=True
    )
    own = set(bodies)
    return {
        "may_put": arranges or motion.proposed_by_id in own,
        "presides": presides,
        "may_record": arranges or presides,
        "may_say": bool(own),
    }


def members_to_choose(forum: Forum, person: Person, *, everybody: bool, on: Any) -> Any:
    """The members of a forum by name: all of them, or those that somebody acts for. One query."""
    belonging = members_of(forum, on=on).order_by().values("membership__organisation_id")
    found = Organisation.objects.filter(pk__in=belonging)
    if not everybody:
        acting = Authority.objects.standing_on(on).filter(person=person)
        found = found.filter(pk__in=acting.values("organisation_id"))
    return found.order_by("name", "pk")


@open_to(KNOWN, methods=ASKED)
def propose(request: SignedIn, assembly: Assembly, item: int) -> HttpResponse:
    """Put a motion under an item of a meeting."""
    at = timezone.now()
    under = get_object_or_404(
        AgendaItem.objects.select_related("meeting__assembly", "meeting__forum__assembly"),
        pk=item,
        meeting__assembly=assembly,
        withdrawn_at=None,
    )
    forum, on = under.meeting.forum, day_of(assembly, at)
    require_open_to(sight_for(request, assembly, at=at), Motion(assembly=assembly, item=under))
    arranges = may_arrange(request.user, forum, at=at)
    bodies = members_to_choose(forum, request.user, everybody=arranges, on=on)
    if not arranges and not bodies.exists():
        raise Refusal("not-permitted", None, {"who": _("a member of this forum")})
    form = Propose(
        posted(request), bodies=bodies, places=served_places(assembly), is_arranger=arranges
    )

    def do() -> Motion:
        typed = form.cleaned_data
        return put(
            forum=forum,
            item=under,
            question=typed["question"],
            background=typed["background"],
            evidence=typed["evidence"],
            options=typed["options"],
            proposed_by=typed["proposed_by"] or None,
            areas=typed["areas"],
            concerns=typed.get("concerns") or None,
            effective_on=typed["effective_on"],
            visibility=typed["visibility"],
            form_key=typed["form_key"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Put a motion"),
        caption=under.title,
        lead=_("It gets a number that it keeps, so that the decision can be cited."),
        button=_("Put the motion"),
        done=_("The motion has its number."),
        to=lambda made: (PAGE, assembly, made.reference),
        crumbs=crumbs_of_meeting(under.meeting),
        back=address(under.meeting),
    )

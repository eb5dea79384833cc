from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.members import standing_membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.decisions.actions.debate_again import debate_again
from folkmoot.proceedings.decisions.actions.reword import reword as word_anew
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.actions.stances import take_stance
from folkmoot.proceedings.decisions.actions.withdraw import withdraw_motion
from folkmoot.proceedings.decisions.forms.motions import Agreement, Reword, Say, Talk
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.permits.motions import require_may_put, require_presides
from folkmoot.proceedings.decisions.queries import page as told
from folkmoot.proceedings.decisions.queries.motions import blocks_that_hold, stances
from folkmoot.proceedings.decisions.views.motions import ASKED, deed, members_to_choose, seen
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.decisions.deciding import FURTHER
from folkmoot.rules.findings import Refusal


@open_to(KNOWN, methods=ASKED)
def say(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what one's member makes of a motion; or write down what another said in the room."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    on = day_of(assembly, at)
    is_record = "record" in request.GET
    bodies = members_to_choose(found.forum, request.user, everybody=is_record, on=on)
    if is_record and not may_arrange(request.user, found.forum, at=at):
        raise Refusal("not-permitted", None, {"who": _("a support officer")})
    own = None if is_record else _own(request, bodies)
    form = Say(posted(request), bodies=bodies if is_record else None)
    if own is not None and not form.is_bound:
        now = stances(found).filter(membership__organisation=own).order_by("pk").first()
        if now is not None:
            form.initial = {"kind": now.kind, "words": now.words}

    def do() -> object:
        typed = form.cleaned_data
        organisation = own or typed["organisation"]
        membership = standing_membership(assembly.pk, organisation.pk, on=on)
        if membership is None:
            raise Http404
        return take_stance(
            motion=found,
            membership=membership,
            kind=typed["kind"],
            words=typed["words"],
            channel=typed.get("channel") or "web",
            by=request.user,
            at=timezone.now(),
        )

    heading = _("Write down what a member says")
    if own is not None:
        heading = _("What %(name)s says to it") % {"name": own.name}
    return deed(
        request,
        found,
        form=form,
        do=do,
        heading=heading,
        lead=found.question,
        clause=told.clause_for(found, told.CONSENSUS),
        button=_("Say it"),
        done=_("It is with the motion."),
    )


def _own(request: SignedIn, bodies: Any) -> Organisation:
    """
    Return the member that somebody speaks for: the one they act for, or their first by name.

    :raises Refusal: if they speak for no member of the forum.
    """
    own: list[Organisation] = list(bodies)
    if not own:
        raise Refusal("not-permitted", None, {"who": _("a member of this forum")})
    chosen = request.acting_for.organisation_id if request.acting_for else None
    return next((one for one in own if one.pk == chosen), own[0])


@open_to(KNOWN, methods=ASKED)
def reword(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    require_may_put(request.user, found.forum, found.proposed_by, at=at)
    start = {"question": found.question, "background": found.background}
    form = Reword(posted(request), initial=start, shown=found.edition)

    def do() -> Motion:
        typed = form.cleaned_data
        return word_anew(
            motion=found,
            question=typed["question"],
            background=typed["background"],
            because=typed["because"],
            edition=typed["edition"],
            by=request.user,
            at=timezone.now(),
        )

    return deed(
        request,
        found,
        form=form,
        do=do,
        heading=_("Word the motion anew"),
        lead=_(
            "What members have said was said to the old words, so it counts no longer. It is "
            "kept, with the old words, and members can speak to the new ones."
        ),
        facts=[(_("As it is now"), found.question)],
        button=_("Take the new words"),
        done=_("The motion has its new words."),
        warns=True,
    )


@open_to(KNOWN, methods=ASKED)
def withdraw(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    require_may_put(request.user, found.forum, found.proposed_by, at=at)
    form = Talk(posted(request))
    form.fields["discussion"].label = _("Why it is taken back")
    form.fields["discussion"].help_text = ""
    form.fields["discussion"].error_messages["required"] = _("Write the reason.")
    return deed(
        request,
        found,
        form=form,
        do=lambda: withdraw_motion(
            motion=found,
            because=form.cleaned_data["discussion"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Take the motion back"),
        lead=_("It keeps its number and can still be read. It is not decided."),
        facts=[(_("The motion"), found.question)],
        button=_("Take it back"),
        done=_("The motion is taken back."),
        warns=True,
    )


@open_to(KNOWN, methods=ASKED)
def agree(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record that members agree; whoever presides does."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    if request.method == "GET":
        require_presides(request.user, found, at=at)
    form = Agreement(posted(request), initial={"discussion": found.discussion})
    blocks = blocks_that_hold(found, on=day_of(assembly, at))
    names = ", ".join(one.membership.organisation.name for one in blocks)
    return deed(
        request,
        found,
        form=form,
        do=lambda: settle_by_agreement(
            motion=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("Record that members agree"),
        lead=_("The motion is then decided. Reservations that remain are kept with it."),
        clause=told.clause_for(found, told.CONSENSUS),
        facts=[
            (_("The motion"), found.question),
            (_("Objections that hold it up"), names or _("None")),
        ],
        button=_("Record the agreement"),
        done=_("The motion is agreed."),
    )


@open_to(KNOWN, methods=ASKED)
def debated(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Record that a tied motion was debated again; whoever presides does."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    if request.method == "GET":
        require_presides(request.user, found, at=at)
    form = Talk(posted(request))
    return deed(
        request,
        found,
        form=form,
        do=lambda: debate_again(
            motion=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("It was debated again"),
        lead=_(
            "The vote was level. After this, one more vote may be called. If that is level too, "
            "the motion is undecided and things stay as they were."
        ),
        clause=told.clause_for(found, FURTHER),
        button=_("Record the debate"),
        done=_("It is recorded. One more vote may be called."),
    )

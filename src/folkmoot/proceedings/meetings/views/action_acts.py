"""What is done to the action log, one page for each: add, change, done, drop."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import bodies_that_may_provide
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import SayWhy
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import Request, SignedIn, open_to
from folkmoot.proceedings.meetings.actions.action_log import (
    agree_action,
    change_action,
    drop_action,
    finish_action,
)
from folkmoot.proceedings.meetings.forms.notes import Agreed, ChangeAction, Finish
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.notes import (
    require_may_keep_action,
    require_may_write,
    require_open_to,
    require_open_to_action,
    require_still_open,
)
from folkmoot.proceedings.meetings.queries.actions_log import (
    action_named,
    log_clause,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.views.seeing import address, one_item, one_meeting
from folkmoot.proceedings.meetings.views.seeing import title as title_of

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Put an action on the log: of a meeting and its item, or of a forum between meetings."""
    at = timezone.now()
    forum, meeting, item = _where(request, assembly)
    if meeting is not None:
        require_may_write(request.user, meeting, at=at)
        require_open_to(request.user, meeting, item, at=at)
    else:
        require_may_arrange(request.user, forum, at=at)
    on = day_of(assembly, at)
    form = Agreed(posted(request), bodies=bodies_that_may_provide(forum, on=on), on=on)
    back = address(meeting, "notes") if meeting and meeting.opened_at else _log(assembly, forum)
    return act(
        request,
        form=form,
        do=lambda: agree_action(
            forum=forum,
            meeting=meeting,
            item=item,
            text=form.cleaned_data["text"],
            organisation=form.cleaned_data["organisation"],
            person=form.person,
            due_on=form.cleaned_data["due_on"],
            form_key=form.cleaned_data["form_key"],
            by=request.user,
            at=at,
        ),
        heading=_("Add an action"),
        button=_("Put it on the action log"),
        done=_("The action is on the log, and the organisation is told."),
        to=(back,),
        clause=log_clause(assembly, on=on),
        caption=title_of(meeting) if meeting else forum.name,
        facts=[(_("Item"), item.title)] if item is not None else [],
        crumbs=_crumbs(assembly),
        back=back,
    )


def _where(request: Request, assembly: Assembly) -> tuple[Forum, Meeting | None, AgendaItem | None]:
    """The forum, and if it was at a meeting, the meeting and the item, from the address."""
    if reference := request.GET.get("meeting"):
        meeting = one_meeting(assembly, reference)
        number = request.GET.get("item", "")
        item = one_item(meeting, int(number)) if number.isdecimal() else None
        return meeting.forum, meeting, item
    forums = Forum.objects.filter(assembly=assembly).select_related("assembly")
    return get_object_or_404(forums, slug=request.GET.get("forum", "")), None, None


@open_to(KNOWN, methods=ASKED)
def change(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Give an action another owner, another day, or clearer words."""
    action, at = _one(assembly, number), timezone.now()
    require_may_arrange(request.user, action.forum, at=at)
    require_open_to_action(request.user, action, at=at)
    require_still_open(action)
    on = day_of(assembly, at)
    bodies = bodies_that_may_provide(action.forum, on=on)
    if action.organisation_id is not None:
        keys = [*bodies.values_list("pk", flat=True), action.organisation_id]
        bodies = Organisation.objects.filter(pk__in=keys).order_by("name", "pk")
    form = ChangeAction(posted(request), action=action, bodies=bodies, on=on)
    return act(
        request,
        form=form,
        do=lambda: change_action(
            action=action,
            text=form.cleaned_data["text"],
            organisation=form.cleaned_data["organisation"],
            person=form.person,
            due_on=form.cleaned_data["due_on"],
            edition=form.cleaned_data["edition"],
            by=request.user,
            at=at,
        ),
        heading=_("Change an action"),
        button=_("Change it"),
        done=_("The action is changed, and its owner is told."),
        **_page(action),
    )


@open_to(KNOWN, methods=ASKED)
def done(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say that an action was done."""
    action, at = _one(assembly, number), timezone.now()
    require_may_keep_action(request.user, action, at=at)
    require_still_open(action)
    form = Finish(posted(request))
    return act(
        request,
        form=form,
        do=lambda: finish_action(
            action=action, words=form.cleaned_data["words"], by=request.user, at=at
        ),
        heading=_("Say that an action is done"),
        button=_("It is done"),
        done=_("The action is done."),
        **_page(action),
    )


@open_to(KNOWN, methods=ASKED)
def drop(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say that an action will not be done, and why."""
    action, at = _one(assembly, number), timezone.now()
    require_may_arrange(request.user, action.forum, at=at)
    require_open_to_action(request.user, action, at=at)
    require_still_open(action)
    form = SayWhy(
        posted(request),
        label=_("Why will it not be done?"),
        hint=_("The reason stands on the action log."),
    )
    return act(
        request,
        form=form,
        do=lambda: drop_action(
            action=action, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        heading=_("Drop an action"),
        button=_("Drop it"),
        done=_("The action is dropped, and its owner is told."),
        warns=True,
        **_page(action),
    )


def _one(assembly: Assembly, number: int) -> Action:
    found: Action = get_object_or_404(action_named(assembly, number))
    return found


def _page(action: Action) -> dict[str, Any]:
    """What every page of one deed has around it, with the action in view."""
    assembly, back = action.forum.assembly, _log(action.forum.assembly, action.forum)
    owner = action.organisation.name if action.organisation else action.owner_as_written
    return {
        "to": (back,),
        "back": back,
        "caption": _("Action %(n)s of %(forum)s")
        % {"n": action.number, "forum": action.forum.name},
        "facts": [(_("What"), action.text), (_("Organisation"), owner)],
        "crumbs": _crumbs(assembly),
    }


def _log(assembly: Assembly, forum: Forum) -> str:
    return f"{reverse('meetings:actions', args=[assembly])}?forum={forum.slug}"


def _crumbs(assembly: Assembly) -> list[tuple[str, str]]:
    return [(_("Action log"), reverse("meetings:actions", args=[assembly]))]

"""One item of an agenda: adding, changing, keeping for full members, withdrawing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.asking import Agree, Edited
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.meetings.actions.items import (
    add_item,
    change_item,
    withdraw_item,
)
from folkmoot.proceedings.meetings.actions.keep_for_full import (
    keep_for_full_members,
    open_to_members,
)
from folkmoot.proceedings.meetings.forms.agenda import (
    ChangeItem,
    Item,
    Keep,
    OpenAgain,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Visibility
from folkmoot.proceedings.meetings.permits import (
    require_may_preside,
)
from folkmoot.proceedings.meetings.permits.agenda import require_not_left
from folkmoot.proceedings.meetings.queries.vcse_only import kept_clause
from folkmoot.proceedings.meetings.views.seeing import (
    act,
    arranged,
    one_item,
    one_meeting,
)
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")
CHANGED = "changed-meanwhile"


@open_to(KNOWN, methods=ASKED)
def add(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask for a new item, and put it on the agenda."""
    meeting = arranged(request, assembly, reference)
    form = Item(posted(request))
    return act(
        request,
        meeting,
        form=form,
        do=lambda: add_item(
            meeting=meeting, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        heading=_("Add an item to the agenda"),
        button=_("Add it"),
        done=_("The item is on the agenda."),
        lead=_("It is put before the date of the next meeting. You can move it from there."),
    )


@open_to(KNOWN, methods=ASKED)
def change(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Ask what an agenda should say of an item, and have it say so."""
    meeting = arranged(request, assembly, reference)
    item = one_item(meeting, number)
    require_not_left(request.user, item, at=timezone.now())
    form = ChangeItem(posted(request), item=item)

    def do(now: AgendaItem) -> AgendaItem:
        typed = {"visibility": now.visibility, **form.cleaned_data}
        return change_item(item=now, **typed, by=request.user, at=timezone.now())

    return _changing(
        request,
        item,
        form=form,
        do=do,
        heading=_("Change an item"),
        button=_("Change it"),
        done=_("The item is changed."),
    )


@open_to(KNOWN, methods=ASKED)
def keep(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Keep an item for full members, as whoever presides decides."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    item = one_item(meeting, number)
    require_may_preside(request.user, meeting, item, at=at)
    form = Keep(posted(request), item=item)
    return _changing(
        request,
        item,
        form=form,
        do=lambda now: keep_for_full_members(
            item=now,
            because=form.cleaned_data["because"],
            edition=form.cleaned_data["edition"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Keep an item for full members alone"),
        button=_("Keep it for full members"),
        done=_("The item is for full members alone."),
        lead=_("Associate members then see none of its papers, talk or notes."),
        clause=kept_clause(meeting, at=at),
    )


@open_to(KNOWN, methods=ASKED)
def open_again(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Open to every member an item that was kept for full members."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    item = one_item(meeting, number)
    require_may_preside(request.user, meeting, item, at=at)
    form = OpenAgain(posted(request), item=item)
    return _changing(
        request,
        item,
        form=form,
        do=lambda now: open_to_members(
            item=now,
            edition=form.cleaned_data["edition"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Open an item to every member again"),
        button=_("Open it"),
        done=_("The item is open to every member."),
        clause=kept_clause(meeting, at=at),
        warns=True,
    )


@open_to(KNOWN, methods=ASKED)
def withdraw(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take an item off the agenda, once it was said that it should be."""
    meeting = arranged(request, assembly, reference)
    item = one_item(meeting, number)
    form = Agree(posted(request), label=_("Take this item off the agenda"))
    return act(
        request,
        meeting,
        form=form,
        do=lambda: withdraw_item(item=item, by=request.user, at=timezone.now()),
        heading=_("Take an item off the agenda"),
        button=_("Take it off"),
        done=_("The item is off the agenda."),
        facts=[(_("Item"), item.title)],
        warns=True,
    )


def _changing(
    request: SignedIn,
    item: AgendaItem,
    *,
    form: Edited,
    do: Callable[[AgendaItem], Any],
    **page: Any,
) -> HttpResponse:
    """
    Do what changes an item, unless somebody else changed it since it was shown.

    Then what they made of it stands above what was typed, which can be sent again.
    """
    facts: list[tuple[str, Any]] = []

    def guarded() -> Any:
        try:
            return do(item)
        except Refusal as refusal:
            if refusal.code == CHANGED:
                facts.extend(_as_it_is(item))
            raise

    if not page.get("facts"):
        facts.extend([(_("Item"), item.title)] if "title" not in form.fields else [])
    return act(request, item.meeting, form=form, do=guarded, facts=facts, **page)


def _as_it_is(item: AgendaItem) -> list[tuple[str, Any]]:
    """What somebody else has made of an item, in the order of the questions."""
    return [
        (_("What it is called now"), item.title),
        (_("What it is about now"), item.text or _("Nothing is written.")),
        (_("What it is there for now"), item.get_purpose_display()),
        (_("Minutes now"), item.minutes),
        (_("Who may read it now"), Visibility(item.visibility).label),
    ]

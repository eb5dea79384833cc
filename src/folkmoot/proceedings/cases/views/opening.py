"""Opening a case: of which kind, by whom, about whom."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.cases import permits
from folkmoot.proceedings.cases.actions.open_breach import open_breach
from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.proceedings.cases.actions.open_dispute import open_dispute
from folkmoot.proceedings.cases.actions.open_termination import open_termination
from folkmoot.proceedings.cases.actions.raise_concern import raise_concern
from folkmoot.proceedings.cases.forms import opening
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.choices import (
    compact_of,
    forums_led_by,
    forums_to_choose,
)
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.findings import Refusal

BOTH = ("GET", "POST")


def _to(case: Case) -> tuple[Any, ...]:
    return "cases:case", case.assembly, case.reference


def _page(assembly: Assembly) -> dict[str, Any]:
    url = reverse("cases:cases", args=[assembly])
    opened = _("The case is open. Those with a part in it have been told.")
    return {"to": _to, "back": url, "button": _("Open the case"), "done": opened}


def _own(request: SignedIn, assembly: Assembly, *, at: datetime) -> Organisation | None:
    """
    The organisation that the person acts for; None for a support officer, who enters for anybody.

    :raises Refusal: if they act for none.
    """
    if is_officer(request.user, assembly, on=day_of(assembly, at)):
        return None
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": "somebody who acts for a member"})
    organisation: Organisation = request.acting_for.organisation
    permits.require_may_raise_for(request.user, organisation, assembly, at=at)
    return organisation


@open_to(KNOWN)
def start(request: SignedIn, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    on = day_of(assembly, at)
    officer = is_officer(request.user, assembly, on=on)
    forums = (
        forums_to_choose(assembly, on=on)
        if officer
        else forums_led_by(request.user, assembly, on=on)
    )
    given = {
        "forums": list(forums),
        "may_raise": officer or bool(request.acting_for),
        "compact": compact_of(assembly, on=on),
        "may_concern": permits.may_raise_concern(request.user, assembly, at=at),
    }
    return render(request, "cases/start.html", given)


@open_to(KNOWN, methods=BOTH)
def dispute(request: SignedIn, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    own, on = _own(request, assembly, at=at), day_of(assembly, at)
    book = book_for(assembly, on=on)
    form = opening.OpenDispute(posted(request), assembly=assembly, own=own, book=book, on=on)

    def do() -> Case:
        given = form.cleaned_data
        return open_dispute(
            assembly=assembly,
            raised_for=own or given["raised_for"],
            against=given["against"],
            forum=given["forum"],
            principle=given.get("principle", ""),
            by=request.user,
            at=at,
            **form.told(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Open a dispute"),
        lead=_("The sides talk first. Nothing else is held up by it."),
        clause=clause_with_key(book, "dialogue") if book else None,
        **_page(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def compact(request: SignedIn, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    on = day_of(assembly, at)
    book = compact_of(assembly, on=on)
    if book is None:
        raise Http404
    own = _own(request, assembly, at=at)
    form = opening.OpenCompact(posted(request), assembly=assembly, own=own, compact=book, on=on)

    def do() -> Case:
        given = form.cleaned_data
        return open_compact_case(
            assembly=assembly,
            raised_for=own or given["raised_for"],
            against=given["against"],
            document=book.document,
            commitment=given["commitment"],
            by=request.user,
            at=at,
            principles=form.filed("principles"),
            standards=form.filed("standards"),
            **form.told(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Say that a commitment was not kept"),
        lead=_("A case here neither replaces nor pauses a complaint, an ombudsman or a court."),
        clause=clause_with_key(book, "disagreements", "public-law"),
        **_page(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def concern(request: SignedIn, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    on = day_of(assembly, at)
    permits.require_may_raise_concern(request.user, assembly, at=at)
    form = opening.RaiseConcern(posted(request), assembly=assembly, on=on)
    book = book_for(assembly, on=on)

    def do() -> Case:
        return raise_concern(
            assembly=assembly,
            about=form.cleaned_data["about"],
            by=request.user,
            at=at,
            **form.told(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Tell of a concern about a representative"),
        lead=_(
            "It goes to the chair of the co-ordination group. Only the group that elected a "
            "representative can end, suspend or replace them."
        ),
        clause=clause_with_key(book, "concerns-to-the-chair") if book else None,
        **_page(assembly),
    )


def _forum(request: SignedIn, assembly: Assembly, slug: str, *, at: datetime) -> Forum:
    on = day_of(assembly, at)
    forums = forums_to_choose(assembly, on=on).select_related("assembly")
    forum = get_object_or_404(forums, slug=slug)
    permits.require_may_open_about_a_member(request.user, forum, at=at)
    return forum


@open_to(KNOWN, methods=BOTH)
def breach(request: SignedIn, assembly: Assembly, forum: str) -> HttpResponse:
    at = timezone.now()
    on, found = day_of(assembly, at), _forum(request, assembly, forum, at=at)
    book = book_for(assembly, on=on)
    form = opening.OpenBreach(posted(request), forum=found, book=book, on=on)

    def do() -> Case:
        given = form.cleaned_data
        return open_breach(
            forum=found,
            organisation=given["organisation"],
            told_on=given["told_on"],
            clause_cited=given.get("clause_cited", ""),
            by=request.user,
            at=at,
            **form.told(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Open a case about a breach"),
        caption=found.name,
        clause=clause_with_key(book, "breach") if book else None,
        **_page(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def termination(request: SignedIn, assembly: Assembly, forum: str) -> HttpResponse:
    at = timezone.now()
    on, found = day_of(assembly, at), _forum(request, assembly, forum, at=at)
    book = book_for(assembly, on=on)
    form = opening.OpenTermination(posted(request), forum=found, book=book, on=on)

    def do() -> Case:
        given = form.cleaned_data
        return open_termination(
            forum=found,
            organisation=given["organisation"],
            grounds=given["grounds"],
            evidence=given["evidence"],
            scope=given["scope"],
            is_immediate=given["is_immediate"],
            by=request.user,
            at=at,
            **form.told(),
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Open the question of ending a membership"),
        caption=found.name,
        clause=clause_with_key(book, "termination-grounds") if book else None,
        warns=True,
        **_page(assembly),
    )

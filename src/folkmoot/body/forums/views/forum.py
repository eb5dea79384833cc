"""One forum: its page, its offices, joining and leaving, and what is done to it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums import actions, forms, queries
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.forums.permits import (
    may_approve,
    may_keep,
    require_may_keep,
    require_may_propose,
)
from folkmoot.body.forums.queries.deciders import sides
from folkmoot.body.forums.views.acts import act, one_forum
from folkmoot.body.forums.views.lists import clauses_on
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal

AT_ONCE = 50


@open_to(EVERYONE)
def forum(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show what a forum is for, who holds its offices, who belongs to it, and what comes next."""
    on = timezone.localdate()
    this = one_forum(assembly, slug)
    row = queries.forum_row(this, on=on)
    shown = {
        "row": row,
        "forum": row.forum,
        "next": queries.next_choices(assembly, [row], on=on).get(this.pk),
        "life": [
            {"office": held.office, "steps": queries.terms_timeline(held.office, on=on)}
            for held in _once_each(row.offices)
        ],
        "page_obj": _members(this, on, request.GET.get("page")),
        "partners": queries.partners_of(this, on=on),
        "asked": queries.mandates_of(this, on=on),
        "advocacies": queries.advocacies_of(this, on=on),
        "advocacy_clause": clause_adopted(assembly, "chair-as-advocate", on=on),
        "approvals": queries.approvals_of(this),
        "children": this.children.order_by("name", "pk"),
        "elections": _address("elections:contests", assembly),
        "clauses": clauses_on(assembly, on),
        **_mine(request, this, on),
    }
    return render(request, "forums/forum.html", shown)


def _members(this: Forum, on: date, number: str | None) -> Page[Any]:
    """Return a page of the members; they are put in order by key, and only the page is fetched."""
    belonging = queries.members_of(this, on=on)
    keys = Paginator(belonging.values_list("pk", flat=True), AT_ONCE)
    page: Page[Any] = keys.get_page(number)
    held = belonging.order_by().in_bulk(list(page))
    page.object_list = [held[key] for key in page]
    return page


def _once_each(held: list[queries.Holding]) -> list[queries.Holding]:
    return list({one.office.pk: one for one in held}.values())


def _address(name: str, assembly: Assembly) -> str:
    try:
        return reverse(name, args=[assembly])
    except NoReverseMatch:
        return ""


def _mine(request: Request, this: Forum, on: date) -> dict[str, Any]:
    """Tell what the person who looks may do here."""
    if not request.user.is_authenticated:
        return {"is_officer": False, "may_keep": False, "membership": None, "belongs": False}
    person: Any = request.user
    acting_for = request.acting_for or None
    membership = (
        queries.standing_membership(this.assembly_id, acting_for.organisation_id, on=on)
        if acting_for
        else None
    )
    return {
        "is_officer": is_officer(person, this.assembly, on=on),
        "may_keep": may_keep(person, this, on=on),
        "membership": membership,
        "belongs": membership is not None and queries.belongs_to(membership, this, on=on),
    }


@open_to(SIGNED_IN, methods=("POST",))
def join(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Have the organisation that one acts for belong to a forum."""
    this = one_forum(assembly, slug)
    actions.join_forum(
        forum=this, membership=_membership(request, assembly), by=request.user, at=timezone.now()
    )
    messages.success(request, _("You belong to %(forum)s.") % {"forum": this.name})
    return send_on(request, "forums:forum", assembly.slug, slug)


@open_to(SIGNED_IN, methods=("POST",))
def leave(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Have the organisation that one acts for leave a forum."""
    this = one_forum(assembly, slug)
    actions.leave_forum(
        forum=this, membership=_membership(request, assembly), by=request.user, at=timezone.now()
    )
    messages.success(request, _("You have left %(forum)s.") % {"forum": this.name})
    return send_on(request, "forums:forum", assembly.slug, slug)


def _membership(request: SignedIn, assembly: Assembly) -> Any:
    acting_for = request.acting_for or None
    if acting_for is None:
        raise Refusal("not-permitted", None, {"who": "somebody who acts for a member"})
    found = queries.standing_membership(
        assembly.pk, acting_for.organisation_id, on=timezone.localdate()
    )
    if found is None:
        raise Refusal("not-a-member", None, {"organisation": acting_for.organisation.name})
    return found


@open_to(SIGNED_IN, methods=("GET", "POST"))
def propose(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Put a forum on the register as a draft."""
    on, person = timezone.localdate(), request.user
    above = queries.live_forums(assembly, on=on)
    if not is_officer(person, assembly, on=on):
        chaired = queries.forums_chaired_by(person.pk, on=on)
        above = above.filter(pk__in=chaired)
        require_may_propose(person, assembly, list(above), on=on)
    return act(
        request,
        form=forms.Propose(request.POST or None, assembly=assembly, above=above),
        do=lambda answers: actions.propose_forum(
            assembly=assembly, **answers, by=person, at=timezone.now()
        ),
        heading=_("Propose a forum"),
        button=_("Propose this forum"),
        done=_("The forum is a draft. A support body takes on its administration next."),
        to=("forums:forums", assembly.slug),
        clause=queries.clause_of(assembly, "administration.bodies", on=on),
        lead=_(
            "It stays a draft until a support body runs its administration and it is recognised."
        ),
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def administration(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Have a support body take on the administration of a forum."""
    this = one_forum(assembly, slug)
    return act(
        request,
        form=forms.Accept(request.POST or None, assembly=assembly),
        do=lambda answers: actions.accept_administration(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("Take on the administration of %(forum)s") % {"forum": this.name},
        button=_("Take it on"),
        done=_("Its administration is taken on."),
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "administration.bodies", on=timezone.localdate()),
        forum=this,
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def approve(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Record that a forum agrees to another for the whole area."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    live = queries.live_forums(assembly, on=on).select_related("assembly")
    kinds = (Forum.Kind.LOCAL, Forum.Kind.COORDINATION)
    approvers = live.filter(kind__in=kinds)
    if not any(may_approve(request.user, one, on=on) for one in approvers):
        who = "the chair of a local forum or of the co-ordination group, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})
    return act(
        request,
        form=forms.Approve(request.POST or None, approvers=approvers),
        do=lambda answers: actions.approve_forum(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("Approve %(forum)s") % {"forum": this.name},
        button=_("Record the approval"),
        done=_("The approval is recorded."),
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "approval.group", on=on),
        forum=this,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def recognise(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Bring a draft to life."""
    this = one_forum(assembly, slug)
    return act(
        request,
        form=forms.Recognise(request.POST or None),
        do=lambda _answers: actions.recognise_forum(forum=this, by=request.user, at=timezone.now()),
        heading=_("Recognise %(forum)s") % {"forum": this.name},
        button=_("Recognise this forum"),
        done=_("%(forum)s is a recognised forum.") % {"forum": this.name},
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "administration.bodies", on=timezone.localdate()),
        forum=this,
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def review(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Record that a forum was looked at and goes on."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    require_may_keep(request.user, this, on=on)
    return act(
        request,
        form=forms.Review(request.POST or None),
        do=lambda answers: actions.review_forum(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("Look again at %(forum)s") % {"forum": this.name},
        button=_("Record the review"),
        done=_("The review is recorded."),
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "task_group.parts", on=on),
        forum=this,
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def close(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Close a forum with its final report."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    require_may_keep(request.user, this, on=on)
    return act(
        request,
        form=forms.Close(request.POST or None),
        do=lambda answers: actions.close_forum(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("Close %(forum)s") % {"forum": this.name},
        button=_("Close this forum"),
        done=_("%(forum)s is closed, and its members are told.") % {"forum": this.name},
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "task_group.parts", on=on),
        forum=this,
        warns=True,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def places(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Tie a forum to the places that it serves."""
    this, at = one_forum(assembly, slug), timezone.now()

    def do(answers: dict[str, Any]) -> None:
        actions.place_forum(forum=this, areas=answers["areas"], by=request.user, at=at)
        if "side" in answers:
            actions.set_side(forum=this, side=answers["side"], by=request.user, at=at)

    return act(
        request,
        form=forms.Place(
            request.POST or None,
            assembly=assembly,
            sides=sides(assembly, on=timezone.localdate()),
            initial={"areas": this.areas.all(), "side": this.side},
        ),
        do=do,
        heading=_("The places that %(forum)s serves") % {"forum": this.name},
        button=_("Keep these places"),
        done=_("Its places are kept."),
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, "forums.local", on=timezone.localdate()),
        forum=this,
    )


def one_office(assembly: Assembly, slug: str, role: str) -> Office:
    """Return an office of a forum, or answer that there is no such page."""
    found = Office.objects.select_related("forum__assembly")
    office = found.filter(forum__assembly=assembly, forum__slug=slug, role=role)
    this = office.order_by("pk").first()
    if this is None:
        raise Http404
    return this

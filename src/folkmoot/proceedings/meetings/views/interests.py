"""Declaring interests, what follows from them, and the register of them all."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of
from folkmoot.ground import doing
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to
from folkmoot.ground.people.queries import with_email
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.actions.interests import declare_interest
from folkmoot.proceedings.meetings.forms.interests import Declare
from folkmoot.proceedings.meetings.models import AgendaItem, Interest
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.attendance import (
    members_of_interest,
)
from folkmoot.proceedings.meetings.queries.beyond import Stake, stakes_in
from folkmoot.proceedings.meetings.queries.clauses import clause_here, clause_on
from folkmoot.proceedings.meetings.queries.interests import (
    declared_for,
    items_to_declare_in,
    register,
    standing_interests,
)
from folkmoot.proceedings.meetings.queries.lists import forums_that_met
from folkmoot.proceedings.meetings.queries.meetings import day_of, title_of
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.attendance import A_PAGE, looks_after
from folkmoot.proceedings.meetings.views.audiences import ARRANGERS
from folkmoot.proceedings.meetings.views.people import ASKED, act
from folkmoot.proceedings.meetings.views.seeing import one_meeting
from folkmoot.rules.findings import Clause


@open_to(EVERYONE)
def interests(request: Request, assembly: Assembly) -> HttpResponse:
    """The register of interests: what is public to all, the rest to members."""
    if step := factor_step(request):
        return redirect(step)
    sight = sight_of(request.user, assembly, at=timezone.now())
    forums, forum = _asked(request, assembly)
    named = request.GET.get("named", "").strip()[:100]
    found = register(assembly, sight, forum=forum, named=named)
    given = {
        "forums": forums,
        "forum": forum,
        "named": named,
        "page_obj": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_member": sight.is_member,
        "query": request.GET.urlencode(),
        "clause": clause_on_interests(assembly),
    }
    return render(request, "meetings/interests.html", given)


@open_to(EVERYONE)
def interests_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """The same register, as a table to take away."""
    if step := factor_step(request):
        return redirect(step)
    sight = sight_of(request.user, assembly, at=timezone.now())
    _forums, forum = _asked(request, assembly)
    found = register(assembly, sight, forum=forum, named=request.GET.get("named", "").strip()[:100])
    head = [_("declared at"), _("person"), _("organisation"), _("whose"), _("forum"),
            _("meeting"), _("item"), _("moment"), _("interest"), _("what follows"),
            _("said at"), _("closed at")]  # fmt: skip
    return csv_file(f"{assembly.slug}-interests", head, _cells(found.iterator(chunk_size=500)))


def _cells(found: Iterator[Interest]) -> Iterator[Sequence[Any]]:
    for one in found:
        yield [
            _machine(one.declared_at),
            one.name,
            one.organisation.name if one.organisation else "",
            _("organisation") if one.is_of_organisation else _("person"),
            one.meeting.forum.name if one.meeting else "",
            one.meeting.reference if one.meeting else "",
            one.item.title if one.item else "",
            one.moment,
            one.nature,
            one.effect,
            _machine(one.ruled_at),
            _machine(one.closed_at),
        ]


def _machine(at: Any) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at is not None else ""


def _asked(request: Request, assembly: Assembly) -> tuple[list[Forum], Forum | None]:
    forums = forums_that_met(assembly)
    slug = request.GET.get("forum", "")
    return forums, next((forum for forum in forums if forum.slug == slug), None)


def clause_on_interests(assembly: Assembly) -> Clause | None:
    """Return the clause on interests in force today, or None. One query."""
    return clause_on(assembly, "interests", on=day_of(assembly, timezone.now()))


@open_to(EVERYONE)
def meeting_interests(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Every interest declared for a meeting, item by item, for whoever presides above all."""
    if step := factor_step(request):
        return redirect(step)
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_of(request.user, assembly, at=at)
    keeps = looks_after(request, meeting)
    given = {
        "meeting": meeting,
        "title": title_of(meeting),
        "declared": declared_for(meeting, sight),
        "standing": standing_interests(meeting, sight) if keeps else [],
        "keeps": keeps,
        "may_declare": sight.person is not None and meeting.closed_at is None,
        "clause": clause_here(meeting, "interests", at=at),
    }
    return render(request, "meetings/meeting_interests.html", given)


def _own_bodies(request: SignedIn, assembly: Assembly) -> list[Organisation]:
    on = day_of(assembly, timezone.now())
    return [held.organisation for held in authorities_of(request.user, on=on)]


@open_to(SIGNED_IN, methods=ASKED)
def declare(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Declare an interest in an item: before the meeting, at the item, or as it arises."""
    meeting = one_meeting(assembly, reference)
    items = items_to_declare_in(meeting)
    bodies = _own_bodies(request, assembly)
    item = _named_item(request, items)
    stakes = _stakes(request, assembly, bodies, item)
    form = Declare(
        posted(request),
        bodies=bodies,
        items=items,
        item=item.pk if item is not None else None,
        is_going_on=meeting.opened_at is not None,
        nature=" ".join(stake.words for stake in stakes),
    )
    if any(stake.is_of_organisation for stake in stakes):
        form.fields["whose"].initial = "organisation"
    return act(
        request,
        meeting,
        form=form,
        do=lambda: declare_interest(
            assembly=assembly,
            item=form.item,
            person=request.user,
            name=request.user.name or request.user.email,
            organisation=form.body,
            is_of_organisation=form.cleaned_data["whose"] == "organisation",
            moment=form.moment,
            nature=form.cleaned_data["nature"],
            is_public=not form.cleaned_data["keep"],
            suggested_by=",".join(stake.code for stake in stakes)[:40]
            if item is not None and form.item == item
            else "",
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Declare an interest"),
        button=_("Declare it"),
        done=_("Your interest is declared. Whoever presides says what follows from it."),
        lead=_("We may know of a stake of yours in this item. Check what we wrote for you.")
        if stakes
        else _("Say it as early as you can. Whoever presides says what follows from it."),
        clause=clause_here(meeting, "interests", at=timezone.now()),
        to=("meetings:meeting_interests", assembly.slug, reference),
    )


def _named_item(request: Request, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item that the address names, or the one that is being taken."""
    asked = request.GET.get("item", "")
    named = next((item for item in items if str(item.pk) == asked), None)
    return named or next((item for item in items if item.started_at is not None), None)


def _stakes(
    request: SignedIn, assembly: Assembly, bodies: Sequence[Organisation], item: AgendaItem | None
) -> list[Stake]:
    """What the site knows that may be an interest in an item, if the item is open to them."""
    if item is None:
        return []
    if not sight_of(request.user, assembly, at=timezone.now()).may_see(item):
        return []
    return stakes_in(request.user, frozenset(body.pk for body in bodies), item)


@open_to(ARRANGERS, methods=ASKED)
def enter_interest(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter what somebody says at a meeting, who may have no account."""
    meeting = one_meeting(assembly, reference)
    require_may_arrange(request.user, meeting.forum, at=timezone.now())
    items = items_to_declare_in(meeting)
    item = _named_item(request, items)
    form = Declare(
        posted(request),
        bodies=members_of_interest(meeting),
        items=items,
        item=item.pk if item is not None else None,
        is_going_on=meeting.opened_at is not None,
        for_another=True,
    )

    def put_down() -> Interest:
        typed = form.cleaned_data
        return declare_interest(
            assembly=assembly,
            item=form.item,
            person=with_email(typed["email"]) if typed["email"] else None,
            name=typed["name"],
            organisation=form.body,
            is_of_organisation=typed["whose"] == "organisation",
            moment=form.moment,
            nature=typed["nature"],
            is_public=not typed["keep"],
            by=request.user,
            at=timezone.now(),
        )

    return act(
        request,
        meeting,
        form=form,
        do=put_down,
        heading=_("Enter an interest that somebody declares"),
        button=_("Enter it"),
        done=_("The interest is entered."),
        clause=clause_here(meeting, "interests", at=timezone.now()),
        to=("meetings:meeting_interests", assembly.slug, reference),
    )


@open_to(SIGNED_IN, methods=ASKED)
def declare_standing(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Declare an interest that holds whatever is taken."""
    form = Declare(posted(request), bodies=_own_bodies(request, assembly))
    return doing.act(
        request,
        form=form,
        do=lambda: declare_interest(
            assembly=assembly,
            item=None,
            person=request.user,
            name=request.user.name or request.user.email,
            organisation=form.body,
            is_of_organisation=form.cleaned_data["whose"] == "organisation",
            moment=Interest.Moment.AHEAD,
            nature=form.cleaned_data["nature"],
            is_public=not form.cleaned_data["keep"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Declare a standing interest"),
        button=_("Declare it"),
        done=_("Your interest is on the register."),
        lead=_("One that holds whatever is taken. Where an item touches it, declare it there too."),
        clause=clause_on_interests(assembly),
        to=("meetings:interests", assembly.slug),
    )

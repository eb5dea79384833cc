"""What may come: the list, one of them, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.proceedings.meetings.queries.meetings import next_after
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions import risks as actions
from folkmoot.scrutiny.insight.forms import others as forms
from folkmoot.scrutiny.insight.models import Risk
from folkmoot.scrutiny.insight.queries import risks as queries
from folkmoot.scrutiny.insight.queries.bank import bank
from folkmoot.scrutiny.insight.queries.clauses import clause_for, threshold
from folkmoot.scrutiny.insight.queries.seeing import in_sight
from folkmoot.scrutiny.insight.views.frame import BOTH, back_to, now_in, reader

MOST_EVIDENCE = 50


@open_to(EVERYONE)
def risks(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what is kept in sight, the heaviest first, with what is over the threshold."""
    _at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    forum = request.GET.get("forum", "")
    is_open = request.GET.get("closed", "") != "1"
    found = queries.risks(assembly, who, forum=forum, is_open=is_open)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": page,
        "rows": list(page),
        "forums": queries.forums_with_risks(assembly, who),
        "forum": forum,
        "is_open": is_open,
        "today": on,
        "threshold": threshold(assembly, on=on),
        "keeps": who.keeps,
        "is_member": who.is_member,
        "clause": clause_for(assembly, "risks", on=on),
    }
    return render(request, "insight/risks.html", given)


def _one(request: Request, assembly: Assembly, number: int) -> Risk:
    _at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    rows = Risk.objects.filter(assembly=assembly, number=number)
    rows = rows.select_related("assembly", "forum__assembly", "item__meeting")
    found = rows.order_by("pk").first()
    if found is None:
        raise Http404
    if found.seen_by not in who.levels:
        raise Refusal("not-permitted", None, {"who": _("those for whom it is meant")})
    return found


@open_to(EVERYONE)
def risk(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show one of them: how it stands, how it stood, what it rests on, who meets it."""
    at, on = now_in(assembly)
    found = _one(request, assembly, number)
    who = reader(request, assembly, on=on)
    least = threshold(assembly, on=on)
    following = next_after(found.forum, at) if found.forum and who.keeps else None
    given = {
        "risk": found,
        "threshold": least,
        "is_over": found.points >= least,
        "is_overdue": found.closed_on is None and found.review_by < on,
        "reviews": list(found.reviews.order_by("-on", "-pk")[:25]),
        "evidence": list(found.evidence.filter(in_sight(who), state="shared").order_by("pk")),
        "keeps": who.keeps,
        "next": following,
        "clause": clause_for(assembly, "risks", on=on),
    }
    return render(request, "insight/risk.html", given)


@open_to(BOARD, methods=BOTH)
def keep(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Keep something in sight."""
    at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    form = forms.InSight(
        posted(request),
        forums={forum.slug: forum for forum in live_forums(assembly, on=on)},
        known=list(bank(assembly, who, on=on).exclude(seen_by="body")[:MOST_EVIDENCE]),
        initial={"seen_by": "members"},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_in_sight(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Keep something in sight"),
        lead=_(
            "A trend, a risk or an opening. How likely times how much it matters is its weight."
        ),
        button=_("Keep it in sight"),
        done=_("It is kept in sight."),
        clause=clause_for(assembly, "risks", on=on),
        **back_to(assembly, "risks", label=_("Trends and risks"))
        | {"to": lambda made: ("insight:risk", assembly.slug, made.number)},
    )


def _act(
    request: SignedIn,
    found: Risk,
    form: Act,
    do: Callable[..., Any],
    **said: Any,
) -> HttpResponse:
    at, on = now_in(found.assembly)
    return act(
        request,
        form=form,
        do=lambda: do(risk=found, by=request.user, at=at, **form.cleaned_data),
        caption=found.title,
        clause=clause_for(found.assembly, "risks", on=on),
        **back_to(found.assembly, "risk", found.number, label=found.title),
        **said,
    )


@open_to(BOARD, methods=BOTH)
def look(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say how something stands now."""
    found = _one(request, assembly, number)
    shown = {"likelihood": found.likelihood, "effect": found.effect, "direction": found.direction}
    form = forms.LookAgain(posted(request), initial=shown)
    return _act(
        request, found, form, actions.look_again,
        heading=_("Look at it again"), button=_("Keep it"), done=_("It is kept."),
    )  # fmt: skip


@open_to(BOARD, methods=BOTH)
def on_agenda(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say under which item of an agenda something is taken."""
    found = _one(request, assembly, number)
    at, _on = now_in(assembly)
    following = next_after(found.forum, at) if found.forum else None
    lead = _("Copy the address of the item from the page of the meeting. ")
    if following is not None:
        agenda = reverse("meetings:agenda", args=[assembly, following.reference])
        lead += _("The agenda of the next meeting is at %(address)s.") % {"address": agenda}
    return _act(
        request, found, forms.Tie(posted(request)),
        lambda **given: actions.tie(to="item", **given),
        heading=_("Under which item is it taken?"), lead=lead, button=_("Tie it to the item"),
        done=_("It stands with that item, for whoever may read it."),
    )  # fmt: skip


@open_to(BOARD, methods=BOTH)
def in_plan(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say which action of a plan meets something."""
    found = _one(request, assembly, number)
    return _act(
        request, found, forms.Tie(posted(request)),
        lambda **given: actions.tie(to="action", **given),
        heading=_("Which action of a plan meets it?"),
        lead=_("Copy the address of the action, such as the plan's page with #action-3 at its end."),
        button=_("Tie it to the action"), done=_("It is tied to that action."),
    )  # fmt: skip


@open_to(BOARD, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """No longer keep something in sight."""
    found = _one(request, assembly, number)
    return _act(
        request, found, forms.CloseRisk(posted(request)), actions.close_risk,
        heading=_("No longer keep it in sight"), button=_("Close it"), done=_("It is closed."),
        warns=True,
    )  # fmt: skip

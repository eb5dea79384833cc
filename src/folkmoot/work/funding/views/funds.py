"""Funds, from the plan to the reasons told to everybody who applied."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.body.assemblies.queries import day_in, posts_of
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions import funds as actions
from folkmoot.work.funding.forms import funds as forms
from folkmoot.work.funding.models import Application, FundQuestion
from folkmoot.work.funding.permits import assessor_of
from folkmoot.work.funding.queries.awards import days_to_apply, hours_to_apply, in_pounds
from folkmoot.work.funding.queries.awards import funds as funds_of
from folkmoot.work.funding.queries.buying import reach_of, rules_of
from folkmoot.work.funding.queries.buying import services as services_of
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    body,
    fund_page,
    keeps,
    keeps_of,
    one_fund,
    own_body,
    page_of,
    require,
    require_of,
)

KEPT_AS_DRAFT = ("fund-not-open", "whole-form-needed", "budget-does-not-add-up")


@open_to(EVERYONE)
def funds(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what can be applied for, what could be, and where the money goes."""
    on = day_in(assembly, at=timezone.now())
    is_keeper = keeps(request, assembly)
    person = request.user
    own: list[str] | None = []
    if isinstance(person, Person):
        posts = posts_of(person, on=on).filter(assembly=assembly)
        own = None if is_officer(person, assembly, on=on) else [post.body for post in posts]
    shown = page_of(funds_of(assembly, of=own), request)
    rows = [
        (
            one,
            in_pounds(one.pence),
            bool(one.opens_on and one.closes_on and one.opens_on <= on <= one.closes_on),
        )
        for one in shown
    ]
    given = {"page_obj": shown, "rows": rows, "keeps": is_keeper, "today": on,
             "organisation": body(request),
             "days": days_to_apply(assembly), "clause": clause_for(assembly, "priorities", on=on)}  # fmt: skip
    return render(request, "funding/funds.html", given)


@open_to(EVERYONE)
def fund(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a fund: what it is for, by what it is judged, what was asked, and what was decided."""
    found = one_fund(request, assembly, slug)
    on = day_in(assembly, at=timezone.now())
    is_keeper = keeps_of(request, assembly, found.funder_name, found.run_by)
    opens, closes = found.opens_on, found.closes_on
    decided = found.applications.filter(state__in=("awarded", "refused"))
    organisation = body(request)
    mine = None
    if organisation is not None:
        mine = found.applications.filter(organisation=organisation).order_by("pk").first()
    given = {
        "fund": found,
        "pounds": in_pounds(found.pence),
        "small": in_pounds(found.small_award_pence),
        "is_open": bool(found.published_at and opens and closes and opens <= on <= closes),
        "is_over": bool(closes and on > closes),
        "questions": list(
            # What nobody known asks is read by an officer before everybody reads it.
            found.questions.filter(
                **({} if is_keeper else {"answered_at__isnull": False})
            ).order_by("asked_at", "pk")
        ),
        "hours": hours_to_apply(found),
        "decided": [
            (one, in_pounds(one.pence))
            for one in decided.select_related("organisation", "award").order_by(
                "state", "decided_at", "pk"
            )
        ],
        "keeps": is_keeper,
        "assessor": assessor_of(found, request.user) if request.user.is_authenticated else None,
        "mine": mine,
        "organisation": organisation,
        "rules": rules_of(found),
        "reach": reach_of(found) if found.run_by else None,
        "clauses": {
            name: clause_for(assembly, name, on=on)
            for name in ("priorities", "open", "light", "rules", "partner", "options")
        },
    }
    return render(request, "funding/fund.html", given)


def _plan_form(request: SignedIn, assembly: Assembly, shown: dict[str, Any]) -> forms.PlanFund:
    return forms.PlanFund(
        posted(request),
        services=services_of(assembly),
        areas=served_places(assembly),
        initial=shown,
    )


@open_to(KNOWN, methods=BOTH)
def plan(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Plan a fund."""
    require(request, assembly)
    at = timezone.now()
    form = _plan_form(
        request,
        assembly,
        {"small_award": 5000, "hours_short": 2, "hours_long": 12, "mechanism": "grant",
         "funder_name": own_body(request, assembly)},
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.plan_fund(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Plan a fund"),
        button=_("Plan it"),
        done=_("It is planned. Nobody sees it before it is published."),
        to=lambda made: ("funding:fund", assembly.slug, made.slug),
        clause=clause_for(assembly, "priorities", on=day_in(assembly, at=at)),
        back=reverse("funding:funds", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Change the plan of a fund, before it is public."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    shown = {name: getattr(found, name, None) for name in forms.PlanFund.base_fields}
    shown |= {name: "\n".join(getattr(found, name)) for name in ("outcomes", "criteria")}
    shown["sum"] = found.pence / 100 if found.pence is not None else None
    shown["small_award"] = found.small_award_pence / 100
    shown |= {"service": found.service_id or "", "area": found.area_id}
    form = _plan_form(request, assembly, shown)
    return act(
        request,
        form=form,
        do=lambda: actions.plan_fund(
            assembly=assembly, fund=found, by=request.user, at=at, **form.told()
        ),
        heading=_("Change the plan"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(assembly, "priorities", on=day_in(assembly, at=at)),
        **fund_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def publish(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Make a fund public."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    form = Agree(posted(request), label=_("It stays as it is once it is public"))
    return act(
        request,
        form=form,
        do=lambda: actions.publish_fund(fund=found, by=request.user, at=at),
        heading=_("Publish the fund"),
        button=_("Publish it"),
        done=_("It is public."),
        clause=clause_for(assembly, "priorities", on=day_in(assembly, at=at)),
        **fund_page(found),
    )


@open_to(EVERYONE, methods=BOTH)
def ask(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Ask something about a fund; the answer goes to all."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    form = forms.AskOfFund(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_of_fund(fund=found, at=at, **form.cleaned_data),
        heading=_("Ask about the fund"),
        lead=_("Question and answer stand on its page, so that nobody knows more than others."),
        button=_("Ask it"),
        done=_("It is asked."),
        clause=clause_for(assembly, "open", on=day_in(assembly, at=at)),
        **fund_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Answer a question about a fund, to all."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    question = get_object_or_404(
        FundQuestion.objects.select_related("fund__assembly"), fund=found, pk=number
    )
    form = forms.AnswerToAll(
        posted(request),
        is_on_reserves=question.is_on_reserves,
        initial={"answer": question.answer, "reserves_answer": question.reserves_answer},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.answer_to_all(
            question=question, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Answer to all"),
        facts=[(_("Question"), question.words)],
        button=_("Answer"),
        done=_("It stands on the page of the fund."),
        **fund_page(found),
    )


@never_cache
@open_to(KNOWN, methods=BOTH)
def apply(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Draft an application together, or send it."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    organisation = body(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    before = found.applications.filter(organisation=organisation).order_by("pk").first()
    shown: dict[str, Any] = {"years": 2}
    if before is not None:
        shown = {
            name: getattr(before, name)
            for name in ("title", "words", "years", "together_with", "hours_spent")
        }
        shown |= {"sum": before.pence / 100, "overhead": before.overhead_pence / 100}
        shown["budget"] = "\n".join(f"{words} {part / 100:.2f}" for words, part in before.budget)
    is_short = request.GET.get("form") == "short"
    form = forms.Apply(posted(request), fund=found, before=before, is_short=is_short, initial=shown)
    is_sent = request.POST.get("step") != "keep"
    is_draft = before is None or before.state == Application.State.DRAFT
    given = {
        "fund": found, "is_draft": is_draft, "organisation": organisation, "is_short": is_short,
        "small": in_pounds(found.small_award_pence), **fund_page(found),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.apply(
                fund=found, organisation=organisation, is_sent=is_sent, by=request.user, at=at,
                **form.told(),
            )  # fmt: skip
        except Refusal as refusal:
            if is_draft and refusal.code in KEPT_AS_DRAFT:  # what was written is not lost
                actions.apply(
                    fund=found, organisation=organisation, is_sent=False, by=request.user, at=at,
                    **form.told(),
                )  # fmt: skip
            form.refuse(refusal)
        else:
            given |= {"made": made, "is_sent": is_sent}
            return render(request, "funding/applied.html", given)
    status = 422 if form.is_bound else 200
    return render(request, "funding/apply.html", given | {"form": form}, status=status)

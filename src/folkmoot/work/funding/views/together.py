"""Who pays for the same thing, proposals to do it together, and reviews and talks about money."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.funding.actions import together as actions
from folkmoot.work.funding.forms import together as forms
from folkmoot.work.funding.models import JointProposal
from folkmoot.work.funding.queries import flows
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    keeps,
    may,
    own_body,
    page_of,
    require,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def together(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who pays for the same outcome in the same place, and what is proposed to be done together."""
    on = today(assembly)
    is_keeper = keeps(request, assembly)
    shown = page_of(flows.proposals(assembly), request)
    proposed = [
        (
            Cell(one.title, url=may(request, assembly, "proposal", "", one.pk)[0],
                 hint=one.outcome),
            one.body_name,
            one.area.name if one.area else _("Everywhere"),
            ", ".join(answer.body_name for answer in one.answers.all() if answer.joins) or "–",
        )
        for one in shown
    ]  # fmt: skip
    here, _words = may(request, assembly, "propose", "")
    alike = [
        (
            Cell(one.outcome, hint=one.where or _("place not told")),
            ", ".join(one.funders),
            one.awards,
            Cell(in_pounds(one.pence),
                 action=(here, _("Propose to do it together")) if is_keeper else None),
        )
        for one in flows.same_outcome(assembly, on=on)
    ]  # fmt: skip
    twice = [
        (Cell(one.where, hint=one.outcome), ", ".join(one.funders), one.awards,
         Cell(in_pounds(one.pence), state="due"))
        for one in flows.same_recipient(assembly, on=on)
    ]  # fmt: skip
    plans = [
        (
            Cell(outcome, hint=place or _("place not told")),
            "\n".join(
                f"{fund.funder_name}: {fund.title}"
                + ("" if fund.published_at else " " + _("(planned)"))
                for fund in found
            ),
        )
        for outcome, place, found in flows.plans_alike(assembly, on=on, is_funder=is_keeper)
    ]
    heads = [_("Outcome"), _("Bodies that pay"), "#" + _("Awards"), "#" + _("Pounds")]
    return show(
        request,
        heading=_("Who pays for the same thing"),
        lead=_("Bodies that fund the same outcome in the same place can do it together."),
        clauses=[clause_for(assembly, "joint", on=on)],
        links=[may(request, assembly, "propose", _("Propose to do something together"))
               if is_keeper else None,
               may(request, assembly, "topics", _("Reviews and talks about money"))],
        tables=[
            Table(_("Proposals to do it together"),
                  [_("Proposal"), _("By"), _("Where"), _("Who joins")], proposed,
                  _("Nothing is proposed."), shown),
            Table(_("The same outcome in the same place"), heads, alike,
                  _("No two bodies pay for the same outcome in the same place now.")),
            Table(_("It may be paid for twice: the same outcome, the same organisation"),
                  [_("Organisation"), *heads[1:]], twice,
                  _("Nobody is paid by two bodies for the same outcome.")),
            Table(_("Funds open or planned for the same outcome"), [_("Outcome"), _("Funds")],
                  plans, _("No two bodies have a fund for the same outcome.")),
        ],
    )  # fmt: skip


def _one(assembly: Assembly, number: int) -> JointProposal:
    return get_object_or_404(flows.proposals(assembly), pk=number)


@open_to(EVERYONE)
def proposal(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show a proposal to pay for something together, and what other bodies say to it."""
    found = _one(assembly, number)
    rows = [
        (one.body_name, Cell(state="accepted" if one.joins else "declined"), one.words or "–",
         Cell(day=one.on))
        for one in found.answers.order_by("on", "pk")
    ]  # fmt: skip
    answer = may(request, assembly, "answer_proposal", _("Answer it for a body"), found.pk)
    return show(
        request,
        heading=found.title,
        caption=found.body_name,
        clauses=[clause_for(assembly, "joint", on=today(assembly))],
        links=[answer if keeps(request, assembly) else None],
        facts=[
            (_("Outcome"), found.outcome),
            (_("Where"), found.area.name if found.area else _("Everywhere")),
            (_("What"), found.words),
            (_("Proposed on"), Cell(day=found.proposed_on)),
        ],
        tables=[
            Table(_("What other bodies say"), [_("Body"), _("Joins"), _("Words"), _("On")], rows,
                  _("Nobody has answered yet."))
        ],
        crumbs=[may(request, assembly, "together", _("Who pays for the same thing"))],
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def propose(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Propose to pay for something together."""
    require(request, assembly)
    at = timezone.now()
    form = forms.Propose(
        posted(request), areas=served_places(assembly),
        initial={"body_name": own_body(request, assembly)},
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.propose(assembly=assembly, by=request.user, at=at, **form.cleaned_data),
        heading=_("Propose to do something together"),
        button=_("Propose it"),
        done=_("It is proposed. Other bodies can answer."),
        to=lambda made: ("funding:proposal", assembly.slug, made.pk),
        clause=clause_for(assembly, "joint", on=today(assembly)),
        back=may(request, assembly, "together", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def answer_proposal(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say, for another body, whether it joins."""
    require(request, assembly)
    found, at = _one(assembly, number), timezone.now()
    form = forms.AnswerProposal(posted(request), initial={"body_name": own_body(request, assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.answer_proposal(
            proposal=found,
            by=request.user,
            at=at,
            **form.cleaned_data | {"joins": form.cleaned_data["joins"] == "yes"},
        ),
        heading=_("Answer it for a body"),
        caption=found.title,
        button=_("Answer"),
        done=_("It is answered."),
        to=("funding:proposal", assembly.slug, found.pk),
        clause=clause_for(assembly, "joint", on=today(assembly)),
        back=may(request, assembly, "proposal", "", found.pk)[0],
    )

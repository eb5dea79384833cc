"""What is done to a report: written, approved, sent, published, judged."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, KNOWN, OFFICERS
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.scrutiny.reports import forms
from folkmoot.scrutiny.reports.actions import deciding, writing
from folkmoot.scrutiny.reports.models import Judgement, Report
from folkmoot.scrutiny.reports.queries import reading as queries
from folkmoot.scrutiny.reports.queries.machine import clause_of, kind_named
from folkmoot.scrutiny.reports.queries.spans import day
from folkmoot.scrutiny.reports.views.frame import BOTH, one_report, page_of, today


def _clause(report: Report) -> Clause | None:
    kind = kind_named(report.kind)
    on = today(report.assembly)
    return clause_of(kind, report.assembly, on=on) if kind is not None else None


@open_to(OFFICERS, methods=BOTH)
def write(request: SignedIn, assembly: Assembly, reference: str, key: str) -> HttpResponse:
    """Write the words of a part; its figures are in view."""
    found, at = one_report(request, assembly, reference), timezone.now()
    parts = {one.key: one for one in queries.parts_of(found, on=today(assembly))}
    if key not in parts:
        raise Http404
    part = parts[key]
    form = forms.WriteSection(posted(request), shown=part.edition, initial={"words": part.words})
    return act(
        request,
        form=form,
        do=lambda: writing.write_section(
            report=found, key=key, title=part.title, by=request.user, at=at, **form.cleaned_data
        ),
        heading=part.title,
        lead=part.asks,
        facts=[(line.told.name, line.told.shown) for line in part.lines],
        button=_("Keep the words"),
        done=_("The words are kept."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(BOARD, methods=BOTH)
def approve(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Approve a report; its figures stay as they are that day."""
    found, at = one_report(request, assembly, reference), timezone.now()
    form = Agree(posted(request), label=_("The board approves it as it stands"))
    return act(
        request,
        form=form,
        do=lambda: deciding.approve_report(report=found, by=request.user, at=at),
        heading=_("Approve the report"),
        lead=_("From then on its words and figures stay, the figures with the rows behind them."),
        button=_("Approve it"),
        done=_("It is approved. It can be sent and published now."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(OFFICERS, methods=BOTH)
def submit(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter that a report went to the board it is for."""
    found, at = one_report(request, assembly, reference), timezone.now()
    kind = kind_named(found.kind)
    start = {"sent_to": str(kind.goes_to) if kind is not None else "", "sent_on": today(assembly)}
    form = forms.SubmitReport(posted(request), initial=start)
    return act(
        request,
        form=form,
        do=lambda: deciding.submit_report(
            report=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter that it was sent"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(OFFICERS, methods=BOTH)
def publish(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Publish a report."""
    found, at = one_report(request, assembly, reference), timezone.now()
    form = Agree(posted(request), label=_("Everybody is to read it"))
    return act(
        request,
        form=form,
        do=lambda: deciding.publish_report(report=found, by=request.user, at=at),
        heading=_("Publish the report"),
        button=_("Publish it"),
        done=_("It is published, with every figure and its rows."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(KNOWN, methods=BOTH)
def say(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down what a body that watches over it thinks."""
    found, at = one_report(request, assembly, reference), timezone.now()
    sides = queries.sides_of(kind_named(found.kind), assembly, on=today(assembly))
    if not sides:
        raise Refusal("nobody-watches-it", None, {})
    form = forms.SayOfReport(posted(request), sides=sides)
    return act(
        request,
        form=form,
        do=lambda: writing.remark(report=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Say what you think of it"),
        button=_("Write it down"),
        done=_("It stands with the report."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(BOARD, methods=BOTH)
def judge(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write what the board judges, and what is done for it."""
    found, at = one_report(request, assembly, reference), timezone.now()
    kind = kind_named(found.kind)
    if kind is None or not kind.is_judged:
        raise Http404
    form = forms.JudgeReport(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deciding.judge_report(report=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Write what the board judges"),
        button=_("Write it down"),
        done=_("It stands with the report."),
        clause=_clause(found),
        **page_of(found),
    )


@open_to(BOARD, methods=BOTH)
def finish(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Enter that what the board said was to be done is done."""
    found, at = one_report(request, assembly, reference), timezone.now()
    judgement = get_object_or_404(
        Judgement.objects.select_related("report__assembly").exclude(action=""),
        report=found,
        pk=number,
    )
    form = forms.FinishAction(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deciding.finish_action(
            judgement=judgement, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter what came of it"),
        facts=[(_("To be done"), judgement.action), (_("By"), day(judgement.due_on))],
        button=_("Enter it"),
        done=_("It is entered."),
        **page_of(found),
    )

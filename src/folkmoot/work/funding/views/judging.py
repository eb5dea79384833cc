"""Applications marked by a panel whose interests are closed out, and decided with reasons."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions import judging as actions
from folkmoot.work.funding.forms import funds as forms
from folkmoot.work.funding.models import Application, Assessor, Fund
from folkmoot.work.funding.permits import assessor_of, is_closed_to, may_assess
from folkmoot.work.funding.queries.awards import applications_of, in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import BOTH, fund_page, keeps_of, one_fund, require_of


def _panel(request: SignedIn, assembly: Assembly, fund: Fund) -> Assessor | None:
    """Return the assessor who asks, or None for whoever keeps funds; refuse everybody else."""
    assessor = assessor_of(fund, request.user)
    if assessor is None and not keeps_of(request, assembly, fund.funder_name, fund.run_by):
        raise Refusal("not-permitted", None, {"who": _("an assessor of this fund")})
    return assessor


@never_cache
@open_to(KNOWN)
def applications(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Show the applications to a fund to its panel; those one has an interest in are closed."""
    found = one_fund(request, assembly, slug)
    assessor = _panel(request, assembly, found)
    on = day_in(assembly, at=timezone.now())
    rows = []
    for one in applications_of(found):
        values = [mark.value for mark in one.marks.all()]
        mean = sum(values) / len(values) if values else None
        is_closed = assessor is not None and (
            assessor.declared_at is None or is_closed_to(one, assessor, on=on)
        )
        rows.append((one, in_pounds(one.pence), in_pounds(one.overhead_pence), mean, is_closed))
    given = {"fund": found, "rows": rows, "assessor": assessor, "keeps": keeps_of(request, assembly, found.funder_name, found.run_by),
             "clause": clause_for(assembly, "open", on=on), **fund_page(found)}  # fmt: skip
    return render(request, "funding/applications.html", given)


@open_to(KNOWN, methods=BOTH)
def name_assessor(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Name somebody who marks the applications."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    people = may_assess(found, on=day_in(assembly, at=at))
    form = forms.NameAssessor(posted(request), people=people)
    return act(
        request,
        form=form,
        do=lambda: actions.name_assessor(
            fund=found, person=form.people[form.cleaned_data["person"]], by=request.user, at=at
        ),
        heading=_("Name an assessor"),
        button=_("Name them"),
        done=_("They are named. They declare their interests first."),
        clause=clause_for(assembly, "open", on=day_in(assembly, at=at)),
        **fund_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def declare(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Declare in which applications one has an interest."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    assessor = assessor_of(found, request.user)
    if assessor is None:
        raise Refusal("not-permitted", None, {"who": _("an assessor of this fund")})
    form = forms.Declare(posted(request), applications=applications_of(found))
    return act(
        request,
        form=form,
        do=lambda: actions.declare(
            assessor=assessor, interests=form.chosen(), by=request.user, at=at
        ),
        heading=_("Declare your interests"),
        lead=_("What you have an interest in is closed to you. The rest opens."),
        button=_("Declare"),
        done=_("It is declared."),
        clause=clause_for(assembly, "open", on=day_in(assembly, at=at)),
        **fund_page(found) | {"to": ("funding:applications", assembly.slug, found.slug)},
    )


def _one(found: Fund, number: int) -> Application:
    rows = Application.objects.select_related("fund__assembly", "organisation")
    return get_object_or_404(rows.exclude(state="draft"), fund=found, pk=number)


@never_cache
@open_to(KNOWN, methods=BOTH)
def mark(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Mark an application under each criterion."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    assessor = _panel(request, assembly, found)
    application = _one(found, number)
    on = day_in(assembly, at=at)
    if assessor is None:
        raise Refusal("not-permitted", None, {"who": _("an assessor of this fund")})
    if assessor.declared_at is None:
        raise Refusal("interests-not-declared", None, {})
    if is_closed_to(application, assessor, on=on):
        raise Refusal("assessor-applies", None, {"name": request.user.name})
    form = forms.MarkIt(posted(request), criteria=found.criteria)
    return act(
        request,
        form=form,
        do=lambda: actions.mark(
            application=application, marks=form.marks(), by=request.user, at=at
        ),
        heading=_("Mark: %(title)s") % {"title": application.title},
        facts=[
            (_("Organisation"), application.organisation.name),
            (_("What they would do"), application.words),
            (_("They ask for"), in_pounds(application.pence)),
            (_("Of that, overheads"), in_pounds(application.overhead_pence)),
            *((outcome, words) for outcome, words in application.outcomes.items()),
        ],
        button=_("Keep the marks"),
        done=_("The marks are kept."),
        clause=clause_for(assembly, "open", on=on),
        **fund_page(found) | {"to": ("funding:applications", assembly.slug, found.slug)},
    )


@open_to(KNOWN, methods=BOTH)
def decide(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Decide an application, with the reasons for the organisation."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    application = _one(found, number)
    form = forms.Decide(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.decide(
            application=application,
            is_awarded=form.cleaned_data["is_awarded"] == "yes",
            reasons=form.cleaned_data["reasons"],
            overhead_accepted=form.cleaned_data["overhead_accepted"],
            overhead_words=form.cleaned_data["overhead_words"],
            by=request.user,
            at=at,
        ),
        heading=_("Decide: %(title)s") % {"title": application.title},
        facts=[
            (_("Organisation"), application.organisation.name),
            (_("They ask for"), in_pounds(application.pence)),
        ],
        button=_("Decide it"),
        done=_("It is decided, and the organisation is told why."),
        clause=clause_for(assembly, "open", on=day_in(assembly, at=at)),
        **fund_page(found) | {"to": ("funding:applications", assembly.slug, found.slug)},
    )

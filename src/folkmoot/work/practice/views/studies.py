"""Case studies, to read, print and tell; and the map of where there is proof of what."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.formats import ENDINGS, TYPES, form_of
from folkmoot.ground.tables import csv_file
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions import studies as actions
from folkmoot.work.practice.forms import telling as forms
from folkmoot.work.practice.models import Study
from folkmoot.work.practice.permits import require_of_assembly
from folkmoot.work.practice.queries import studies as queries
from folkmoot.work.practice.queries.clauses import benefits, clause_for
from folkmoot.work.practice.views.frame import BOTH, asked, deed, paged, places, who


@open_to(EVERYONE)
def studies(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the case studies, with how many headings each lacks."""
    me = who(request, assembly)
    wanted = asked(request, "theme", "benefit", "place")
    found = queries.studies(
        assembly, me.person, is_officer=me.is_officer, theme=wanted["theme"],
        benefit=wanted["benefit"], area=wanted["place"],
    )  # fmt: skip
    shown = paged(request, found)
    given = {
        "page_obj": shown,
        "rows": [(one, len(queries.missing_headings(one, on=me.on))) for one in shown],
        "wanted": wanted,
        "themes": Theme.objects.order_by("name", "pk"),
        "areas": places(assembly).values(),
        "benefits": benefits(assembly, on=me.on).items(),
        "who": me,
        "clause": clause_for(assembly, "studies", on=me.on),
    }
    return render(request, "practice/studies.html", given)


def _study(request: Request, assembly: Assembly, number: int) -> Study:
    """Return a case study that somebody may read: a public one, their own, or any for an officer."""
    me = who(request, assembly)
    rows = Study.objects.select_related("assembly", "organisation")
    found = get_object_or_404(rows, assembly=assembly, number=number)
    is_own = me.person is not None and found.told_by_id == me.person.pk
    if found.published_at is None and not is_own and not me.is_officer:
        raise Refusal("not-permitted", None, {"who": _("whoever told it, until it is public")})
    return found


@open_to(EVERYONE)
def study(request: Request, assembly: Assembly, study: int) -> HttpResponse:
    """Show a case study under its headings, with what is missing."""
    found, me = _study(request, assembly, study), who(request, assembly)
    named = benefits(assembly, on=me.on)
    codes = found.tags.order_by("benefit").values_list("benefit", flat=True)
    is_own = me.person is not None and found.told_by_id == me.person.pk
    given = {
        "study": found,
        "said": [(label, getattr(found, name)) for name, label in queries.labels().items()],
        "missing": queries.missing_headings(found, on=me.on),
        "attachments": queries.shown_attachments(found, on=me.on),
        "hidden": queries.hidden_attachments(found, on=me.on),
        "benefits": [named[code][0] for code in codes if code in named],
        "changes": me.is_officer or (is_own and found.published_at is None),
        "forms": list(TYPES),
        "who": me,
        "clause": clause_for(assembly, "studies", on=me.on),
    }
    return render(request, "practice/study.html", given)


@open_to(EVERYONE)
def study_form(request: Request, assembly: Assembly, study: int, form: str) -> HttpResponse:
    """Give a case study in a form to print or to edit."""
    if form not in TYPES:
        raise Http404
    found, me = _study(request, assembly, study), who(request, assembly)
    made = form_of(queries.sheet_of(found, on=me.on), form)
    response = HttpResponse(made, content_type=TYPES[form])
    name = f"case-study-{found.number}{ENDINGS[form]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@open_to(KNOWN, methods=BOTH)
def study_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell a case study."""
    me = who(request, assembly)
    require_of_assembly(request.user, me.organisation, assembly, on=me.on)
    form = forms.TellStudy(
        posted(request), areas=served_places(assembly), benefits=benefits(assembly, on=me.on)
    )
    page = deed(assembly, "studies", "studies")
    page["to"] = lambda made: ("practice:study", assembly.slug, made.number)
    return act(
        request,
        form=form,
        do=lambda: actions.tell_study(
            assembly=assembly,
            organisation=me.organisation,
            by=request.user,
            at=me.at,
            **form.cleaned_data,
        ),
        heading=_("Tell a case study"),
        lead=_("Leave a heading empty where nothing is known. It is shown as missing."),
        button=_("Keep it"),
        done=_("It is kept. A support officer makes it public."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def study_change(request: SignedIn, assembly: Assembly, study: int) -> HttpResponse:
    """Change what a case study says."""
    found, me = _study(request, assembly, study), who(request, assembly)
    actions.require_changes(request.user, found, on=me.on)
    shown = {name: getattr(found, name) for name in actions.KEPT}
    shown |= {"themes": list(found.themes.all()), "areas": list(found.areas.all())}
    shown |= {"benefits": [one.benefit for one in found.tags.all()]}
    form = forms.TellStudy(
        posted(request),
        areas=served_places(assembly),
        benefits=benefits(assembly, on=me.on),
        initial=shown,
    )
    return act(
        request,
        form=form,
        do=lambda: actions.change_study(
            study=found, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Change the case study"),
        button=_("Keep it"),
        done=_("It is kept."),
        **deed(assembly, "studies", "study", found.number, caption=found.title),
    )


@open_to(KNOWN, methods=BOTH)
def study_attach(request: SignedIn, assembly: Assembly, study: int) -> HttpResponse:
    """Keep what belongs with a case study, or note that it is missing."""
    found, me = _study(request, assembly, study), who(request, assembly)
    actions.require_changes(request.user, found, on=me.on)
    form = forms.KeepAttachment(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_attachment(
            study=found, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("What belongs with it, or is missing"),
        button=_("Keep it"),
        done=_("It is kept."),
        **deed(assembly, "studies", "study", found.number, caption=found.title),
    )


@open_to(OFFICERS, methods=BOTH)
def study_publish(request: SignedIn, assembly: Assembly, study: int) -> HttpResponse:
    """Let everybody read a case study."""
    found, me = _study(request, assembly, study), who(request, assembly)
    missing = queries.missing_headings(found, on=me.on)
    form = Agree(posted(request), label=_("Let everybody read it"))
    return act(
        request,
        form=form,
        do=lambda: actions.publish_study(study=found, by=request.user, at=me.at),
        heading=_("Make it public"),
        facts=[(_("Still missing"), ", ".join(missing) or "–")],
        button=_("Make it public"),
        done=_("Everybody can read it."),
        **deed(assembly, "studies", "study", found.number, caption=found.title),
    )


@open_to(EVERYONE)
def evidence(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how much gives proof of each benefit, and where there is none."""
    me = who(request, assembly)
    rows = queries.evidence_map(assembly, on=me.on)
    given = {
        "rows": rows,
        "blank": [one for one in rows if not one.total],
        "direct": sum(one.is_direct for one in rows),
        "who": me,
        "clause": clause_for(assembly, "benefits", on=me.on),
    }
    return render(request, "practice/evidence.html", given)


@open_to(EVERYONE)
def evidence_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the map of proof as a table to keep."""
    rows = queries.evidence_map(assembly, on=who(request, assembly).on)
    head = ("benefit", "direct", "case_studies", "examples", "awards", "reports", "total")
    lines = [
        (one.name, one.is_direct, one.studies, one.examples, one.awards, one.reports, one.total)
        for one in rows
    ]
    return csv_file("benefits", head, lines, is_private=False)


@open_to(OFFICERS, methods=BOTH)
def proof_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tag an award or a report that is kept elsewhere."""
    me = who(request, assembly)
    form = forms.KeepProof(posted(request), benefits=benefits(assembly, on=me.on))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_proof(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Tag an award or a report"),
        button=_("Tag it"),
        done=_("It counts as proof."),
        **deed(assembly, "benefits", "evidence"),
    )

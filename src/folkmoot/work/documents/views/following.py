"""Reviews, rewritings and successors kept; how things stand, stated with its days."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.documents.actions import following as actions
from folkmoot.work.documents.actions import rewriting, trying
from folkmoot.work.documents.forms import following as forms
from folkmoot.work.documents.models import Document, RewriteGroup, Statement, SuccessorTask
from folkmoot.work.documents.queries import trying as queries
from folkmoot.work.documents.queries.clauses import clause_for, status_period
from folkmoot.work.documents.views.frame import (
    BOTH,
    document_page,
    keeps,
    now_in,
    one_document,
    require,
)


@open_to(KNOWN, methods=BOTH)
def review(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep that a document was looked back at."""
    require(request, assembly)
    found, (at, on) = one_document(assembly, number), now_in(assembly)
    form = forms.ReviewDocument(posted(request), initial={"held_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.review(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Keep a review"),
        button=_("Keep it"),
        done=_("The review is kept."),
        **document_page(found, "review"),
    )


@open_to(KNOWN, methods=BOTH)
def vary(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep that partners agreed to review a document on another day."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    form = forms.VaryReview(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.vary_review(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Keep an agreement to review it on another day"),
        facts=[(_("Due now"), found.next_review_on or _("no day is set"))],
        button=_("Keep it"),
        done=_("The agreement is kept, for everybody to read."),
        **document_page(found, "review"),
    )


@open_to(KNOWN, methods=BOTH)
def rewrite(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Begin a project that rewrites a document."""
    require(request, assembly)
    found, (at, on) = one_document(assembly, number), now_in(assembly)
    form = forms.BeginRewrite(posted(request), initial={"from_on": on})
    return act(
        request,
        form=form,
        do=lambda: rewriting.begin_rewrite(
            document=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Begin to rewrite it"),
        lead=_("Until each group was heard and each comment has a reply, nothing is published."),
        button=_("Begin"),
        done=_("The project has begun. Keep a draft next."),
        **document_page(found, "project"),
    )


@open_to(KNOWN, methods=BOTH)
def hear(request: SignedIn, assembly: Assembly, number: int, key: int) -> HttpResponse:
    """Keep how a group was asked and what it said."""
    require(request, assembly)
    document, (at, on) = one_document(assembly, number), now_in(assembly)
    found = get_object_or_404(
        RewriteGroup.objects.select_related("rewrite__document__assembly"),
        rewrite__document=document,
        pk=key,
    )
    form = forms.HearGroup(posted(request), initial={"heard_on": on})
    return act(
        request,
        form=form,
        do=lambda: rewriting.hear_group(group=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Keep what a group said"),
        facts=[(_("Group"), found.name)],
        button=_("Keep it"),
        done=_("What it said is kept."),
        **document_page(document, "project"),
    )


@open_to(KNOWN, methods=BOTH)
def promise(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep what a document is to become."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    form = forms.PromiseSuccessor(posted(request), initial={"kind": Document.Kind.STRATEGY})
    return act(
        request,
        form=form,
        do=lambda: actions.promise_successor(
            document=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Keep what it is to become"),
        button=_("Keep it"),
        done=_("It is kept. Name the document that follows once there is one."),
        **document_page(found, "successor"),
    )


@open_to(KNOWN, methods=BOTH)
def successor(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Name the document that follows."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    task = get_object_or_404(
        SuccessorTask.objects.select_related("document__assembly"), document=found, done_on=None
    )
    others = Document.objects.filter(assembly=assembly).exclude(pk=found.pk)
    form = forms.NameSuccessor(posted(request), others=others.order_by("title", "pk"))
    return act(
        request,
        form=form,
        do=lambda: actions.name_successor(task=task, by=request.user, at=at, **form.cleaned_data),
        heading=_("Name the document that follows"),
        facts=[(_("Promised"), task.words)],
        button=_("Keep it"),
        done=_("It is kept."),
        **document_page(found, "successor"),
    )


@open_to(EVERYONE)
def statements(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how things stand: when each was written and last looked at, and what is out of date."""
    _at, on = now_in(assembly)
    shown = Paginator(queries.statements(assembly), 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": shown,
        "rows": [queries.stated(one, on=on) for one in shown],
        "period": status_period(assembly, on=on),
        "clause": clause_for(assembly, "status", on=on),
        "keeps": keeps(request, assembly),
    }
    return render(request, "documents/statements.html", given)


@open_to(KNOWN, methods=BOTH)
def state(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """State how something stands."""
    require(request, assembly)
    at, on = now_in(assembly)
    form = forms.StateHow(posted(request), initial={"written_on": on})
    return act(
        request,
        form=form,
        do=lambda: trying.state(assembly=assembly, by=request.user, at=at, **form.cleaned_data),
        heading=_("State how something stands"),
        button=_("State it"),
        done=_("It is stated."),
        to=("documents:statements", assembly.slug),
        back=reverse("documents:statements", args=[assembly]),
        clause=clause_for(assembly, "status", on=on),
    )


@open_to(KNOWN, methods=BOTH)
def restate(request: SignedIn, assembly: Assembly, key: int) -> HttpResponse:
    """Change what is stated."""
    require(request, assembly)
    at, on = now_in(assembly)
    found = get_object_or_404(queries.statements(assembly), pk=key)
    shown = {name: getattr(found, name) for name in ("title", "words", "written_on", "review_on")}
    form = forms.StateHow(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: trying.state(
            assembly=assembly, statement=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is stated"),
        button=_("Keep it"),
        done=_("It is kept, and counts as looked at today."),
        to=("documents:statements", assembly.slug),
        back=reverse("documents:statements", args=[assembly]),
        clause=clause_for(assembly, "status", on=on),
    )


@open_to(KNOWN, methods=BOTH)
def check(request: SignedIn, assembly: Assembly, key: int) -> HttpResponse:
    """Keep that a statement was looked at and still holds."""
    require(request, assembly)
    at, on = now_in(assembly)
    found: Statement = get_object_or_404(queries.statements(assembly), pk=key)
    form = forms.CheckStatement(posted(request), initial={"checked_on": on})
    return act(
        request,
        form=form,
        do=lambda: trying.check_statement(
            statement=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Does it still hold?"),
        facts=[(found.title, found.words)],
        button=_("It still holds"),
        done=_("It is kept that it was looked at."),
        to=("documents:statements", assembly.slug),
        back=reverse("documents:statements", args=[assembly]),
        clause=clause_for(assembly, "status", on=on),
    )

"""Versions drafted, checked, approved, adopted and had in forms; comments on drafts answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.work.documents.actions import rewriting, trying
from folkmoot.work.documents.actions import versions as actions
from folkmoot.work.documents.forms import versions as forms
from folkmoot.work.documents.models import Comment, Document
from folkmoot.work.documents.views.frame import (
    BOTH,
    document_page,
    now_in,
    one_document,
    one_version,
    read_version,
    require,
    version_page,
)


@open_to(KNOWN, methods=BOTH)
def draft(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep a draft; it begins with the text of the version before it."""
    require(request, assembly)
    found, (at, _on) = one_document(assembly, number), now_in(assembly)
    before = found.versions.order_by("-number", "-pk").first()
    shown = {"text": before.text if before else "", "is_shown": True}
    form = forms.DraftVersion(posted(request), initial=shown)
    part = "terms" if found.kind == Document.Kind.TERMS else "project"
    page: dict[str, Any] = document_page(found, part)
    page["to"] = lambda made: ("documents:version", assembly.slug, found.number, made.number)
    return act(
        request,
        form=form,
        do=lambda: actions.draft(document=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Keep a draft"),
        lead=_("Each draft is kept, and none is written over."),
        button=_("Keep the draft"),
        done=_("The draft is kept."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def equality(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Attach an equality impact assessment to a version, or the reason why it needs none."""
    require(request, assembly)
    found, (at, on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.AttachEqualityCheck(posted(request), initial={"made_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.attach_equality_check(
            version=found,
            is_waiver=form.cleaned_data["kind"] == "waiver",
            words=form.cleaned_data["words"],
            link=form.cleaned_data["link"],
            made_on=form.cleaned_data["made_on"],
            by=request.user,
            at=at,
        ),
        heading=_("Attach an equality impact assessment"),
        button=_("Attach it"),
        done=_("It is attached to this version."),
        **version_page(found, "equality"),
    )


@open_to(KNOWN, methods=BOTH)
def approve(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Keep who approved a version at a level."""
    require(request, assembly)
    found, (at, _on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.Approve(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.approve(version=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Keep who approved it"),
        button=_("Keep it"),
        done=_("The approval is kept."),
        **version_page(found, "approvals"),
    )


@open_to(KNOWN, methods=BOTH)
def adopt(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Put a version in force."""
    require(request, assembly)
    found, (at, on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.Adopt(posted(request), initial={"adopted_on": on})
    part = "terms" if found.document.kind == Document.Kind.TERMS else "review"
    return act(
        request,
        form=form,
        do=lambda: actions.adopt(version=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Put this version in force"),
        lead=_("The version before it is replaced, and stays for everybody to read."),
        facts=[(_("Version"), found.number), (_("Why it changes"), found.reason)],
        button=_("Put it in force"),
        done=_("It is in force."),
        warns=True,
        **version_page(found, part),
    )


@open_to(KNOWN, methods=BOTH)
def keep_format(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Keep where a version can be had in a form."""
    require(request, assembly)
    found, (at, _on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.KeepFormat(posted(request))
    return act(
        request,
        form=form,
        do=lambda: trying.keep_format(version=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Add a form in which it can be had"),
        lead=_("A form that is there already is replaced by this one."),
        button=_("Add it"),
        done=_("It is added."),
        **version_page(found, "formats"),
    )


@open_to(KNOWN, methods=BOTH)
def comment(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Say something of a draft."""
    found, (at, _on) = read_version(request, assembly, number, version), now_in(assembly)
    authority = request.acting_for
    organisation = authority.organisation if authority else None
    form = forms.CommentOnDraft(posted(request))
    return act(
        request,
        form=form,
        do=lambda: rewriting.comment(
            version=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Comment on the draft"),
        facts=[(_("Shown as"), organisation.name if organisation else _("somebody"))],
        button=_("Send the comment"),
        done=_("Your comment stands below the draft. You hear when it has a reply."),
        **version_page(found, "project"),
    )


@open_to(KNOWN, methods=BOTH)
def answer(
    request: SignedIn, assembly: Assembly, number: int, version: int, comment: int
) -> HttpResponse:
    """Reply to a comment on a draft."""
    require(request, assembly)
    at, _on = now_in(assembly)
    found = get_object_or_404(
        Comment.objects.select_related("version__document__assembly", "person"),
        version=one_version(assembly, number, version),
        number=comment,
    )
    form = forms.AnswerComment(posted(request))
    return act(
        request,
        form=form,
        do=lambda: rewriting.answer_comment(
            comment=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Reply to the comment"),
        facts=[(_("Comment"), found.words)],
        button=_("Send the reply"),
        done=_("The reply stands below the comment."),
        **version_page(found.version, "project"),
    )


@open_to(KNOWN, methods=BOTH)
def pilot(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Name a group that tries a version, or keep what it said."""
    require(request, assembly)
    found, (at, on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.KeepPilot(posted(request), initial={"from_on": on})
    return act(
        request,
        form=form,
        do=lambda: trying.keep_pilot(version=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Try it with a group"),
        button=_("Keep it"),
        done=_("It is kept."),
        **version_page(found, "pilots"),
    )


@open_to(KNOWN, methods=BOTH)
def give_out(request: SignedIn, assembly: Assembly, number: int, version: int) -> HttpResponse:
    """Count copies that went to somebody."""
    require(request, assembly)
    found, (at, on) = one_version(assembly, number, version), now_in(assembly)
    form = forms.GiveOut(posted(request), initial={"on": on})
    return act(
        request,
        form=form,
        do=lambda: trying.give_out(version=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Count copies given out"),
        button=_("Count them"),
        done=_("They are counted."),
        **version_page(found, "pilots"),
    )

"""The equality reference group: its members, drafts sent to it, comments, replies, final texts."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity import forms
from folkmoot.scrutiny.equity.actions import reference as actions
from folkmoot.scrutiny.equity.models import Draft, DraftComment, ReferenceMember
from folkmoot.scrutiny.equity.permits import require_runs_equity, runs_equity
from folkmoot.scrutiny.equity.queries import reference as queries
from folkmoot.scrutiny.equity.queries.clauses import clause_for

BOTH = ("GET", "POST")


def _back(assembly: Assembly) -> dict[str, Any]:
    url = reverse("equity:group", args=[assembly])
    return {
        "to": ("equity:group", assembly.slug),
        "back": url,
        "crumbs": [(_("Equality reference group"), url)],
    }


def _draft_page(found: Draft) -> dict[str, Any]:
    url = reverse("equity:draft", args=[found.assembly, found.slug])
    return {
        "to": ("equity:draft", found.assembly.slug, found.slug),
        "back": url,
        "caption": found.title,
        "crumbs": [*_back(found.assembly)["crumbs"], (found.title, url)],
    }


def _keeps(request: Request, assembly: Assembly) -> bool:
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and runs_equity(request.user, assembly, on=on)


def _require(request: SignedIn, assembly: Assembly) -> None:
    require_runs_equity(request.user, assembly, on=day_in(assembly, at=timezone.now()))


@open_to(EVERYONE)
def group(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the group, for whom it speaks, for whom nobody does, and the drafts sent to it."""
    on = day_in(assembly, at=timezone.now())
    page = Paginator(queries.drafts(assembly), 25).get_page(request.GET.get("page"))
    given = {
        "cover": queries.cover_of(assembly),
        "page_obj": page,
        "today": on,
        "keeps": _keeps(request, assembly),
        "clauses": {name: clause_for(assembly, name, on=on) for name in ("group", "cover")},
    }
    return render(request, "equity/group.html", given)


@open_to(KNOWN, methods=BOTH)
def name_member(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter that a body is in the group, and for whom it speaks."""
    _require(request, assembly)
    at = timezone.now()
    listed = Organisation.objects.filter(listings__assembly=assembly).order_by("sort_name", "pk")
    form = forms.NameMember(posted(request), organisations=listed)
    return act(
        request,
        form=form,
        do=lambda: actions.name_member(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Name a member of the equality reference group"),
        button=_("Name it"),
        done=_("It is named."),
        clause=clause_for(assembly, "group", on=day_in(assembly, at=at)),
        **_back(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def let_go(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter that a body is in the group no longer."""
    _require(request, assembly)
    at = timezone.now()
    member = get_object_or_404(
        ReferenceMember.objects.select_related("assembly", "organisation"),
        assembly=assembly,
        pk=number,
        until_on=None,
    )
    form = Agree(posted(request), label=_("It leaves the group"))
    return act(
        request,
        form=form,
        do=lambda: actions.let_go(member=member, by=request.user, at=at),
        heading=_("Enter that it leaves the group"),
        caption=member.organisation.name,
        button=_("Enter it"),
        done=_("It is entered."),
        warns=True,
        **_back(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def send(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Send a draft to the group for comment."""
    _require(request, assembly)
    at = timezone.now()
    form = forms.SendDraft(posted(request))
    page = _back(assembly) | {"to": lambda made: ("equity:draft", assembly.slug, made.slug)}
    return act(
        request,
        form=form,
        do=lambda: actions.send_draft(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Send a draft for comment"),
        lead=_("Each member of the group is told. Comment, reply and final text stay together."),
        button=_("Send it"),
        done=_("It is sent."),
        clause=clause_for(assembly, "assessment", on=day_in(assembly, at=at)),
        **page,
    )


def _one(assembly: Assembly, slug: str) -> Draft:
    return get_object_or_404(Draft.objects.select_related("assembly"), assembly=assembly, slug=slug)


@open_to(EVERYONE)
def draft(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a draft with its comments, the replies, and the final text."""
    found = _one(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    comments = found.comments.select_related("member__organisation").order_by("number")
    given = {
        "draft": found,
        "comments": list(comments),
        "keeps": _keeps(request, assembly),
        "is_open": found.settled_at is None and on <= found.comments_by,
        "clause": clause_for(assembly, "assessment", on=on),
        **_draft_page(found),
    }
    return render(request, "equity/draft.html", given)


@open_to(KNOWN, methods=BOTH)
def comment(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Comment on a draft, as a member of the group."""
    found, at = _one(assembly, slug), timezone.now()
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("a member of the equality reference group")})
    organisation = request.acting_for.organisation
    form = forms.Comment(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.comment(
            draft=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Comment on the draft"),
        button=_("Comment"),
        done=_("Your comment stands beside the draft, and gets a reply."),
        clause=clause_for(assembly, "group", on=day_in(assembly, at=at)),
        **_draft_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def reply(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Reply to a comment, and say what changed for it."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    made = get_object_or_404(
        DraftComment.objects.select_related("draft__assembly"), draft=found, number=number
    )
    form = forms.Reply(posted(request), initial={"words": made.reply, "change": made.change})
    return act(
        request,
        form=form,
        do=lambda: actions.reply(comment=made, by=request.user, at=at, **form.cleaned_data),
        heading=_("Reply to a comment"),
        facts=[(_("Comment"), made.words)],
        button=_("Reply"),
        done=_("The reply stands beside the comment."),
        clause=clause_for(assembly, "group", on=day_in(assembly, at=at)),
        **_draft_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def settle(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Put the final text beside the draft."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    form = forms.Settle(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.settle(draft=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter the final text"),
        button=_("Enter it"),
        done=_("It stands beside the draft."),
        clause=clause_for(assembly, "assessment", on=day_in(assembly, at=at)),
        **_draft_page(found),
    )

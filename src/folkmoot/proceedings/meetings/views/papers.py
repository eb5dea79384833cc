"""Papers: adding, reading, sharing, taking back."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground import doing
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.words import as_html
from folkmoot.proceedings.meetings.actions.papers import add_paper, share_paper, withdraw_paper
from folkmoot.proceedings.meetings.forms.papers import AddPaper, SharePaper
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Paper
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.permits.agenda import (
    may_keep_paper,
    require_may_bring_paper,
    require_may_keep_paper,
)
from folkmoot.proceedings.meetings.queries.agenda import book_of, items_of
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.papers import one_paper
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.seeing import (
    address,
    crumbs,
    one_meeting,
    sight_for,
    title,
)
from folkmoot.rules.findings import Clause

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def add(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask for a paper, and take it."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    items = items_of(meeting)
    if not may_arrange(request.user, meeting.forum, at=at):
        sight = sight_of(request.user, assembly, at=at)
        items = items.filter(brought_by__in=list(sight.bodies))
        require_may_bring_paper(request.user, meeting, items.first(), at=at)
    asked = request.GET.get("item", "")
    files = request.FILES if request.method == "POST" else None
    form = AddPaper(
        posted(request),
        files,
        items=items,
        initial={"item": asked if asked.isdecimal() else None},
    )
    return doing.act(
        request,
        form=form,
        do=lambda: _add(request, meeting, form),
        heading=_("Add a paper"),
        button=_("Add it"),
        done=_("The paper is with the meeting."),
        to=("meetings:meeting", assembly.slug, reference),
        clause=_sharing(meeting),
        lead=_("Papers are for members, unless they are marked for sharing or their owner agrees."),
        caption=title(meeting),
        crumbs=crumbs(meeting),
        back=address(meeting),
    )


def _add(request: SignedIn, meeting: Meeting, form: AddPaper) -> Paper:
    typed, at = form.cleaned_data, timezone.now()
    item: AgendaItem | None = typed["item"]
    owner = item.brought_by if item is not None else None
    if owner is not None and not may_act_for(request.user, owner, on=day_of(meeting.assembly, at)):
        owner = None
    return add_paper(
        meeting=meeting,
        item=item,
        title=typed["title"],
        text=typed["text"],
        file=typed["file"],
        visibility=typed["visibility"],
        is_for_sharing=typed["is_for_sharing"],
        consent=typed["consent"],
        owner=owner,
        by=request.user,
        at=at,
    )


def _sharing(meeting: Meeting) -> Clause | None:
    return clause_fixing(book_of(meeting, at=timezone.now()), "sharing.default")


@open_to(EVERYONE)
def paper(request: Request, assembly: Assembly, reference: str, number: int) -> HttpResponseBase:
    """
    Give a paper to somebody who may read it: words as a page, a file as a file to keep.

    To everybody else there is no such paper.
    """
    found, at = get_object_or_404(one_paper(assembly, reference, number)), timezone.now()
    sight = sight_for(request, assembly, at=at)
    is_on_agenda = found.item is None or found.item.withdrawn_at is None
    if not is_on_agenda or not sight.may_read(found):
        raise Http404
    if found.file:
        return _as_file(found)
    person = request.user
    given = {
        "paper": found,
        "meeting": found.meeting,
        "title": title(found.meeting),
        "text": as_html(found.text, under=1),
        "may_keep": isinstance(person, Person) and may_keep_paper(person, found, at=at),
        "clause": _sharing(found.meeting),
    }
    return render(request, "meetings/paper.html", given)


def _as_file(paper: Paper) -> HttpResponse:
    """
    Answer with a file that a browser keeps and never runs.

    It is read whole, because it is 10 MB at most and no file is left open behind an answer.
    """
    try:
        with paper.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=paper.file_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, paper.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@open_to(KNOWN, methods=ASKED)
def share(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Ask on whose word a paper is for everybody, and open it."""
    found = _kept(request, assembly, reference, number)
    form = SharePaper(posted(request))
    return doing.act(
        request,
        form=form,
        do=lambda: share_paper(
            paper=found,
            is_for_sharing=form.cleaned_data["is_for_sharing"],
            consent=form.cleaned_data["consent"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Open a paper to everybody"),
        button=_("Open it"),
        done=_("Everybody can read the paper, if its item is for everybody."),
        to=("meetings:meeting", assembly.slug, reference),
        clause=_sharing(found.meeting),
        facts=[(_("Paper"), found.title)],
        caption=title(found.meeting),
        crumbs=crumbs(found.meeting),
        back=address(found.meeting),
    )


@open_to(KNOWN, methods=ASKED)
def withdraw(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take a paper back, once it was said that it should be."""
    found = _kept(request, assembly, reference, number)
    form = Agree(posted(request), label=_("Take this paper back"))
    return doing.act(
        request,
        form=form,
        do=lambda: withdraw_paper(paper=found, by=request.user, at=timezone.now()),
        heading=_("Take a paper back"),
        button=_("Take it back"),
        done=_("The paper is taken back. Nobody can open it."),
        to=("meetings:meeting", assembly.slug, reference),
        facts=[(_("Paper"), found.title)],
        warns=True,
        caption=title(found.meeting),
        crumbs=crumbs(found.meeting),
        back=address(found.meeting),
    )


def _kept(request: SignedIn, assembly: Assembly, reference: str, number: int) -> Paper:
    """Return a paper that somebody keeps, and may read; or that it is not theirs to keep."""
    found, at = get_object_or_404(one_paper(assembly, reference, number)), timezone.now()
    require_may_keep_paper(request.user, found, at=at)
    if not sight_of(request.user, assembly, at=at).may_read(found):
        raise Http404
    return found

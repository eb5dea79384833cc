"""The register in public: what is in it, what each lacks, the whole of it as a table to keep."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.work.documents.models import Comment, Document, SuccessorTask
from folkmoot.work.documents.queries import register as queries
from folkmoot.work.documents.queries.clauses import clause_for, laws_period
from folkmoot.work.documents.queries.duties import stale_laws
from folkmoot.work.documents.queries.gaps import gaps_in_all
from folkmoot.work.documents.views.frame import keeps, now_in, require

A_PAGE = 25
TOLD = {None: "unknown", True: "yes", False: "no"}


def asked_by(request: Request) -> queries.Asked:
    """Return what a request asks of the register; what it cannot ask is left out."""
    kind, standing = request.GET.get("kind", ""), request.GET.get("standing", "")
    return queries.Asked(
        words=request.GET.get("words", "").replace("\x00", "")[:200],
        kind=kind if kind in Document.Kind.values else "",
        owner=request.GET.get("owner", "").replace("\x00", "")[:200],
        standing=standing if standing in queries.STANDING else "",
    )


@open_to(EVERYONE)
def register(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the documents, with what each lacks and which review is late."""
    _at, on = now_in(assembly)
    asked = asked_by(request)
    shown = Paginator(queries.register(assembly, asked, on=on), A_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    given = {
        "page_obj": shown,
        "rows": [queries.standing_of(one, on=on) for one in shown],
        "asked": asked,
        "is_asked": asked != queries.Asked(),
        "kinds": Document.Kind.choices,
        "owners": queries.owners(assembly),
        "nobody": queries.NOBODY,
        "gaps": gaps_in_all(assembly),
        "query": query.urlencode(),
        "keeps": keeps(request, assembly),
        "clause": clause_for(assembly, "sheet", on=on),
    }
    return render(request, "documents/register.html", given)


@open_to(EVERYONE)
def download(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the register, as far as it is asked for, as a table to keep."""
    _at, on = now_in(assembly)
    head = (
        "number", "label", "title", "kind", "status", "people", "place", "corporate",
        "constitution", "purpose", "affected", "keywords", "author", "origin", "owner", "unowned",
        "from", "until", "past end", "last review", "next review", "days late", "gaps", "link",
    )  # fmt: skip
    rows = (
        (
            f"D{one.number}", one.label, one.title, one.get_kind_display(), one.status,
            TOLD[one.is_people], TOLD[one.is_place], TOLD[one.is_corporate],
            TOLD[one.in_constitution], one.purpose, one.affected, one.keywords, one.author,
            one.origin, one.owner, TOLD[stands.is_unowned], one.from_on, one.until_on,
            TOLD[stands.is_ended], one.last_review_on, one.next_review_on, stands.days_late,
            one.gaps, one.link,
        )
        for one in queries.register(assembly, asked_by(request), on=on).iterator(chunk_size=500)
        for stands in (queries.standing_of(one, on=on),)
    )  # fmt: skip
    return csv_file(f"documents-{assembly.slug}", head, rows, is_private=False)


@open_to(EVERYONE)
def programmes(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the strategies and programmes beside ours: whose, until when, and why they matter."""
    _at, on = now_in(assembly)
    shown = Paginator(queries.programmes(assembly), A_PAGE).get_page(request.GET.get("page"))
    tasks = SuccessorTask.objects.filter(document__assembly=assembly, done_on=None)
    given = {
        "page_obj": shown,
        "rows": [queries.standing_of(one, on=on) for one in shown],
        "tasks": list(tasks.select_related("document").order_by("due_on", "pk")[:A_PAGE]),
        "clause": clause_for(assembly, "programmes", on=on),
        "keeps": keeps(request, assembly),
    }
    return render(request, "documents/programmes.html", given)


@open_to(EVERYONE)
def laws(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the laws of live documents that nobody looked at lately."""
    _at, on = now_in(assembly)
    period = laws_period(assembly, on=on)
    shown = Paginator(stale_laws(assembly, on=on), A_PAGE).get_page(request.GET.get("page"))
    given = {
        "page_obj": shown,
        "rows": [queries.law_standing(one, period, on=on) for one in shown],
        "period": period,
        "clause": clause_for(assembly, "laws", on=on),
        "keeps": keeps(request, assembly),
    }
    return render(request, "documents/laws.html", given)


@open_to(KNOWN)
def comments(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show keepers which comments on drafts have no reply yet, the oldest first."""
    require(request, assembly)
    waiting = Comment.objects.filter(version__document__assembly=assembly, replied_at=None)
    rows = waiting.select_related("version__document", "organisation").order_by("made_at", "pk")
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    given = {"page_obj": shown, "crumbs": []}
    return render(request, "documents/comments.html", given)

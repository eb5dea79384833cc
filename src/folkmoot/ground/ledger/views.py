import inspect
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.ledger import queries
from folkmoot.reckoning import chain

A_PAGE = 50


@open_to(EVERYONE)
def record(request: Request, assembly: Any) -> HttpResponse:
    before = request.GET.get("before", "")
    kind = request.GET.get("kind", "")
    asked = queries.entries(
        assembly.slug, before=int(before) if before.isdecimal() else None, kind=kind
    )
    lines = queries.told(asked[: A_PAGE + 1])
    page = {
        "lines": lines[:A_PAGE],
        "earlier": lines[A_PAGE - 1].entry.number if len(lines) > A_PAGE else None,
        "head": queries.head(assembly.slug),
        "kinds": queries.kinds(assembly.slug),
        "kind": kind,
        "before": before,
    }
    return render(request, "ledger/record.html", page)


@open_to(EVERYONE)
def entry(request: Request, assembly: Any, number: int) -> HttpResponse:
    found = get_object_or_404(queries.entries(assembly.slug), number=number)
    [line] = queries.told([found])
    return render(request, "ledger/entry.html", {"line": line, "entry": found})


@open_to(EVERYONE)
def export(request: Request, assembly: Any) -> StreamingHttpResponse:
    """The whole record, an entry to a line, as `folkmoot ledger verify` reads it."""

    def lines() -> Iterator[str]:
        for one in queries.exported(assembly.slug):
            yield json.dumps(one, ensure_ascii=False) + "\n"

    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{assembly.slug}-record.jsonl"'
    return response


@open_to(EVERYONE)
def checker(request: Request, assembly: Any) -> HttpResponse:
    """The script that checks an export with nothing but Python."""
    response = HttpResponse(inspect.getsource(chain), content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="chain.py"'
    return response

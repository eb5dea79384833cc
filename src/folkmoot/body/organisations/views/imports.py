"""Reading a list in the browser: bring it, look at what it would do, confirm, read the report."""

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.organisations import actions
from folkmoot.body.organisations.forms import BringList, UseList
from folkmoot.body.organisations.models import Import
from folkmoot.body.organisations.queries.register import imports_of, upload_kept
from folkmoot.body.organisations.views.frame import answer
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.reckoning.registers import cells
from folkmoot.rules.findings import Refusal

SHOWN = 100
SHOWN_ROWS = 20


@open_to(OFFICERS)
def imports(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """The lists that were read, the latest first."""
    return render(request, "organisations/imports.html", {"imports": imports_of(assembly)[:50]})


@open_to(OFFICERS, methods=("GET", "POST"))
def bring(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Bring a list."""
    form = BringList(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.bring_list(
                assembly=assembly,
                file_name=file.name,
                content=file.read(50 * 1024 * 1024 + 1),
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return send_on(request, "organisations:look", assembly, upload.pk)
    return answer(request, "organisations/bring.html", {"form": form}, was_refused=form.is_bound)


@open_to(OFFICERS, methods=("GET", "POST"))
def look(request: SignedIn, assembly: Assembly, key: int) -> HttpResponse:
    """What a list would do, row by row; and do it."""
    upload = upload_kept(assembly, request.user, key)
    if upload is None:
        raise Refusal("upload-forgotten", None, {})
    at = timezone.now()
    form = UseList(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            outcome = actions.use_upload(upload=upload, by=request.user, at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if outcome.kept is None:
                messages.success(request, _("Everything in this list is on the register already."))
                return send_on(request, "organisations:imports", assembly)
            return send_on(request, "organisations:report", assembly, outcome.kept.pk)
    outcome = actions.preview_of(upload, at=at)
    faults = sorted(outcome.faults, key=lambda fault: (fault.kind != "fault", fault.row))
    context = {
        "form": form,
        "upload": upload,
        "outcome": outcome,
        "first": outcome.first[:SHOWN_ROWS],
        "faults": faults[:SHOWN],
        "more_faults": max(0, len(faults) - SHOWN),
        "changes_nothing": not (outcome.added or outcome.changed),
    }
    return answer(request, "organisations/look.html", context, was_refused=form.is_bound)


@open_to(OFFICERS)
def report(request: SignedIn, assembly: Assembly, key: int) -> HttpResponse:
    """What became of a list."""
    done = get_object_or_404(Import, assembly=assembly, pk=key)
    context = {
        "done": done,
        "faults": done.faults[:SHOWN],
        "more_faults": max(0, len(done.faults) - SHOWN),
    }
    return render(request, "organisations/report.html", context)


@open_to(OFFICERS)
def report_csv(request: SignedIn, assembly: Assembly, key: int) -> HttpResponse:
    """All that was found wrong in a list, as CSV: in one that was imported, or only brought."""
    done = Import.objects.filter(assembly=assembly, pk=key).order_by("pk").first()
    if done is None:
        raise Http404
    return _as_csv(done.faults, f"import-{done.pk}")


def _as_csv(faults: list[dict[str, object]], name: str) -> HttpResponse:
    lines = io.StringIO()
    writer = csv.writer(lines)
    columns = ("row", "column", "what", "to_do", "kind")
    writer.writerow(columns)
    writer.writerows([cells.safe(fault[column]) for column in columns] for fault in faults)
    response = HttpResponse("\ufeff" + lines.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response

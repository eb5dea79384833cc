"""Bringing a printed table of representatives, and sending the register to all members."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.circulate import circulate as circulate_now
from folkmoot.proceedings.seats.actions.table import import_seats
from folkmoot.proceedings.seats.forms.table import Bring
from folkmoot.proceedings.seats.queries.circulating import clause_on_circulating, to_tell
from folkmoot.rules.findings import Refusal

BOTH = ("GET", "POST")


@open_to(OFFICERS, methods=BOTH)
def bring(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show what a table would do, and then bring it in, all of it or nothing."""
    at = timezone.now()
    form = Bring(posted(request), request.FILES or None)
    report, faults = None, []
    if form.is_bound and form.is_valid():
        read = form.cleaned_data["read"]
        faults = read.faults
        is_trial = request.POST.get("step") != "keep"
        try:
            report = import_seats(
                assembly=assembly,
                table=read,
                source=_("the table brought in on %(day)s") % {"day": day_of(assembly, at)},
                is_trial=is_trial,
                by=request.user,
                at=at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if not is_trial:
                return send_on(request, "seats:seats", assembly.slug)
    given = {
        "form": form,
        "report": report,
        "faults": faults,
        "table": form.cleaned_data.get("table", "") if report is not None else "",
    }
    status = 422 if form.is_bound and report is None else 200
    return render(request, "seats/bring.html", given, status=status)


@open_to(OFFICERS, methods=BOTH)
def circulate(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Send the register of representatives to all members."""
    at = timezone.now()
    told = to_tell(assembly, at=at)
    facts = [
        (_("Seats"), told.seats),
        (_("Held, with those in the interim"), told.held),
        (_("Vacant"), told.vacant),
        (_("Changed since it was last sent"), "; ".join(told.changes) or _("nothing")),
        (_("People it goes to"), len(told.people)),
    ]
    form = Agree(posted(request), label=_("Send the register to all members"))
    return act(
        request,
        form=form,
        do=lambda: circulate_now(assembly=assembly, by=request.user, at=at),
        heading=_("Send the register to all members"),
        lead=_("They get a letter with what has changed, and the address of the register."),
        facts=facts,
        button=_("Send it"),
        done=_("The register is on its way to all members."),
        to=("seats:seats", assembly.slug),
        clause=clause_on_circulating(assembly, on=day_of(assembly, at)),
        back=reverse("seats:seats", args=[assembly]),
    )

"""A consultation published, kept open longer, closed with a look at who is missing, taken back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Agree, SayWhy
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.work.consultations.actions import publishing
from folkmoot.work.consultations.forms import closing as forms
from folkmoot.work.consultations.queries import planning as queries
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.planning import standing
from folkmoot.work.consultations.queries.voices import gaps
from folkmoot.work.consultations.queries.voices import voices as voices_of
from folkmoot.work.consultations.views.frame import BOTH, page, run


@open_to(KNOWN, methods=BOTH)
def publish(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Publish a consultation, when the documents have nothing against it."""
    found, at = run(request, assembly, reference), timezone.now()
    on = day_in(assembly, at=at)
    book = queries.book_of(found, on=on)
    length = queries.length_of(found, book)
    hard = [name for name, reading in queries.wording(found) if not reading.is_plain]
    alike = [other.title for other in queries.similar(found, on=on)]
    form = Agree(
        posted(request), label=_("The questions and days stay as they are once it is published")
    )
    facts: list[tuple[str, Any]] = []
    if length is not None:
        facts.append((_("Open for"), _("%(days)d days") % {"days": length.days}))
        facts += [(_("Of those, in") + f" {name}", number) for name, number in length.holidays]
    facts += [
        (_("Hard to read"), ", ".join(hard) or _("nothing")),
        (_("Others that ask about the same"), ", ".join(alike) or _("none")),
    ]
    return act(
        request,
        form=form,
        do=lambda: publishing.publish(consultation=found, by=request.user, at=at),
        heading=_("Publish it"),
        lead=_("Everybody whom it touches gets a letter with a link that answers at once."),
        facts=facts,
        button=_("Publish it"),
        done=_("It is published, and members are told."),
        clause=clause_for(assembly, "length", on=on),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def take_back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask no longer, and say why."""
    found, at = run(request, assembly, reference), timezone.now()
    form = SayWhy(posted(request), label=_("Why is it taken back?"))
    return act(
        request,
        form=form,
        do=lambda: publishing.take_back(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Take it back"),
        lead=_("What was answered so far is kept, and shown to nobody."),
        button=_("Take it back"),
        done=_("It is taken back."),
        warns=True,
        **page(found),
    )


@open_to(KNOWN)
def voices(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show who has answered and who has not, with whom to go to first."""
    found = run(request, assembly, reference)
    on = day_in(assembly, at=timezone.now())
    given = {
        "one": found,
        "state": standing(found, on=on),
        "voices": voices_of(found),
        "clause": clause_for(assembly, "equal", on=on),
        **page(found),
    }
    return render(request, "consultations/voices.html", given)


@open_to(KNOWN, methods=BOTH)
def reach(request: SignedIn, assembly: Assembly, reference: str, body: str) -> HttpResponse:
    """Enter that somebody went to an organisation that had not answered."""
    found, at = run(request, assembly, reference), timezone.now()
    organisation = get_object_or_404(
        Organisation.objects.filter(listings__assembly=assembly), reference=body
    )
    form = forms.Reach(posted(request))
    frame = page(found) | {"to": ("consultations:voices", assembly.slug, found.reference)}
    return act(
        request,
        form=form,
        do=lambda: publishing.reach(
            consultation=found,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Enter that you went to %(body)s") % {"body": organisation.name},
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "equal", on=day_in(assembly, at=at)),
        **frame,
    )


@open_to(KNOWN, methods=BOTH)
def extend(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Keep a consultation open longer."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.Extend(posted(request))
    return act(
        request,
        form=form,
        do=lambda: publishing.extend(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Keep it open longer"),
        facts=[(_("Last day as it is"), found.closes_on), (_("Decision"), found.decision_on)],
        button=_("Keep it open"),
        done=_("It is open longer."),
        clause=clause_for(assembly, "length", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Close a consultation, with a look at who is missing first."""
    found, at = run(request, assembly, reference), timezone.now()
    missing = [] if found.closed_at else gaps(found)
    form: Act = forms.Brake(posted(request)) if missing else Act(posted(request))
    lead = _("What was answered is counted, once and for all.")
    if missing:
        lead = _("These have answered far less than they are on the register.")
    return act(
        request,
        form=form,
        do=lambda: publishing.close(
            consultation=found,
            brake=form.cleaned_data.get("brake", ""),
            brake_words=form.cleaned_data.get("brake_words", ""),
            by=request.user,
            at=at,
        ),
        heading=_("Close it"),
        lead=lead,
        facts=[
            (
                gap.name,
                _("%(heard)d answered of %(whole)d; %(missing)d more would be even")
                % {"heard": gap.heard, "whole": gap.whole, "missing": gap.missing},
            )
            for gap in missing
        ],
        button=_("Close it"),
        done=_("It is closed, and the results are there."),
        clause=clause_for(assembly, "equal", on=day_in(assembly, at=at)),
        **page(found),
    )

"""Trying options on the register, asking members, deciding, looking back."""

import secrets
from datetime import datetime, time, timedelta
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.appraisals.actions import deciding, trying
from folkmoot.proceedings.appraisals.forms import appraisals as forms
from folkmoot.proceedings.appraisals.permits import (
    book_of_closing,
    require_may_close,
    require_may_write,
    require_open,
)
from folkmoot.proceedings.appraisals.queries import appraisals as queries
from folkmoot.proceedings.appraisals.queries.sector import fits, options_for, register_of
from folkmoot.proceedings.appraisals.views.acts import BOTH, one_appraisal, page_of
from folkmoot.proceedings.meetings.queries.meetings import day_of, zone_of
from folkmoot.rules.findings import Refusal

EVENING = time(17)
FOUR_WEEKS, A_YEAR = timedelta(weeks=4), timedelta(days=365)
EXAMPLE = Path(__file__).parents[1] / "example.toml"


@open_to(KNOWN, methods=BOTH)
def run(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Have the options tried on the register, as a task."""
    found, at = one_appraisal(assembly, reference), timezone.now()
    require_may_write(request.user, assembly, at=at)
    require_open(found)
    register = register_of(assembly, found.area)
    options, faults = options_for(register, queries.written_of(found), places_now=found.places_now)
    told = [*faults, *(fits(register, options) if not faults else [])]
    form = forms.Try(posted(request), seed=secrets.randbelow(2**31))

    return act(
        request,
        form=form,
        do=lambda: trying.ask_for_run(
            appraisal=found,
            seed=form.cleaned_data["seed"],
            draws=form.cleaned_data["draws"],
            by=request.user,
            at=at,
        ),
        heading=_("Try the options on the register"),
        lead=_(
            "Who would sit there is drawn many times, under assumptions that are stated with the results."
        ),
        facts=[
            (_("Organisations on the register"), len(register.sector)),
            *((_("Option %(where)s") % {"where": one.where}, one.words) for one in told),
        ],
        button=_("Try them"),
        done=_("The options are being tried. The page shows how far it is."),
        **page_of(found),
    )


@open_to(KNOWN, methods=BOTH)
def publish(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask every member what it thinks of the options."""
    found, at = one_appraisal(assembly, reference), timezone.now()
    require_may_write(request.user, assembly, at=at)
    zone = zone_of(assembly)
    last = day_of(assembly, at) + FOUR_WEEKS
    form = forms.Publish(
        posted(request), zone=zone, closes_at=datetime.combine(last, EVENING, zone)
    )
    return act(
        request,
        form=form,
        do=lambda: deciding.publish_appraisal(
            appraisal=found, comments_close_at=form.moment("close"), by=request.user, at=at
        ),
        heading=_("Ask members what they think"),
        button=_("Ask them"),
        done=_("The members are asked."),
        **page_of(found),
    )


@open_to(KNOWN, methods=BOTH)
def say(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what one's organisation thinks of the options."""
    found, at = one_appraisal(assembly, reference), timezone.now()
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    organisation = request.acting_for.organisation
    form = forms.Say(
        posted(request),
        options=list(found.options.order_by("letter", "pk")),
        tests=queries.tests_of(assembly, on=day_of(assembly, at)),
    )
    return act(
        request,
        form=form,
        do=lambda: deciding.comment(
            appraisal=found, organisation=organisation, by=request.user, at=at, **form.told()
        ),
        heading=_("Say what you think"),
        lead=_("For %(organisation)s. Your last word on an option counts.")
        % {"organisation": organisation.name},
        button=_("Send it"),
        done=_("It is kept, and shown with the options."),
        **page_of(found),
    )


@open_to(KNOWN, methods=BOTH)
def decide(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Close a comparison with what was chosen, and why."""
    found, at = one_appraisal(assembly, reference), timezone.now()
    require_may_close(request.user, found, at=at)
    require_open(found)
    form = forms.Decide(
        posted(request),
        options=list(found.options.order_by("letter", "pk")),
        review_on=day_of(assembly, at) + A_YEAR,
    )
    book = book_of_closing(assembly, at=at)
    recommended = found.recommended
    return act(
        request,
        form=form,
        do=lambda: deciding.decide_appraisal(
            appraisal=found, by=request.user, at=at, **form.told()
        ),
        heading=_("Close the comparison"),
        facts=[
            (
                _("Recommended by its author"),
                f"{recommended.letter}: {recommended.title}" if recommended else _("nothing"),
            ),
            (_("What its author gains or loses"), found.author_interest),
        ],
        button=_("Close it, and tell those who took part"),
        done=_("It is closed. Its author and those who took part are told."),
        warns=True,
        clause=book.clauses["recommendation"].clause if book is not None else None,
        **page_of(found),
    )


@open_to(KNOWN, methods=BOTH)
def look_back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Hold what was chosen against what had been predicted."""
    found, at = one_appraisal(assembly, reference), timezone.now()
    require_may_write(request.user, assembly, at=at)
    form = forms.LookBack(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deciding.look_back(
            appraisal=found, words=form.cleaned_data["words"], by=request.user, at=at
        ),
        heading=_("Look back on the choice"),
        lead=_("The seats as they are today are held against what was predicted."),
        button=_("Keep it"),
        done=_("It is kept, with the figures of today."),
        **page_of(found),
    )

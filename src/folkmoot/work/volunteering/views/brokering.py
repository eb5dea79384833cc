"""For officers and for organisations: who offered their time, what suits them, how it goes on."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions import brokering, helping
from folkmoot.work.volunteering.forms import helping as forms
from folkmoot.work.volunteering.models import Match, Volunteer
from folkmoot.work.volunteering.permits import is_safeguarded, shows_contact
from folkmoot.work.volunteering.queries import matching
from folkmoot.work.volunteering.queries.words import clause_for, named
from folkmoot.work.volunteering.views.frame import (
    BOTH,
    kept_private,
    match_page,
    officer,
    one_match,
    one_role,
    who,
)


def _volunteer(assembly: Assembly, reference: str) -> Volunteer:
    rows = Volunteer.objects.select_related("assembly", "area", "campaign", "letters_to")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(OFFICERS)
def volunteers(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show who offered their time, the latest first."""
    shown = Paginator(matching.volunteers(assembly), 25).get_page(request.GET.get("page"))
    return kept_private(render(request, "volunteering/volunteers.html", {"page_obj": shown}))


@open_to(OFFICERS)
def volunteer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a volunteer, what suits them and why, and how each match stands."""
    found = _volunteer(assembly, reference)
    on = day_in(assembly, at=timezone.now())
    given = {
        "volunteer": found, "facts": facts_of(found, is_whole=True),
        "matches": list(matching.matches_of(found)),
        "suggested": matching.suggested(assembly, matching.wish_of(found), on=on, most=8),
        "is_flagged": is_safeguarded(found), "shows_contact": shows_contact(found),
        "clause": clause_for(assembly, "brokerage", on=on),
    }  # fmt: skip
    return kept_private(render(request, "volunteering/volunteer.html", given))


def facts_of(found: Volunteer, *, is_whole: bool) -> list[tuple[str, str]]:
    """Return what is said of a volunteer; without the way to reach them where it is held back."""
    facts = [
        (_("Who"), found.get_kind_display()),
        (_("How many"), str(found.people)),
        (_("What they can do"), found.skills or "–"),
        (_("When"), ", ".join(named(found.days)) or "–"),
        (_("Access they need"), ", ".join(named(found.access)) or "–"),
    ]
    if not is_whole:
        return facts
    reached = [(_("Name"), found.name), (_("E-mail"), found.email or "–"),
               (_("Telephone"), found.phone or "–"), (_("Group"), found.group_name or "–")]  # fmt: skip
    more = [
        (_("Place"), found.area.name if found.area else "–"),
        (_("In their words"), found.words or "–"),
    ]
    if is_safeguarded(found):
        agreed = str(found.guardian_agreed_on) if found.guardian_agreed_on else _("not yet")
        more += [
            (_("Parent, guardian or supporter"), f"{found.guardian_name} {found.guardian_contact}"),
            (_("They agreed"), agreed),
        ]
    return [*reached, *facts, *more]


@open_to(OFFICERS, methods=BOTH)
def begin(request: SignedIn, assembly: Assembly, reference: str, role: str) -> HttpResponse:
    """Begin a match of a volunteer with a role that suits them; they agree on their own page."""
    found, at = _volunteer(assembly, reference), timezone.now()
    wanted = one_role(request, assembly, role)
    form = Act(posted(request))
    url = reverse("volunteering:volunteer", args=[assembly, reference])
    return act(
        request, form=form,
        do=lambda: helping.ask_about(
            volunteer=found, role=wanted, agrees=False, by=request.user, at=at
        ),
        heading=_("Match them with this role"), caption=wanted.title,
        lead=_("They agree on their private page before the organisation learns who they are."),
        button=_("Match them"), done=_("It stands on their private page."),
        to=("volunteering:volunteer", assembly.slug, reference), back=url,
        clause=clause_for(assembly, "brokerage", on=day_in(assembly, at=at)),
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def guardian(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Keep that a parent, guardian or supporter agreed."""
    found, at = _volunteer(assembly, reference), timezone.now()
    form = forms.GuardianAgrees(posted(request), initial={"on": day_in(assembly, at=at)})
    url = reverse("volunteering:volunteer", args=[assembly, reference])
    return act(
        request, form=form,
        do=lambda: brokering.guardian_agrees(
            volunteer=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Keep that they agreed"), caption=found.guardian_name,
        lead=_("Speak with them yourself. From then on the organisation may reach the volunteer."),
        button=_("Keep it"), done=_("It is kept."),
        to=("volunteering:volunteer", assembly.slug, reference), back=url,
    )  # fmt: skip


@open_to(KNOWN)
def referred(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show an organisation the volunteers who agreed to be named to it."""
    _person, organisation = who(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    found = matching.referred_to(assembly, organisation)
    shown = Paginator(found, 25).get_page(request.GET.get("page"))
    rows = [(one, shows_contact(one.volunteer)) for one in shown if one.volunteer]
    given = {"page_obj": shown, "rows": rows}
    return kept_private(render(request, "volunteering/referred.html", given))


@open_to(KNOWN)
def match(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Show one match: how far it is, what was heard, hours and thanks."""
    found = one_match(request, assembly, number)
    is_officer = officer(request, assembly)
    volunteer_of = found.volunteer
    is_open = found.stage != Match.Stage.CLOSED
    whole = volunteer_of is not None and (is_officer or (is_open and shows_contact(volunteer_of)))
    given = {
        "match": found, "is_officer": is_officer, "is_whole": whole,
        "facts": facts_of(volunteer_of, is_whole=whole) if volunteer_of and (is_open or is_officer) else [],
        "is_flagged": volunteer_of is not None and is_safeguarded(volunteer_of),
        "follow_ups": list(found.follow_ups.order_by("-at", "-pk")),
        "hours": list(found.hours.order_by("-on", "-pk")),
        "thanks": list(found.thanks.order_by("-at", "-pk")),
        "campaign": matching.campaign_of(found),
        "clause": clause_for(assembly, "brokerage", on=day_in(assembly, at=timezone.now())),
    }  # fmt: skip
    return kept_private(render(request, "volunteering/match.html", given))


def _step(
    request: SignedIn,
    assembly: Assembly,
    number: int,
    form: Any,
    do: Callable[..., Any],
    **said: Any,
) -> HttpResponse:
    found, at = one_match(request, assembly, number), timezone.now()
    return act(
        request, form=form,
        do=lambda: do(match=found, by=request.user, at=at, **form.cleaned_data),
        clause=clause_for(assembly, "brokerage", on=day_in(assembly, at=at)),
        **said, **match_page(found),
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def refer(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Name a volunteer to an organisation."""
    return _step(
        request, assembly, number, forms.Step(posted(request)), brokering.refer,
        heading=_("Refer them"), button=_("Refer them"), done=_("They are referred."),
        lead=_("The organisation reads from now on who they are, and gets a letter."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def place(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say that a volunteer has begun."""
    return _step(
        request, assembly, number, forms.Step(posted(request)), brokering.place,
        heading=_("They have begun"), button=_("They have begun"), done=_("They are placed."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Close a match, with why."""
    return _step(
        request, assembly, number, forms.CloseMatch(posted(request)), brokering.close_match,
        heading=_("Close the match"), button=_("Close it"), done=_("It is closed."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def follow_up(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep what was heard."""
    return _step(
        request, assembly, number, forms.Heard(posted(request)), brokering.follow_up,
        heading=_("Follow it up"), button=_("Keep it"), done=_("It is kept."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def thank(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Thank a volunteer."""
    return _step(
        request, assembly, number, forms.Thank(posted(request)), brokering.thank,
        heading=_("Thank them"), button=_("Thank them"), done=_("They are thanked."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def hours(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep the hours of a volunteer."""
    found, at = one_match(request, assembly, number), timezone.now()
    form = forms.KeepHours(posted(request), most=found.people)
    return act(
        request, form=form,
        do=lambda: brokering.keep_hours(match=found, by=request.user, at=at, **form.told()),
        heading=_("Keep their hours"), button=_("Keep them"), done=_("They are kept."),
        **match_page(found),
    )  # fmt: skip

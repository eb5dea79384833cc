"""What follows from an interest, and its end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground import doing
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to
from folkmoot.proceedings.meetings.actions.interests import close_interest, rule_on_interest
from folkmoot.proceedings.meetings.forms.interests import Rule
from folkmoot.proceedings.meetings.models import Interest
from folkmoot.proceedings.meetings.permits.interests import may_rule
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.proceedings.meetings.queries.interests import interests_named
from folkmoot.proceedings.meetings.views.interests import clause_on_interests
from folkmoot.proceedings.meetings.views.people import ASKED, act
from folkmoot.proceedings.meetings.views.seeing import one_meeting


def _facts(interest: Interest) -> list[tuple[str, Any]]:
    facts = [(_("Who"), interest.name)]
    if interest.organisation is not None:
        label = _("Of the organisation") if interest.is_of_organisation else _("Acts for")
        facts.append((label, interest.organisation.name))
    if interest.item is not None:
        facts.append((_("Item"), interest.item.title))
    return [*facts, (_("Interest"), interest.nature)]


@open_to(KNOWN, methods=ASKED)
def interest(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Say what follows from an interest, for whoever presides over its item."""
    meeting = one_meeting(assembly, reference)
    found = get_object_or_404(interests_named(assembly, meeting, number))
    form = Rule(posted(request), interest=found)
    may = may_rule(request.user, found, at=timezone.now())
    if request.method == "GET" and not may:
        return redirect("meetings:meeting_interests", assembly.slug, reference)
    return act(
        request,
        meeting,
        form=form,
        do=lambda: rule_on_interest(
            interest=found,
            effect=form.cleaned_data["effect"],
            because=form.cleaned_data["because"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("What follows from an interest"),
        button=_("Say so"),
        done=_("It is kept, and those concerned are told."),
        facts=_facts(found) if may else [],
        clause=clause_here(meeting, "recusal", at=timezone.now()),
        to=("meetings:meeting_interests", assembly.slug, reference),
    )


@open_to(KNOWN, methods=ASKED)
def close(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Put down that an interest in an item no longer holds."""
    meeting = one_meeting(assembly, reference)
    found = get_object_or_404(interests_named(assembly, meeting, number))
    return act(
        request,
        meeting,
        form=Agree(posted(request), label=_("The conflict is over")),
        do=lambda: close_interest(interest=found, by=request.user, at=timezone.now()),
        heading=_("Close an interest"),
        button=_("Close it"),
        done=_("The interest is closed. What it closed is open again."),
        lead=_("The item, its papers and its notes are open again to those concerned."),
        facts=_facts(found) if may_rule(request.user, found, at=timezone.now()) else [],
        clause=clause_here(meeting, "recusal", at=timezone.now()),
        to=("meetings:meeting_interests", assembly.slug, reference),
    )


@open_to(SIGNED_IN, methods=ASKED)
def close_standing(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Put down that a standing interest no longer holds."""
    found = get_object_or_404(interests_named(assembly, None, number))
    is_own = found.person_id == request.user.pk
    return doing.act(
        request,
        form=Agree(posted(request), label=_("It no longer holds")),
        do=lambda: close_interest(interest=found, by=request.user, at=timezone.now()),
        heading=_("Close a standing interest"),
        button=_("Close it"),
        done=_("The interest is closed. It stays on the register with its days."),
        facts=_facts(found) if is_own else [],
        clause=clause_on_interests(assembly),
        to=("meetings:interests", assembly.slug),
    )

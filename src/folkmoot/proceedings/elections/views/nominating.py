from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, second_factor_step
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.proceedings.elections import actions, permits, queries
from folkmoot.proceedings.elections.forms.nominating import Accept, Nominate
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.views.acts import act, one_contest, title
from folkmoot.rules.elections.nominations import nomination_is_in_time
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")


@open_to(SIGNED_IN, methods=ASKED)
def nominate(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest, at = one_contest(assembly, reference), timezone.now()
    book, on = queries.book_of(contest), queries.day_of(assembly, at)
    for_them = permits.may_return(request.user, contest) or is_officer(
        request.user, assembly, on=on
    )
    memberships = _may_put_forward(request, contest, for_them=for_them)
    if not memberships:
        who = _("somebody who acts for a full member of this forum")
        raise Refusal("not-permitted", None, {"who": who})
    window = nomination_is_in_time(
        book, opens_at=contest.nominations_open_at, closes_at=contest.nominations_close_at, at=at
    )
    form = Nominate(
        posted(request),
        memberships=memberships,
        for_them=for_them,
        qualities=queries.qualities_asked(contest),
        capacity=book.words("capacity.parts"),
        hours=contest.hours_a_year,
        initial={}
        if for_them
        else {"nominee_name": request.user.name, "nominee_email": request.user.email},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            nomination = actions.receive_nomination(
                contest=contest,
                membership=form.membership,
                nominee_name=typed["nominee_name"],
                nominee_email=typed["nominee_email"],
                motivation=typed["motivation"],
                capability=typed["capability"],
                interests=typed["interests"],
                evidence=form.evidence,
                confirms=typed["confirms"],
                accepts_guidance=typed["accepts_guidance"],
                key=typed["key"],
                channel=typed.get("channel", "web"),
                by=request.user,
                at=at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _received(request, contest, nomination)
    given = {
        "contest": contest,
        "title": title(contest),
        "form": form,
        "organisation": memberships[0].organisation if len(memberships) == 1 else None,
        "closed": None
        if window.holds
        else Refusal(window.code, window.clause, window.facts, window.from_when),
        "parts_clause": book.parameter("nomination.parts").clause,
        "parts": book.words("nomination.parts"),
        "qualities_clause": book.parameter("chair.qualities").clause,
        "guidance": book.clauses.get("guidance"),
        "capacity_clause": book.parameter("capacity.parts").clause,
        "qualities": [form[f"quality_{place}"] for place in range(len(form.qualities))],
    }
    status = 422 if form.is_bound else 200
    return render(request, "elections/nominate.html", given, status=status)


def _may_put_forward(request: SignedIn, contest: Contest, *, for_them: bool) -> list[Membership]:
    """Return the members for which this person may nominate, by name."""
    book = queries.book_of(contest)
    on = queries.day_of(contest.assembly, timezone.now())
    entitled = queries.entitled_members(
        contest.forum, on=on, classes=book.words("candidate.classes")
    )
    if for_them:
        return [member.membership for member in entitled]
    if not request.acting_for:
        return []
    organisation = request.acting_for.organisation
    standing = Membership.objects.standing_on(on).filter(
        assembly=contest.assembly, organisation=organisation
    )
    # Members that may not stand are let in, so that the refusal can tell them why and the cure.
    return list(standing.select_related("organisation").order_by("pk"))


def _received(request: SignedIn, contest: Contest, nomination: Nomination) -> HttpResponse:
    given = {"contest": contest, "title": title(contest), "nomination": nomination}
    return render(request, "elections/nominated.html", given)


def _one_nomination(assembly: Assembly, reference: str, number: int) -> Nomination:
    found = Nomination.objects.select_related(
        "contest__assembly", "contest__forum", "contest__office", "contest__returning_officer",
        "membership__organisation", "nominee", "made_by",
    )  # fmt: skip
    return get_object_or_404(
        found, contest__assembly=assembly, contest__reference=reference, pk=number
    )


def _summary(nomination: Nomination) -> list[tuple[str, Any]]:
    return [
        (_("Nominee"), nomination.nominee_name),
        (_("Put forward by"), nomination.organisation_name),
        (_("Why"), nomination.motivation),
        (_("Skills, knowledge and experience"), nomination.capability),
        (_("Interests declared"), nomination.interests),
        *((quality, text) for quality, text in nomination.evidence.items()),
    ]


@open_to(SIGNED_IN, methods=ASKED)
def accept(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    nomination = _one_nomination(assembly, reference, number)
    permits.require_is_nominee(request.user, nomination)
    contest = nomination.contest
    if nomination.accepted_at and request.method == "GET":
        return send_on(request, "elections:contest", assembly.slug, reference)
    book = queries.book_of(contest)
    form = Accept(
        posted(request), capacity=book.words("capacity.parts"), hours=contest.hours_a_year
    )
    return act(
        request,
        form=form,
        do=lambda: actions.accept_nomination(
            nomination=nomination,
            confirms=form.cleaned_data["confirms"],
            accepts_guidance=form.cleaned_data["accepts_guidance"],
            by=request.user,
            at=timezone.now(),
        ),
        contest=contest,
        heading=_("Stand for election"),
        button=_("Accept the nomination"),
        done=_("You are standing. All nominees are published once nominations have closed."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=book.parameter("capacity.parts").clause,
        lead=_("Read what was said of you. If you do not want to stand, withdraw instead."),
        facts=_summary(nomination),
    )


@open_to(SIGNED_IN, methods=ASKED)
def withdraw(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    nomination = _one_nomination(assembly, reference, number)
    at = timezone.now()
    on = queries.day_of(assembly, at)
    permits.require_may_withdraw(request.user, nomination, on=on)
    is_own = request.user.pk == nomination.nominee_id or may_act_for(
        request.user, nomination.membership.organisation, on=on
    )
    # Whoever looks as an officer has shown their second factor first.
    if not is_own and (step := second_factor_step(request)):
        return redirect(step)
    if nomination.withdrawn_at and request.method == "GET":
        raise Http404
    form = Agree(posted(request), label=_("Take this nomination back"))
    return act(
        request,
        form=form,
        do=lambda: actions.withdraw_nomination(nomination=nomination, by=request.user, at=at),
        contest=nomination.contest,
        heading=_("Withdraw a nomination"),
        button=_("Withdraw it"),
        done=_("The nomination is withdrawn."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        facts=_summary(nomination)[:2],
        warns=True,
    )

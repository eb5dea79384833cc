from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.asking import Agree, SayWhy
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.forms.calling import Agreed, Ballot, Call
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.views.acts import act, one_contest
from folkmoot.proceedings.elections.views.audiences import CALLERS, RETURNING_OFFICER
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

ASKED = ("GET", "POST")
MORNING, EVENING = time(9), time(17)


@open_to(CALLERS, methods=ASKED)
def call(request: SignedIn, assembly: Assembly) -> HttpResponse:
    at = timezone.now()
    on = queries.day_of(assembly, at)
    book, zone = in_force(assembly, on=on), queries.zone_of(assembly)
    length = book.period("nominations.length")
    offices = queries.offices_to_call(assembly)
    if not is_officer(request.user, assembly, on=on):
        chaired = {term.office.forum_id for term in queries.chaired_by(request.user, on=on)}
        offices = [office for office in offices if office.forum_id in chaired]
    form = Call(
        posted(request),
        zone=zone,
        offices=offices,
        officers=officers(assembly, on=on),
        opens_at=at,
        closes_at=datetime.combine(add(on, length), EVENING, zone),
        role=book.told(book.parameter("chair.qualities").clause.key),
        usual=str(length),
        initial={"office": request.GET.get("office", "")},
    )

    def do() -> Contest:
        typed = form.cleaned_data
        return actions.call_contest(
            office=form.offices[typed["office"]],
            reason=typed["reason"],
            returning_officer=form.officers[typed["returning_officer"]],
            nominations_open_at=max(at, form.moment("open")),
            nominations_close_at=form.moment("close"),
            short_because=typed["short_because"],
            role_description=typed["role_description"],
            hours_a_year=typed["hours_a_year"],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        contest=None,
        heading=_("Call an election"),
        button=_("Call it, and tell the members"),
        done=_("The election is called, and every full member of the forum is written to."),
        to=lambda contest: ("elections:contest", assembly.slug, contest.reference),
        clause=book.parameter("nominations.length").clause,
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def publish(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest, at = one_contest(assembly, reference), timezone.now()
    book = queries.book_of(contest)
    nominees = list(queries.standing(contest))
    form: Any
    if len(nominees) > 1:
        form = _ballot_form(request, contest, nominees, at=at)
        lead = _("These people have accepted to stand. The roll is frozen as it is this moment.")
    else:
        form = Agree(posted(request), label=_("Publish, without a ballot"))
        lead = _("Fewer than two people stand, so there is no ballot.")

    def do() -> Contest:
        timed = isinstance(form, Ballot)
        return actions.publish_nominees(
            contest=contest,
            opens_at=form.moment("open") if timed else None,
            closes_at=form.moment("close") if timed else None,
            tellers=form.tellers if timed else [],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        contest=contest,
        heading=_("Publish the nominees and the roll"),
        button=_("Publish them"),
        done=_("The nominees and the roll are published, and the members are written to."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=book.parameter("ballot.modes").clause,
        lead=lead,
        facts=[(one.nominee_name, one.organisation_name) for one in nominees],
        warns=True,
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def run_off(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest, at = one_contest(assembly, reference), timezone.now()
    level = _leaders(contest, kind="run-off")
    form = _ballot_form(request, contest, level, at=at)
    return act(
        request,
        form=form,
        do=lambda: actions.open_run_off(
            contest=contest,
            opens_at=form.moment("open"),
            closes_at=form.moment("close"),
            tellers=form.tellers,
            by=request.user,
            at=at,
        ),
        contest=contest,
        heading=_("Open a run-off"),
        button=_("Open the run-off, and tell the members"),
        done=_("The run-off is set up. Its tellers take new keys."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=queries.book_of(contest).parameter("tie.run_offs").clause,
        lead=_("These people are level. The roll stays as it was."),
        facts=[(one.nominee_name, one.organisation_name) for one in level],
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def agreed(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest = one_contest(assembly, reference)
    form = Agreed(posted(request), level=_leaders(contest, kind="to the group"))
    return act(
        request,
        form=form,
        do=lambda: actions.record_agreed_choice(
            contest=contest,
            nomination=form.level[form.cleaned_data["nomination"]],
            method=form.cleaned_data["method"],
            by=request.user,
            at=timezone.now(),
        ),
        contest=contest,
        heading=_("Record the choice of the group"),
        button=_("Record it"),
        done=_("The choice of the group is recorded."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=queries.book_of(contest).parameter("tie.after_run_off").clause,
        lead=_("The run-off was level too. The group decides how to go on, not this site."),
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def verify(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest = one_contest(assembly, reference)
    round = queries.current_round(contest)
    facts: list[tuple[str, Any]] = []
    if round is not None and round.opened_at:
        facts = [
            (_("Ballots counted"), queries.tally(round).ballots),
            (_("Organisations marked as having voted"), queries.turnout(round)),
        ]
    form = Agree(posted(request), label=_("I have checked the count against the roll"))
    return act(
        request,
        form=form,
        do=lambda: actions.verify_result(contest=contest, by=request.user, at=timezone.now()),
        contest=contest,
        heading=_("Verify the count"),
        button=_("Verify it"),
        done=_("The count is verified."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=queries.book_of(contest).parameter("result.provisional_until").clause,
        lead=_("The result is provisional until you have verified it."),
        facts=facts,
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def declare(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest = one_contest(assembly, reference)
    form = Agree(posted(request), label=_("Announce the result"))
    return act(
        request,
        form=form,
        do=lambda: actions.declare_result(contest=contest, by=request.user, at=timezone.now()),
        contest=contest,
        heading=_("Declare the result"),
        button=_("Declare it, and tell the members"),
        done=_("The result is declared, and the members are written to."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=queries.book_of(contest).parameter("result.provisional_until").clause,
        lead=_("The office is filled from today, and an interim ends. It cannot be taken back."),
        warns=True,
    )


@open_to(RETURNING_OFFICER, methods=ASKED)
def abandon(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    contest = one_contest(assembly, reference)
    form = SayWhy(
        posted(request),
        label=_("Why is it given up?"),
        hint=_("The reason is published and goes to every member of the forum."),
    )
    return act(
        request,
        form=form,
        do=lambda: actions.abandon_contest(
            contest=contest,
            because=form.cleaned_data["because"],
            by=request.user,
            at=timezone.now(),
        ),
        contest=contest,
        heading=_("Give the election up"),
        button=_("Give it up"),
        done=_("The election is given up, and the members are written to."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        warns=True,
    )


def _ballot_form(
    request: SignedIn, contest: Contest, standing: list[Nomination], *, at: datetime
) -> Ballot:
    book: Rulebook = queries.book_of(contest)
    zone, on = queries.zone_of(contest.assembly), queries.day_of(contest.assembly, at)
    length = book.period("ballot.length")
    opens_on = on + timedelta(days=1)
    candidates = {nomination.nominee_id for nomination in standing}
    return Ballot(
        posted(request),
        zone=zone,
        people=[one for one in _may_tell(contest, on=on) if one.pk not in candidates],
        first=request.user,
        opens_at=datetime.combine(opens_on, MORNING, zone),
        closes_at=datetime.combine(add(opens_on, length), EVENING, zone),
        length=str(length),
    )


def _may_tell(contest: Contest, *, on: Any) -> list[Person]:
    """Return who is asked to be a teller: the returning officer, officers and the board."""
    posts = (
        Post.objects.held_on(on)
        .filter(assembly=contest.assembly, kind__in=[Post.Kind.OFFICER, Post.Kind.BOARD])
        .select_related("person")
    )
    people = [post.person for post in posts.order_by("person__name", "pk")]
    return list(dict.fromkeys([contest.returning_officer, *people]))


def _leaders(contest: Contest, *, kind: str) -> list[Nomination]:
    """
    Return those who are level in the latest count.

    :raises Refusal: if the count does not call for this.
    """
    found = queries.outcome(contest)
    if found is None:
        raise Refusal("nominees-not-published", None, {})
    if found.kind != kind:
        code = "not-a-run-off" if kind == "run-off" else "not-for-the-group"
        round = queries.current_round(contest)
        facts = {"round": round.number if round else 1, "kind": found.kind}
        raise Refusal(code, found.clause, facts)
    level = contest.nominations.filter(pk__in=[int(one) for one in found.leaders])
    return list(level.order_by("nominee_name", "pk"))

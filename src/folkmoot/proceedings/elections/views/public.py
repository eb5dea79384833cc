from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import permits, queries
from folkmoot.proceedings.elections.models import Ballot, Nomination, Round
from folkmoot.proceedings.elections.views.acts import one_contest, title
from folkmoot.proceedings.elections.views.audiences import may_call_here
from folkmoot.reckoning import recount

A_PAGE = 100


@open_to(EVERYONE)
def contests(request: Request, assembly: Assembly) -> HttpResponse:
    found = queries.contests(assembly).prefetch_related("rounds__tellers")
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    at = timezone.now()
    rows = [(contest, title(contest), queries.stage_in_list(contest, at=at)) for contest in page]
    given = {
        "page_obj": page,
        "rows": rows,
        "may_call": may_call_here(request, assembly=assembly),
    }
    return render(request, "elections/contests.html", given)


@open_to(EVERYONE)
def contest(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    found, at = one_contest(assembly, reference), timezone.now()
    progress = queries.progress(found, at=at)
    person = request.user if isinstance(request.user, Person) else None
    book = queries.book_of(found)
    is_returning = person is not None and person.pk == found.returning_officer_id
    nominations = list(queries.nominations_of(found))
    published = found.published_at is not None
    living = [one for one in nominations if one.withdrawn_at is None and one.fell_at is None]
    acting = request.acting_for if person else None
    mine = [
        one
        for one in living
        if person is not None
        and (
            one.nominee_id == person.pk
            or (acting and one.membership.organisation_id == acting.organisation_id)
        )
    ]
    given = {
        "contest": found,
        "title": title(found),
        "progress": progress,
        "steps": queries.steps(progress, at=at),
        "next": progress.next,
        "is_next": _is_for(person, progress),
        "is_returning": is_returning,
        "nominees": [one for one in living if one.accepted_at] if published else [],
        "nominations": nominations if is_returning and not published else [],
        "mine": mine,
        "fallen": [one for one in nominations if one.fell_at] if is_returning else [],
        "voters": found.roll.count() if published else 0,
        "results": [_counted(round, nominations) for round in progress.rounds],
        "role_clause": queries.clause_on_the_role(found),
        "window_clause": book.parameter("nominations.length").clause,
        "vote_clause": book.parameter("ballot.votes").clause,
        "has_ballots": any(round.opened_at for round in progress.rounds),
        "may_gather": person is not None and _may_gather(person, progress),
        "may_abandon": is_returning and not progress.is_over,
    }
    return render(request, "elections/contest.html", given)


def _is_for(person: Person | None, progress: queries.Progress) -> bool:
    act = progress.next
    if act is None or person is None:
        return False
    if act.page == "elections:key" and progress.round is not None:
        tellers = progress.round.tellers.all()
        return any(one.person_id == person.pk and not one.public_key for one in tellers)
    if act.page == "elections:nominate":
        return progress.stage == "nominations"
    if act.page == "elections:vote":
        return progress.stage == "ballot"
    return act.person == person.pk


def _may_gather(person: Person, progress: queries.Progress) -> bool:
    """Whether a ballot has closed that this person may record and nobody has. No query."""
    now = progress.round
    if progress.stage != "sealed" or now is None or now.gathered_at is not None:
        return False
    return permits.may_gather(person, progress.contest, now.tellers.all())


def _counted(round: Round, nominations: list[Nomination]) -> dict[str, object]:
    """What the page tells of a round: its tellers always, its turnout from the close."""
    names = {str(one.pk): one for one in nominations}
    told: dict[str, object] = {"round": round, "tellers": round.tellers.all()}
    if round.gathered_at:
        told["turnout"] = queries.turnout(round)
        told["later_refused"] = queries.later_refused(round)
    if round.opened_at:
        count = queries.tally(round)
        told["rows"] = [
            (names[name].nominee_name, names[name].organisation_name, votes)
            for name, votes in count.votes.items()
        ]
        told["bars"] = [
            *((names[name].nominee_name, votes) for name, votes in count.votes.items()),
        ]
        told["blank"], told["ballots"] = count.blank, count.ballots
    return told


@open_to(EVERYONE)
def roll(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    found, at = one_contest(assembly, reference), timezone.now()
    is_returning = isinstance(request.user, Person) and permits.may_return(request.user, found)
    given = {
        "contest": found,
        "title": title(found),
        "page_obj": Paginator(queries.voters_roll(found), A_PAGE).get_page(request.GET.get("page")),
        "clause": queries.book_of(found).parameter("roll.classes").clause,
        "closed": queries.closed_rounds(found, at=at),
        "later": queries.later_ballots(found, at=at) if is_returning else [],
    }
    return render(request, "elections/roll.html", given)


@open_to(EVERYONE)
def ballots(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    found = one_contest(assembly, reference)
    opened = [one for one in queries.rounds(found) if one.opened_at]
    asked = request.GET.get("round", "")
    round = next((one for one in opened if str(one.number) == asked), None) or (
        opened[-1] if opened else None
    )
    sought = "".join(part for part in request.GET.get("receipt", "").upper() if part.isalnum())
    rows = queries.ballots(round) if round else Ballot.objects.none().order_by("pk")
    if sought:
        rows = rows.filter(receipt=sought)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    given = {
        "contest": found,
        "title": title(found),
        "round": round,
        "opened": opened,
        "page_obj": page,
        "sought": sought,
    }
    return render(request, "elections/ballots.html", given)


@open_to(EVERYONE)
def result(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    found = one_contest(assembly, reference)
    document = queries.result_document(found)
    response = JsonResponse(document, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{reference}.json"'
    return response


@open_to(EVERYONE)
def recount_script(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    one_contest(assembly, reference)
    text = Path(recount.__file__).read_text(encoding="utf-8")
    response = HttpResponse(text, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recount.py"'
    return response

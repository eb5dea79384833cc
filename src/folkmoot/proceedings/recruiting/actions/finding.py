"""People offer themselves, are found, are asked, and go forward."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.events.finding import (
    NameAskedFor,
    NamesWentForward,
    PeopleLookedFor,
    SearchClosed,
)
from folkmoot.proceedings.recruiting.models import Offer, Search, Suggestion
from folkmoot.proceedings.recruiting.permits import require_open_search
from folkmoot.proceedings.recruiting.queries.finding import (
    Candidate,
    clause_on_finding,
    offer_of,
    spread_of,
    suggestions,
)
from folkmoot.rules.findings import Refusal

NAMED = ("areas", "themes", "communities")


@transaction.atomic
def keep_offer(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Offer:
    """
    Offer oneself for boards and groups, or change what one offers.

    Nothing of it is recorded: it is a person's own, and theirs to take back.

    :param kept: skills, lived, free, hours_a_month, and areas, themes and communities.
    :raises Refusal: if it says nothing at all.
    """
    named = {name: list(kept.pop(name)) for name in NAMED}
    if not (kept["skills"].strip() or kept["lived"].strip() or any(named.values())):
        raise Refusal("nothing-to-offer", None, {})
    offer = offer_of(by, assembly)
    if offer is None:
        offer = Offer.objects.create(
            assembly=assembly, person=by, organisation=organisation, offered_at=at, **kept
        )
    else:
        for name, value in (kept | {"organisation": organisation}).items():
            setattr(offer, name, value)
        offer.save(update_fields=[*kept, "organisation"])
    for name, rows in named.items():
        getattr(offer, name).set(rows)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, at: datetime) -> None:
    """Take an offer back: what it said is forgotten, but that the person was asked is not."""
    offer.withdrawn_at, offer.skills, offer.lived, offer.free = at, "", "", []
    offer.hours_a_month = None
    offer.save(update_fields=["withdrawn_at", "skills", "lived", "free", "hours_a_month"])
    Suggestion.objects.filter(offer=offer).update(why="")
    for name in NAMED:
        getattr(offer, name).clear()


@transaction.atomic
@recording_last()
def open_search(
    *, assembly: Assembly, form_key: str, by: Person, at: datetime, **asked: Any
) -> Search:
    """
    Begin to look for people for a body; the same form sent again gives the same search.

    :param asked: what the model has, with areas, themes and communities.
    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    if (made := Search.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    named = {name: list(asked.pop(name)) for name in NAMED}
    stem = f"search-{on.year}-"
    taken = Search.objects.filter(assembly=assembly, reference__startswith=stem).count()
    search = Search.objects.create(
        assembly=assembly,
        reference=f"{stem}{taken + 1}",
        opened_at=at,
        opened_by=by,
        form_key=form_key,
        **asked,
    )
    for name, rows in named.items():
        getattr(search, name).set(rows)
    event = PeopleLookedFor(
        search=search.reference,
        title=search.title,
        asked_by=search.asked_by,
        people=search.people,
        answer_by=search.answer_by,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_on_finding(assembly, on=on))
    return search


def held(search: Search) -> Search:
    """Hold a search's row until the transaction ends, and return it as it is now."""
    return (
        Search.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly")
        .get(pk=search.pk)
    )


def _require_open(search: Search) -> None:
    closed = search.closed_at
    day = day_in(search.assembly, at=closed) if closed is not None else None
    require_open_search(search, day_of_close=day)


@transaction.atomic
@recording_last()
def ask_people(
    *, search: Search, chosen: Iterable[Candidate], by: Person, at: datetime
) -> list[Suggestion]:
    """
    Ask some who fit whether their name may go forward; whoever was asked is not asked again.

    :raises Refusal: if `by` is not a support officer, or the search is over.
    """
    search = held(search)
    on = day_in(search.assembly, at=at)
    require_officer(by, search.assembly, on=on)
    _require_open(search)
    asked = []
    for one in chosen:
        if one.asked is not None:
            continue
        suggestion = Suggestion.objects.create(
            search=search, offer=one.offer, why=one.why, asked_at=at
        )
        event = NameAskedFor(
            search=search.reference,
            title=search.title,
            asked_by=search.asked_by,
            why=one.why,
            answer_by=search.answer_by,
        )
        tell(one.offer.person, event, assembly=search.assembly.slug, at=at)
        asked.append(suggestion)
    return asked


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, agrees: bool, by: Person, at: datetime
) -> Suggestion:
    """
    Say whether one's name may go forward; it can be changed until it has gone.

    :raises Refusal: if `by` is not the one who was asked, or the search is over.
    """
    if suggestion.offer.person_id != by.pk:
        raise Refusal("not-permitted", None, {"who": "the one who was asked"})
    search = held(suggestion.search)
    _require_open(search)
    if suggestion.forwarded_at is None:
        suggestion.agreed, suggestion.answered_at = agrees, at
        suggestion.save(update_fields=["agreed", "answered_at"])
    return suggestion


@transaction.atomic
@recording_last()
def send_names(
    *, search: Search, chosen: Sequence[Suggestion], because: str, by: Person, at: datetime
) -> Search:
    """
    Send names to the body that asked, once their spread has been looked at.

    :param because: why names of a narrow circle go forward, if they are.
    :raises Refusal: if `by` is not a support officer, the search is over, a name has not agreed,
        or the names are narrow and no reason says why.
    """
    search = held(search)
    on = day_in(search.assembly, at=at)
    require_officer(by, search.assembly, on=on)
    _require_open(search)
    if not chosen:
        raise Refusal("no-name-agreed", None, {})
    for one in chosen:
        if one.agreed is not True:
            raise Refusal("name-not-asked", None, {"name": one.offer.person.name})
    names = [one.offer for one in suggestions(search) if one.forwarded_at is not None]
    names += [one.offer for one in chosen]
    finding = spread_of(search, names, because=because, on=on)
    if finding is not None:
        finding.require()
    for one in chosen:
        one.forwarded_at = at
        one.save(update_fields=["forwarded_at"])
    search.forwarded_at, search.spread_because = at, because.strip()
    search.save(update_fields=["forwarded_at", "spread_because"])
    event = NamesWentForward(
        search=search.reference,
        title=search.title,
        names=len(names),
        narrow=list(finding.facts["narrow"]) if finding is not None else [],
        because=because.strip(),
    )
    under = clause_on_finding(search.assembly, on=on)
    record(event, assembly=search.assembly.slug, by=by, at=at, under=under)
    told = [by, *(one.offer.person for one in chosen)]
    tell(told, event, assembly=search.assembly.slug, at=at)
    return search


@transaction.atomic
@recording_last()
def close_search(*, search: Search, outcome: str, by: Person, at: datetime) -> Search:
    """
    End a search with what came of it; everybody who was asked is told.

    :raises Refusal: if `by` is not a support officer, or it is over already.
    """
    search = held(search)
    on = day_in(search.assembly, at=at)
    require_officer(by, search.assembly, on=on)
    _require_open(search)
    search.outcome, search.closed_at = outcome.strip(), at
    search.save(update_fields=["outcome", "closed_at"])
    event = SearchClosed(search=search.reference, title=search.title, outcome=search.outcome)
    under = clause_on_finding(search.assembly, on=on)
    record(event, assembly=search.assembly.slug, by=by, at=at, under=under)
    told = [*(one.offer.person for one in suggestions(search)), *officers(search.assembly, on=on)]
    tell(told, event, assembly=search.assembly.slug, at=at)
    return search

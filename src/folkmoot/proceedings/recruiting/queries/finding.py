"""Offers of people, held against what is looked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.models import Offer, Search, Suggestion
from folkmoot.reckoning.matching import Match, Profile, match, terms
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.recruiting.spread import Name, names_are_spread

CLAUSE = "find-people"
KINDS = {
    "skills": gettext_lazy("skills"),
    "communities": gettext_lazy("lived experience and communities"),
    "places": gettext_lazy("places"),
    "themes": gettext_lazy("themes"),
    "times": gettext_lazy("when they are free"),
}


def clause_on_finding(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause on finding people. Costs as `clause_adopted`."""
    return clause_adopted(assembly, CLAUSE, on=on)


def offers(assembly: Assembly) -> QuerySet[Offer]:
    """Return the offers that stand, the latest first. Five queries with what each names."""
    found = Offer.objects.filter(assembly=assembly, withdrawn_at=None)
    return (
        found.select_related("person", "organisation")
        .prefetch_related("areas", "themes", "communities")
        .order_by("-offered_at", "-pk")
    )


def offer_of(person: Person, assembly: Assembly) -> Offer | None:
    """Return the offer of a person that stands, if there is one. At most four queries."""
    return offers(assembly).filter(person=person).order_by("pk").first()


def searches(assembly: Assembly) -> QuerySet[Search]:
    """Return every search, the latest first. One query."""
    found = Search.objects.filter(assembly=assembly).select_related("assembly")
    return found.order_by("-opened_at", "-pk")


def suggestions(search: Search) -> QuerySet[Suggestion]:
    """Return who was asked in a search, in the order they were asked. One query."""
    found = Suggestion.objects.filter(search=search)
    named = ("offer__person", "offer__organisation", "search__assembly")
    return found.select_related(*named).order_by("asked_at", "pk")


def profile_of(row: Offer | Search) -> Profile:
    """Return what is offered or looked for, as it is matched. Three queries, or none if fetched."""
    lived = row.lived if isinstance(row, Offer) else ""
    return Profile(
        skills=terms(row.skills) | terms(lived),
        communities=frozenset(one.code for one in row.communities.all()),
        places=frozenset(one.code for one in row.areas.all()),
        themes=frozenset(one.code for one in row.themes.all()),
        times=frozenset(row.free),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who fits, with what fits in words and whether they were asked."""

    offer: Offer
    match: Match
    asked: Suggestion | None

    @property
    def per_cent(self) -> int:
        return round(100 * self.match.fit)

    @property
    def why(self) -> str:
        """What of the search fits, by kind."""
        return "; ".join(
            f"{KINDS[kind]}: {', '.join(found)}" for kind, found in self.match.shared.items()
        )


def candidates(search: Search) -> list[Candidate]:
    """
    Return everybody whose offer fits a search in something, the best first.

    Eight queries. Where the search asks for nothing in particular, everybody fits.
    """
    wanted = profile_of(search)
    asked = {one.offer_id: one for one in suggestions(search)}
    found = []
    for offer in offers(search.assembly):
        how = match(wanted, profile_of(offer))
        if how.fit > 0 or wanted == Profile() or offer.pk in asked:
            found.append(Candidate(offer=offer, match=how, asked=asked.get(offer.pk)))
    return sorted(found, key=lambda one: (-one.match.fit, one.offer.offered_at, one.offer.pk))


def name_of(offer: Offer) -> Name:
    """Return whom an offer stands for, as a spread is judged. One query for its places, if not fetched."""
    organisation: Organisation | None = offer.organisation
    places = sorted(area.name for area in offer.areas.all())
    return Name(
        organisation=organisation.name if organisation else "",
        place=places[0] if places else "",
        size=organisation.size_band if organisation else "",
    )


def spread_of(
    search: Search, names: Iterable[Offer], *, because: str = "", on: date
) -> Finding | None:
    """Test whether the names of a search are spread, held against all who fit. Ten queries."""
    pool = [name_of(one.offer) for one in candidates(search)]
    chosen = [name_of(offer) for offer in names]
    clause = clause_on_finding(search.assembly, on=on)
    return names_are_spread(clause, chosen, pool, because=because)


def state_of(search: Search, *, on: date) -> str:
    """Return how a search stands, in one of the site's words. No query."""
    if search.closed_at is not None:
        return "closed"
    return "overdue" if search.answer_by < on else "open"


def waiting_in_recruiting(
    _organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return what somebody was asked about their name and has not answered. One query."""
    on = day_in(assembly, at=at)
    asked = Suggestion.objects.filter(
        offer__person=person, offer__assembly=assembly, agreed=None, search__closed_at=None
    ).select_related("search")
    return [
        DeskItem(
            verb_phrase=_("Say whether your name may go forward: %(title)s")
            % {"title": one.search.title},
            url=reverse("recruiting:answer", args=[assembly, one.search.reference]),
            due=one.search.answer_by,
            minutes=2,
            state="overdue" if one.search.answer_by < on else "due",
        )
        for one in asked.order_by("pk")
    ]

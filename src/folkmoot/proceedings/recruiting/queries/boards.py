"""What boards lack, and how the open calls for it stand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.models import Advert, Application, Audit, Need
from folkmoot.rules.findings import Clause

CLAUSE = "board-gaps"


def clause_on_gaps(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause on what a board lacks. Costs as `clause_adopted`."""
    return clause_adopted(assembly, CLAUSE, on=on)


def adverts(assembly: Assembly) -> QuerySet[Advert]:
    """Return the adverts of an assembly, the latest first, each with `appointed`. One query."""
    appointed = Count("applications", filter=Q(applications__is_appointed=True))
    return (
        Advert.objects.filter(assembly=assembly)
        .select_related("assembly", "need__audit")
        .annotate(appointed=appointed)
        .order_by("-advertised_on", "-pk")
    )


def open_adverts(assembly: Assembly, *, on: date) -> QuerySet[Advert]:
    """Return the calls one can answer on a day, those that end soonest first. One query."""
    found = adverts(assembly).filter(advertised_on__lte=on, closes_on__gte=on, announced_on=None)
    return found.order_by("closes_on", "pk")


def audits(assembly: Assembly) -> QuerySet[Audit]:
    """Return the audits with their needs and adverts, the latest first. Three queries."""
    needs = Need.objects.order_by("kind", "name", "pk").prefetch_related(
        Prefetch("adverts", adverts(assembly))
    )
    found = Audit.objects.filter(assembly=assembly).select_related("assembly")
    return found.prefetch_related(Prefetch("needs", needs)).order_by("-held_on", "board", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One need as it stands: how many there should be, are, and are still missing."""

    need: Need
    adverts: list[Advert]

    @property
    def filled(self) -> int:
        """How many were appointed since the audit."""
        return sum(getattr(advert, "appointed", 0) for advert in self.adverts)

    @property
    def missing(self) -> int:
        return max(0, self.need.wanted - self.need.has - self.filled)

    @property
    def state(self) -> str:
        return "met" if self.missing == 0 else "open" if self.adverts else "vacant"


def gaps_of(audit: Audit) -> list[Gap]:
    """Return the needs of an audit, as `audits` gives it, the gaps first. No query."""
    found = [Gap(need=need, adverts=list(need.adverts.all())) for need in audit.needs.all()]
    return sorted(found, key=lambda one: (-one.missing, one.need.name))


def state_of(advert: Advert, *, on: date) -> str:
    """Return how an advert stands, in one of the site's words. No query."""
    if advert.announced_on is not None:
        return "declared"
    if on < advert.advertised_on:
        return "opens later"
    return "open" if on <= advert.closes_on else "closed"


def applications(advert: Advert) -> QuerySet[Application]:
    """Return who applied and has not taken it back, in that order. One query."""
    found = Application.objects.filter(advert=advert, withdrawn_at=None)
    return found.select_related("person", "organisation").order_by("applied_at", "pk")


def application_of(person: Person, advert: Advert) -> Application | None:
    """Return what a person sent in, if they did. One query."""
    found = Application.objects.filter(advert=advert, person=person)
    return found.select_related("person", "organisation").order_by("pk").first()

"""Programmes, their providers, and the figures that these give, each over what it is a part of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.hiding import LEAST
from folkmoot.rules.programmes.figures import Counts, reach, share, visits_each
from folkmoot.work.programmes.models import (
    Attendance,
    Programme,
    Provider,
    ReportedFigures,
    Return,
    Session,
    Site,
    Training,
)


def programmes(assembly: Assembly) -> QuerySet[Programme]:
    """
    Return the programmes of an assembly, the latest first. One query.

    Each carries `number`, how many provide it, and `told`, how many of those told figures.
    """
    told = Count("providers", Q(providers__returns__is_last=True), distinct=True)
    found = Programme.objects.filter(assembly=assembly)
    number = Count("providers", distinct=True)
    return found.annotate(number=number, told=told).order_by("-from_on", "-pk")


def required_of(programme: Programme) -> list[Training]:
    """Return the training a programme requires, by its day. One query."""
    wanted = programme.trainings.exclude(if_missed=Training.Missed.NOTHING)
    return list(wanted.select_related("assembly").order_by("by_on", "pk"))


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """
    A provider as it stands on a day.

    :param missing: the required training it has not come to.
    :param state: live, not live, or blocked by training that it has not come to.
    """

    provider: Provider
    sites: int
    days: int | None
    missing: list[Training]
    state: str
    last: Return | None
    has_told: bool


def provider_rows(
    programme: Programme, providers: Iterable[Provider] | None = None
) -> list[ProviderRow]:
    """
    Return the providers of a programme by name, with what each still needs. Five queries.

    :param providers: only these; by default all.
    """
    found = list(providers if providers is not None else providers_of(programme))
    keys = [one.pk for one in found]
    sites = dict(
        Site.objects.filter(provider__in=keys)
        .values_list("provider")
        .annotate(number=Count("pk"))
        .order_by("provider")
    )
    days = dict(
        Session.objects.filter(site__provider__in=keys)
        .values_list("site__provider")
        .annotate(number=Sum("days"))
        .order_by("site__provider")
    )
    last = {
        one.provider_id: one
        for one in Return.objects.filter(provider__in=keys, is_last=True).order_by("pk")
    }
    needed = required_of(programme)
    came = set(
        Attendance.objects.filter(training__in=needed, came=True).values_list(
            "training_id", "organisation_id"
        )
    )
    rows = []
    for one in found:
        missing = [each for each in needed if (each.pk, one.organisation_id) not in came]
        told = last.get(one.pk)
        rows.append(
            ProviderRow(
                one,
                sites.get(one.pk, 0),
                days.get(one.pk),
                missing,
                _state(one, missing),
                told,
                told is not None,
            )
        )
    return rows


def _state(provider: Provider, missing: Iterable[Training]) -> str:
    if any(one.if_missed == Training.Missed.BLOCK for one in missing):
        return "blocked"
    return "live" if provider.live_on is not None else "not live"


def providers_of(programme: Programme) -> QuerySet[Provider]:
    """Return the providers of a programme, by name. One query."""
    found = programme.providers.select_related("organisation", "programme__assembly")
    return found.order_by("organisation__sort_name", "organisation__name", "pk")


def sites_of(programme: Programme) -> QuerySet[Site]:
    """Return the sites of a programme with their sessions, by name. Two queries."""
    sites = Site.objects.filter(provider__programme=programme)
    found = sites.select_related("provider__organisation", "area")
    sessions = Session.objects.order_by("from_on", "pk")
    return found.prefetch_related(Prefetch("sessions", sessions)).order_by("name", "pk")


def last_told(organisation: Organisation, programme: Programme) -> Return | None:
    """Return what an organisation told last of this programme, or of one before it. One query."""
    told = Return.objects.filter(provider__organisation=organisation, is_last=True)
    told = told.filter(provider__programme__assembly_id=programme.assembly_id)
    return told.order_by("-sent_at", "-pk").first()


def days_of(provider: Provider) -> int | None:
    """Return on how many days one could come to a provider, or None where not said. One query."""
    days: int | None = Session.objects.filter(site__provider=provider).aggregate(
        number=Sum("days")
    )["number"]
    return days


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One figure of a programme.

    :param value: as it is shown; None where it cannot be told.
    :param of: in words, what was divided by what, or what is counted.
    :param providers: over how many providers it was taken; None for one that was published.
    """

    name: str
    value: str | None
    unit: str
    of: str
    providers: int | None


def figures(
    programme: Programme, rows: Iterable[ProviderRow], *, hides_few: bool = False
) -> list[Figure]:
    """
    Return what the providers' figures give together. No query.

    :param hides_few: leave out what is about children where fewer than five of them are counted.

    A share is taken over those providers alone that told both its parts, so that what one left
    blank is never counted as nought. A child who went to two providers is counted by both.
    """
    rows = list(rows)
    told = [one.last for one in rows if one.last is not None]
    number = len(told)
    both = [one for one in told if one.children is not None and one.eligible_children is not None]
    came = [one for one in told if one.visits is not None and one.eligible_children is not None]
    meant = [one for one in told if one.eligible_children is not None]
    if hides_few and any(
        0 < (getattr(_added(told), name) or 0) < LEAST for name in ("children", "eligible_children")
    ):
        told = both = came = meant = []
    return [
        _count(_("Providers"), len(rows), _("providers"), None),
        _count(_("Providers that told figures"), number, _("providers"), None),
        _total(_("Children who came"), told, "children", programme),
        _total(_("Of them, eligible"), told, "eligible_children", programme),
        _total(_("Visits by eligible children"), told, "visits", programme),
        _reach(programme, _added(meant), len(meant)),
        _share(_added(both), len(both)),
        _each(_added(came), len(came)),
    ]


def _added(told: Iterable[Return]) -> Counts:
    told = list(told)
    if not told:
        return Counts()
    return Counts(
        children=sum(one.children or 0 for one in told),
        eligible_children=sum(one.eligible_children or 0 for one in told),
        visits=sum(one.visits or 0 for one in told),
    )


def reported_figures(programme: Programme, reported: ReportedFigures) -> list[Figure]:
    """Return what figures that somebody published give. No query."""
    counts = Counts(
        children=reported.children,
        eligible_children=reported.eligible_children,
        visits=reported.visits,
    )
    return [
        _count(_("Providers"), reported.providers, _("providers"), None),
        _count(_("Children who came"), reported.children, _("children"), None),
        _count(_("Of them, eligible"), reported.eligible_children, programme.eligible_are, None),
        _count(_("Visits by eligible children"), reported.visits, _("visits"), None),
        _reach(programme, counts, None),
        _share(counts, None),
        _each(counts, None),
    ]


def _count(name: str, value: int | None, unit: str, providers: int | None) -> Figure:
    return Figure(name, None if value is None else f"{value:,}", unit, "", providers)


def _total(name: str, told: Iterable[Return], field: str, programme: Programme) -> Figure:
    given = [getattr(one, field) for one in told if getattr(one, field) is not None]
    units = {"visits": _("visits"), "children": _("children")}
    unit = units.get(field, programme.eligible_are)
    return _count(name, sum(given) if given else None, unit, len(given))


def _reach(programme: Programme, counts: Counts, providers: int | None) -> Figure:
    of = _("eligible children who came, of all %(number)s eligible")
    there = f"{programme.eligible:,}" if programme.eligible is not None else "?"
    whole = Counts(eligible_children=counts.eligible_children, eligible=programme.eligible)
    return Figure(_("Reach"), reach(whole), "%", of % {"number": there}, providers)


def _share(counts: Counts, providers: int | None) -> Figure:
    of = _("eligible children who came, of all children who came")
    return Figure(_("Share of eligible children"), share(counts), "%", of, providers)


def _each(counts: Counts, providers: int | None) -> Figure:
    of = _("visits by eligible children, for each eligible child who came")
    return Figure(_("Visits for each eligible child"), visits_each(counts), _("visits"), of, providers)  # fmt: skip

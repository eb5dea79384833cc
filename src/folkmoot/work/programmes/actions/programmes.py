"""A programme entered; its providers, sites and sessions; a provider let begin."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.events import (
    ProgrammeKept,
    ProviderEntered,
    ProviderMadeLive,
    SessionsEntered,
    SiteEntered,
)
from folkmoot.work.programmes.models import (
    Attendance,
    Programme,
    Provider,
    Session,
    Site,
    Training,
)
from folkmoot.work.programmes.permits import (
    require_keeps_of,
    require_keeps_programmes,
    require_tells_for,
)
from folkmoot.work.programmes.queries.addresses import new_address
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.programmes import provider_rows, required_of


@transaction.atomic
@recording_last()
def keep_programme(
    *,
    assembly: Assembly,
    programme: Programme | None = None,
    title: str,
    owner_name: str,
    about: str,
    eligible_are: str,
    eligible: int | None,
    eligible_source: str,
    from_on: date,
    until_on: date,
    returns_by: date,
    by: Person,
    at: datetime,
) -> Programme:
    """
    Enter a programme, or change what is said of it; its address stays.

    :param eligible: how many there are whom it is meant for; None where nobody knows.
    :raises Refusal: if `by` may not.
    """
    on = day_in(assembly, at=at)
    require_keeps_programmes(by, assembly, on=on)
    # Of whose it is, and of whose it becomes: nobody gives theirs to another or takes it.
    for name in {owner_name, programme.owner_name if programme else owner_name}:
        require_keeps_of(by, assembly, name, on=on)
    made = programme or Programme(
        assembly=assembly,
        slug=new_address(Programme, assembly, title, "programme"),
        entered_at=at,
    )
    made.title, made.owner_name, made.about = title.strip(), owner_name.strip(), about.strip()
    made.eligible_are, made.eligible = eligible_are.strip(), eligible
    made.eligible_source = eligible_source.strip()
    made.from_on, made.until_on, made.returns_by = from_on, until_on, returns_by
    made.save()
    event = ProgrammeKept(
        programme=made.slug, title=made.title, owner=made.owner_name, until_on=until_on
    )
    clause = clause_for(assembly, "figures", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def enter_provider(
    *, programme: Programme, organisation: Organisation, by: Person, at: datetime
) -> Provider:
    """
    Enter an organisation as a provider; it is asked to all training that the programme requires.

    :raises Refusal: if it is one already, or `by` may not.
    """
    assembly = programme.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, programme.owner_name, on=on)
    if programme.providers.filter(organisation=organisation).exists():
        facts = {"organisation": organisation.name, "title": programme.title}
        raise Refusal("provider-twice", None, facts)
    made = Provider.objects.create(programme=programme, organisation=organisation, entered_on=on)
    Attendance.objects.bulk_create(
        [
            Attendance(training=one, organisation=organisation, invited_on=on)
            for one in required_of(programme)
        ],
        ignore_conflicts=True,
    )
    event = ProviderEntered(
        programme=programme.slug, title=programme.title, organisation=organisation.name
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    tell(people_acting_for(organisation, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def make_live(*, provider: Provider, by: Person, at: datetime) -> Provider:
    """
    Let a provider begin.

    :raises Refusal: with the clause and the training, if it has not come to one that keeps it
        from being live; if it is live; or if `by` may not.
    """
    programme = provider.programme
    assembly = programme.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, programme.owner_name, on=on)
    if provider.live_on is not None:
        facts = {"organisation": provider.organisation.name, "live_on": provider.live_on}
        raise Refusal("provider-live-already", None, facts)
    clause = clause_for(assembly, "training", on=on)
    (row,) = provider_rows(programme, [provider])
    for one in row.missing:
        if one.if_missed == Training.Missed.BLOCK:
            facts = {"organisation": provider.organisation.name, "title": one.title}
            raise Refusal("training-not-taken", clause, facts)
    provider.live_on = on
    provider.save(update_fields=["live_on"])
    event = ProviderMadeLive(
        programme=programme.slug,
        title=programme.title,
        organisation=provider.organisation.name,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return provider


@transaction.atomic
@recording_last()
def enter_site(
    *, provider: Provider, name: str, postcode: str, area: Area | None, by: Person, at: datetime
) -> Site:
    """
    Enter where a provider provides; the provider may do so, and who keeps the programme.

    :raises Refusal: if `by` may not.
    """
    programme = provider.programme
    on = day_in(programme.assembly, at=at)
    require_tells_for(
        by, provider.organisation, programme.assembly, programme.owner_name, on=on
    )  # fmt: skip
    made, _ = Site.objects.update_or_create(
        provider=provider,
        name=name.strip(),
        defaults={"postcode": postcode.strip().upper(), "area": area},
    )
    event = SiteEntered(
        programme=programme.slug,
        title=programme.title,
        organisation=provider.organisation.name,
        site=made.name,
    )
    record(event, assembly=programme.assembly.slug, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def enter_sessions(
    *,
    site: Site,
    from_on: date,
    until_on: date,
    days: int,
    hours: str,
    places: int | None,
    has_meal: bool | None,
    by: Person,
    at: datetime,
) -> Session:
    """
    Enter on how many days a site is open, and from when to when.

    :raises Refusal: if `by` may not.
    """
    provider = site.provider
    programme = provider.programme
    on = day_in(programme.assembly, at=at)
    require_tells_for(by, provider.organisation, programme.assembly, programme.owner_name, on=on)
    made = Session.objects.create(
        site=site,
        from_on=from_on,
        until_on=until_on,
        days=days,
        hours=hours.strip(),
        places=places,
        has_meal=has_meal,
    )
    event = SessionsEntered(
        programme=programme.slug, title=programme.title, site=site.name, days=days
    )
    record(event, assembly=programme.assembly.slug, by=by, at=at)
    return made

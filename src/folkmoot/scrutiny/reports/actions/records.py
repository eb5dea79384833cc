"""A record tagged with an aim, or the tag taken back; who does the linking, from when until when."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.reports.events import (
    ProviderLeft,
    ProviderNamed,
    RecordTagged,
    RecordUntagged,
)
from folkmoot.scrutiny.reports.models import Provider, Tag
from folkmoot.scrutiny.reports.permits import require_drafts
from folkmoot.scrutiny.reports.queries.aims import names_of
from folkmoot.scrutiny.reports.queries.taggable import thing_at

CLAUSES = {Tag.About.AIM: "aims", Tag.About.GOAL: "health-equity"}


@transaction.atomic
@recording_last()
def tag_record(
    *, assembly: Assembly, about: str, aim: str, address: str, why: str, by: Person, at: datetime
) -> Tag:
    """
    Say that something in the records serves an aim; said twice, the reason is what was said last.

    :param address: of its page, as it was copied.
    :raises Refusal: if no document names the aim, if nothing that everybody may read stands at the
        address, or `by` is no support officer.
    """
    on = day_in(assembly, at=at)
    require_drafts(by, assembly, on=on)
    if aim not in names_of(assembly, about, on=on):
        raise Refusal("no-such-aim", None, {"aim": aim})
    under = clause_adopted(assembly, CLAUSES[Tag.About(about)], on=on)
    thing = thing_at(assembly, address, at=at)
    if thing is None:
        raise Refusal("nothing-at-address", under, {"address": address})
    made, _ = Tag.objects.update_or_create(
        assembly=assembly,
        about=about,
        aim=aim,
        address=thing.address,
        defaults={
            "what": thing.what[:40],
            "title": thing.title,
            "on": thing.on,
            "why": why.strip(),
            "tagged_at": at,
            "tagged_by": by,
        },
    )
    event = RecordTagged(aim=aim, title=made.title, address=made.address)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    return made


@transaction.atomic
@recording_last()
def untag_record(*, tag: Tag, by: Person, at: datetime) -> None:
    """
    Take back that something serves an aim.

    :raises Refusal: if `by` is no support officer.
    """
    on = day_in(tag.assembly, at=at)
    require_drafts(by, tag.assembly, on=on)
    event = RecordUntagged(aim=tag.aim, title=tag.title, address=tag.address)
    record(event, assembly=tag.assembly.slug, by=by, at=at)
    tag.delete()


@transaction.atomic
@recording_last()
def name_provider(
    *, assembly: Assembly, name: str, does: str, from_on: date, by: Person, at: datetime
) -> Provider:
    """
    Enter that an organisation does the linking from a day.

    :raises Refusal: if it does so already, or `by` is no support officer.
    """
    on = day_in(assembly, at=at)
    require_drafts(by, assembly, on=on)
    there = Provider.objects.filter(assembly=assembly, name__iexact=name.strip(), until_on=None)
    if there.exists():
        raise Refusal("provider-is-there", None, {"name": name.strip()})
    made = Provider.objects.create(
        assembly=assembly, name=name.strip(), does=does.strip(), from_on=from_on
    )
    event = ProviderNamed(name=made.name, from_on=from_on)
    under = clause_adopted(assembly, "engagement-group", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    return made


@transaction.atomic
@recording_last()
def let_provider_go(*, provider: Provider, until_on: date, by: Person, at: datetime) -> Provider:
    """
    Enter from which day an organisation does the linking no longer; it stays in the list.

    :raises Refusal: if it left already or the day is before it began, or `by` is no support officer.
    """
    on = day_in(provider.assembly, at=at)
    require_drafts(by, provider.assembly, on=on)
    if provider.until_on is not None:
        facts = {"name": provider.name, "until": provider.until_on}
        raise Refusal("provider-left", None, facts)
    if until_on < provider.from_on:
        facts = {"name": provider.name, "begun": provider.from_on}
        raise Refusal("leaves-before-it-came", None, facts)
    provider.until_on = until_on
    provider.save(update_fields=["until_on"])
    event = ProviderLeft(name=provider.name, until_on=until_on)
    record(event, assembly=provider.assembly.slug, by=by, at=at)
    return provider

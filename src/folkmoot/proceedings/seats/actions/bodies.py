"""Keeping the register of outside bodies: which they are, who sits there, who answers for them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.events.keeping import (
    BodyKept,
    BodyOfficerNamed,
)
from folkmoot.proceedings.seats.models import (
    BodyOfficer,
    OutsideBody,
    TableShare,
)
from folkmoot.proceedings.seats.permits import require_may_keep
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def add_body(
    *, assembly: Assembly, areas: Iterable[Any] = (), by: Person, at: datetime, **kept: Any
) -> OutsideBody:
    """
    Put an outside body in the register.

    :param kept: its name, kind, partner_type, level and what else the model has.
    :raises Refusal: if `by` is not a support officer, or there is one of the name.
    """
    require_may_keep(by, assembly, on=day_of(assembly, at))
    name = str(kept.pop("name")).strip()
    _require_new_name(assembly, name, None)
    body = OutsideBody.objects.create(
        assembly=assembly, name=name, slug=free_slug(assembly, name), **kept
    )
    body.areas.set(areas)
    event = BodyKept(body=body.slug, name=name, is_new=True)
    record(event, assembly=assembly.slug, by=by, at=at)
    return body


@transaction.atomic
@recording_last()
def change_body(
    *, body: OutsideBody, areas: Iterable[Any], by: Person, at: datetime, **kept: Any
) -> OutsideBody:
    """
    Change what the register says of an outside body; its address stays.

    :raises Refusal: if `by` is not a support officer, or another has the name.
    """
    require_may_keep(by, body.assembly, on=day_of(body.assembly, at))
    kept["name"] = str(kept["name"]).strip()
    _require_new_name(body.assembly, kept["name"], body)
    for name, value in kept.items():
        setattr(body, name, value)
    body.save(update_fields=list(kept))
    body.areas.set(areas)
    event = BodyKept(body=body.slug, name=body.name, is_new=False)
    record(event, assembly=body.assembly.slug, by=by, at=at)
    return body


def _require_new_name(assembly: Assembly, name: str, but: OutsideBody | None) -> None:
    same = OutsideBody.objects.filter(assembly=assembly, name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refusal("board-of-the-name", None, {"name": name})


def free_slug(assembly: Assembly, name: str) -> str:
    """Return an address for a body that no other of the assembly has. One query."""
    stem = slugify(name)[:80] or "board"
    taken = set(
        OutsideBody.objects.filter(assembly=assembly, slug__startswith=stem).values_list(
            "slug", flat=True
        )
    )
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


@transaction.atomic
@recording_last()
def set_table(
    *, body: OutsideBody, shares: Mapping[str, int], source: str, by: Person, at: datetime
) -> None:
    """
    Write down how many places each kind of partner has at a body's table.

    :param shares: by kind of partner; a kind with no place is left out.
    :raises Refusal: if `by` is not a support officer.
    """
    on = day_of(body.assembly, at)
    require_may_keep(by, body.assembly, on=on)
    body.table.exclude(
        partner_type__in=[kind for kind, places in shares.items() if places]
    ).delete()
    for kind, places in shares.items():
        if places:
            TableShare.objects.update_or_create(
                body=body,
                partner_type=kind,
                defaults={"places": places, "as_at_on": on, "source": source.strip()},
            )
    event = BodyKept(body=body.slug, name=body.name, is_new=False)
    record(event, assembly=body.assembly.slug, by=by, at=at)


@transaction.atomic
@recording_last()
def name_body_officer(
    *, body: OutsideBody, name: str, email: str, by: Person, at: datetime
) -> BodyOfficer:
    """
    Have somebody answer for an outside body here. Done twice, it is done once.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_of(body.assembly, at)
    require_may_keep(by, body.assembly, on=on)
    person = welcome(email=email, name=name, at=at)
    before = BodyOfficer.objects.filter(body=body, person=person, until_on=None)
    if (officer := before.order_by("pk").first()) is not None:
        return officer
    officer = BodyOfficer.objects.create(body=body, person=person, from_on=on)
    event = BodyOfficerNamed(body=body.slug, name=body.name, person=person.reference)
    record(event, assembly=body.assembly.slug, by=by, at=at)
    tell(person, event, assembly=body.assembly.slug, at=at)
    return officer


@transaction.atomic
@recording_last()
def end_body_officer(*, officer: BodyOfficer, by: Person, at: datetime) -> BodyOfficer:
    """
    Have somebody no longer answer for an outside body, from today.

    :raises Refusal: if `by` is not a support officer.
    """
    body = officer.body
    on = day_of(body.assembly, at)
    require_may_keep(by, body.assembly, on=on)
    officer.until_on = max(on, officer.from_on)
    officer.save(update_fields=["until_on"])
    event = BodyKept(body=body.slug, name=body.name, is_new=False)
    record(event, assembly=body.assembly.slug, by=by, at=at)
    return officer

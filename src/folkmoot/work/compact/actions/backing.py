"""Who backs a compact is kept, with champions, successors, an owner, and what is told of it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact.events import (
    BackerKept,
    BackerSucceeded,
    CompactPromoted,
    OwnerKept,
)
from folkmoot.work.compact.models import Accord, OwnerGroup, Promotion, Signatory
from folkmoot.work.compact.permits import (
    require_acts_for,
    require_keeps,
    require_may_tell_for,
)
from folkmoot.work.compact.queries.backing import is_filled


def _keep(event: Any, accord: Accord, key: str, *, by: Person, at: datetime) -> None:
    assembly = accord.assembly
    clause = clause_adopted(assembly, key, on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)


@transaction.atomic
@recording_last()
def keep_backer(
    *,
    accord: Accord,
    name: str,
    agreed_on: date | None,
    contact: str,
    champion: str,
    champion_contact: str,
    champion_person: Person | None = None,
    organisation: Organisation | None = None,
    is_of_sector: bool = False,
    by: Person,
    at: datetime,
) -> Signatory:
    """
    Enter that a body backs a compact, with its champion; one of that name is changed.

    :param champion_person: the champion's account, if they have one.
    :param organisation: the body on the register, if it is there.
    :raises Refusal: if `by` is not a support officer.
    """
    require_keeps(by, accord.assembly, on=day_in(accord.assembly, at=at))
    made, _ = Signatory.objects.update_or_create(
        accord=accord,
        name=name.strip(),
        defaults={
            "agreed_on": agreed_on,
            "contact": contact.strip(),
            "champion": champion.strip(),
            "champion_contact": champion_contact.strip(),
            "champion_person": champion_person,
            "organisation": organisation,
            "is_of_sector": is_of_sector,
        },
    )
    event = BackerKept(
        accord=accord.slug, title=accord.title, body=made.name, has_champion=is_filled(made)
    )
    _keep(event, accord, "signatories", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def succeed(
    *, backer: Signatory, successor: Signatory, on: date, by: Person, at: datetime
) -> Signatory:
    """
    Enter that what a body promised passed to another; both names stay.

    :raises Refusal: if `by` is not a support officer.
    """
    accord = backer.accord
    require_keeps(by, accord.assembly, on=day_in(accord.assembly, at=at))
    backer.succeeded_by, backer.succeeded_on = successor, on
    backer.save(update_fields=["succeeded_by", "succeeded_on"])
    event = BackerSucceeded(
        accord=accord.slug, title=accord.title, body=backer.name, successor=successor.name
    )
    _keep(event, accord, "signatories", by=by, at=at)
    return backer


@transaction.atomic
@recording_last()
def keep_owner(
    *, accord: Accord, name: str, contact: str, is_active: bool, by: Person, at: datetime
) -> OwnerGroup:
    """
    Enter which group answers for a compact, or that it has ended.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(accord.assembly, at=at)
    require_keeps(by, accord.assembly, on=on)
    made, _ = OwnerGroup.objects.update_or_create(
        accord=accord,
        defaults={
            "name": name.strip(),
            "contact": contact.strip(),
            "is_active": is_active,
            "checked_on": on,
        },
    )
    event = OwnerKept(accord=accord.slug, title=accord.title, owner=made.name, is_active=is_active)
    _keep(event, accord, "owner", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def tell_of_it(
    *,
    accord: Accord,
    kind: str,
    body: str,
    is_of_sector: bool,
    words: str,
    on: date,
    signatory: Signatory | None = None,
    organisation: Organisation | None = None,
    by: Person,
    at: datetime,
) -> Promotion:
    """
    Enter that a body told of a compact, or that a group took it up.

    A support officer enters it for anybody; a champion, and whoever acts for a body, for their own.

    :param signatory: the body for which its champion enters it, or
    :param organisation: the one for which somebody who acts for it does.
    :raises Refusal: if it is not theirs to enter.
    """
    today = day_in(accord.assembly, at=at)
    if signatory is not None:
        require_may_tell_for(by, signatory, on=today)
        body, is_of_sector = signatory.name, signatory.is_of_sector
        organisation = signatory.organisation
    elif organisation is not None:
        require_acts_for(by, organisation, on=today)
        body = organisation.name
        is_of_sector = organisation.sector == Organisation.Sector.VCSE
    else:
        require_keeps(by, accord.assembly, on=today)
    if on > today:
        raise Refusal("evidence-of-the-future", None, {"seen_on": on})
    made = Promotion.objects.create(
        accord=accord,
        kind=kind,
        body=body.strip()[:200],
        is_of_sector=is_of_sector,
        organisation=organisation,
        words=words.strip(),
        on=on,
    )
    event = CompactPromoted(
        accord=accord.slug, title=accord.title, body=made.body, kind=made.get_kind_display()
    )
    if is_of_sector:
        key = "adopt-sector" if kind == Promotion.Kind.ADOPTED else "promote-infrastructure"
    else:
        key = "promote-public"
    _keep(event, accord, key, by=by, at=at)
    return made

"""A consultation planned: what it is, who asks together, by which ways."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.work.consultations.events import (
    AskedTogether,
    ConsultationPlanned,
)
from folkmoot.work.consultations.models import (
    Consultation,
    Host,
    Remark,
    Way,
)
from folkmoot.work.consultations.permits import require_keeps, require_may_ask
from folkmoot.work.consultations.queries.clauses import clause_for

KEPT = (
    "kind", "depth", "direction", "level", "level_reason", "title", "summary", "audience",
    "can_change", "is_fixed", "owner_name", "contact", "decided_by", "decision_on", "opens_on",
    "closes_on", "reason_for_length", "minutes_short", "minutes_long", "touches_partners",
)  # fmt: skip
ONCE_OPEN = ("summary", "audience", "contact", "minutes_short", "minutes_long", "touches_partners")
"""What may still be said otherwise once people answer; the rest stays as it was published."""


@transaction.atomic
@recording_last()
def plan_consultation(
    *,
    assembly: Assembly,
    consultation: Consultation | None = None,
    owner: Organisation | None = None,
    themes: Iterable[Theme] | None = None,
    places: Iterable[Area] | None = None,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Consultation:
    """
    Plan to ask for views, or change the plan. What is asked stays once it is published.

    :param owner: the body that asks, if it is on the register.
    :param themes: what it is about; None leaves that as it is, as for places.
    :param kept: what is said of it, by the names in `KEPT`.
    :raises Refusal: if `by` may not ask here, if it is kept from the local forums without a
        reason, or if something that stays was changed.
    """
    on = day_in(assembly, at=at)
    told = {name: kept[name] for name in KEPT if name in kept}
    level = told.get("level", consultation.level if consultation else Consultation.Level.LOCAL)
    why = told.get("level_reason", consultation.level_reason if consultation else "")
    if level == Consultation.Level.SYSTEM and not why.strip():
        clause = clause_for(assembly, "subsidiarity", on=on)
        raise Refusal("system-level-needs-reason", clause, {})
    if consultation is None:
        require_may_ask(by, assembly, owner, on=on)
        consultation = Consultation.objects.create(
            assembly=assembly,
            reference=_free_reference(assembly, told["title"], on),
            owner=owner,
            entered_at=at,
            entered_by=by,
            **told,
        )
    else:
        require_keeps(by, consultation, on=on)
        if consultation.published_at:
            _require_unchanged(consultation, told)
        for name, value in told.items():
            setattr(consultation, name, value)
        consultation.save(update_fields=list(told))
    if themes is not None:
        consultation.themes.set(themes)
    if places is not None:
        consultation.places.set(places)
    event = ConsultationPlanned(
        reference=consultation.reference,
        title=consultation.title,
        kind=consultation.get_kind_display(),
        owner=consultation.owner_name,
        opens_on=consultation.opens_on,
        closes_on=consultation.closes_on,
    )
    keep_in_record(event, consultation, "plan", by=by, at=at)
    return consultation


def _require_unchanged(consultation: Consultation, told: dict[str, Any]) -> None:
    for name, value in told.items():
        if name not in ONCE_OPEN and getattr(consultation, name) != value:
            raise Refusal("question-is-open", None, {"title": consultation.title})


def _free_reference(assembly: Assembly, title: str, on: date) -> str:
    stem = f"{slugify(title)[:70] or 'consultation'}-{on.year}"
    found = Consultation.objects.filter(assembly=assembly, reference__startswith=stem)
    taken = set(found.values_list("reference", flat=True))
    tried = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tried if one not in taken)


def keep_in_record(
    event: Any,
    consultation: Consultation,
    key: str,
    *,
    by: Person | None,
    at: datetime,
    under: Clause | None = None,
) -> None:
    assembly = consultation.assembly
    """Record an act on a consultation, under the clause that asks for it."""
    clause = under or clause_for(assembly, key, on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)


@transaction.atomic
@recording_last()
def ask_together(*, consultation: Consultation, name: str, by: Person, at: datetime) -> Host:
    """
    Enter that another body asks together with the owner.

    :raises Refusal: if `by` does not run it.
    """
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    host, is_new = Host.objects.get_or_create(
        consultation=consultation, name=name.strip(), defaults={"joined_at": at}
    )
    if is_new:
        event = AskedTogether(
            reference=consultation.reference, title=consultation.title, body=host.name
        )
        keep_in_record(event, consultation, "joint", by=by, at=at)
    return host


@transaction.atomic
def offer_way(
    *, consultation: Consultation, kind: str, reaches: str, details: str, by: Person, at: datetime
) -> Way:
    """
    Offer a way to answer, or say otherwise whom it reaches.

    :raises Refusal: if `by` does not run it.
    """
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    said = {"reaches": reaches.strip(), "details": details.strip()}
    way, _ = Way.objects.update_or_create(consultation=consultation, kind=kind, defaults=said)
    return way


@transaction.atomic
def remark(
    *,
    consultation: Consultation,
    organisation: Organisation | None,
    words: str,
    by: Person,
    at: datetime,
) -> Remark:
    """Say something of a plan while it is a draft. Whoever has signed in may."""
    return Remark.objects.create(
        consultation=consultation,
        organisation=organisation,
        words=words.strip(),
        made_at=at,
        made_by=by,
    )


def keepers(consultation: Consultation, *, on: date) -> list[Person]:
    """Return who runs a consultation: those who act for the owner, or the officers. Two queries."""
    if consultation.owner and (people := people_acting_for(consultation.owner, on=on)):
        return people
    return officers(consultation.assembly, on=on)

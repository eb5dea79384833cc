"""The forms in which the papers are promised, wished for and delivered."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.work.consultations.actions.planning import keep_in_record
from folkmoot.work.consultations.events import FormatDelivered, FormatReady, FormatWished
from folkmoot.work.consultations.models import Consultation, FormatRequest, PromisedFormat
from folkmoot.work.consultations.permits import require_keeps


@transaction.atomic
def promise_format(
    *, consultation: Consultation, kind: str, by: Person, at: datetime
) -> PromisedFormat:
    """
    Promise the papers in another form; the clock waits for it.

    :raises Refusal: if `by` does not run it.
    """
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    promised, _ = PromisedFormat.objects.get_or_create(consultation=consultation, kind=kind)
    return promised


@transaction.atomic
@recording_last()
def format_is_out(
    *, promised: PromisedFormat, ready_on: date, link: str, by: Person, at: datetime
) -> PromisedFormat:
    """
    Enter that a promised form of the papers is out.

    :raises Refusal: if `by` does not run it.
    """
    consultation = promised.consultation
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    promised.ready_on, promised.link = ready_on, link
    promised.save(update_fields=["ready_on", "link"])
    event = FormatReady(
        reference=consultation.reference,
        title=consultation.title,
        format=promised.get_kind_display(),
        ready_on=ready_on,
    )
    keep_in_record(event, consultation, "plain", by=by, at=at)
    return promised


@transaction.atomic
@recording_last()
def wish_format(
    *,
    consultation: Consultation,
    kind: str,
    wish: str,
    contact: str,
    by: Person | None,
    at: datetime,
) -> FormatRequest:
    """Ask for the papers in another form: anybody may. The officers are told at once."""
    wished = FormatRequest.objects.create(
        consultation=consultation,
        kind=kind,
        wish=wish.strip(),
        contact=contact.strip(),
        asked_at=at,
    )
    event = FormatWished(
        reference=consultation.reference, title=consultation.title, format=wished.get_kind_display()
    )
    assembly = consultation.assembly
    keep_in_record(event, consultation, "plain", by=by, at=at)
    tell(officers(assembly, on=day_in(assembly, at=at)), event, assembly=assembly.slug, at=at)
    return wished


@transaction.atomic
@recording_last()
def deliver_format(
    *, wished: FormatRequest, delivered_on: date, by: Person, at: datetime
) -> FormatRequest:
    """
    Enter that who asked for another form has it; how to reach them is forgotten.

    :raises Refusal: if `by` does not run it.
    """
    consultation = wished.consultation
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    wished.delivered_on, wished.contact = delivered_on, ""
    wished.save(update_fields=["delivered_on", "contact"])
    event = FormatDelivered(
        reference=consultation.reference, title=consultation.title, format=wished.get_kind_display()
    )
    keep_in_record(event, consultation, "plain", by=by, at=at)
    return wished

"""A pile of answers on paper received at once, all of it or nothing."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.organisations.queries.makeup import makeup
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.events import PileReceived, ResponseReceived
from folkmoot.work.consultations.models import Answer, Consultation, Response
from folkmoot.work.consultations.permits import require_keeps, require_open
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.links import new_receipt
from folkmoot.work.consultations.queries.piles import MOST_TOLD, read_pile


@transaction.atomic
@recording_last()
def receive_pile(
    *, consultation: Consultation, text: str, channel: str, by: Person, at: datetime
) -> int:
    """
    Receive a table of answers on paper: all of it, or nothing if a row is at fault.

    Each takes the place of what the organisation answered before, and its people get a receipt.

    :return: how many answers it held.
    :raises Refusal: with the rows at fault; if it is not open; or if `by` does not run it.
    """
    assembly = consultation.assembly
    on = day_in(assembly, at=at)
    require_keeps(by, consultation, on=on)
    require_open(consultation, on=on)
    pile = read_pile(consultation, text)
    if pile.faults or not pile.rows:
        told = [f"line {line}: {words}" for line, words in pile.faults[:MOST_TOLD]]
        facts = {"number": len(pile.faults), "faults": told or ["there are no rows"]}
        raise Refusal("pile-at-fault", None, facts)
    keys = [key for key, _said in pile.rows]
    before = {
        one.organisation_id: one
        for one in consultation.responses.filter(
            organisation__in=keys, answers_as=Response.As.ORGANISATION
        )
    }
    made = makeup(assembly, districts=served_districts(assembly), only=keys)
    bands = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "size_band"))
    responses = []
    for key in keys:
        one = before.get(key) or Response(
            consultation=consultation,
            organisation_id=key,
            answers_as=Response.As.ORGANISATION,
            receipt=new_receipt(),
            begun_at=at,
        )
        one.channel, one.state, one.sent_at, one.written_down_by = channel, "sent", at, by
        one.size_band = bands[key]
        if key in made:
            one.place, one.themes = made[key].place, list(made[key].themes)
            one.communities = list(made[key].communities)
        responses.append(one)
    fresh = [one for one in responses if one.pk is None]
    kept = [one for one in responses if one.pk is not None]
    Response.objects.bulk_create(fresh, batch_size=500)
    Response.objects.bulk_update(
        kept,
        ["channel", "state", "sent_at", "written_down_by", "size_band", "place", "themes", "communities"],
        batch_size=200,
    )  # fmt: skip
    Answer.objects.filter(response__in=[one.pk for one in kept]).delete()
    by_key = {one.organisation_id: one for one in responses}
    Answer.objects.bulk_create(
        [
            Answer(response=by_key[key], question_id=question, value=value, words=words)
            for key, said in pile.rows
            for question, (value, words) in said.items()
        ],
        batch_size=500,
    )
    event = PileReceived(
        reference=consultation.reference, title=consultation.title, answers=len(responses)
    )
    clause = clause_for(assembly, "equal", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    _send_receipts(consultation, by_key, at=at)
    return len(responses)


def _send_receipts(
    consultation: Consultation, by_key: dict[int | None, Response], *, at: datetime
) -> None:
    on = day_in(consultation.assembly, at=at)
    held = Authority.objects.standing_on(on).filter(organisation__in=list(by_key))
    for one in held.select_related("person", "organisation").order_by("pk"):
        response = by_key[one.organisation_id]
        event = ResponseReceived(
            reference=consultation.reference,
            title=consultation.title,
            organisation=one.organisation.name,
            channel=response.get_channel_display(),
            receipt=response.receipt,
            closes_on=consultation.closes_on,
        )
        tell(one.person, event, assembly=consultation.assembly.slug, at=at)

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.events import (
    CallAnswered,
    CalledOut,
    HelpCalledFor,
)
from folkmoot.work.emergency.models import (
    Called,
    CallOut,
    Emergency,
    Offer,
)
from folkmoot.work.emergency.permits import (
    require_goes_on,
    require_speaks_for,
)
from folkmoot.work.emergency.queries.helping import reached
from folkmoot.work.emergency.queries.ready import clause_of_emergencies, in_words

KEY = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letter in it is taken for a figure when a key is read out on the telephone."""


@transaction.atomic
@recording_last()
def call_out(
    *,
    emergency: Emergency,
    words: str,
    helps: Iterable[str],
    areas: Iterable[Area],
    with_everybody: bool,
    by: Person,
    at: datetime,
) -> CallOut:
    """
    Call local groups out, by place and by what they can do. Whoever acts for one gets a letter that
    is answered by its link, or by writing back; the others are on the sheet of whom to ring.

    :raises Refusal: if `by` is not a support officer, it is over, or nobody is reached.
    """
    assembly = emergency.assembly
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    require_goes_on(emergency)
    helps, areas = list(helps), list(areas)
    clause = clause_of_emergencies(assembly, on=on)
    found = reached(assembly, helps=helps, areas=areas, with_everybody=with_everybody, on=on)
    if not found:
        raise Refusal("nobody-reached", clause, {})
    call = CallOut.objects.create(emergency=emergency, words=words.strip(), helps=helps, at=at)
    call.areas.set(areas)
    made = Called.objects.bulk_create(
        [
            Called(
                call=call,
                organisation=one.organisation,
                key=get_random_string(16, KEY),
                why=one.why[:300],
                is_told=bool(one.people),
            )
            for one in found
        ],
        batch_size=500,
    )
    places = ", ".join(sorted(area.name for area in areas))
    for one, called in zip(found, made, strict=True):
        asked = CalledOut(
            reference=emergency.reference,
            title=emergency.title,
            organisation=one.organisation.name,
            words=call.words,
            helps=in_words(helps),
            places=places,
            key=called.key,
            link=called.key,
        )
        tell(one.people, asked, assembly=assembly.slug, at=at)
    event = HelpCalledFor(
        reference=emergency.reference,
        title=emergency.title,
        helps=in_words(helps),
        places=places,
        organisations=len(found),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return call


@transaction.atomic
@recording_last()
def answer_call(
    *,
    called: Called,
    answer: str,
    helps: Iterable[str],
    words: str,
    channel: str,
    by: Person | None,
    at: datetime,
) -> Called:
    """
    Receive what an organisation answers to a call; each kind of help it can give becomes an offer.

    A later answer takes the place of an earlier one.

    :param by: nobody, where the key of the letter was enough.
    :raises Refusal: if it is over, or `by` does not speak for the organisation.
    """
    emergency = called.call.emergency
    assembly = emergency.assembly
    on = day_in(assembly, at=at)
    if by is not None:
        require_speaks_for(by, called.organisation, assembly, on=on)
    require_goes_on(emergency)
    called.answer, called.words = answer, words.strip()
    called.channel, called.answered_at = channel, at
    called.save(update_fields=["answer", "words", "channel", "answered_at"])
    given = set(helps) if answer in (Called.Answer.YES, Called.Answer.PART) else set()
    standing = Offer.objects.filter(
        emergency=emergency,
        organisation=called.organisation,
        kind__in=called.call.helps,
        ended_at=None,
    )
    standing.exclude(kind__in=given).update(ended_at=at)
    for kind in sorted(given):
        Offer.objects.update_or_create(
            emergency=emergency,
            organisation=called.organisation,
            kind=kind,
            ended_at=None,
            defaults={"words": called.words},
            create_defaults={"words": called.words, "offered_at": at},
        )
    event = CallAnswered(
        reference=emergency.reference,
        organisation=called.organisation.name,
        answer=called.get_answer_display(),
        channel=called.get_channel_display(),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    return called

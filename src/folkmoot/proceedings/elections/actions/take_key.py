from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.actions.sealing import new_key
from folkmoot.proceedings.elections.events import KeyTaken
from folkmoot.proceedings.elections.models import Round, Teller
from folkmoot.proceedings.elections.permits import require_teller
from folkmoot.rules.findings import Refusal


@transaction.atomic
def take_key(*, round: Round, by: Person, at: datetime) -> tuple[Teller, str]:
    """
    Give a teller a key, whose private part is returned once and kept nowhere here.

    Taken again, a new key replaces the old one, until votes may have been sealed to it.

    :return: the teller, and the private key as it is written down.
    :raises Refusal: if `by` is not a teller of the round, or it is too late.
    """
    contest = require_going_on(round.contest)
    round = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    teller = require_teller(by, round)
    if at >= round.closes_at:
        raise Refusal("keys-too-late", None, {"closes_at": round.closes_at})
    if teller.public_key and at >= round.opens_at:
        raise Refusal("keys-are-fixed", None, {"opens_at": round.opens_at})

    private, teller.public_key = new_key()
    teller.took_key_at = at
    teller.save(update_fields=["public_key", "took_key_at"])
    event = KeyTaken(
        contest=contest.reference,
        round=round.number,
        teller=by.reference,
        public_key=teller.public_key,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, acting="teller")
    return teller, private

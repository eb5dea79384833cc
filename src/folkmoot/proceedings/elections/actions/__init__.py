from folkmoot.proceedings.elections.actions.abandon_contest import abandon_contest
from folkmoot.proceedings.elections.actions.answer_nomination import (
    accept_nomination,
    let_nomination_fall,
    withdraw_nomination,
)
from folkmoot.proceedings.elections.actions.call_contest import (
    call_contest,
    call_seat_contest,
)
from folkmoot.proceedings.elections.actions.cast_ballot import Receipt, cast_ballot
from folkmoot.proceedings.elections.actions.declare_result import declare_result
from folkmoot.proceedings.elections.actions.gather_ballots import gather_ballots
from folkmoot.proceedings.elections.actions.open_ballots import take_off_seal
from folkmoot.proceedings.elections.actions.publish_nominees import publish_nominees
from folkmoot.proceedings.elections.actions.receive_nomination import receive_nomination
from folkmoot.proceedings.elections.actions.settle_tie import open_run_off, record_agreed_choice
from folkmoot.proceedings.elections.actions.take_key import take_key
from folkmoot.proceedings.elections.actions.verify_result import verify_result

__all__ = [
    "Receipt",
    "abandon_contest",
    "accept_nomination",
    "call_contest",
    "call_seat_contest",
    "cast_ballot",
    "declare_result",
    "gather_ballots",
    "let_nomination_fall",
    "open_run_off",
    "publish_nominees",
    "receive_nomination",
    "record_agreed_choice",
    "take_key",
    "take_off_seal",
    "verify_result",
    "withdraw_nomination",
]

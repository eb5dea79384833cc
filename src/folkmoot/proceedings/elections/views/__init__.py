from folkmoot.proceedings.elections.views.nominating import accept, nominate, withdraw
from folkmoot.proceedings.elections.views.public import (
    ballots,
    contest,
    contests,
    recount_script,
    result,
    roll,
)
from folkmoot.proceedings.elections.views.returning import (
    abandon,
    agreed,
    call,
    declare,
    publish,
    run_off,
    verify,
)
from folkmoot.proceedings.elections.views.telling import gather, key, open_ballots
from folkmoot.proceedings.elections.views.voting import receipt, vote

__all__ = [
    "abandon",
    "accept",
    "agreed",
    "ballots",
    "call",
    "contest",
    "contests",
    "declare",
    "gather",
    "key",
    "nominate",
    "open_ballots",
    "publish",
    "receipt",
    "recount_script",
    "result",
    "roll",
    "run_off",
    "verify",
    "vote",
    "withdraw",
]

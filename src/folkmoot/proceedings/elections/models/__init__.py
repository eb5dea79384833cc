from folkmoot.proceedings.elections.models.ballots import (
    Ballot,
    Mark,
    Round,
    SealedBallot,
    Teller,
    Voter,
)
from folkmoot.proceedings.elections.models.contests import Contest
from folkmoot.proceedings.elections.models.nominations import Nomination

__all__ = ["Ballot", "Contest", "Mark", "Nomination", "Round", "SealedBallot", "Teller", "Voter"]

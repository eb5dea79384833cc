"""What seats do when they hear of an election that is over."""

from datetime import datetime

from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.events import ResultDeclared
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.seats.actions.filling import seat_the_elected


@listen(ResultDeclared)
def when_result_is_declared(
    event: ResultDeclared, *, about: Contest, by: Person | None, at: datetime
) -> None:
    """Whoever was elected to a seat is in it from the declaration."""
    if about.seat and event.elected:
        seat_the_elected(about, by=by, at=at)

from collections.abc import Sequence
from datetime import datetime

from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.events import TellerNamed
from folkmoot.proceedings.elections.models import Contest, Mark, Nomination, Round, Teller
from folkmoot.proceedings.elections.queries import post_name
from folkmoot.rules.findings import Refusal


def set_up_round(
    *,
    contest: Contest,
    candidates: Sequence[Nomination],
    opens_at: datetime | None,
    closes_at: datetime | None,
    tellers: Sequence[Person],
    at: datetime,
) -> Round:
    """
    Make a ballot: its paper, its times, its tellers, and a mark for everybody on the roll.

    Part of publishing the nominees and of opening a run-off, in their transaction.

    :raises Refusal: if the times are out of order, there is no teller, or one is standing.
    """
    if opens_at is None or closes_at is None or closes_at <= opens_at:
        order = {"later": "the close of the ballot", "earlier": "its opening"}
        raise Refusal("times-out-of-order", None, order)
    if opens_at < at:
        order = {"later": "the opening of the ballot", "earlier": "the publication of it"}
        raise Refusal("times-out-of-order", None, order, from_when=at)
    if not tellers:
        raise Refusal("no-teller", None, {})
    if standing := {one.nominee_id for one in candidates} & {one.pk for one in tellers}:
        name = next(person.name for person in tellers if person.pk in standing)
        raise Refusal("teller-is-candidate", None, {"teller": name})

    round = Round.objects.create(
        contest=contest,
        number=contest.rounds.count() + 1,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    round.candidates.set(candidates)
    Teller.objects.bulk_create(
        [Teller(round=round, person=person, place=place) for place, person in enumerate(tellers, 1)]
    )
    voters = contest.roll.order_by("pk").values_list("pk", flat=True)
    Mark.objects.bulk_create([Mark(round=round, voter_id=pk) for pk in voters], batch_size=500)
    event = TellerNamed(
        contest=contest.reference,
        office=post_name(contest),
        forum=contest.forum.name,
        round=round.number,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    tell(tellers, event, assembly=contest.assembly.slug, at=at)
    return round

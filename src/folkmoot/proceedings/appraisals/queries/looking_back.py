"""What was chosen, held against the seats as they are."""

from datetime import datetime
from typing import Any

import numpy as np

from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.queries.appraisals import last_results
from folkmoot.proceedings.appraisals.queries.sector import register_of
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.standing import standings
from folkmoot.reckoning.representing import Chooses, Option, appraise


def as_it_is(appraisal: Appraisal, *, at: datetime) -> dict[str, Any]:
    """
    Return the measures of the seats as they are today, beside those predicted of the choice.

    Those who hold seats on the board of the comparison, or on any, and whose organisation is on
    the register. Fifteen queries.
    """
    on = day_of(appraisal.assembly, at)
    register = register_of(appraisal.assembly, appraisal.area)
    rows = [
        register.rows[holder.organisation_id]
        for one in standings(appraisal.assembly, on=on)
        if appraisal.body_id is None or one.seat.body_id == appraisal.body_id
        for holder in one.holders
        if holder.organisation_id is not None and holder.organisation_id in register.rows
    ]
    predicted: dict[str, Any] = {}
    run = last_results(appraisal)
    if run is not None and appraisal.chosen is not None:
        predicted = next(
            (
                one["measures"]
                for one in run.results["options"]
                if one["letter"] == appraisal.chosen.letter
            ),
            {},
        )
    now: dict[str, float] = {}
    if rows:
        members = np.zeros(len(register.sector), dtype=bool)
        members[rows] = True
        held = Option(
            letter="now",
            chooses=[Chooses(members=members, places=int(members.sum()), manner="appointed")],
        )
        tried = appraise(register.sector, [held], seed=0, draws=1, with_swings=False).tried[0]
        now = {name: round(one.mean, 3) for name, one in tried.measures.items()}
        most = max(rows.count(row) for row in set(rows))
        now["largest"] = round(most / len(rows), 3)
    return {
        "holders": len(rows),
        "measures": [
            {"name": name, "predicted": predicted.get(name), "now": now.get(name)}
            for name in (predicted or now)
        ],
    }

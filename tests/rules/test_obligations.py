"""How an obligation stands on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation

CLAUSE = Clause("staffs-alliance", "1", "notes", "10.3", "When the notes go out")
DUE = date(2026, 4, 2)
A_DAY = timedelta(days=1)


def notes(*, done_on=None, due_on=DUE, due_at=None) -> Obligation:
    return Obligation(
        what="Send the notes",
        who="the chair",
        clause=CLAUSE,
        due_on=due_on,
        due_at=due_at,
        done_on=done_on,
    )


@pytest.mark.parametrize(
    ("done_on", "on", "state"),
    [
        (None, DUE - A_DAY, "due"),
        (None, DUE, "due"),
        (None, DUE + A_DAY, "missed"),
        (DUE, DUE, "met"),
        (DUE, DUE + A_DAY, "met"),
        (DUE + A_DAY, DUE + A_DAY, "late"),
        # what has not happened yet is not known yet
        (DUE, DUE - A_DAY, "due"),
        (DUE + 2 * A_DAY, DUE + A_DAY, "missed"),
    ],
)
def test_state_is_derived_from_the_day(done_on, on, state):
    assert notes(done_on=done_on).state(on=on) == state


def test_moment_is_due_on_its_local_day():
    late_evening = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)

    assert notes(due_on=None, due_at=late_evening).day() == date(2026, 6, 2)
    assert notes(due_on=None, due_at=late_evening).day(UTC) == date(2026, 6, 1)


@pytest.mark.parametrize("both", [True, False])
def test_obligation_has_a_day_or_a_moment_and_not_both_or_neither(both):
    given = (
        {"due_on": DUE, "due_at": datetime(2026, 6, 1, tzinfo=UTC)} if both else {"due_on": None}
    )

    with pytest.raises(ValueError, match="not both or neither"):
        notes(**given)

from datetime import date

from folkmoot.proceedings.decisions.models import Motion
from folkmoot.rules.findings import Clause, Refusal, teach

teach(
    {
        "decided-tomorrow": "It cannot have been decided on {decided_on}, a day to come.",
        "decision-without-decider": "Say whose decision it was, because one person took it alone.",
        "position-not-decided": (
            "A position is taken up by a decision that was agreed or carried, and motion {motion} "
            "was not."
        ),
        "position-review-not-ahead": "The next review must be after {on}.",
        "position-held-already": (
            "Decision {motion} is what the position on “{topic}” rests on already."
        ),
        "position-over": "This position ended on {until_on} already.",
    }
)
PASSED = (Motion.Outcome.AGREED, Motion.Outcome.CARRIED)


def require_past(decided_on: date, *, today: date) -> None:
    """:raises Refusal: if something was decided on a day to come."""
    if decided_on > today:
        raise Refusal("decided-tomorrow", None, {"decided_on": decided_on})


def require_passed(motion: Motion) -> None:
    """:raises Refusal: unless a motion was agreed or carried."""
    if motion.outcome not in PASSED:
        raise Refusal("position-not-decided", None, {"motion": motion.reference})


def require_review_ahead(review_on: date, clause: Clause | None, *, today: date) -> None:
    """:raises Refusal: if the next review of a position is not on a day to come."""
    if review_on <= today:
        raise Refusal("position-review-not-ahead", clause, {"on": today})

from datetime import datetime

from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.forums_asked import forums_are_heard
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import teach

teach(
    {
        "no-forum-to-ask": (
            "No other forum is asked, because this motion names no place of another forum, or "
            "all of them were asked already."
        ),
        "nothing-recommended": "This motion recommends nothing to another forum.",
        "options-after-decision": (
            "The options stay as they were weighed, because motion {motion} is decided."
        ),
        "option-not-chosen-yet": (
            "An option is chosen when the motion is agreed or carried, and it is not."
        ),
        "option-chosen": "One option was chosen already: {option}.",
        "option-not-there": "That is not one of the options of this motion.",
    }
)


def require_forums_heard(motion: Motion, *, at: datetime) -> None:
    """
    Require the answer of every other forum that a motion concerns before it is agreed.

    :raises Refusal: if one of them was not asked, or has not answered.
    """
    finding = forums_are_heard(motion, on=day_of(motion.assembly, at))
    if finding is not None:
        finding.require()

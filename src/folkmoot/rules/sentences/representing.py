"""Representatives: what a person reads when the answer is no."""

REPRESENTING: dict[str, str] = {
    "not-the-electing-group": (
        "The mandate cannot be ended this way, because only {sent_by} can end it, and the "
        "decision is of: {acting}."
    ),
    "removal-without-a-reason": (
        "The mandate cannot be ended without a reason, which members of the group can read."
    ),
    "not-elected": (
        "This would show somebody as elected without an election, and representatives come to a "
        "seat in this way: {way}."
    ),
    "exception-without-authority": (
        "The register needs to say who decided this, because representatives come to a seat in "
        "this way: {way}. Any other way shows as an exception."
    ),
    "no-place-left": (
        "There is no place left: {cap} is the most, {places_now} are there now, and this would "
        "make {after}. Name the place that it takes over."
    ),
    "seat-for-show": "This looks like a seat for show, because this is missing: {failed}.",
    "seat-alone": (
        "The sector would sit there alone: {seats} seats are offered, and {usual} are usual. It can "
        "be accepted with a reason, such as that the partnership is small or specialist."
    ),
    "does-not-report-back": "Members heard {reports} times in the year; {needed} are asked for.",
    "attendance-low": "Somebody was there at {attended} of {sittings} meetings; {least} are asked for.",
    "training-missed": "{missed} were missed in a row without an excuse; {limit} prompt a look.",
    "not-local": "Failed: {failed}. Not known: {unknown}.",
    "removal-without-a-hearing": (
        "The mandate cannot be ended yet, because the representative has not been heard or "
        "asked to be."
    ),
    "names-not-spread": (
        "These {names} names do not come from a fair spread: {narrow}. They can go forward with "
        "a reason, which is published."
    ),
}

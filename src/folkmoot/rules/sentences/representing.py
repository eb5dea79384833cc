"""Representatives: what a person reads when the answer is no."""

REPRESENTING: dict[str, str] = {
    "not-the-electing-group": (
        "The mandate cannot be ended this way, because only {sent_by} can end it, and the "
        "decision is of: {acting}."
    ),
    "removal-without-a-reason": (
        "The mandate cannot be ended without a reason, which members of the group can read."
    ),
    "removal-without-a-hearing": (
        "The mandate cannot be ended yet, because the representative has not been heard or "
        "asked to be."
    ),
}

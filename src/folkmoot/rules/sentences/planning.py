"""What is said when a plan is not yet one."""

PLANNING = {
    "action-not-ready": "It cannot be marked ready, because this is missing: {missing}.",
    "plan-of-one-side": (
        "The plan has {of_sector} live tasks for the sector and {of_partners} for its partners; "
        "both are to have some."
    ),
    "case-study-incomplete": "The case study says nothing yet under: {missing}.",
}

"""What is said when a record about a community is not complete."""

KNOWING = {
    "problems-only": (
        "It lists problems only, so it is handed back to be finished. Say first what people there "
        "already have and can do; it is taken in as soon as that stands in it."
    ),
    "prompts-open": "It does not say yet: {missing}.",
}

"""What is said when views are not asked for as the documents say."""

CONSULTING = {
    "consultation-too-short": (
        "It would be open for {days} days. No written consultation is open for less than {least}, "
        "whatever the reason."
    ),
    "consultation-needs-reason": (
        "It would be open for {days} days, and {standard} are usual. It can be shorter, down to "
        "the least length, with a reason that everybody can read."
    ),
    "consultation-after-decision": (
        "The decision is on {decided_on}, before anybody is asked. This can be published as "
        "information, and not as a consultation."
    ),
    "closes-after-decision": (
        "It would close on {closes_on}, and the decision is on {decided_on}. Views are asked for "
        "before a decision, so it has to close earlier or be decided later."
    ),
    "scope-not-said": "People cannot answer well while this is not said: {missing}.",
    "few-ways-to-answer": "There is {ways} way to answer; at least {needed} are asked for.",
}

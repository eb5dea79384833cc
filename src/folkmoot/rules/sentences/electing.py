"""Elections: what a person reads when the answer is no."""

ELECTING: dict[str, str] = {
    # Nominations
    "nominations-too-short": (
        "Nominations from {opens_on} to {closes_on} are open for less than {needed}; a shorter "
        "time needs a written reason, and none was given."
    ),
    "nominations-not-open": "Nominations cannot be received yet, because they open at {opens_at}.",
    "nominations-closed": (
        "This nomination cannot be received, because nominations closed at {closes_at}."
    ),
    "nomination-incomplete": (
        "The nomination is not complete, because it does not yet give: {missing}."
    ),
    "capacity-not-confirmed": ("The nominee has not yet confirmed having time for: {missing}."),
    "nominee-not-eligible": "This nominee cannot stand, because {failing}. {cure}",
    "already-standing": "{candidate} is already standing for {office}.",
    "qualities-unanswered": (
        "The nominee's statement is not complete, because it does not yet speak of: {missing}."
    ),
    # Ballots
    "nominations-still-open": (
        "The ballot cannot open at {ballot_opens_at}, because nominations close only at "
        "{nominations_close_at}."
    ),
    "nominations-not-published": (
        "The ballot cannot open, because the nominations have not been shown to the members."
    ),
    "not-on-roll": "This organisation has no vote here, because it is not on the roll.",
    "ballot-not-open": "Votes cannot be received yet, because the ballot opens at {opens_at}.",
    "ballot-closed": "This vote cannot be received, because the ballot closed at {closes_at}.",
    "already-voted": (
        "This organisation has voted already, and each organisation has {votes} in this ballot."
    ),
    "returning-officer-is-candidate": (
        "A candidate cannot run the election in which they stand; somebody else has to."
    ),
    # Outcomes
    "no-candidate": "Nobody can be elected, because nobody is standing.",
    "tie": (
        "Nobody is elected yet, because {leaders} have the same number of votes; a run-off "
        "between them decides."
    ),
    "no-majority": (
        "Nobody is elected yet, because nobody has more than half of the votes; a run-off "
        "between {leaders} decides."
    ),
    "tie-again": (
        "Nobody is elected, because the run-off settled nothing between {leaders}; the group "
        "decides how to go on, and its way is recorded."
    ),
    "not-a-run-off": (
        "A run-off is not the next step, because the count in round {round} gives: {kind}."
    ),
    "elected": "The count elects {leaders}.",
    "not-for-the-group": (
        "This is not left to the group, because the count in round {round} gives: {kind}."
    ),
    "result-not-verified": (
        "The result cannot be announced yet, because the returning officer has not verified it."
    ),
    "count-differs-from-roll": (
        "The result cannot be verified, because {counted} ballots were counted and {marked} "
        "organisations are marked on the roll as having voted."
    ),
}

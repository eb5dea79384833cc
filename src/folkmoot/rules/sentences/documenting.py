"""What is said when a document is not kept, changed or looked at again as the documents say."""

DOCUMENTING = {
    "live-bears-a-draft-mark": (
        "The document is live, and its text is still marked as a draft. The status counts, and "
        "the mark has to go."
    ),
    "revision-waits-for-equality": (
        "A revised version is approved once an equality impact assessment is attached to it, or "
        "the written reason why none is needed."
    ),
    "review-beyond-the-cycle": (
        "The next review cannot be as late as {next_on}. With a review every {interval} it is due "
        "by {latest}, unless partners agree to another day and that is kept here."
    ),
    "terms-of-another": "Terms of reference are changed by the {keeper}, and by nobody else.",
    "rewrite-not-heard": (
        "The new version cannot be published yet. Of {groups} groups that it touches, {heard} "
        "were heard, and {unanswered} comments are without a reply."
    ),
    "sharing-not-said": (
        "Data cannot be shared under this agreement yet, because it does not say: {missing}."
    ),
    "law-not-checked": "This law was last checked on {checked_on}, and again by {until} was due.",
    "statement-out-of-date": (
        "This was last checked on {checked_on}, and it is out of date after {until}."
    ),
}

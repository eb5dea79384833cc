"""What is said when money is not given or ended as the documents say."""

FUNDING = {
    "notice-too-short": (
        "It would end on {ends_on}, and {notice} of notice are owed, so the earliest day is "
        "{earliest}. It can end sooner only with an exception that is published."
    ),
    "time-to-bid-too-short": (
        "There would be {days} days to apply; at least {least} are adequate, unless a reason that "
        "everybody can read is given."
    ),
    "award-for-one-year": (
        "The award ends on {ends_on}. Awards run for at least {years} years, unless the reason is "
        "told."
    ),
    "options-not-weighed": (
        "Nothing is bought for a service that is due for renewal before the ways to give it are "
        "weighed. This is missing: {missing}."
    ),
    "fund-not-said": "This is missing, and has to be public before the fund opens: {missing}.",
}

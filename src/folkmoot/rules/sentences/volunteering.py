"""What is said when a role is no volunteering."""

VOLUNTEERING = {
    "not-volunteering": (
        "This is not volunteering as it is meant here, because it is not: {failed}. It can be "
        "listed once that is so."
    ),
    "job-in-disguise": (
        "This takes the place of a paid post, so it is a job and is to be paid. It can be listed "
        "once it adds to what paid staff do."
    ),
}

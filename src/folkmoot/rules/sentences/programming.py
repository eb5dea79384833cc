"""What is said when the figures of a programme cannot be so."""

PROGRAMMING = {
    "count-and-rate-apart": (
        "{attended} of {providers} are {found} in a hundred, and not {rate}; both are kept and "
        "marked as reported."
    ),
    "ticks-over-respondents": (
        "{respondents} answered of {asked} who were asked, so no answer can be ticked more often "
        "than that, and no more can answer than were asked. Too many: {over}."
    ),
    "figures-make-no-sense": (
        "These cannot all be so: {children} came, {eligible_children} of them eligible, out of "
        "{eligible} who are, with {visits} visits of eligible children. The eligible who came are "
        "among both, and each came at least once."
    ),
}

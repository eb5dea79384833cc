"""Who belongs, forums and offices: what a person reads when the answer is no."""

BELONGING: dict[str, str] = {
    # Membership
    "no-membership-class": (
        "A {sector} organisation cannot join, because the agreement has no kind of membership "
        "for it."
    ),
    "membership-class-wrong": (
        "This organisation cannot be recorded as {claimed}, because the kind of organisation "
        "decides the kind of membership: it is {follows}."
    ),
    "declaration-incomplete": (
        "The declaration is not complete, because it does not yet give: {missing}."
    ),
    "declaration-out-of-date": (
        "Version {signed} of the agreement was signed, and version {current} now applies, "
        "so the declaration has to be signed again."
    ),
    "leaving-notice-too-short": (
        "Membership cannot end on {ends_on}, because notice given on {given_on} runs until "
        "{earliest}."
    ),
    "class-may-not-vote": (
        "This organisation has no vote, because its membership is {membership_class} and votes "
        "belong to members that are: {may}."
    ),
    "class-may-not-stand": (
        "This organisation cannot stand as {office}, because its membership is "
        "{membership_class} and those who may stand are: {may}."
    ),
    "office-unknown": ("Nobody can stand as {office}, because the offices named are: {offices}."),
    "suspended": "A suspended member cannot {act} until the suspension is lifted.",
    "suspension-without-case": (
        "A member can be suspended only while a case about a breach is open, and none is."
    ),
    "suspension-without-reason": (
        "A suspension needs its reason written down, and none was given."
    ),
    "absence-below-threshold": (
        "A case is not raised yet: {unexplained} meetings in a row were missed without a word, "
        "and a case is raised at {threshold}."
    ),
    "exclusion-without-reason": (
        "A departing member cannot be left out of business without a written reason, and none "
        "was given."
    ),
    # Forums
    "no-place-in-group": (
        "{person} has no place in the group by right, because they do not chair a local forum."
    ),
    "outside-the-remit": (
        "A local forum cannot settle this alone, because it touches places outside its own: "
        "{outside}. It goes to the {goes_to}."
    ),
    "task-group-incomplete": (
        "The task group cannot start yet, because it does not say: {missing}."
    ),
    "joint-forum-without-parents": (
        "A joint forum needs {needed} local forums or more, and the number named is {parents}."
    ),
    "joint-forum-without-districts": (
        "A joint forum cannot start yet, because it does not name the districts it covers."
    ),
    "group-size-wrong": (
        "The group has {size} places by its rule, and the rule foresees between {least} and {most}."
    ),
    "local-forums-miscounted": ("There are {count} local forums, and the agreement fixes {fixed}."),
    "system-forum-not-approved": (
        "This forum cannot start yet, because approval is missing from: {missing}."
    ),
    "no-support-organisation": (
        "A forum needs a support organisation that has agreed to run its administration; "
        "that is one of: {may}."
    ),
    "route-without-agreement": (
        "This route cannot be listed as recognised yet, because its agreement does not say: "
        "{missing}."
    ),
    # Offices
    "term-too-long": (
        "A term that starts on {starts_on} cannot run to {ends_on}, because it must end by "
        "{latest}."
    ),
    "casual-term-wrong": (
        "A successor's term cannot end on {ends_on}, because it keeps the end of the term that "
        "was left: {original_ends_on}."
    ),
    "interim-not-from-infrastructure": (
        "{body} cannot provide an interim chair, because that falls to: {may}."
    ),
    "first-election-late": (
        "The first election cannot count as in time on {held_on}, because it was due by {latest}."
    ),
    "reselection-late": (
        "The choice made on {reselected_on} is late, because it was due by {latest}."
    ),
}

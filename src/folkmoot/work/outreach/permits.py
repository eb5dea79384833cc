"""Who goes out to groups."""

from folkmoot.rules.findings import teach

teach(
    {
        "not-on-the-register": (
            "{organisation} is not on the register of this assembly. Enter it there first."
        ),
        "not-of-the-sector": "{organisation} is a public body or a company, and not of the sector.",
        "visit-in-the-future": "It cannot have been made on {made_on}, which is still to come.",
    }
)

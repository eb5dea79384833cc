"""What is kept of organisations: who they are, who acts for them, where they are listed."""

from folkmoot.body.organisations.models.authority import Authority
from folkmoot.body.organisations.models.imports import Import, Upload
from folkmoot.body.organisations.models.listing import (
    Estimate,
    HelpRequest,
    Listing,
    Shelf,
    SupportBody,
    Tally,
)
from folkmoot.body.organisations.models.organisation import (
    Alias,
    Community,
    Contact,
    Identifier,
    Link,
    Organisation,
    Theme,
    Working,
    new_reference,
)

__all__ = [
    "Alias", "Authority", "Community", "Contact", "Estimate", "HelpRequest", "Identifier", "Import", "Link",
    "Listing", "Organisation", "Shelf", "SupportBody", "Tally", "Theme", "Upload", "Working",
    "new_reference",
]  # fmt: skip

"""What is asked about organisations, and what a group asks of those who help it."""

from folkmoot.body.organisations.forms.asking import AskForHelp, ChooseBody
from folkmoot.body.organisations.forms.listing import (
    BringList,
    Claim,
    Close,
    Details,
    Merge,
    NewAuthority,
    NewContact,
    NewSupportBody,
    Refusable,
    UseList,
)

__all__ = [
    "AskForHelp",
    "BringList",
    "ChooseBody",
    "Claim",
    "Close",
    "Details",
    "Merge",
    "NewAuthority",
    "NewContact",
    "NewSupportBody",
    "Refusable",
    "UseList",
]

"""What is kept of agreements with partners: sides, promises and proof; who backs a compact and speaks for it."""

from folkmoot.work.compact.models.accords import (
    Accord,
    AccordReview,
    Commitment,
    CoSigner,
    Evidence,
    Statement,
)
from folkmoot.work.compact.models.backing import OwnerGroup, Promotion, Signatory

__all__ = [
    "Accord", "AccordReview", "CoSigner", "Commitment", "Evidence", "OwnerGroup", "Promotion",
    "Signatory", "Statement",
]  # fmt: skip

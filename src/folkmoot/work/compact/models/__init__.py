"""What is kept of agreements with partners: sides, promises and proof; who backs a compact; and its years."""

from folkmoot.work.compact.models.accords import (
    Accord,
    AccordCheck,
    AccordReview,
    Commitment,
    CoSigner,
    Evidence,
    Statement,
)
from folkmoot.work.compact.models.backing import (
    ChampionQuestion,
    OwnerGroup,
    Promotion,
    Signatory,
)
from folkmoot.work.compact.models.years import (
    EmployerReturn,
    Rating,
    SchemeLesson,
    Understanding,
    VisionYear,
    WorkingStandard,
)

__all__ = [
    "Accord", "AccordCheck", "AccordReview", "ChampionQuestion", "CoSigner", "Commitment",
    "EmployerReturn", "Evidence", "OwnerGroup", "Promotion", "Rating", "SchemeLesson", "Signatory",
    "Statement", "Understanding", "VisionYear", "WorkingStandard",
]  # fmt: skip

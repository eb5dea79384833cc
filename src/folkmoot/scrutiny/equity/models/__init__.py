"""What is kept of fairness: who was heard each year, what is done about gaps, who tells hard truths."""

from folkmoot.scrutiny.equity.models.fairness import FairnessCount, FairnessReport, GapAction
from folkmoot.scrutiny.equity.models.reference import (
    Draft,
    DraftComment,
    ReferenceMember,
)
from folkmoot.scrutiny.equity.models.ways import (
    AwarenessDay,
    EqualityStatement,
    EqualityTraining,
    TrustRating,
    WidenedWay,
)

__all__ = [
    "AwarenessDay", "Draft", "DraftComment", "EqualityStatement", "EqualityTraining",
    "FairnessCount", "FairnessReport", "GapAction", "ReferenceMember", "TrustRating", "WidenedWay",
]  # fmt: skip

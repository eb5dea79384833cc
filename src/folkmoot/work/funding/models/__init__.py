"""What is kept of money: funds, applications, how they were judged, awards, and how they end."""

from folkmoot.work.funding.models.awards import Award, AwardReport, EndNotice
from folkmoot.work.funding.models.funds import (
    Application,
    Assessor,
    Fund,
    FundQuestion,
    Mark,
)

__all__ = [
    "Application", "Assessor", "Award", "AwardReport", "EndNotice", "Fund", "FundQuestion", "Mark",
]  # fmt: skip

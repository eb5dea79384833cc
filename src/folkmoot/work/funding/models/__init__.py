"""What is kept of money: funds, applications, how they were judged, awards, and how they end."""

from folkmoot.work.funding.models.agreements import (
    Agreement,
    AgreementSpend,
    AgreementStep,
    Controls,
    FinanceCheck,
)
from folkmoot.work.funding.models.awards import Award, AwardReport, EndNotice, Payment
from folkmoot.work.funding.models.beyond import InKind, OutsideBid, OutsideFund
from folkmoot.work.funding.models.buying import DeliveryOption, Service
from folkmoot.work.funding.models.funds import (
    Application,
    Assessor,
    Fund,
    FundQuestion,
    FundRule,
    Mark,
)
from folkmoot.work.funding.models.support import (
    Allocation,
    AllocationShare,
    Coverage,
    CoverageReview,
    SupportContract,
    SupportReview,
)
from folkmoot.work.funding.models.together import JointAnswer, JointProposal, Topic, TopicEntry

__all__ = [
    "Agreement", "AgreementSpend", "AgreementStep", "Allocation", "AllocationShare",
    "Application", "Assessor", "Award", "AwardReport", "Controls", "Coverage", "CoverageReview",
    "DeliveryOption", "EndNotice", "FinanceCheck", "Fund", "FundQuestion", "FundRule", "InKind",
    "JointAnswer", "JointProposal", "Mark", "OutsideBid", "OutsideFund", "Payment", "Service",
    "SupportContract", "SupportReview", "Topic", "TopicEntry",
]  # fmt: skip

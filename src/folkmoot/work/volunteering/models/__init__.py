"""What is kept of roles offered, of those who offer their time, and of what the centre does."""

from folkmoot.work.volunteering.models.centre import (
    Campaign,
    InformedPlan,
    Practice,
    PracticeItem,
    ProgrammeCost,
    Proposal,
)
from folkmoot.work.volunteering.models.giving import Hours, Thanks
from folkmoot.work.volunteering.models.helping import FollowUp, Match, Volunteer
from folkmoot.work.volunteering.models.offering import Opportunity

__all__ = [
    "Campaign", "FollowUp", "Hours", "InformedPlan", "Match", "Opportunity", "Practice",
    "PracticeItem", "ProgrammeCost", "Proposal", "Thanks", "Volunteer",
]  # fmt: skip

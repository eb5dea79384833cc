"""What is kept of what the sector knows: figures, evidence, places, trends and risks, the sector itself."""

from folkmoot.scrutiny.insight.models.evidence import Evidence, SeenBy, Use
from folkmoot.scrutiny.insight.models.places import PlaceProfile
from folkmoot.scrutiny.insight.models.risks import Risk, RiskReview
from folkmoot.scrutiny.insight.models.sector import SectorReport, Workforce
from folkmoot.scrutiny.insight.models.statistics import Statistic

__all__ = [
    "Evidence", "PlaceProfile", "Risk", "RiskReview", "SectorReport", "SeenBy", "Statistic", "Use",
    "Workforce",
]  # fmt: skip

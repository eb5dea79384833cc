"""What is kept of reports: their words and frozen figures, what was thought of them; tags; who links."""

from folkmoot.scrutiny.reports.models.records import Provider, Tag
from folkmoot.scrutiny.reports.models.reports import (
    Judgement,
    Remark,
    Report,
    ReportFigure,
    ReportSection,
)

__all__ = [
    "Judgement", "Provider", "Remark", "Report", "ReportFigure", "ReportSection", "Tag",
]  # fmt: skip

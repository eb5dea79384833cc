"""What is kept of asking for views: what is planned, asked, answered, found, and done with it."""

from folkmoot.work.consultations.models.answering import Answer, Reached, Response, Stance
from folkmoot.work.consultations.models.asking import Question, Statement
from folkmoot.work.consultations.models.following import (
    Filed,
    FollowUp,
    Heading,
    MethodChange,
    Point,
)
from folkmoot.work.consultations.models.planning import (
    Consultation,
    FormatRequest,
    Host,
    PromisedFormat,
    Remark,
    Way,
)
from folkmoot.work.consultations.models.practice import (
    Approach,
    CoDesign,
    CoDesigner,
    Involvement,
    Promotion,
)

__all__ = [
    "Answer",
    "Approach",
    "CoDesign",
    "CoDesigner",
    "Consultation",
    "Filed",
    "FollowUp",
    "FormatRequest",
    "Heading",
    "Host",
    "Involvement",
    "MethodChange",
    "Point",
    "PromisedFormat",
    "Promotion",
    "Question",
    "Reached",
    "Remark",
    "Response",
    "Stance",
    "Statement",
    "Way",
]  # fmt: skip

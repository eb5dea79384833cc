from folkmoot.work.programmes.models.feedback import Option, Poll, Reply
from folkmoot.work.programmes.models.groups import Activation, GroupProfile, GroupSeat
from folkmoot.work.programmes.models.hubs import Hub, HubStep, OutreachPoint
from folkmoot.work.programmes.models.programme import (
    Programme,
    Provider,
    ReportedFigures,
    Return,
    Session,
    Site,
)
from folkmoot.work.programmes.models.support import Baseline, Function, Service, SupportGiven
from folkmoot.work.programmes.models.training import Attendance, Training, TrainingSession

__all__ = [
    "Activation",
    "Attendance",
    "Baseline",
    "Function",
    "GroupProfile",
    "GroupSeat",
    "Hub",
    "HubStep",
    "Option",
    "OutreachPoint",
    "Poll",
    "Programme",
    "Provider",
    "Reply",
    "ReportedFigures",
    "Return",
    "Service",
    "Session",
    "Site",
    "SupportGiven",
    "Training",
    "TrainingSession",
]

"""What is kept: who is ready, what happens, who was called, what is needed, offered and given."""

from folkmoot.work.emergency.models.emergencies import Emergency, Lesson, News, Resource, Worry
from folkmoot.work.emergency.models.helping import Called, CallOut, Match, Need, Offer
from folkmoot.work.emergency.models.ready import Help, Ready

__all__ = [
    "CallOut",
    "Called",
    "Emergency",
    "Help",
    "Lesson",
    "Match",
    "Need",
    "News",
    "Offer",
    "Ready",
    "Resource",
    "Worry",
]

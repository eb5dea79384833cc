from folkmoot.body.forums.forms.forums import (
    Accept,
    Approve,
    Close,
    EndCoOption,
    Place,
    Propose,
    Recognise,
    Review,
)
from folkmoot.body.forums.forms.offices import Choice, End, Interim, Vacancy
from folkmoot.body.forums.forms.origins import BringTable, Demand, Met, Origins
from folkmoot.body.forums.forms.partners import EndPart, TakePart
from folkmoot.body.forums.forms.routes import Route
from folkmoot.body.forums.forms.speaking import Describe, EndSpeaking, Seats, Speak

__all__ = [
    "Accept",
    "Approve",
    "BringTable",
    "Choice",
    "Close",
    "Demand",
    "Describe",
    "End",
    "EndCoOption",
    "EndPart",
    "EndSpeaking",
    "Interim",
    "Met",
    "Origins",
    "Place",
    "Propose",
    "Recognise",
    "Review",
    "Route",
    "Seats",
    "Speak",
    "TakePart",
    "Vacancy",
]

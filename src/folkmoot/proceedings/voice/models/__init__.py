"""What is kept of a representative's work: asking, being there, speaking, telling, answering for it."""

from folkmoot.proceedings.voice.models.asking import Answer, Approach, Call, Hand, Question, View
from folkmoot.proceedings.voice.models.boards import Matter, Paper, Presence, Sitting
from folkmoot.proceedings.voice.models.holders import (
    Asked,
    Effort,
    Paperwork,
    Pulse,
    SeatReview,
    SupportPlan,
    Training,
    TrainingInvite,
)
from folkmoot.proceedings.voice.models.telling import Chase, Feedback, Followed, Input, Stand

__all__ = [
    "Answer", "Approach", "Asked", "Call", "Chase", "Effort", "Feedback", "Followed", "Hand",
    "Input", "Matter", "Paper", "Paperwork", "Presence", "Pulse", "Question", "SeatReview",
    "Sitting", "Stand", "SupportPlan", "Training", "TrainingInvite", "View",
]  # fmt: skip

"""What is kept of documents: their sheets, versions, reviews, trials, and statements of how things stand."""

from folkmoot.work.documents.models.following import Review, Rewrite, RewriteGroup, SuccessorTask
from folkmoot.work.documents.models.sheets import Document, Law, Link
from folkmoot.work.documents.models.trying import GivenOut, PilotGroup, Statement
from folkmoot.work.documents.models.versions import (
    Approval,
    Comment,
    EqualityCheck,
    Format,
    Version,
)

__all__ = [
    "Approval",
    "Comment",
    "Document",
    "EqualityCheck",
    "Format",
    "GivenOut",
    "Law",
    "Link",
    "PilotGroup",
    "Review",
    "Rewrite",
    "RewriteGroup",
    "Statement",
    "SuccessorTask",
    "Version",
]

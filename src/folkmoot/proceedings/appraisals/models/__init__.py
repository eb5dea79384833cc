"""What is kept of a choice between ways to be represented."""

from folkmoot.proceedings.appraisals.models.appraisals import (
    Appraisal,
    Comment,
    Constituency,
    Option,
    Run,
)

__all__ = ["Appraisal", "Comment", "Constituency", "Option", "Run"]

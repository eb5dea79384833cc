"""The words that a document may use."""

import re

KINDS = ("agreement", "compact", "principles", "page", "paper", "constitution")

AREAS = (
    "action-plan",
    "communication",
    "compact",
    "consultation",
    "decisions",
    "disputes",
    "documents",
    "elections",
    "equity",
    "forums",
    "funding",
    "insight",
    "meetings",
    "membership",
    "representation",
    "transparency",
    "volunteering",
)

NOUNS = (
    "assemblies",
    "rulebook",
    "organisations",
    "membership",
    "forums",
    "meetings",
    "decisions",
    "elections",
    "seats",
    "recruiting",
    "voice",
    "appraisals",
    "cases",
    "consultations",
    "compact",
    "funding",
    "plan",
    "outreach",
    "documents",
    "practice",
    "programmes",
    "volunteering",
    "enquiries",
    "emergency",
    "insight",
    "equity",
    "priorities",
    "ties",
    "reports",
    "opendata",
    "letters",
    "ledger",
)

DEADLINE_KINDS = ("no later than", "no earlier than", "on")

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Small words joined by hyphens."""

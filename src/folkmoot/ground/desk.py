"""What waits for somebody, as every noun tells it to the desk that gathers it."""

from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.rules.findings import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem:
    """
    One thing to do, with where to do it.

    :param verb_phrase: the deed, verb first ("Sign version 2 of the agreement").
    :param due: the last day, or the moment by which; None where no time is set.
    :param minutes: about how long it takes.
    :param state: one word of the site's states ("due", "overdue"), or nothing.
    """

    verb_phrase: str
    url: str
    due: date | datetime | None = None
    minutes: int | None = None
    clause: Clause | None = None
    state: str = ""

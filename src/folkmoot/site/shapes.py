"""The words for how things stand, each with a tone and a shape, so that none rests on colour."""

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_noop

type StateTone = Literal["good", "amber", "brick", "slate", "sky", "empty"]

# Paths on a grid of 12 by 12, filled with the colour of the words beside them.
SHAPES: Mapping[str, str] = {
    "disc": "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11z",
    "half": "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zm0 2v7a3.5 3.5 0 0 1 0-7z",
    "tick": "M10.3 1.6l1.5 1.3L5 10.9.3 6.6l1.4-1.5L4.8 8z",
    "cross": "M2.2.8L6 4.6 9.8.8l1.4 1.4L7.4 6l3.8 3.8-1.4 1.4L6 7.4l-3.8 3.8L.8 9.8 4.6 6 .8 2.2z",
    "triangle": "M6 .6L12 11.4H0z",
    "diamond": "M6 0l6 6-6 6-6-6z",
    "bar": "M.5 4.5h11v3H.5z",
    "square": "M1 1h10v10H1z",
    "frame": "M1 1h10v10H1zm2 2v6h6V3z",
    "clock": "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zm0 1.8a3.7 3.7 0 1 1 0 7.4a3.7 3.7 0 0 1 0-7.4z"
    "M5.2 3.2h1.5v2.5l1.8 1.1-.7 1.3-2.6-1.6z",
    "query": "M3 4.2C3 2 4.2.8 6.1.8C8 .8 9.2 2 9.2 3.7C9.2 5.8 7 6 7 7.6H5.1C5 5.4 7.1 5 7.1 3.8"
    "c0-.7-.4-1.1-1.1-1.1c-.7 0-1.1.5-1.1 1.5zM4.9 8.8h2.2V11H4.9z",
    "out": "M1 5h6.6L5 2.4 6.4 1l5 5-5 5L5 9.6 7.6 7H1z",
}

STATES: Mapping[str, tuple[StateTone, str]] = {
    # Whether something may be done now.
    gettext_noop("open"): ("good", "disc"),
    gettext_noop("opens later"): ("slate", "clock"),
    gettext_noop("planned"): ("slate", "frame"),
    gettext_noop("closed"): ("slate", "bar"),
    gettext_noop("answered"): ("good", "tick"),
    gettext_noop("ended"): ("slate", "bar"),
    # Whether what is due has been done.
    gettext_noop("due"): ("amber", "triangle"),
    gettext_noop("overdue"): ("brick", "diamond"),
    gettext_noop("met"): ("good", "tick"),
    gettext_noop("late"): ("amber", "clock"),
    gettext_noop("missed"): ("brick", "cross"),
    gettext_noop("long overdue"): ("brick", "square"),
    gettext_noop("kept late"): ("amber", "clock"),
    # Reports.
    gettext_noop("submitted"): ("sky", "out"),
    gettext_noop("published"): ("good", "square"),
    # Offices and seats.
    gettext_noop("vacant"): ("empty", "frame"),
    gettext_noop("interim"): ("sky", "half"),
    gettext_noop("held"): ("good", "disc"),
    gettext_noop("partly held"): ("sky", "half"),
    gettext_noop("stands aside"): ("amber", "out"),
    gettext_noop("in term"): ("good", "disc"),
    gettext_noop("to be confirmed"): ("empty", "query"),
    gettext_noop("unknown"): ("empty", "query"),
    # Memberships.
    gettext_noop("full member"): ("good", "tick"),
    gettext_noop("associate member"): ("sky", "half"),
    gettext_noop("listed"): ("good", "square"),
    gettext_noop("lapsed"): ("slate", "bar"),
    gettext_noop("suspended"): ("brick", "square"),
    gettext_noop("in notice"): ("amber", "out"),
    gettext_noop("resigned"): ("slate", "out"),
    gettext_noop("signed"): ("good", "tick"),
    gettext_noop("not signed"): ("empty", "frame"),
    # Elections.
    gettext_noop("draft"): ("slate", "frame"),
    gettext_noop("public"): ("good", "disc"),
    gettext_noop("missing"): ("empty", "query"),
    gettext_noop("provisional"): ("sky", "half"),
    gettext_noop("verified"): ("good", "tick"),
    gettext_noop("declared"): ("good", "square"),
    gettext_noop("undecided"): ("amber", "query"),
    gettext_noop("tied"): ("amber", "bar"),
    gettext_noop("elected"): ("good", "tick"),
    gettext_noop("not elected"): ("slate", "bar"),
    gettext_noop("standing"): ("good", "disc"),
    gettext_noop("awaiting acceptance"): ("amber", "clock"),
    gettext_noop("withdrawn"): ("slate", "out"),
    gettext_noop("fallen"): ("slate", "cross"),
    # Meetings.
    gettext_noop("called"): ("sky", "clock"),
    gettext_noop("agenda out"): ("good", "square"),
    gettext_noop("going on"): ("good", "disc"),
    gettext_noop("not held"): ("slate", "cross"),
    gettext_noop("notes due"): ("amber", "triangle"),
    gettext_noop("notes sent"): ("sky", "half"),
    gettext_noop("approved"): ("good", "tick"),
    gettext_noop("cancelled"): ("slate", "cross"),
    # Decisions.
    gettext_noop("agreed"): ("good", "tick"),
    gettext_noop("carried"): ("good", "tick"),
    gettext_noop("lost"): ("slate", "cross"),
    # What was asked of others, and what they answered.
    gettext_noop("accepted"): ("good", "tick"),
    gettext_noop("declined"): ("slate", "cross"),
    gettext_noop("no answer yet"): ("amber", "clock"),
    gettext_noop("adopted"): ("good", "tick"),
    gettext_noop("adopted in part"): ("sky", "half"),
    # Who provides a programme.
    gettext_noop("live"): ("good", "disc"),
    gettext_noop("not live"): ("slate", "frame"),
    gettext_noop("blocked"): ("brick", "cross"),
    # Governing documents.
    gettext_noop("in force"): ("good", "disc"),
    gettext_noop("not yet in force"): ("slate", "clock"),
    gettext_noop("superseded"): ("slate", "bar"),
    # Documents of the register.
    gettext_noop("live"): ("good", "disc"),
    gettext_noop("unowned"): ("brick", "query"),
    gettext_noop("available"): ("good", "tick"),
    gettext_noop("not available"): ("empty", "frame"),
    gettext_noop("repealed"): ("brick", "cross"),
    gettext_noop("out of date"): ("brick", "clock"),
    gettext_noop("leads nowhere yet"): ("amber", "query"),
}

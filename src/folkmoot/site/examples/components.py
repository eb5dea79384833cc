"""Every component, by its name, in every state."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator

from folkmoot.rules.findings import Clause, Refusal
from folkmoot.site.examples.example import Example
from folkmoot.site.examples.forms import Everything, shown
from folkmoot.site.shapes import STATES

TERM = Clause("staffs-alliance", "1", "chair-term", "7.1", "How long a chair serves")
QUORUM = Clause("staffs-alliance", "1", "forum-quorum", "8.2(ii)", "Quorum of a forum")
CLOSES = datetime(2026, 3, 12, 18, tzinfo=UTC)


def _refusal() -> Refusal:
    return Refusal(
        "not-permitted",
        QUORUM,
        {"who": "the member's named contact or a support officer"},
        from_when=CLOSES,
        by_whom="the support officer of the forum",
    )


def _steps() -> Iterable[Mapping[str, Any]]:
    return [
        {"label": "Election called", "when": date(2026, 2, 2), "state": "past", "clause": TERM},
        {
            "label": "Nominations",
            "when": date(2026, 2, 9),
            "state": "past",
            "note": "3 members stood.",
        },
        {
            "label": "Voting",
            "when": CLOSES,
            "state": "now",
            "note": "Open until then: 41 of 96 have voted.",
        },
        {"label": "Result declared", "when": None, "state": "to come", "clause": QUORUM},
    ]


def _desk() -> Iterable[Mapping[str, Any]]:
    return [
        {
            "verb_phrase": "Sign the amended agreement",
            "url": "#desk_list",
            "due": date(2026, 3, 2),
            "minutes": 3,
            "clause": TERM,
            "state": "overdue",
        },
        {
            "verb_phrase": "Vote for the Southeast chair",
            "url": "#desk_list",
            "due": CLOSES,
            "minutes": 1,
            "clause": QUORUM,
            "state": "due",
        },
        {"verb_phrase": "Confirm your organisation's entry", "url": "#desk_list", "minutes": 2},
    ]


EXAMPLES: Mapping[str, list[Example]] = {
    "panel": [
        Example(
            tone,
            '{% panel heading=heading tone=tone clause=clause %}<p class="govuk-body">{{ words }}</p>{% endpanel %}',
            {"tone": tone, "heading": heading, "words": words, "clause": clause},
        )
        for tone, heading, words, clause in [
            ("plain", "Who may stand", "Any full member of the forum, if it agrees.", TERM),
            ("good", "Leek Lunch Club is a full member", "It votes from today.", None),
            (
                "warning",
                "The chair's term ends in 40 days",
                "Call an election by Monday 20 April 2026.",
                TERM,
            ),
            ("refusal", "This nomination was not received", "Nominations closed at 6pm.", QUORUM),
        ]
    ],
    "refusal_panel": [
        Example(
            "with its clause, from when and by whom",
            '{% refusal_panel refusal heading="This nomination was not received" %}',
            {"refusal": _refusal()},
        ),
        Example(
            "about permission alone",
            "{% refusal_panel refusal %}",
            {
                "refusal": Refusal(
                    "not-permitted", None, {"who": "a support officer of this assembly"}
                )
            },
        ),
    ],
    "clause_chip": [
        Example(
            "in a line", "The chair serves three years: {% clause_chip clause %}", {"clause": TERM}
        )
    ],
    "state": [
        Example(
            "every word",
            "{% for word in words %}{% state word %} {% endfor %}",
            {"words": list(STATES)},
        ),
        Example("with a note", '{% state "due" note="in 3 days" %}'),
    ],
    "moment": [
        Example("in the evening", "{% moment at %}", {"at": CLOSES}),
        Example("at midnight", "{% moment at %}", {"at": datetime(2026, 3, 12, tzinfo=UTC)}),
        Example("in summer time", "{% moment at %}", {"at": datetime(2026, 7, 1, 11, tzinfo=UTC)}),
    ],
    "day": [
        Example("with its weekday", "{% day on %}", {"on": date(2026, 3, 12)}),
        Example("in a table", "{% day on weekday=False %}", {"on": date(2026, 3, 12)}),
    ],
    "timeline": [
        Example("an election while votes are cast", "{% timeline steps %}", {"steps": _steps()})
    ],
    "desk_list": [Example("three things wait", "{% desk_list items %}", {"items": _desk()})],
    "pages": [
        Example(
            "in the middle", "{% pages page %}", {"page": Paginator(range(2000), 20).get_page(7)}
        ),
        Example(
            "at the start",
            '{% pages page label="Pages at the start" %}',
            {"page": Paginator(range(60), 20).get_page(1)},
        ),
    ],
    "summary": [
        Example(
            "answers to check",
            "{% summary rows %}",
            {
                "rows": [
                    ("Organisation", "Leek Lunch Club", "#summary", "Change"),
                    ("Kind", "Informal group", "#summary", "Change"),
                    ("Signed", "12 March 2026"),
                ]
            },
        ),
        Example(
            "facts",
            "{% summary rows %}",
            {"rows": [("Forum", "Southeast Staffordshire"), ("Members", 96)]},
        ),
    ],
    "error_summary": [
        Example(
            "after a form is sent empty",
            "{% error_summary form %}",
            {"form": shown(Everything, {})},
        )
    ],
    "empty": [
        Example(
            "an empty desk",
            '{% empty heading="Nothing waits for you" %}<p>The next thing is a forum meeting on'
            " {% day on %}.</p>{% endempty %}",
            {"on": date(2026, 4, 2)},
        )
    ],
    "bar_chart": [
        Example(
            "with one too small to show",
            '{% bar_chart bars finding=finding name="District" unit="organisations" %}',
            {
                "finding": "Two in five of those that voted are from Stafford or Lichfield.",
                "bars": [
                    ("Stafford", 214, "#bar_chart"),
                    ("Lichfield", 180, "#bar_chart"),
                    ("Staffordshire Moorlands", 96),
                    ("Cannock Chase", 41),
                    ("Tamworth", None),
                ],
            },
        )
    ],
    "meter": [
        Example(
            "not there yet",
            "{% meter words value=3 needed=4 of=12 checks=checks %}",
            {
                "words": "3 of 4; one more full member is needed",
                "checks": [
                    ("The chair or vice-chair is here", True),
                    ("4 full members are here", False),
                ],
            },
        ),
        Example("met", '{% meter "7 of 4: there is a quorum" value=7 needed=4 of=12 %}'),
    ],
    "download_links": [
        Example(
            "an agenda",
            "{% download_links files %}",
            {
                "files": [
                    ("Agenda", "#download_links", "PDF", 48_200),
                    ("Large print", "#download_links", "PDF"),
                    ("Plain text", "#download_links", "text"),
                ]
            },
        )
    ],
}

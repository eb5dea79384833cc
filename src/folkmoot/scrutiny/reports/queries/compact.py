"""The annual Compact report: how partners worked by it, what went well, and what did not."""

from django.utils.translation import gettext_lazy as _

from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.scrutiny.reports.queries import compact_rows as rows
from folkmoot.scrutiny.reports.queries.machine import (
    DAYS,
    Figure,
    Kind,
    Row,
    Section,
    Source,
    Span,
    having,
    least,
    mean,
    register,
)

INTERVAL, THEMES = "annual_report.interval", "themes.names"
LATE = ("overdue", "long overdue")

EVIDENCE = (
    Figure(
        key="cases-open",
        name=_("Cases on commitments still gone into"),
        source="cases",
        keep=having(is_closed=False),
    ),
    Figure(
        key="cases-closed",
        name=_("Cases on commitments closed"),
        source="cases",
        keep=having(is_closed=True),
    ),
    Figure(
        key="lessons",
        name=_("Lessons from cases, with nobody named"),
        source="cases",
        keep=having(has_lesson=True),
        is_listed=True,
    ),
    Figure(
        key="consultations",
        name=_("Consultations that opened, each with its length"),
        source="consultations",
        is_listed=True,
    ),
    Figure(
        key="shortest-consultation",
        name=_("The shortest consultation"),
        source="consultations",
        keep=having(is_known=True),
        count=least("days"),
        unit=DAYS,
    ),
    Figure(
        key="mean-consultation",
        name=_("The mean length of a consultation"),
        source="consultations",
        keep=having(is_known=True),
        count=mean("days"),
        unit=DAYS,
    ),
    Figure(key="notices", name=_("Notices that funding ends"), source="notices", is_listed=True),
    Figure(
        key="shortest-notice",
        name=_("The shortest notice"),
        source="notices",
        count=least("days"),
        unit=DAYS,
    ),
    Figure(
        key="told-by-public",
        name=_("Times public bodies told of the Compact"),
        source="promotion",
        keep=having(is_of_sector=False, is_adopted=False),
    ),
    Figure(
        key="told-by-sector",
        name=_("Times bodies of the sector told of it"),
        source="promotion",
        keep=having(is_of_sector=True, is_adopted=False),
    ),
    Figure(key="duties", name=_("Duties of partners with a day in this time"), source="duties"),
    Figure(key="work-plan", name=_("Actions in the work plan"), source="work-plan"),
)
SUCCESSES = (
    Figure(
        key="long-enough",
        name=_("Consultations of the standard length or longer"),
        source="consultations",
        keep=having(is_known=True, is_short=False),
    ),
    Figure(
        key="changed",
        name=_("Main points that changed something, wholly or in part"),
        source="points",
        keep=having(did=("did", "partly")),
    ),
    Figure(
        key="kept-in-time",
        name=_("Duties kept in time"),
        source="duties",
        keep=having(stands="met"),
    ),
    Figure(
        key="full-notices",
        name=_("Notices of three months or more"),
        source="notices",
        keep=having(is_short=False),
    ),
    Figure(
        key="adopted",
        name=_("Steps by which groups and bodies took it up"),
        source="promotion",
        keep=having(is_adopted=True),
        is_listed=True,
    ),
    Figure(
        key="champions",
        name=_("Bodies with a champion who can be reached"),
        source="champions",
        keep=having(is_filled=True),
    ),
    Figure(
        key="settled",
        name=_("Cases settled or put right"),
        source="cases",
        keep=having(is_settled=True),
    ),
    Figure(
        key="work-done",
        name=_("Actions of the work plan done"),
        source="work-plan",
        keep=having(state="met"),
    ),
)
WEAKNESSES = (
    Figure(
        key="short-consultations",
        name=_("Consultations shorter than the standard, with the reason"),
        source="consultations",
        keep=having(is_short=True),
        is_listed=True,
    ),
    Figure(
        key="short-notices",
        name=_("Notices under three months, with the exception"),
        source="notices",
        keep=having(is_short=True),
        is_listed=True,
    ),
    Figure(
        key="kept-late",
        name=_("Duties kept late"),
        source="duties",
        keep=having(stands="kept late"),
    ),
    Figure(
        key="not-kept",
        name=_("Duties whose day is over and that are not kept"),
        source="duties",
        keep=having(stands=LATE),
        is_listed=True,
    ),
    Figure(
        key="not-known",
        name=_("Duties of which nobody knows whether they were kept"),
        source="duties",
        keep=having(stands="unknown"),
    ),
    Figure(
        key="vacancies",
        name=_("Bodies with no champion who can be reached"),
        source="champions",
        keep=having(is_filled=False),
        is_listed=True,
    ),
    Figure(
        key="work-overdue",
        name=_("Actions of the work plan that are overdue"),
        source="work-plan",
        keep=having(state="overdue"),
        is_listed=True,
    ),
)


def themes_of(span: Span) -> tuple[str, ...]:
    """Return the themes of the compact that binds an assembly, or none. Costs as `adopted_books`."""
    book = book_that_fixes(span.assembly, INTERVAL, on=span.on)
    return book.words(THEMES) if book is not None and THEMES in book.parameters else ()


def sections_of(span: Span) -> tuple[Section, ...]:
    """Return the three parts, with evidence for and against under each theme. Costs as `themes_of`."""
    by_theme = []
    for theme in (*themes_of(span), rows.GENERAL):
        named = {"theme": theme if theme != rows.GENERAL else _("general principles")}
        for says, key, name in (
            (("kept", "begun"), "for", _("Evidence for: %(theme)s")),
            (("broken",), "against", _("Evidence against: %(theme)s")),
        ):
            by_theme.append(
                Figure(
                    key=f"{key}-{theme}",
                    name=str(name) % named,
                    source="evidence",
                    keep=having(theme=theme, says=says),
                )
            )
    return (
        Section(
            key="evidence",
            title=_("Evidence"),
            asks=_("How did partners work by the Compact in this time?"),
            figures=(*by_theme, *EVIDENCE),
        ),
        Section(
            key="successes",
            title=_("What went well"),
            asks=_("What went well, and why?"),
            figures=SUCCESSES,
        ),
        Section(
            key="weaknesses",
            title=_("What did not go well"),
            asks=_("What did not, why, and what should the next version say?"),
            figures=WEAKNESSES,
        ),
    )


def _evidence(span: Span) -> list[Row]:
    return rows.evidence(span, themes=themes_of(span))


SOURCES = {
    "evidence": Source(
        head=(_("Seen on"), _("Theme"), _("Promise"), _("What it shows"), _("Seen"), _("Source")),
        ask=_evidence,
    ),
    "cases": Source(
        head=(_("Case"), _("Closed"), _("Outcome"), _("What was published"), _("Lesson")),
        ask=rows.cases,
    ),
    "consultations": Source(
        head=(_("Consultation"), _("Asked by"), _("Open"), _("Length"), _("Reason")),
        ask=rows.consultations,
    ),
    "points": Source(
        head=(_("Consultation"), _("People said"), _("What was done"), _("Because")),
        ask=rows.points,
    ),
    "notices": Source(
        head=(
            _("Funding"), _("Funder"), _("Who loses it"), _("Told on"), _("Ends"), _("Notice"),
            _("Exception"), _("Effect"),
        ),
        ask=rows.notices,
    ),
    "promotion": Source(
        head=(_("On"), _("Body"), _("How"), _("What")), ask=rows.promotion
    ),
    "champions": Source(head=(_("Body"), _("Agreed"), _("Champion")), ask=rows.champions),
    "duties": Source(
        head=(
            _("Body"), _("Part of it"), _("Kind"), _("Duty"), _("By"), _("Kept on"), _("Stands"),
            _("Note"),
        ),
        ask=rows.duties,
    ),
    "work-plan": Source(
        head=(_("Action"), _("Owner"), _("By"), _("Clause"), _("Stands")), ask=rows.work_plan
    ),
}  # fmt: skip

COMPACT = register(
    Kind(
        key="compact",
        title=_("Compact report"),
        about=_(
            "How partners worked by the Compact in a year: the evidence, what went well and what did not."
        ),
        sources=SOURCES,
        sections=sections_of,
        clauses=("annual-report",),
        every=INTERVAL,
        goes_to=_("The partnership board"),
    )
)

"""A report made ready for paper: its words, its figures, and the rows that stand in it."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.ground.formats import Part as Piece
from folkmoot.ground.formats import Sheet, aside, fact, heading, point, words
from folkmoot.scrutiny.reports.models import Report
from folkmoot.scrutiny.reports.queries.machine import Told
from folkmoot.scrutiny.reports.queries.reading import Part, parts_of, state_of
from folkmoot.scrutiny.reports.queries.spans import day

MOST = 200
"""So many rows of a figure stand on paper; the rest are in its table."""


def sheet_of(report: Report, *, on: date, address: str) -> Sheet:
    """
    Return a report as a paper. Costs as `parts_of`, and two queries more.

    :param address: where its page stands, so that whoever reads on paper finds the rows.
    """
    pieces = [words(_how_it_stands(report))]
    for part in parts_of(report, on=on):
        pieces += _section(part)
    remarks = list(report.remarks.order_by("made_at", "pk"))
    if remarks:
        pieces.append(heading(_("What those who watch over it think"), level=1))
        pieces += [fact(one.side, one.words) for one in remarks]
    judged = list(report.judgements.order_by("made_at", "pk"))
    if judged:
        pieces.append(heading(_("What the board judged"), level=1))
        for one in judged:
            pieces.append(fact(f"{one.about}, {one.get_says_display()}", one.words))
            if one.action and one.due_on:
                pieces.append(point(f"{one.action} ({one.owner}, {day(one.due_on)}) {one.outcome}"))
    pieces.append(aside(_("Every figure with its rows: %(address)s") % {"address": address}))
    below = f"{report.title}, {day(on)}"
    return Sheet(title=report.title, above=report.assembly.name, below=below, parts=pieces)


def _how_it_stands(report: Report) -> str:
    said = _("From %(since)s to %(until)s.") % {
        "since": day(report.since_on),
        "until": day(report.until_on),
    }
    if state_of(report) == "draft":
        return said + " " + _("This is a draft. The board has not approved it.")
    if report.approved_at is not None:
        said += " " + _("Approved on %(day)s; its figures are as they were then.") % {
            "day": day(report.approved_at.date())
        }
    if report.sent_on is not None:
        said += " " + _("Sent to %(name)s on %(day)s.") % {
            "name": report.sent_to,
            "day": day(report.sent_on),
        }
    return said


def _section(part: Part) -> list[Piece]:
    pieces = [heading(part.title, level=1)]
    if part.lacks:
        pieces.append(aside(part.lacks))
    if part.words:
        pieces.append(words(part.words))
    for line in part.lines:
        shown = line.told.shown
        now = _("%(then)s (now %(now)s)") % {"then": shown, "now": line.now} if line.now else shown
        pieces.append(fact(line.told.name, now))
        if line.told.is_listed:
            pieces += _rows(line.told)
    return pieces


def _rows(told: Told) -> list[Piece]:
    pieces = [point(row.in_a_line) for row in told.rows[:MOST]]
    if len(told.rows) > MOST:
        pieces.append(point(_("and %(n)d more") % {"n": len(told.rows) - MOST}))
    return pieces

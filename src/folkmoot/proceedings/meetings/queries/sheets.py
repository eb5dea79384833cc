"""The agenda and the notes of a meeting as documents, as far as a reader may see them."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from folkmoot.ground.formats import Part, Sheet, aside, fact, heading, point, words
from folkmoot.ground.words import as_text
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Meeting, Paper
from folkmoot.proceedings.meetings.queries.actions_log import actions_of, readable_actions
from folkmoot.proceedings.meetings.queries.lines import closed_words, names_there, sections_of
from folkmoot.proceedings.meetings.queries.meetings import day_of, title_of, zone_of
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.proceedings.meetings.queries.standing import Line, under_standing_items
from folkmoot.rules.telling import told_day, told_moment, told_time


def agenda_sheet(meeting: Meeting, sight: Sight, *, at: datetime) -> Sheet:
    """
    Return the agenda as one reader may see it: every title, and what of each is open to them.

    Five queries and those of the standing items, however long it is.
    """
    parts = _head(meeting, sight)
    if meeting.agenda_sent_at is None and meeting.opened_at is None:
        parts.append(fact(_("Not sent yet"), _("it can still change")))
    parts.append(heading(_("Agenda")))
    found = meeting.items.filter(withdrawn_at=None).select_related("brought_by")
    items = list(found.order_by("position", "pk"))
    codes = [item.standing for item in items if item.standing]
    standing = under_standing_items(meeting, codes, sight, at=at)
    papers: dict[int | None, list[Paper]] = {}
    attached = meeting.papers.filter(withdrawn_at=None).select_related("item")
    for paper in attached.order_by("added_at", "pk"):
        if sight.may_read(paper):
            papers.setdefault(paper.item_id, []).append(paper)
    for number, item in enumerate(items, 1):
        parts.append(heading(f"{number}. {item.title}", level=2))
        lines = standing.get(item.standing, []) if item.standing else []
        parts += _item(item, meeting, sight, papers.get(item.pk, []), lines)
    if whole := papers.get(None):
        parts.append(heading(_("Papers for the whole meeting"), level=2))
        parts += [point(_paper(paper)) for paper in whole]
    return _sheet(meeting, _("Agenda: %(name)s, %(day)s"), parts, at=at)


def notes_sheet(meeting: Meeting, sight: Sight, *, at: datetime) -> Sheet:
    """
    Return the notes as one reader may see them, with the actions that came of the meeting.

    Seven queries at most, however long they are.
    """
    parts = _head(meeting, sight)
    if meeting.notes_approved_at is not None:
        on = day_of(meeting.assembly, meeting.notes_approved_at)
        parts.append(fact(_("Approved"), told_day(on)))
    elif meeting.notes_sent_at is not None:
        parts.append(fact(_("Not approved yet"), _("the next meeting approves them")))
    else:
        parts.append(fact(_("Draft"), _("for those who write the notes")))
    if sight.is_member and (there := names_there(meeting)):
        parts.append(heading(_("Who was there, for members")))
        parts += [point(f"{one.organisation}: {', '.join(one.names)}") for one in there]
    for section in sections_of(meeting, sight):
        if section.item is None:
            if section.lines:
                parts.append(heading(_("The meeting")))
        else:
            parts.append(heading(f"{section.number}. {section.item.title}"))
        if section.closed:
            parts.append(aside(section.closed_words))
        parts += [_line(line.text, line.drawn_from) for line in section.lines]
    if agreed := _agreed(meeting, sight, at=at):
        parts += [heading(_("Actions from this meeting")), *agreed]
    return _sheet(meeting, _("Notes: %(name)s, %(day)s"), parts, at=at)


def _head(meeting: Meeting, sight: Sight) -> list[Part]:
    """When and where; by what to join only for members."""
    zone = zone_of(meeting.assembly)
    start, end = (localtime(one, zone) for one in (meeting.starts_at, meeting.ends_at))
    day, times = told_day(start.date()), f"{told_time(start.time())} – {told_time(end.time())}"
    parts = [fact(_("When"), f"{day}, {times}")]
    if meeting.place:
        parts.append(fact(_("Where"), meeting.place))
    if meeting.access:
        parts.append(fact(_("Getting in and about"), meeting.access))
    if sight.is_member and meeting.join_link:
        parts.append(fact(_("Join by video"), meeting.join_link))
    if sight.is_member and meeting.dial_in:
        parts.append(fact(_("Join by telephone"), meeting.dial_in))
    if meeting.cancelled_at is not None:
        parts.append(fact(_("Cancelled"), meeting.cancelled_because))
    return parts


def _item(
    item: AgendaItem, meeting: Meeting, sight: Sight, papers: list[Paper], lines: list[Line]
) -> list[Part]:
    facts = [
        item.get_purpose_display(),
        _("about %(n)s minutes") % {"n": item.minutes},
    ]
    if item.brought_by is not None:
        facts.append(_("brought by %(name)s") % {"name": item.brought_by.name})
    parts = [words(f"{capfirst('; '.join(facts))}.")]
    if closed := sight.why_closed(item):
        return [*parts, aside(closed_words(closed))]
    if item.text:
        parts.append(words(as_text(item.text)))
    parts += [point(_paper(paper)) for paper in papers]
    parts += [point(_standing(line, meeting)) for line in lines]
    return parts


def _standing(line: Line, meeting: Meeting) -> str:
    """What stands under a standing item, with its day and how it stands."""
    said = line.words.rstrip(".")
    if isinstance(line.when, datetime):
        said += f", {told_moment(line.when, zone_of(meeting.assembly))}"
    elif line.when is not None:
        due = _("due %(day)s") if line.when_is_due else "%(day)s"
        said += ", " + due % {"day": told_day(line.when)}
    return f"{said} ({_(line.state)})." if line.state else f"{said}."


def _agreed(meeting: Meeting, sight: Sight, *, at: datetime) -> list[Part]:
    on = day_of(meeting.assembly, at)
    found = readable_actions(actions_of(meeting.assembly, on=on).filter(meeting=meeting), sight)
    return [point(_action(one)) for one in found.order_by("number", "pk")]


def _action(one: Action) -> str:
    owner = one.organisation.name if one.organisation else one.owner_as_written
    said = f"{one.number}. {one.text.rstrip('.')}. {owner}"
    if one.due_on is not None:
        said += _(", by %(day)s") % {"day": told_day(one.due_on)}
    return f"{said}."


def _paper(paper: Paper) -> str:
    kind = f" ({paper.file_name})" if paper.file_name else ""
    return _("Paper: %(title)s%(kind)s") % {"title": paper.title, "kind": kind}


def _line(text: str, drawn_from: str) -> Part:
    return point(text) if drawn_from else words(text)


def _sheet(meeting: Meeting, title: str, parts: list[Part], *, at: datetime) -> Sheet:
    zone = zone_of(meeting.assembly)
    day = told_day(day_of(meeting.assembly, meeting.starts_at))
    made = told_moment(at.replace(second=0, microsecond=0), zone)
    return Sheet(
        title=title % {"name": title_of(meeting), "day": day},
        above=f"{meeting.assembly.name} · {meeting.forum.name}",
        below=_("%(name)s, %(day)s. Made at %(made)s.")
        % {"name": title_of(meeting), "day": day, "made": made},
        parts=parts,
    )

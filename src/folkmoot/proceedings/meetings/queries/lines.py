"""The lines of a meeting's notes, as far as a reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.proceedings.meetings.models import AgendaItem, Correction, Meeting, NotesLine
from folkmoot.proceedings.meetings.queries.sight import Sight


def lines_of(meeting: Meeting) -> QuerySet[NotesLine]:
    """
    Return the lines of a meeting's notes: of the meeting first, then item by item. Two queries.

    Lines that were taken out are not among them. Each comes with the corrections asked for.
    """
    asked = Correction.objects.select_related("organisation", "asked_by").order_by("asked_at", "pk")
    return (
        NotesLine.objects.filter(meeting=meeting, removed_at=None)
        .filter(Q(item=None) | Q(item__withdrawn_at=None))
        .select_related("item")
        .prefetch_related(Prefetch("corrections", queryset=asked))
        .order_by(F("item__position").asc(nulls_first=True), "item_id", "position", "pk")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """
    The notes of one item, as they are for somebody.

    :param item: None for the meeting as a whole.
    :param closed: why the item is closed to them: "left", "full", "members"; nothing if open.
    """

    item: AgendaItem | None
    number: int
    lines: list[NotesLine]
    closed: str = ""

    @property
    def closed_words(self) -> str:
        """Why there is nothing of it here, as a sentence."""
        return closed_words(self.closed)


def closed_words(closed: str) -> str:
    """Say why an item is closed to somebody; nothing where it is open. No query."""
    return {
        "left": _("You left for this item because of an interest, so it is closed to you."),
        "full": _("This item is for full members alone."),
        "members": _("This item is for members."),
    }.get(closed, "")


def sections_of(meeting: Meeting, sight: Sight) -> list[Section]:
    """
    Return the notes as somebody may read them: the meeting first, then every item in order.

    Of an item that is closed to them there is the title, and why. Three queries.
    """
    items = list(meeting.items.filter(withdrawn_at=None).order_by("position", "pk"))
    by_item: dict[int | None, list[NotesLine]] = {}
    for line in lines_of(meeting):
        line.meeting = meeting
        by_item.setdefault(line.item_id, []).append(line)
    whole = by_item.get(None, [])
    if not sight.is_member:
        # An action of no item is for members, as on the log.
        whole = [line for line in whole if line.drawn_from != "action"]
    found = [Section(item=None, number=0, lines=whole)]
    for number, item in enumerate(items, 1):
        closed = sight.why_closed(item)
        lines = [] if closed else by_item.get(item.pk, [])
        found.append(Section(item=item, number=number, lines=lines, closed=closed))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """Those who came for one organisation, by name; guests have none."""

    organisation: str
    names: list[str]


def names_there(meeting: Meeting) -> list[There]:
    """Return who was there by name, organisation by organisation. For members. One query."""
    rows = meeting.attendances.filter(arrived_at__isnull=False).select_related("organisation")
    found: dict[str, list[str]] = {}
    for one in rows.order_by(F("organisation__name").asc(nulls_last=True), "name", "pk"):
        body = one.organisation.name if one.organisation else _("Guests")
        said = f"{one.name} ({_('deputy')})" if one.is_deputy else one.name
        found.setdefault(body, []).append(said)
    return [There(organisation=body, names=names) for body, names in found.items()]


def share_drafted(lines: Sequence[NotesLine]) -> tuple[int, int]:
    """Return how many characters of some lines were drawn and left as they were, of how many."""
    drawn = sum(len(line.text) for line in lines if line.drawn_from and line.changed_at is None)
    return drawn, sum(len(line.text) for line in lines)


def line_named(meeting: Meeting, number: int) -> QuerySet[NotesLine]:
    """Return a line of a meeting's notes that was not taken out, with its item. One query."""
    return NotesLine.objects.filter(meeting=meeting, pk=number, removed_at=None).select_related(
        "item", "meeting__assembly", "meeting__forum__assembly"
    )


def corrections_named(meeting: Meeting, number: int) -> QuerySet[Correction]:
    """Return a correction of a meeting's notes, with its line. One query."""
    return Correction.objects.filter(line__meeting=meeting, pk=number).select_related(
        "organisation", "line__item", "line__meeting__assembly", "line__meeting__forum__assembly"
    )

"""What is in the bank, who may read it, what it still leaves open, and where it went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import adopted_books, book_that_fixes
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Visibility
from folkmoot.proceedings.meetings.queries.beyond import Drafted, Part
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.reckoning.figures import years_old
from folkmoot.rules.findings import Finding
from folkmoot.rules.insight.strengths import (
    PROMPTS,
    STRENGTHS,
    record_answers_prompts,
    record_opens_with_strengths,
)
from folkmoot.scrutiny.insight.models import Evidence, SeenBy, Use
from folkmoot.scrutiny.insight.queries.seeing import Reader, in_sight, may_open

AGES = {"1": 1, "3": 3, "5": 5}
"""By how many years at the most what is known may be old, as a list is asked for."""


def bank(
    assembly: Assembly,
    reader: Reader,
    *,
    place: str = "",
    theme: str = "",
    age: str = "",
    on: date,
) -> QuerySet[Evidence]:
    """
    Return what somebody may read of what is in the bank, the latest first.

    One query; with a place one for each level of places in it besides.

    :param place: the code of an area, which stands for all inside it.
    :param age: of `AGES`; what ended longer ago is left out.
    """
    found = Evidence.objects.filter(assembly=assembly, state=Evidence.State.SHARED)
    found = found.filter(in_sight(reader))
    if place:
        found = found.filter(area__in=areas_within(Area.objects.filter(code=place)))
    if theme:
        found = found.filter(themes__code=theme)
    if age in AGES:
        found = found.filter(until_on__gte=_before(on, AGES[age]))
    found = found.select_related("area", "organisation").prefetch_related("themes")
    return found.annotate(**{"used": Count("uses", distinct=True)}).order_by("-received_at", "-pk")


def _before(on: date, years: int) -> date:
    return date(on.year - years, on.month, min(on.day, 28))


def waiting(assembly: Assembly) -> QuerySet[Evidence]:
    """Return what strangers gave and nobody has read yet, the longest waiting first. One query."""
    found = Evidence.objects.filter(assembly=assembly, state=Evidence.State.WAITING)
    return found.exclude(seen_by=SeenBy.BODY).order_by("received_at", "pk")


def openable(assembly: Assembly, reader: Reader) -> QuerySet[Evidence]:
    """Return what somebody may open, whatever became of it. One query, and one for its themes."""
    found = Evidence.objects.filter(assembly=assembly).filter(may_open(reader)).order_by("pk")
    return found.select_related("assembly", "area", "organisation").prefetch_related("themes")


def uses_of(one: Evidence) -> QuerySet[Use]:
    """Return where something known went, the latest first. One query."""
    return one.uses.order_by("-at", "-pk")


def age_of(one: Evidence, *, on: date) -> int:
    """Return how many years old something known is. No query."""
    return years_old(one.until_on.year, on.year)


def opening(assembly: Assembly, *, strengths: str, needs: str, on: date) -> Finding | None:
    """
    Return whether a record begins with strengths, as a document asks; None where none does.

    Costs as `adopted_books`.
    """
    for book in adopted_books(assembly, on=on):
        if STRENGTHS in book.clauses:
            return record_opens_with_strengths(
                book, has_strengths=bool(strengths.strip()), has_needs=bool(needs.strip())
            )
    return None


@dataclass(frozen=True, slots=True)
class Gaps:
    """
    What a record does not say yet, for those who read it.

    :param finding: what a document says of that, where one asks for it.
    """

    missing: list[str]
    finding: Finding | None


def gaps_of(one: Evidence, *, on: date) -> Gaps:
    """Return the prompts that something known leaves open. Costs as `book_that_fixes`."""
    there = {
        "has_strengths": bool(one.strengths.strip()),
        "has_needs": bool(one.needs.strip()),
        "has_evidence": bool(one.proof.strip()),
        "has_makers": bool(one.makers.strip()),
    }
    names = {
        "has_strengths": _("what people there already have"),
        "has_needs": _("what they need"),
        "has_evidence": _("how much it rests on, and why that is enough"),
        "has_makers": _("who had a part in it"),
    }
    book = book_that_fixes(one.assembly, PROMPTS, on=on)
    finding = record_answers_prompts(book, **there) if book is not None else None
    return Gaps([names[name] for name, is_there in there.items() if not is_there], finding)


# What stands under the items of a meeting


def views_with_items(
    _meeting: Meeting, items: Sequence[AgendaItem], sight: Sight, _at: datetime
) -> Mapping[int, Sequence[Part]]:
    """
    Return what was gathered beforehand, to stand with the items it was used in. Two queries.

    Somebody sees there what they may read in the bank, and nothing else.
    """
    levels = {str(SeenBy.PUBLIC)}
    if sight.is_member:
        levels.add(str(SeenBy.MEMBERS))
    if sight.is_officer:
        levels.add(str(SeenBy.BOARD))
    reader = Reader(person=sight.person, levels=frozenset(levels), bodies=sight.bodies)
    found = _used_in(items, reader)
    return {
        key: [Part(template="insight/_in_item.html", facts={"views": views})]
        for key, views in found.items()
    }


def _used_in(items: Iterable[AgendaItem], reader: Reader) -> dict[int, list[Evidence]]:
    keys = [item.pk for item in items]
    shown = Evidence.objects.filter(state=Evidence.State.SHARED).filter(in_sight(reader))
    uses = Use.objects.filter(item__in=keys, evidence__in=shown.order_by())
    uses = uses.select_related("evidence__organisation", "evidence__area")
    found: dict[int, list[Evidence]] = {}
    for use in uses.order_by("at", "pk"):
        assert use.item_id is not None
        found.setdefault(use.item_id, []).append(use.evidence)
    return found


def lines_of_views(meeting: Meeting) -> Iterable[Drafted]:
    """
    Draw a line of notes for each view that was used in an item, as for one that was spoken.

    Only what all who may read the item may read in the bank: what is public everywhere, and what
    is for members in items that are for them. Two queries.
    """
    items = {item.pk: item for item in meeting.items.filter(withdrawn_at=None).order_by("pk")}
    levels = frozenset({str(SeenBy.PUBLIC), str(SeenBy.MEMBERS)})
    for key, views in _used_in(items.values(), Reader(person=None, levels=levels)).items():
        is_public = items[key].visibility == Visibility.PUBLIC
        for one in views:
            if is_public and one.seen_by != SeenBy.PUBLIC:
                continue
            whose = one.organisation.name if one.organisation else one.source
            yield Drafted(
                item=key,
                drawn_from="insight",
                source=one.reference,
                text=_("%(whose)s sent in: %(title)s. %(words)s")
                % {"whose": whose, "title": one.title, "words": one.words},
                order=40,
            )

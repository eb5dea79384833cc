"""Which items of a meeting a case is taken under, and whose cases they are."""

from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import AgendaItem


def cases_before(item: AgendaItem, bodies: frozenset[int]) -> bool:
    """Test whether a case of one of some organisations is put under an item. One query."""
    motions = Motion.objects.filter(item=item).values("reference")
    return Case.objects.filter(
        assembly=item.meeting.assembly_id,
        motion__in=motions,
        parties__organisation__in=bodies,
    ).exists()

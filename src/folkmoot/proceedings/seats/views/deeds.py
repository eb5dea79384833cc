"""What somebody may do about a seat, as links on its page."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.permits import chairs_a_forum_of
from folkmoot.proceedings.seats.queries.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that may be done, and where."""

    label: str
    url: str


def deeds_for(standing: Standing, person: Person | None, *, at: datetime) -> list[Deed]:
    """
    Return what a person may do about a seat, the nearest first. Four queries at most.

    Its holder and deputies of their own place; its keepers and the chairs of its forums of
    all that keeps it filled.
    """
    if person is None:
        return []
    seat = standing.seat
    on = day_of(seat.assembly, at)
    officer = is_officer(person, seat.assembly, on=on)
    fills = officer or chairs_a_forum_of(person, seat, at=at)
    found: list[Deed] = []

    def add(label: str, name: str, *more: object) -> None:
        url = reverse(f"seats:{name}", args=[seat.assembly, seat.reference, *more])
        found.append(Deed(label=label, url=url))

    if fills and standing.state in ("vacant", "interim", "lapsed", "partly held"):
        add(_("Call its election, and tell the members"), "call")
        add(_("Record whom the forum elected in the room"), "elected_in_room")
    if officer:
        add(_("Put somebody in it by another way"), "put")
        add(_("Change the seat"), "change_seat")
        add(_("Say which forum it answers to"), "forums")
        add(_("Say which positions bind it"), "positions")
    for holding in (*standing.holders, *standing.deputies, *standing.applicants):
        own = holding.person_id == person.pk
        facts = {"name": holding.holder_name}
        if (own or officer) and holding.role != Holding.Role.APPLICANT:
            add(_("%(name)s stands aside") % facts, "aside", holding.pk)
        if own or officer:
            add(_("%(name)s leaves it") % facts, "stand_down", holding.pk)
        if fills and holding.role != Holding.Role.APPLICANT:
            add(
                _("End the mandate of %(name)s by decision of the group") % facts,
                "remove",
                holding.pk,
            )
    if fills or any(one.person_id == person.pk for one in (*standing.holders, *standing.deputies)):
        add(_("The pack that a new holder gets"), "hand_over")
    return found

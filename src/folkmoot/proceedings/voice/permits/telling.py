"""Who may remind a representative."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.permits import may_fill
from folkmoot.rules.findings import Refusal


def require_may_chase(person: Person, seat: Seat, *, at: datetime) -> None:
    """:raises Refusal: if somebody neither chairs a forum of a seat nor is a support officer."""
    if not may_fill(person, seat, at=at):
        who = _("a support officer, or the chair of a forum that this seat answers to")
        raise Refusal("not-permitted", None, {"who": who})

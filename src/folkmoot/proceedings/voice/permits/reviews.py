"""Who may reply to a look at a seat."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.voice.models import SeatReview
from folkmoot.rules.findings import Refusal


def is_concerned(person: Person, review: SeatReview, *, at: datetime) -> bool:
    """Test whether a look at a seat is about somebody, or the organisation they act for. One query."""
    holding = review.holding
    if holding is None:
        return False
    if holding.person_id == person.pk:
        return True
    on = day_of(review.seat.assembly, at)
    return holding.organisation is not None and may_act_for(person, holding.organisation, on=on)


def require_concerned(person: Person, review: SeatReview, *, at: datetime) -> None:
    """:raises Refusal: if it is neither about them nor about an organisation they act for."""
    if not is_concerned(person, review, at=at):
        who = _("the representative, or somebody who acts for their organisation")
        raise Refusal("not-permitted", None, {"who": who})

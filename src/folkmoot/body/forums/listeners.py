"""What forums do when they hear of a membership that ends, or does not end after all."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from folkmoot.body.forums.actions import (
    end_belonging,
    question_term,
    resume_belonging,
    settle_term,
)
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.models import Term
from folkmoot.body.forums.queries import belonging_of, terms_for
from folkmoot.body.membership.events import MembershipEnded, NoticeGiven, NoticeWithdrawn
from folkmoot.body.membership.models import Membership
from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person


@listen(NoticeGiven)
def when_notice_is_given(
    event: NoticeGiven, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member leaves its forums on the day its membership ceases."""
    _leave(about, left_on=event.ceases_on, by=by, at=at)


@listen(MembershipEnded)
def when_membership_ends(
    event: MembershipEnded, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member leaves its forums, and the offices held for it are looked at."""
    _leave(about, left_on=event.ceases_on, by=by, at=at)


@listen(NoticeWithdrawn)
def when_notice_is_withdrawn(
    event: NoticeWithdrawn, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member stays in the forums it was to leave, and its people in their offices."""
    del event  # it says no more than that it happened
    on = day_of(about.assembly, at)
    for member in belonging_of(about):
        if member.left_on is not None and member.left_on > on:
            resume_belonging(member=member, by=by, at=at)
    for term in _terms(about, on=on):
        settle_term(term=term, by=by, at=at)


def _leave(membership: Membership, *, left_on: date, by: Person | None, at: datetime) -> None:
    because = _("its membership ends")
    for member in belonging_of(membership):
        if member.left_on is None or member.left_on > left_on:
            end_belonging(member=member, left_on=left_on, because=because, by=by, at=at)
    for term in _terms(membership, on=day_of(membership.assembly, at)):
        question_term(term=term, by=by, at=at)


def _terms(membership: Membership, *, on: date) -> list[Term]:
    return terms_for(membership.assembly_id, membership.organisation_id, on=on)

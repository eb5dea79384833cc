"""
What forums do when they hear of a membership that ends or moves, and of bodies that do.

They also tell the register of members which forums each belongs to.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.actions import (
    end_belonging,
    leave_part,
    pass_on_belonging,
    pass_on_support,
    pass_on_term,
    question_term,
    resume_belonging,
    settle_term,
)
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.models import Term
from folkmoot.body.forums.queries import (
    belonging_of,
    forums_by_membership,
    forums_supported_by,
    open_terms_for,
    parts_taken_by,
    standing_membership,
    terms_for,
)
from folkmoot.body.membership.events import (
    MembershipEnded,
    MembershipFolded,
    NoticeGiven,
    NoticeWithdrawn,
)
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries import Beside, beside_members
from folkmoot.body.organisations.events import OrganisationClosed, OrganisationsMerged
from folkmoot.body.organisations.models import Organisation
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


@listen(MembershipFolded)
def when_membership_folds(
    event: MembershipFolded, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The survivor belongs to the forums of the one that ends, and its people keep their offices."""
    del event  # the survivor is on the row
    on = day_of(about.assembly, at)
    into = about.organisation.merged_into
    survivor = standing_membership(about.assembly_id, into.pk, on=on) if into else None
    if into is None or survivor is None:
        return
    for member in belonging_of(about):
        if member.left_on is None:
            pass_on_belonging(member=member, to=survivor, by=by, at=at)
    for term in _terms(about, on=on):
        pass_on_term(term=term, into=into, by=by, at=at)


@listen(OrganisationClosed)
def when_organisation_closes(
    event: OrganisationClosed, *, about: Organisation, by: Person | None, at: datetime
) -> None:
    """It takes part in no forum any more."""
    del event  # it says no more than that it happened
    for partner in parts_taken_by(about):
        leave_part(partner=partner, into=None, by=by, at=at)


@listen(OrganisationsMerged)
def when_organisations_merge(
    event: OrganisationsMerged, *, about: Organisation, by: Person | None, at: datetime
) -> None:
    """The survivor takes part where it did, supports what it did, and its people stay in office."""
    del event  # the survivor is on the row
    into = about.merged_into
    if into is None:
        raise ValueError(f"{about} was merged into nothing")
    for partner in parts_taken_by(about):
        leave_part(partner=partner, into=into, by=by, at=at)
    for forum in forums_supported_by(about):
        pass_on_support(forum=forum, body=about, into=into, by=by, at=at)
    for term in open_terms_for(about):
        pass_on_term(term=term, into=into, by=by, at=at)


@beside_members("forums", heading=gettext_lazy("Forums"))
def forums_beside_members(
    memberships: Sequence[Membership], *, on: date
) -> dict[int, list[Beside]]:
    """Tell which forums each member belongs to, by name. One query."""
    return {
        pk: [
            Beside(forum.name, reverse("forums:forum", args=[forum.assembly, forum.slug]))
            for forum in held
        ]
        for pk, held in forums_by_membership(memberships, on=on).items()
    }


def _leave(membership: Membership, *, left_on: date, by: Person | None, at: datetime) -> None:
    because = _("its membership ends")
    for member in belonging_of(membership):
        if member.left_on is None or member.left_on > left_on:
            end_belonging(member=member, left_on=left_on, because=because, by=by, at=at)
    for term in _terms(membership, on=day_of(membership.assembly, at)):
        question_term(term=term, by=by, at=at)


def _terms(membership: Membership, *, on: date) -> list[Term]:
    return terms_for(membership.assembly_id, membership.organisation_id, on=on)

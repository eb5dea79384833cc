"""Who may have a seat filled, take its positions and guidance on, or take part in an open body."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import belongs
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding, Seat
from folkmoot.proceedings.seats.queries.standing import Standing
from folkmoot.rules.findings import Clause, Refusal, teach

teach(
    {
        "seat-has-no-forum": (
            "This seat cannot be filled by election yet, because nobody has said which forum "
            "elects to it. The co-ordination group says so first."
        ),
        "seat-not-vacant": (
            "An election is not called, because every place of this seat is properly held "
            "until {until}."
        ),
        "forum-not-of-the-seat": "{forum} does not elect to this seat.",
        "seat-not-open": (
            "Nobody can simply take part here, because this body has a number of places, which are "
            "filled by the sector together."
        ),
        "does-not-belong-here": "{organisation} does not belong to this assembly on {on}.",
        "guidance-not-accepted": (
            "{holder} cannot be in the seat yet, because they have not accepted the guidance for "
            "representatives."
        ),
        "binding-answered": "This position was answered already.",
    }
)


def require_vacancy(standing: Standing, *, clause: Clause | None = None) -> None:
    """:raises Refusal: if every place of a seat is properly held, or it answers to no forum."""
    if not standing.forums:
        raise Refusal("seat-has-no-forum", clause, {}, by_whom=_("the co-ordination group"))
    if standing.state in ("held", "open"):
        ends = [one.ends_on for one in standing.holders if one.ends_on]
        until = min(ends) if ends else _("a day that is not known")
        raise Refusal("seat-not-vacant", None, {"until": until}, from_when=min(ends, default=None))


def require_forum_of(standing: Standing, forum: Forum) -> None:
    """:raises Refusal: if a forum is not one that a seat answers to."""
    if forum.pk not in {one.pk for one in standing.forums}:
        raise Refusal("forum-not-of-the-seat", None, {"forum": forum.name})


def require_may_enter_for(person: Person, forum: Forum, *, at: datetime) -> None:
    """:raises Refusal: if somebody neither chairs a forum nor is a support officer."""
    if not may_arrange(person, forum, at=at):
        who = _("the chair or vice-chair of {forum}, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who.format(forum=forum.name)})


def require_may_apply(
    person: Person, seat: Seat, organisation: Organisation, *, at: datetime
) -> None:
    """:raises Refusal: if the seat is not open to all, or it is not theirs to take part for."""
    on = day_of(seat.assembly, at)
    if seat.capacity != Seat.Capacity.UNLIMITED:
        raise Refusal("seat-not-open", None, {})
    if not may_act_for(person, organisation, on=on):
        who = _("somebody who acts for {organisation}").format(organisation=organisation.name)
        raise Refusal("not-permitted", None, {"who": who})
    if not belongs(seat.assembly, organisation, on=on):
        facts = {"organisation": organisation.name, "on": on}
        raise Refusal("does-not-belong-here", None, facts)


def require_own(person: Person, holding: Holding, *, at: datetime) -> None:
    """:raises Refusal: if somebody is not the one in a seat by a holding now."""
    on = day_of(holding.seat.assembly, at)
    is_over = holding.ended_on is not None and holding.ended_on <= on
    if holding.person_id != person.pk or is_over:
        raise Refusal("not-permitted", None, {"who": _("the representative in this seat")})

"""Who may declare an interest, for whom, and who says what follows from it."""

from datetime import datetime

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Interest, Meeting
from folkmoot.proceedings.meetings.permits import (
    may_preside,
    require_may_arrange,
    require_may_preside,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause, Refusal, teach

teach(
    {
        "own-interest": (
            "Nobody says what follows from an interest of their own or of their organisation, "
            "so somebody else who presides has to."
        ),
        "interest-closed": "This interest was closed at {closed_at}.",
        "interest-without-item": (
            "This interest is in no one item, so nothing follows from it yet. Declare it for "
            "the item that it touches."
        ),
        "interest-declared-already": (
            "{name} has declared an interest in this item already, so it stands once."
        ),
        "item-gone": "This item was withdrawn from the agenda, so no interest in it is needed.",
    }
)


def require_may_declare(
    by: Person, person: Person | None, meeting: Meeting | None, interest: Interest, *, at: datetime
) -> None:
    """
    Everybody declares for themselves, and for an organisation if they act for it.

    Whoever looks after a meeting enters what somebody says there; a support officer what
    stands whatever is taken.

    :raises Refusal: if it is none of these. Two queries at most.
    """
    if person is not None and person.pk == by.pk:
        organisation = interest.organisation
        on = day_of(interest.assembly, at)
        if organisation is not None and not may_act_for(by, organisation, on=on):
            who = f"somebody who acts for {organisation.name}"
            raise Refusal("not-permitted", None, {"who": who})
        return
    if meeting is not None:
        require_may_arrange(by, meeting.forum, at=at)
    elif not is_officer(by, interest.assembly, on=day_of(interest.assembly, at)):
        raise Refusal(
            "not-permitted", None, {"who": "the person themselves, or a support officer,"}
        )


def is_own(person: Person, interest: Interest, *, at: datetime) -> bool:
    """Test whether an interest is somebody's own, or of an organisation they act for."""
    if interest.person_id == person.pk:
        return True
    if not interest.is_of_organisation or interest.organisation is None:
        return False
    return may_act_for(person, interest.organisation, on=day_of(interest.assembly, at))


def require_may_rule(
    by: Person, interest: Interest, *, clause: Clause | None, at: datetime
) -> None:
    """
    Whoever presides over the item says what follows, and never of their own interest.

    :raises Refusal: if they do not preside, or it is their own.
    """
    require_may_preside(by, _meeting(interest), interest.item, at=at)
    if is_own(by, interest, at=at):
        raise Refusal("own-interest", clause, {})


def may_rule(person: Person, interest: Interest, *, at: datetime) -> bool:
    """Test whether somebody may say what follows from an interest. Six queries at most."""
    if interest.item is None or interest.closed_at is not None:
        return False
    may, _found = may_preside(person, _meeting(interest), interest.item, at=at)
    return may and not is_own(person, interest, at=at)


def require_may_close(
    by: Person, interest: Interest, *, clause: Clause | None, at: datetime
) -> None:
    """
    An interest in an item is closed by whoever presides; one that stands, by whose it is.

    :raises Refusal: if they may not.
    """
    if interest.item is not None:
        require_may_rule(by, interest, clause=clause, at=at)
        return
    on = day_of(interest.assembly, at)
    if interest.person_id != by.pk and not is_officer(by, interest.assembly, on=on):
        raise Refusal("not-permitted", None, {"who": "whoever declared it, or a support officer,"})


def _meeting(interest: Interest) -> Meeting:
    if interest.meeting is None:
        raise AssertionError("an interest in an item is in its meeting")
    return interest.meeting

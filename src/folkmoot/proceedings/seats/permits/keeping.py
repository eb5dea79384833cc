"""Who may settle to which forum a seat answers."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.permits import chairs_forum
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.queries.concerned import group_of
from folkmoot.proceedings.seats.queries.sending import IN_FAVOUR, decision_cited
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "board-of-the-name": "There is a board called {name} in the register already.",
        "nominated-seat-without-links": (
            "A seat that is filled by nomination needs to say on which links to local groups it "
            "rests."
        ),
        "fewer-places-than-holders": (
            "The seat cannot have {places} places, because {held} people are in it."
        ),
        "interim-without-a-day": (
            "An interim holder of a seat that is filled by election needs a day by which "
            "somebody is elected."
        ),
        "group-has-to-say": (
            "Only the co-ordination group says which forum elects. Its chair can record it, or a "
            "support officer with the number of its decision."
        ),
        "not-that-groups-decision": "Decision {motion} is not one that {group} agreed or carried.",
    }
)


def require_may_settle_forums(
    person: Person, seat: Seat, *, motion: str, because: str, at: datetime
) -> str:
    """
    Return by what it is settled to which forums a seat answers.

    The chair of the co-ordination group says so, or a support officer cites its decision. An
    assembly without such a group leaves it to its support officers.

    :raises Refusal: if they may not, or the decision is not that group's.
    """
    on = day_of(seat.assembly, at)
    group = group_of(seat.assembly, on=on)
    officer = is_officer(person, seat.assembly, on=on)
    if group is None:
        if not officer:
            raise Refusal("not-permitted", None, {"who": _("a support officer of this assembly")})
        return because.strip()
    book = book_for(seat.assembly, on=on)
    clause = clause_with_key(book, "which-forum-elects") if book is not None else None
    chairs = chairs_forum(person, group, at=at)
    if not officer and not chairs:
        raise Refusal("group-has-to-say", clause, {}, by_whom=group.name)
    if motion.strip():
        decided = decision_cited(seat.assembly, motion.strip())
        if decided is None or decided.forum_id != group.pk or decided.outcome not in IN_FAVOUR:
            facts = {"motion": motion.strip(), "group": group.name}
            raise Refusal("not-that-groups-decision", clause, facts)
        return _("decision %(motion)s of %(group)s") % {
            "motion": decided.reference,
            "group": group.name,
        }
    if not chairs:
        raise Refusal("group-has-to-say", clause, {}, by_whom=group.name)
    words = because.strip()
    said = _("%(group)s, by its chair") % {"group": group.name}
    return f"{said}: {words}" if words else said

"""Who may leave a seat, give way in it, or have somebody taken out of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.queries.sending import is_of_a_public_body
from folkmoot.rules.cases.concerns import STATUTORY, statutory_body_only_raises_a_concern
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "decision-not-in-favour": (
            "Decision {motion} cannot be relied on here, because it was: {outcome}."
        ),
        "no-such-decision": "The register of decisions has no decision {motion} of {group}.",
        "decision-before-the-mandate": (
            "Decision {motion} cannot end this mandate, because it was made on {decided_on}, "
            "before the mandate began."
        ),
        "not-sent-by-us": (
            "{holder} was put in this seat by {authority}, so no group here gave the mandate or "
            "can end it. The seat can be reviewed, and the assembly can ask that body."
        ),
        "nobody-sent-them": (
            "There is no group that this seat answers to, so nobody can end the mandate yet."
        ),
        "aside-in-the-past": "Nobody can stand aside from {from_on}, a day that is over.",
        "back-already": "{holder} is back in the seat already.",
        "deputy-of-another-seat": "{deputy} is not a deputy of this seat now.",
    }
)


def may_leave(person: Person, holding: Holding, *, at: datetime) -> bool:
    """Whoever is in a seat may leave it or give way; a support officer writes down that they do."""
    on = day_of(holding.seat.assembly, at)
    return holding.person_id == person.pk or is_officer(person, holding.seat.assembly, on=on)


def require_may_leave(person: Person, holding: Holding, *, at: datetime) -> None:
    """:raises Refusal: if they may not, or the holding is over."""
    if not may_leave(person, holding, at=at):
        who = _("the representative, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who})
    if holding.ended_on is not None:
        facts = {"holder": holding.holder_name, "ended_on": holding.ended_on}
        raise Refusal("holding-over", None, facts)


def require_no_sanction(person: Person, holding: Holding, act: str, *, at: datetime) -> None:
    """
    Refuse a public body's people an act about a representative that is not theirs.

    :param act: as the agreement names it: "remove", "suspend", "replace", "punish".
    :raises Refusal: under the agreement's clause on concerns, if they act for a public body.
    """
    on = day_of(holding.seat.assembly, at)
    if not is_of_a_public_body(person, holding, on=on):
        return
    book = book_with(holding.seat.assembly, "concerns.barred_acts", on=on)
    if book is not None:
        statutory_body_only_raises_a_concern(book, sector=STATUTORY, act=act).require()


def require_may_remove(
    person: Person, holding: Holding, group: Forum | None, *, at: datetime
) -> None:
    """
    Require that somebody may enter a group's decision to end a mandate it gave.

    The chair or vice-chair of that group, or a support officer.

    :raises Refusal: if they may not; under its clause if they act for a public body.
    """
    require_no_sanction(person, holding, "remove", at=at)
    if holding.ended_on is not None:
        facts = {"holder": holding.holder_name, "ended_on": holding.ended_on}
        raise Refusal("holding-over", None, facts)
    if group is None:
        if holding.authority:
            facts = {"holder": holding.holder_name, "authority": holding.authority}
            raise Refusal("not-sent-by-us", None, facts)
        raise Refusal("nobody-sent-them", None, {})
    if not may_arrange(person, group, at=at):
        who = _("the chair or vice-chair of {group}, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who.format(group=group.name)})

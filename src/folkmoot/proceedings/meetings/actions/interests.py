from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.interests import (
    InterestClosed,
    InterestClosedLetter,
    InterestDeclared,
    InterestDeclaredLetter,
    InterestRuled,
    InterestRuledLetter,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Interest, Meeting
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.proceedings.meetings.permits.interests import (
    require_may_close,
    require_may_declare,
    require_may_rule,
)
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.meetings.queries.presiding import TAKES_AWAY, presiding
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.meetings.interests import (
    exclusion_follows_a_declaration,
    interest_is_declared_in_its_moment,
)


@transaction.atomic
def declare_interest(
    *,
    assembly: Assembly,
    item: AgendaItem | None,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    is_of_organisation: bool,
    moment: str,
    nature: str,
    is_public: bool = True,
    suggested_by: str = "",
    by: Person,
    at: datetime,
) -> Interest:
    """
    Enter an interest on the register: in an item of a meeting, or whatever is taken.

    The same words about the same item are entered once. Whoever presides over the item
    is told, and that is the vice-chair where the interest is the chair's.

    :param item: None for a standing interest.
    :param person: None for one without an account, who is known by name.
    :param moment: by the name that the agreement uses.
    :raises Refusal: if `by` may not declare it, the moment is none of those there are, or
        the meeting is over or cancelled.
    """
    meeting = hold(item.meeting) if item is not None else None
    interest = Interest(
        assembly=assembly,
        meeting=meeting,
        item=item,
        person=person,
        name=name.strip()[:200],
        organisation=organisation,
        is_of_organisation=is_of_organisation,
        moment=moment,
        nature=nature.strip(),
        is_public=is_public,
        suggested_by=suggested_by,
        declared_at=at,
        entered_by=by,
    )
    require_may_declare(by, person, meeting, interest, at=at)
    if meeting is not None:
        _require_open(meeting, item)
    book = book_with(assembly, "interests.named", on=day_of(assembly, at))
    clause = None
    if book is not None:
        clause = interest_is_declared_in_its_moment(book, moment=moment).require().clause
    before = _declared_before(interest)
    if before is not None and before.nature == interest.nature:
        return before
    if before is not None and item is not None:
        raise Refusal("interest-declared-already", clause, {"name": interest.name})

    interest.save()
    event = InterestDeclared(**_recorded(interest), moment=moment)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if meeting is not None and item is not None:
        letter = InterestDeclaredLetter(
            **_told_of(interest), forum=meeting.forum.name, name=interest.name
        )
        tell(_whoever_rules(meeting, item, at=at), letter, assembly=assembly.slug, at=at)
        stir(meeting)
    return interest


@transaction.atomic
def rule_on_interest(
    *, interest: Interest, effect: str, because: str = "", by: Person, at: datetime
) -> Interest:
    """
    Say what follows from an interest in an item: they stay, have no vote, or leave.

    From then on the item is closed to those who leave, wherever it would be seen. It may
    be said anew until the interest is closed.

    :raises Refusal: if `by` does not preside over the item, it is their own interest, or
        something is taken away without a reason.
    """
    interest, meeting, clause = _held(interest, at=at)
    if interest.item is None or meeting is None:
        raise Refusal("interest-without-item", clause, {})
    require_may_rule(by, interest, clause=clause, at=at)
    _require_not_closed(interest, clause)
    if effect in TAKES_AWAY:
        book = book_with(
            interest.assembly, "recusal.needs_reason", on=day_of(interest.assembly, at)
        )
        if book is not None:
            exclusion_follows_a_declaration(book, is_declared=True, reason=because).require()
        if not because.strip():
            raise Refusal("exclusion-without-reason-given", clause, {})
    if (interest.effect, interest.effect_because) == (effect, because.strip()):
        return interest

    interest.effect, interest.effect_because = effect, because.strip()
    interest.ruled_at, interest.ruled_by = at, by
    interest.save(update_fields=["effect", "effect_because", "ruled_at", "ruled_by"])
    event = InterestRuled(**_recorded(interest), effect=effect)
    record(event, assembly=interest.assembly.slug, by=by, at=at, under=clause)
    letter = InterestRuledLetter(
        **_told_of(interest),
        forum=meeting.forum.name,
        effect=effect,
        because=interest.effect_because,
    )
    tell(_concerned(interest, at=at), letter, assembly=interest.assembly.slug, at=at)
    stir(meeting)
    return interest


@transaction.atomic
def close_interest(*, interest: Interest, by: Person, at: datetime) -> Interest:
    """
    Put down that an interest no longer holds; what it closed is open again at once.

    :raises Refusal: if `by` may not: whoever presides over its item, or whose it is where
        it stands whatever is taken.
    """
    interest, meeting, clause = _held(interest, at=at)
    if interest.closed_at is not None:
        return interest
    require_may_close(by, interest, clause=clause, at=at)

    interest.closed_at = at
    interest.save(update_fields=["closed_at"])
    event = InterestClosed(**_recorded(interest))
    record(event, assembly=interest.assembly.slug, by=by, at=at, under=clause)
    if meeting is not None:
        letter = InterestClosedLetter(**_told_of(interest), forum=meeting.forum.name)
        tell(_concerned(interest, at=at), letter, assembly=interest.assembly.slug, at=at)
        stir(meeting)
    return interest


def _held(interest: Interest, *, at: datetime) -> tuple[Interest, Meeting | None, Clause | None]:
    """The interest as it is now, held with its meeting, and the clause on leaving the room."""
    meeting = hold(interest.meeting) if interest.meeting is not None else None
    rows = Interest.objects.select_related("assembly", "item", "organisation", "person")
    found = rows.select_for_update(of=("self",), no_key=True).get(pk=interest.pk)
    if meeting is not None:
        found.meeting = meeting
    return found, meeting, clause_on(found.assembly, "recusal", on=day_of(found.assembly, at))


def _require_open(meeting: Meeting, item: AgendaItem | None) -> None:
    require_not_cancelled(meeting)
    if meeting.closed_at is not None:
        raise Refusal("meeting-over", None, {"closed_at": meeting.closed_at})
    if item is not None and item.withdrawn_at is not None:
        raise Refusal("item-gone", None, {})


def _require_not_closed(interest: Interest, clause: Clause | None) -> None:
    if interest.closed_at is not None:
        raise Refusal("interest-closed", clause, {"closed_at": interest.closed_at})


def _declared_before(interest: Interest) -> Interest | None:
    """What the same person declared of the same, and which is open still."""
    rows = Interest.objects.filter(
        assembly=interest.assembly,
        item=interest.item,
        person=interest.person,
        organisation=interest.organisation,
        is_of_organisation=interest.is_of_organisation,
        closed_at=None,
    )
    if interest.person is None:
        rows = rows.filter(name__iexact=interest.name)
    if interest.item is None:
        rows = rows.filter(nature=interest.nature)
    return rows.order_by("pk").first()


def _whoever_rules(meeting: Meeting, item: AgendaItem, *, at: datetime) -> list[Person]:
    person = presiding(meeting, item, at=at).person
    return [person] if person else officers(meeting.assembly, on=day_of(meeting.assembly, at))


def _concerned(interest: Interest, *, at: datetime) -> list[Person]:
    """Whose interest it is: the person, and where it is their organisation's all who act for it."""
    people = [interest.person] if interest.person is not None else []
    if interest.is_of_organisation and interest.organisation is not None:
        on = day_of(interest.assembly, at)
        people += people_acting_for(interest.organisation, on=on)
    return people


def _recorded(interest: Interest) -> dict[str, Any]:
    """What the public record says of an interest; whose it is only where everybody may know."""
    told = _told_of(interest)
    return told if interest.is_public else {**told, "organisation": ""}


def _told_of(interest: Interest) -> dict[str, Any]:
    """What is told of an interest: never whose it is, unless an organisation's."""
    of_body = interest.is_of_organisation and interest.organisation is not None
    return {
        "interest": interest.pk,
        "meeting": interest.meeting.reference if interest.meeting is not None else "",
        "item": interest.item.title if interest.item is not None else "",
        "organisation": interest.organisation.name if of_body and interest.organisation else "",
    }

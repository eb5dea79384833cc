"""An agreement is read, before it is signed, for what it has to show."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.work.compact.events import AccordChecked
from folkmoot.work.compact.models import Accord, AccordCheck
from folkmoot.work.compact.permits import require_keeps
from folkmoot.work.compact.queries.checks import checking_book, flags_of


@transaction.atomic
@recording_last()
def check_accord(
    *,
    accord: Accord,
    limits_nothing: bool | None,
    limits_words: str,
    duties: str,
    has_equality_term: bool | None,
    equality_where: str,
    by: Person,
    at: datetime,
) -> AccordCheck:
    """
    Enter what was found when an agreement was read: freedom in law, duties, equality law.

    None is not known. What is missing is pointed out before it is signed, and stops nobody.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(accord.assembly, at=at)
    require_keeps(by, accord.assembly, on=on)
    made, _ = AccordCheck.objects.update_or_create(
        accord=accord,
        defaults={
            "limits_nothing": limits_nothing,
            "limits_words": limits_words.strip(),
            "duties": duties.strip(),
            "has_equality_term": has_equality_term,
            "equality_where": equality_where.strip(),
            "checked_on": on,
            "checked_by": by,
        },
    )
    accord.check_made = made
    book = checking_book(accord.assembly, on=on)
    missing = flags_of(accord, book)
    event = AccordChecked(accord=accord.slug, title=accord.title, is_clear=not missing)
    under = book.clause("principle-independence") if book is not None else None
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=under)
    return made

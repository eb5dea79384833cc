from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce, begin, case_with
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.permits import require_may_raise_concern
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of


@transaction.atomic
def raise_concern(
    *,
    assembly: Assembly,
    about: Organisation | None,
    title: str,
    account: str,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Bring a public body's concern about a representative to the co-ordination group's chair.

    :param about: the member that the representative belongs to, where there is one.
    :raises Refusal: if `by` is no officer of a public body, nor a support officer.
    """
    if (made := case_with(form_key)) is not None:
        return made
    require_may_raise_concern(by, assembly, at=at)
    book = book_for(assembly, on=day_of(assembly, at))

    case = begin(
        assembly=assembly,
        kind=Case.Kind.CONCERN,
        forum=None,
        title=title,
        account=account,
        parties=[(about, Party.Role.CONCERNED)] if about is not None else [],
        book=book,
        by=by,
        at=at,
        form_key=form_key,
    )
    clause = clause_with_key(book, "concerns-to-the-chair") if book else None
    announce(case, under=clause, by=by, at=at)
    return case

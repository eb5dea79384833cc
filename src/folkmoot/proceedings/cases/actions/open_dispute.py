from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import belongs, clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce, begin, case_with
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.permits import require_may_raise_for
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def open_dispute(
    *,
    assembly: Assembly,
    raised_for: Organisation,
    against: Organisation,
    forum: Forum | None,
    title: str,
    account: str,
    principle: str = "",
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Open a dispute between two members, which begins with their talking.

    Sending the same form twice opens one.

    :param forum: where it arose; None for the assembly as a whole.
    :param principle: the key of the clause that states the principle at issue, where one is named.
    :raises Refusal: if `by` may not raise it for that member, either does not belong, or both
        are the same.
    """
    if (made := case_with(form_key)) is not None:
        return made
    require_may_raise_for(by, raised_for, assembly, at=at)
    on = day_of(assembly, at)
    if against.pk == raised_for.pk:
        raise Refusal("case-against-oneself", None, {})
    if not belongs(assembly, against, on=on):
        raise Refusal("not-a-partner", None, {"organisation": against.name})
    book = book_for(assembly, on=on)

    case = begin(
        assembly=assembly,
        kind=Case.Kind.DISPUTE,
        forum=forum,
        title=title,
        account=account,
        parties=[(raised_for, Party.Role.RAISED), (against, Party.Role.CONCERNED)],
        book=book,
        by=by,
        at=at,
        form_key=form_key,
        clause_cited=principle,
    )
    announce(case, under=clause_with_key(book, "dialogue") if book else None, by=by, at=at)
    return case

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce, begin, case_with
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.permits import require_may_raise_for
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def open_compact_case(
    *,
    assembly: Assembly,
    raised_for: Organisation,
    against: Organisation,
    document: str,
    commitment: str,
    title: str,
    account: str,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Open a case that says that a commitment was not kept, and names the commitment.

    :param against: any body on the register, because public bodies sign a Compact too.
    :param commitment: the key of the clause at issue, in a document the assembly adopted.
    :raises Refusal: if `by` may not raise it for that partner, or both bodies are the same.
    :raises NotInForce: if the assembly has not adopted the document.
    :raises NotFixed: if the document has no such clause.
    """
    if (made := case_with(form_key)) is not None:
        return made
    require_may_raise_for(by, raised_for, assembly, at=at)
    book = in_force(assembly, on=day_of(assembly, at), document=document)
    cited = book.clause(commitment)
    if against.pk == raised_for.pk:
        raise Refusal("case-against-oneself", cited, {})

    case = begin(
        assembly=assembly,
        kind=Case.Kind.COMPACT,
        forum=None,
        title=title,
        account=account,
        parties=[(raised_for, Party.Role.RAISED), (against, Party.Role.CONCERNED)],
        book=book,
        by=by,
        at=at,
        form_key=form_key,
        clause_cited=commitment,
    )
    announce(case, under=clause_with_key(book, "disagreements") or cited, by=by, at=at)
    return case

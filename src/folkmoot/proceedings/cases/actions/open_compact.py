from collections.abc import Sequence
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
from folkmoot.proceedings.cases.queries.cases import judged
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.compact.filing import (
    filed_under_a_principle,
    principle_of,
    respect_names_its_standard,
)
from folkmoot.rules.findings import Refusal
from folkmoot.rules.rulebook import NotFixed, Rulebook


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
    principles: Sequence[str] = (),
    standards: Sequence[str] = (),
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Open a case that says that a commitment was not kept, and names the commitment.

    :param against: any body on the register, because public bodies sign a Compact too.
    :param commitment: the key of the clause at issue, in a document the assembly adopted.
    :param principles: under which principles it is filed, in the words of the document; where the
        clause at issue is a principle, it is filed under that one too.
    :param standards: which standards of conduct were missed.
    :raises Refusal: if `by` may not raise it for that partner, both bodies are the same, it is filed
        under no principle, or is about mutual respect and names no standard that was missed.
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

    filed = list(dict.fromkeys((*_stated_by(book, commitment), *principles)))
    for finding in (
        judged(book, filed_under_a_principle, principles=filed),
        judged(book, respect_names_its_standard, principles=filed, standards=list(standards)),
    ):
        if finding is not None:
            finding.require()

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
        principles=filed,
        standards=list(standards),
    )
    announce(case, under=clause_with_key(book, "disagreements") or cited, by=by, at=at)
    return case


def _stated_by(book: Rulebook, commitment: str) -> list[str]:
    """Return the principle that a clause states, where the document names its principles."""
    try:
        found = principle_of(book, commitment)
    except NotFixed:
        return []
    return [found] if found else []

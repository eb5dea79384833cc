from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.events import DocumentAdopted, RuleAmended
from folkmoot.body.rulebook.models import Adoption, Amendment
from folkmoot.body.rulebook.permits import (
    amendment_had_its_notice,
    amendment_has_its_majority,
    require_amendable,
)
from folkmoot.body.rulebook.queries import documents, in_force, pinned
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person


@transaction.atomic
def adopt(
    *,
    assembly: Assembly,
    document: str,
    version: str,
    from_on: date,
    is_agreement: bool = False,
    by: Person | None,
    at: datetime,
) -> Adoption:
    """
    Bind an assembly to a version of a governing document from a day.

    The version that bound it until then binds it no longer from that day. A process
    already begun is judged to its end by the version it was begun under.

    :param is_agreement: whether this is the document that says who is a member and
        how offices are filled.
    :raises NotInForce: if this installation does not hold that version.
    """
    pinned(document, version)
    standing = assembly.adoptions.filter(document=document, until_on=None)
    standing.update(until_on=from_on)
    adoption = Adoption.objects.create(
        assembly=assembly,
        document=document,
        version=version,
        is_agreement=is_agreement,
        from_on=from_on,
    )
    event = DocumentAdopted(
        document=document,
        title=documents()[document].title,
        version=version,
        from_on=from_on,
        is_agreement=is_agreement,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    return adoption


@transaction.atomic
def amend(
    *,
    assembly: Assembly,
    document: str | None,
    parameter: str,
    value: Any,
    unit: str,
    from_on: date,
    decided_by: str,
    proposed_on: date,
    decided_on: date,
    votes: tuple[int, int] | None,
    by: Person | None,
    at: datetime,
) -> Amendment:
    """
    Change one thing that a document fixes from a day: part of a deed that was allowed already.

    What was begun before that day is judged to its end as the version was then.

    :param document: None for the assembly's agreement.
    :param value: as the document's file would write it.
    :param unit: that in which it is told; it has to be the document's own.
    :param decided_by: the reference of the decision, which is public.
    :param votes: for and against; None where it was agreed without a vote.
    :raises NotInForce: if the assembly is not bound by the document on that day.
    :raises Refusal: if the document fixes no such thing, the value does not fit, or the
        document's own rules for changing it were not kept.
    """
    book = in_force(assembly, on=from_on, document=document)
    now = book.parameter(parameter) if parameter in book.parameters else None
    then = require_amendable(book, parameter=parameter, value=value, unit=unit)
    judged = in_force(assembly, on=decided_on, document=document)
    notice = amendment_had_its_notice(judged, told_on=proposed_on, voted_on=decided_on)
    majority = (
        amendment_has_its_majority(judged, votes_for=votes[0], votes_against=votes[1])
        if votes is not None
        else None
    )
    for finding in (notice, majority):
        if finding is not None:
            finding.require()
    amendment = Amendment.objects.create(
        assembly=assembly,
        document=book.document,
        version=book.number,
        parameter=parameter,
        value=value,
        clause=then.clause.key,
        from_on=from_on,
        decided_by=decided_by,
        entered_at=at,
    )
    event = RuleAmended(
        document=book.document,
        title=book.title,
        clause=str(then.clause),
        parameter=parameter,
        was=str(now),
        now=str(then),
        from_on=from_on,
        decided_by=decided_by,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=then.clause)
    return amendment

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.events import DocumentAdopted
from folkmoot.body.rulebook.models import Adoption
from folkmoot.body.rulebook.queries import documents, pinned
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

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.events import MembersAskedToSign, SignAgainLetter
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import require_keeper
from folkmoot.body.membership.queries import clause_with_key, to_re_sign
from folkmoot.body.organisations.models import Authority
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
def ask_to_re_sign(*, assembly: Assembly, by: Person, at: datetime) -> int:
    """
    Write to every member that has yet to sign the version in force; return how many.

    Each is asked once for each version. A member for which nobody acts cannot be written
    to, and stays on the list.

    :raises Refusal: if `by` does not keep the register, or nobody is left to ask.
    """
    today = day_in(assembly, at=at)
    require_keeper(by, assembly, on=today)
    book = in_force(assembly, on=today)
    clause = clause_with_key(book, "sign-up")
    waiting = list(to_re_sign(assembly, on=today).exclude(asked_version=book.number))
    acting: dict[int, list[Person]] = {}
    authorities = Authority.objects.standing_on(today).filter(
        organisation__in=[membership.organisation_id for membership in waiting]
    )
    for authority in authorities.select_related("person").order_by("pk"):
        acting.setdefault(authority.organisation_id, []).append(authority.person)
    asked = [membership for membership in waiting if membership.organisation_id in acting]
    if not asked:
        raise Refusal("nobody-to-ask", clause, {})

    Membership.objects.filter(pk__in=[membership.pk for membership in asked]).update(
        asked_version=book.number
    )
    event = MembersAskedToSign(document=book.document, version=book.number, members=len(asked))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    for membership in asked:
        letter = SignAgainLetter(
            organisation=membership.organisation.name,
            reference=membership.organisation.reference,
            assembly_name=assembly.name,
            title=book.title,
            version=book.number,
        )
        tell(acting[membership.organisation_id], letter, assembly=assembly.slug, at=at)
    return len(asked)

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import HelpAsked, HelpRequestLetter, HelpRequestReceipt
from folkmoot.body.organisations.models import HelpRequest, SupportBody
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.body.organisations.queries.helping import was_asked_with
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal


@transaction.atomic
def ask_for_help(
    *,
    body: SupportBody,
    group: str,
    words: str,
    for_whom: str = "",
    place: Area | None = None,
    agreed: bool,
    key: str,
    by: Person,
    at: datetime,
) -> HelpRequest:
    """
    Write to an infrastructure body for a group that needs help.

    The record says only that the body was asked: neither by whom nor for what. A form that
    is sent twice asks once.

    :param agreed: whether the body may read it, which the group must say.
    :raises Refusal: if the group has not agreed, or nobody at the body can be written to.
    """
    if (made := was_asked_with(key)) is not None:
        return made
    assembly, name = body.assembly, body.organisation.name
    on = day_in(assembly, at=at)
    if not agreed:
        raise Refusal("help-without-consent", None, {"body": name})
    people = people_acting_for(body.organisation, on=on)
    if not people:
        raise Refusal("nobody-to-help", None, {"body": name})
    request = HelpRequest.objects.create(body=body, asked_on=on, form_key=key)
    # Nobody is named as the one who did it: a group may ask without the world knowing.
    event = HelpAsked(body=body.organisation.reference, name=name)
    record(event, assembly=assembly.slug, by=None, at=at)
    letter = HelpRequestLetter(
        body=name,
        group=group.strip(),
        words=words.strip(),
        for_whom=for_whom,
        place=place.name if place else "",
        from_name=by.name,
        from_email=by.email,
    )
    tell(people, letter, assembly=assembly.slug, at=at)
    receipt = HelpRequestReceipt(body=name, group=letter.group, words=letter.words)
    tell(by, receipt, assembly=assembly.slug, at=at)
    return request

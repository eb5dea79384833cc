"""Laws listed and looked at again, and documents tied to others."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.actions.frame import begin, count_gaps, keep, require_past
from folkmoot.work.documents.events import LawChecked, LawKept, PolicyLinked
from folkmoot.work.documents.models import Document, Law, Link

OF_LAW = ("jurisdiction", "effective_on", "checked_on", "is_repealed", "note", "link")


@transaction.atomic
@recording_last()
def keep_law(*, document: Document, name: str, by: Person, at: datetime, **kept: Any) -> Law:
    """
    List a law, or change what is said of the one of that name.

    :param kept: what is said of it, by the names in `OF_LAW`.
    :raises Refusal: if it is said to be checked on a day to come, or `by` may not.
    """
    on = begin(document, by=by, at=at)
    if kept.get("checked_on"):
        require_past(kept["checked_on"], on=on)
    told = {one: kept[one] for one in OF_LAW if one in kept}
    law, _ = Law.objects.update_or_create(document=document, name=name.strip(), defaults=told)
    count_gaps(document)
    event = LawKept(
        document=document.number, title=document.title, law=law.name, is_repealed=law.is_repealed
    )
    keep(event, document, "laws", by=by, at=at)
    return law


@transaction.atomic
@recording_last()
def check_law(
    *, law: Law, checked_on: date, is_repealed: bool, note: str, by: Person, at: datetime
) -> Law:
    """
    Keep that somebody looked whether a law still holds.

    :raises Refusal: if the day is still to come, or `by` may not.
    """
    document = law.document
    on = begin(document, by=by, at=at)
    require_past(checked_on, on=on)
    law.checked_on, law.is_repealed, law.note = checked_on, is_repealed, note.strip()
    law.save(update_fields=["checked_on", "is_repealed", "note"])
    event = LawChecked(
        document=document.number, title=document.title, law=law.name, is_repealed=is_repealed
    )
    keep(event, document, "laws", by=by, at=at)
    return law


@transaction.atomic
@recording_last()
def tie(
    *,
    document: Document,
    kind: str,
    to: Document | None,
    title: str,
    link: str,
    until_on: date | None,
    note: str,
    by: Person,
    at: datetime,
) -> Link:
    """
    Tie a document to another that is kept here, or to one that is only named.

    :raises Refusal: if it would follow itself, or `by` may not.
    """
    begin(document, by=by, at=at)
    if to is not None and to.pk == document.pk:
        raise Refusal("follows-itself", None, {})
    told = {"link": link, "until_on": until_on, "note": note.strip()}
    if to is not None:
        made, _ = Link.objects.update_or_create(
            document=document, kind=kind, to=to, defaults=told | {"title": ""}
        )
    else:
        made = Link.objects.create(document=document, kind=kind, title=title.strip(), **told)
    count_gaps(document)
    event = PolicyLinked(
        document=document.number,
        title=document.title,
        how=made.get_kind_display(),
        to=to.title if to is not None else made.title,
    )
    keep(event, document, "programmes", by=by, at=at)
    return made

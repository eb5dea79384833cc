"""New material tried with a few and given out; forms of a version; statements of how things stand."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.marks import draft_mark_of_address
from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.actions.frame import (
    begin,
    keep,
    require_past,
    warn_of_draft_mark,
)
from folkmoot.work.documents.events import (
    PilotGroupKept,
    PolicyFormatKept,
    ResourceGivenOut,
    StatusChecked,
    StatusStated,
)
from folkmoot.work.documents.models import Format, GivenOut, PilotGroup, Statement, Version
from folkmoot.work.documents.permits import require_keeps_documents
from folkmoot.work.documents.queries.clauses import clause_for


@transaction.atomic
@recording_last()
def keep_format(
    *,
    version: Version,
    kind: str,
    language: str,
    link: str,
    draft_mark: str,
    by: Person,
    at: datetime,
) -> Format:
    """
    Keep where a version can be had in a form; a file put in its place replaces it.

    :param draft_mark: the words by which the file calls itself a draft, if somebody saw any; its
        name is looked at here.
    :raises Refusal: if `by` may not.
    """
    document = version.document
    begin(document, by=by, at=at)
    mark = draft_mark.strip() or draft_mark_of_address(link)
    made, _ = Format.objects.update_or_create(
        version=version,
        kind=kind,
        language=language.strip() if kind == Format.Kind.LANGUAGE else "",
        defaults={"link": link, "draft_mark": mark},
    )
    event = PolicyFormatKept(
        document=document.number,
        title=document.title,
        version=version.number,
        form=made.language or made.get_kind_display(),
    )
    keep(event, document, "formats", by=by, at=at)
    if version.adopted_on is not None and version.replaced_on is None:
        warn_of_draft_mark(document, mark, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def keep_pilot(
    *, version: Version, name: str, from_on: date, said: str, by: Person, at: datetime
) -> PilotGroup:
    """
    Name a group that tries a version, or keep what it said of it.

    :raises Refusal: if `by` may not.
    """
    document = version.document
    on = begin(document, by=by, at=at)
    words = said.strip()
    made, _ = PilotGroup.objects.update_or_create(
        version=version,
        name=name.strip(),
        defaults={"from_on": from_on, "said": words, "said_on": on if words else None},
    )
    event = PilotGroupKept(
        document=document.number, title=document.title, version=version.number, group=made.name
    )
    keep(event, document, "pilots", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def give_out(
    *,
    version: Version,
    to: str,
    on: date,
    copies: int,
    people: int,
    by: Person,
    at: datetime,
) -> GivenOut:
    """
    Count the copies of a version that went to somebody, and for how many people.

    :raises Refusal: if the day is still to come, or `by` may not.
    """
    document = version.document
    today = begin(document, by=by, at=at)
    require_past(on, on=today)
    made = GivenOut.objects.create(
        version=version, to=to.strip(), on=on, copies=copies, people=people
    )
    event = ResourceGivenOut(
        document=document.number,
        title=document.title,
        version=version.number,
        to=made.to,
        copies=copies,
        people=people,
    )
    keep(event, document, "pilots", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def state(
    *,
    assembly: Assembly,
    statement: Statement | None = None,
    title: str,
    words: str,
    written_on: date,
    review_on: date | None,
    by: Person,
    at: datetime,
) -> Statement:
    """
    State how something stands, or change what was stated; either counts as a check of it.

    :raises Refusal: if its day is still to come, or `by` may not.
    """
    on = day_in(assembly, at=at)
    require_keeps_documents(by, assembly, on=on)
    require_past(written_on, on=on)
    made = statement or Statement(assembly=assembly)
    made.title, made.words, made.written_on = title.strip(), words.strip(), written_on
    made.review_on, made.edited_at = review_on, at
    # What is copied from an older page was last looked at when it was written, and not today.
    made.checked_on = on if statement is not None else written_on
    made.save()
    event = StatusStated(statement=made.pk, title=made.title, written_on=written_on)
    under = clause_for(assembly, "status", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    return made


@transaction.atomic
@recording_last()
def check_statement(
    *, statement: Statement, checked_on: date, review_on: date | None, by: Person, at: datetime
) -> Statement:
    """
    Keep that a statement was looked at again and still holds.

    :raises Refusal: if the day is to come or before it was written, or `by` may not.
    """
    assembly = statement.assembly
    on = day_in(assembly, at=at)
    require_keeps_documents(by, assembly, on=on)
    require_past(checked_on, on=on)
    if checked_on < statement.written_on:
        facts = {"written_on": statement.written_on}
        raise Refusal("statement-before-written", None, facts)
    statement.checked_on, statement.review_on = checked_on, review_on
    statement.save(update_fields=["checked_on", "review_on"])
    event = StatusChecked(statement=statement.pk, title=statement.title, checked_on=checked_on)
    under = clause_for(assembly, "status", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    return statement

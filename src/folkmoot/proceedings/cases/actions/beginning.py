"""What every case has in common when it begins."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import changes_in
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.writing import (
    enter,
    next_reference,
    settle_decider,
    tell_all,
)
from folkmoot.proceedings.cases.events.cases import CaseOpened
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.queries.cases import cases_named
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

type Parts = Iterable[tuple[Organisation, str]]


def case_with(form_key: str | None) -> Case | None:
    """Return the case that a form opened when it was sent before, or None. One query, or none."""
    if not form_key:
        return None
    return Case.objects.filter(form_key=form_key).order_by("pk").first()


def begin(
    *,
    assembly: Assembly,
    kind: str,
    forum: Forum | None,
    title: str,
    account: str,
    parties: Parts,
    book: Rulebook | None,
    by: Person | None,
    at: datetime,
    told_on: date | None = None,
    is_opened: bool = True,
    form_key: str | None = None,
    **more: Any,
) -> Case:
    """Write a case down, with its parties and to whom it falls: part of a deed allowed already."""
    on = day_of(assembly, at)
    case = Case.objects.create(
        assembly=assembly,
        forum=forum,
        reference=next_reference(assembly, on=on),
        kind=kind,
        document=book.document if book else "",
        version=book.number if book else "",
        amended=changes_in(book),
        title=title.strip(),
        account=account.strip(),
        raised_by=by,
        raised_at=at,
        opened_at=at if is_opened else None,
        told_on=told_on or on,
        decider=Case.Decider.PARTIES,
        form_key=form_key or None,
        **more,
    )
    Party.objects.bulk_create(
        [Party(case=case, organisation=body, role=role) for body, role in parties]
    )
    found = cases_named(assembly, case.reference).get()
    settle_decider(found, at=at)
    return found


def announce(case: Case, *, under: Clause | None, by: Person | None, at: datetime) -> None:
    """Record that a case was opened, and tell its parties and whoever it falls to."""
    event = CaseOpened(case=case.reference, kind=case.get_kind_display())
    enter(case, event, under=under, at=at)
    tell_all(case, event, but=by, at=at)

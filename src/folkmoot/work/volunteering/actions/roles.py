"""A role is posted, listed once it has passed its tests, kept and closed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.periods import add
from folkmoot.rules.volunteering.roles import NAMES, role_is_volunteering
from folkmoot.work.volunteering.events import (
    OpportunityClosed,
    OpportunityKept,
    OpportunityListed,
)
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.permits import require_may_post
from folkmoot.work.volunteering.queries.roles import USUAL_REVIEW
from folkmoot.work.volunteering.queries.words import clause_for

TESTS = ("is_unpaid", "is_free", "is_for_community", "is_not_for_relative", "is_no_job")
KEPT = (
    *TESTS, "kind", "title", "about", "for_whom", "is_short", "is_at_home", "area", "where",
    "skills", "days", "hours_a_week", "places", "takes_groups", "access", "access_words",
    "expenses", "check_asked", "training", "supervisor", "is_insured", "is_risk_assessed",
    "young", "review_on", "closes_on",
)  # fmt: skip


def require_volunteering(
    assembly: Assembly, said: dict[str, bool | None], *, on: date
) -> Clause | None:
    """
    Hold a role against its tests, and return the clause they stand in; a test left open fails.

    :raises Refusal: if one does not hold.
    """
    answers = {name: said.get(name) is True for name in TESTS}
    book = book_that_fixes(assembly, NAMES, on=on)
    if book is not None:
        return role_is_volunteering(book, **answers).require().clause
    names = ("unpaid apart from expenses", "freely chosen", "for the good of the community",
             "not for a relative", "more than a paid post left empty")  # fmt: skip
    failed = [name for name, test in zip(names, TESTS, strict=True) if not answers[test]]
    if failed:
        raise Refusal("not-volunteering", None, {"failed": failed})
    return None


@transaction.atomic
@recording_last()
def keep_role(
    *,
    assembly: Assembly,
    organisation: Organisation,
    role: Opportunity | None = None,
    themes: Iterable[Theme],
    by: Person,
    at: datetime,
    **kept: Any,
) -> Opportunity:
    """
    Post a role, or change what is said of it; it is listed once it has passed its tests.

    :param kept: what is said of it, by the names in `KEPT`.
    :raises Refusal: if it is not volunteering, or `by` may not post for the organisation.
    """
    on = day_in(assembly, at=at)
    require_may_post(by, assembly, organisation, on=on)
    clause = require_volunteering(assembly, kept, on=on)
    made = role or Opportunity(
        assembly=assembly, organisation=organisation, reference=new_address(assembly, kept["title"]),
        posted_at=at, is_on_behalf=not may_act_for(by, organisation, on=on),
    )  # fmt: skip
    if role is not None and role.state == Opportunity.State.CLOSED:
        raise Refusal("role-closed-already", clause, {"title": role.title})
    was_listed = made.state == Opportunity.State.LISTED
    for name in KEPT:
        if name in kept:
            setattr(made, name, kept[name])
    made.review_on = made.review_on or add(on, USUAL_REVIEW)
    made.state = Opportunity.State.LISTED
    made.listed_on = made.listed_on or on
    made.save()
    made.themes.set(themes)
    happened = OpportunityKept if was_listed else OpportunityListed
    event = happened(reference=made.reference, title=made.title, organisation=organisation.name)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


def new_address(assembly: Assembly, title: str) -> str:
    """Return a free address for a role, made of its title. One query."""
    stem = slugify(title)[:60].strip("-") or "role"
    taken = set(
        Opportunity.objects.filter(assembly=assembly, reference__startswith=stem).values_list(
            "reference", flat=True
        )
    )
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


@transaction.atomic
def close_role(*, role: Opportunity, because: str, by: Person, at: datetime) -> Opportunity:
    """
    Take a role off the list; those who asked about it are followed up as before.

    :raises Refusal: if it is closed already, or `by` may not.
    """
    assembly = role.assembly
    on = day_in(assembly, at=at)
    require_may_post(by, assembly, role.organisation, on=on)
    if role.state == Opportunity.State.CLOSED:
        raise Refusal("role-closed-already", None, {"title": role.title})
    role.state, role.closed_on = Opportunity.State.CLOSED, on
    role.save(update_fields=["state", "closed_on"])
    event = OpportunityClosed(reference=role.reference, title=role.title, because=because.strip())
    clause = clause_for(assembly, "brokerage", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return role


@transaction.atomic
def confirm_role(*, role: Opportunity, by: Person, at: datetime) -> Opportunity:
    """
    Say that a role still stands as it is, until the next look.

    :raises Refusal: if `by` may not, or it is not listed.
    """
    assembly = role.assembly
    on = day_in(assembly, at=at)
    require_may_post(by, assembly, role.organisation, on=on)
    if role.state != Opportunity.State.LISTED:
        raise Refusal("role-not-listed", None, {"title": role.title})
    role.review_on = add(on, USUAL_REVIEW)
    role.save(update_fields=["review_on"])
    event = OpportunityKept(
        reference=role.reference, title=role.title, organisation=role.organisation.name
    )
    clause = clause_for(assembly, "meaning", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return role

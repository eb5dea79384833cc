"""Agreements with partners: entered, changed, their sides named, signed, looked back at."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.forums.models import Forum
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.work.compact.events import (
    AccordKept,
    AccordReviewed,
    SideNamed,
    SideSigned,
)
from folkmoot.work.compact.models import (
    Accord,
    AccordReview,
    CoSigner,
)
from folkmoot.work.compact.permits import require_keeps
from folkmoot.work.compact.queries.accords import CLAUSE, REVIEW, sides_needed

KEPT = ("kind", "title", "about", "expected_by", "review_on", "link")


@transaction.atomic
@recording_last()
def keep_accord(
    *,
    assembly: Assembly,
    accord: Accord | None = None,
    builds_on: Iterable[Forum] = (),
    by: Person,
    at: datetime,
    **kept: Any,
) -> Accord:
    """
    Enter an agreement, or change what is said of it; its address stays.

    :param kept: its kind, title, about, expected_by, review_on and link.
    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_keeps(by, assembly, on=on)
    told = {name: kept[name] for name in KEPT if name in kept}
    if accord is None:
        accord = Accord.objects.create(
            assembly=assembly,
            slug=_free_slug(assembly, told["title"]),
            entered_at=at,
            entered_by=by,
            **told,
        )
    else:
        for name, value in told.items():
            setattr(accord, name, value)
        accord.save(update_fields=list(told))
    accord.builds_on.set(builds_on)
    event = AccordKept(
        accord=accord.slug,
        title=accord.title,
        kind=accord.get_kind_display(),
        expected_by=accord.expected_by,
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=clause_adopted(assembly, CLAUSE, on=on)
    )
    return accord


def _free_slug(assembly: Assembly, title: str) -> str:
    stem = slugify(title)[:70] or "agreement"
    taken = set(
        Accord.objects.filter(assembly=assembly, slug__startswith=stem).values_list(
            "slug", flat=True
        )
    )
    tried = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in tried if slug not in taken)


@transaction.atomic
@recording_last()
def name_side(
    *, accord: Accord, name: str, is_of_sector: bool, by: Person, at: datetime
) -> CoSigner:
    """
    Name a side that is to sign; one of that name already there is left as it is.

    :raises Refusal: if `by` is not a support officer.
    """
    require_keeps(by, accord.assembly, on=day_in(accord.assembly, at=at))
    side, is_new = CoSigner.objects.get_or_create(
        accord=accord, name=name.strip(), defaults={"is_of_sector": is_of_sector}
    )
    if is_new:
        event = SideNamed(accord=accord.slug, title=accord.title, side=side.name)
        record(event, assembly=accord.assembly.slug, by=by, at=at)
    return side


@transaction.atomic
@recording_last()
def sign_accord(
    *, side: CoSigner, signed_by: str, signed_on: date, by: Person, at: datetime
) -> CoSigner:
    """
    Enter that a side signed. With enough sides the agreement is signed, and its review is due.

    :param signed_by: who signed and as what; the record names nobody.
    :raises Refusal: if `by` is not a support officer, the side has signed, or the day is to come.
    """
    accord = (
        Accord.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly")
        .get(pk=side.accord_id)
    )
    on = day_in(accord.assembly, at=at)
    require_keeps(by, accord.assembly, on=on)
    side = CoSigner.objects.get(pk=side.pk)
    if side.signed_on is not None:
        raise Refusal("side-has-signed", None, {"side": side.name, "signed_on": side.signed_on})
    if signed_on > on:
        raise Refusal("side-signs-later", None, {"signed_on": signed_on})
    side.signed_by, side.signed_on = signed_by, signed_on
    side.save(update_fields=["signed_by", "signed_on"])
    days = CoSigner.objects.filter(accord=accord, signed_on__isnull=False)
    signed = [day for day in days.values_list("signed_on", flat=True).order_by("signed_on") if day]
    is_complete = not accord.is_signed and len(signed) >= sides_needed(accord.assembly, on=on)
    if is_complete:
        accord.is_signed, accord.signed_on = True, signed[-1]
        if accord.review_on is None:
            book = book_that_fixes(accord.assembly, REVIEW, on=on)
            accord.review_on = add(signed[-1], book.period(REVIEW)) if book is not None else None
        accord.save(update_fields=["is_signed", "signed_on", "review_on"])
    event = SideSigned(
        accord=accord.slug,
        title=accord.title,
        side=side.name,
        signed_on=signed_on,
        is_complete=is_complete,
    )
    under = clause_adopted(accord.assembly, CLAUSE, on=on)
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=under)
    if is_complete:
        tell(officers(accord.assembly, on=on), event, assembly=accord.assembly.slug, at=at)
    return side


@transaction.atomic
@recording_last()
def review_accord(
    *, accord: Accord, held_on: date, found: str, next_on: date, by: Person, at: datetime
) -> AccordReview:
    """
    Enter that an agreement was looked back at, what was found, and when it is looked at again.

    :raises Refusal: if `by` is not a support officer, or it is not signed.
    """
    on = day_in(accord.assembly, at=at)
    require_keeps(by, accord.assembly, on=on)
    if not accord.is_signed:
        signed = CoSigner.objects.filter(accord=accord, signed_on__isnull=False).count()
        facts = {
            "title": accord.title,
            "signed": signed,
            "needed": sides_needed(accord.assembly, on=on),
        }
        raise Refusal("accord-is-not-signed", clause_adopted(accord.assembly, CLAUSE, on=on), facts)
    review, _ = AccordReview.objects.update_or_create(
        accord=accord,
        held_on=held_on,
        defaults={"found": found.strip(), "next_on": next_on, "entered_by": by},
    )
    accord.review_on = next_on
    accord.save(update_fields=["review_on"])
    event = AccordReviewed(accord=accord.slug, title=accord.title, held_on=held_on, next_on=next_on)
    under = clause_adopted(accord.assembly, CLAUSE, on=on)
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=under)
    return review

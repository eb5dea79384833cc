"""Writing a comparison down, trying it on the register, asking members, deciding, looking back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.events.appraisals import (
    AppraisalKept,
    OptionRecommended,
)
from folkmoot.proceedings.appraisals.models import (
    Appraisal,
    Constituency,
    Option,
)
from folkmoot.proceedings.appraisals.permits import (
    book_of_closing,
    require_may_write,
    require_open,
)
from folkmoot.proceedings.appraisals.queries.appraisals import clause_on_options
from folkmoot.proceedings.appraisals.queries.reading import Paper
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import OutsideBody
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def keep_appraisal(
    *,
    assembly: Assembly,
    paper: Paper,
    body: OutsideBody | None,
    author_name: str,
    author_organisation: Organisation | None,
    author_interest: str,
    author_has_interest: bool,
    appraisal: Appraisal | None = None,
    form_key: str | None = None,
    by: Person,
    at: datetime,
) -> Appraisal:
    """
    Write a comparison down, or write it anew while nobody has been asked about it.

    :param appraisal: the one that is written anew; its runs are of options that are no more
        and go with them.
    :raises Refusal: if `by` may not, the options have faults, the author's interest is not said,
        or it is closed.
    """
    if (
        form_key
        and (made := Appraisal.objects.filter(form_key=form_key).order_by("pk").first()) is not None
    ):
        return made
    require_may_write(by, assembly, at=at)
    if paper.faults:
        raise Refusal("appraisal-has-faults", None, {"faults": len(paper.faults)})
    if not author_interest.strip():
        raise Refusal("interest-not-said", None, {})
    kept: dict[str, Any] = {
        "title": paper.title,
        "question": paper.question,
        "seat_cap": paper.seat_cap,
        "places_now": paper.places_now,
        "body": body,
        "author_name": author_name.strip(),
        "author_organisation": author_organisation,
        "author_interest": author_interest.strip(),
        "author_has_interest": author_has_interest,
        "recommendation": paper.recommendation,
        "benefits": "\n".join(paper.benefits),
        "fallback": paper.fallback,
        "text": paper.text,
    }
    is_new = appraisal is None
    if appraisal is None:
        appraisal = Appraisal.objects.create(
            assembly=assembly,
            reference=_reference(assembly, paper.title),
            author=by,
            opened_at=at,
            form_key=form_key,
            **kept,
        )
    else:
        appraisal = Appraisal.objects.select_for_update(of=("self",), no_key=True).get(
            pk=appraisal.pk
        )
        require_open(appraisal)
        if appraisal.published_at is not None:
            facts = {"asked_on": day_of(assembly, appraisal.published_at)}
            raise Refusal("appraisal-published", None, facts)
        # An interest once said is not unsaid by whoever writes it anew.
        kept["author_has_interest"] = author_has_interest or appraisal.author_has_interest
        appraisal.recommended = None
        for name, value in kept.items():
            setattr(appraisal, name, value)
        appraisal.edition += 1
        appraisal.save()
        appraisal.runs.all().delete()
        appraisal.options.all().delete()
    for one in paper.options:
        option = Option.objects.create(
            appraisal=appraisal,
            letter=one.letter,
            title=one.title,
            words=one.words,
            replaces=one.replaces,
            places_kept=one.places_kept,
            set_up_hours=one.set_up_hours,
            yearly_hours=one.yearly_hours,
            risks=one.risks,
        )
        Constituency.objects.bulk_create(
            [
                Constituency(
                    option=option,
                    position=place,
                    name=chooser.name,
                    basis=chooser.basis,
                    codes=list(chooser.codes),
                    manner=chooser.manner,
                    places=chooser.places,
                    is_unlimited=chooser.is_unlimited,
                    relies_on=chooser.relies_on,
                )
                for place, chooser in enumerate(one.choosers, 1)
            ]
        )
        if one.letter == paper.recommends:
            appraisal.recommended = option
    appraisal.save(update_fields=["recommended"])
    event = AppraisalKept(
        appraisal=appraisal.reference,
        title=appraisal.title,
        options=len(paper.options),
        author_has_interest=author_has_interest,
        is_new=is_new,
    )
    under = clause_on_options(assembly, on=day_of(assembly, at))
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    if appraisal.recommended is not None:
        told = OptionRecommended(
            appraisal=appraisal.reference,
            option=appraisal.recommended.letter,
            author_has_interest=author_has_interest,
        )
        book = book_of_closing(assembly, at=at)
        clause = book.clauses["recommendation"].clause if book is not None else None
        record(told, assembly=assembly.slug, by=by, at=at, under=clause)
    return appraisal


def _reference(assembly: Assembly, title: str) -> str:
    stem = slugify(title)[:50] or "comparison"
    taken = set(
        Appraisal.objects.filter(assembly=assembly, reference__startswith=stem).values_list(
            "reference", flat=True
        )
    )
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)

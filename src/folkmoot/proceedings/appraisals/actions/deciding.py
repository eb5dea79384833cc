"""Asking members about a comparison, deciding it, and looking back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.events.appraisals import (
    AppraisalDecided,
    AppraisalPublished,
    AppraisalReviewed,
    OptionsCommented,
)
from folkmoot.proceedings.appraisals.models import (
    Appraisal,
    Comment,
    Option,
)
from folkmoot.proceedings.appraisals.permits import (
    book_of_closing,
    require_may_close,
    require_may_comment,
    require_may_write,
    require_open,
)
from folkmoot.proceedings.appraisals.queries.looking_back import as_it_is
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.concerned import everybody_behind
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def publish_appraisal(
    *, appraisal: Appraisal, comments_close_at: datetime, by: Person, at: datetime
) -> Appraisal:
    """
    Ask every member what it thinks of the options, until a moment.

    :raises Refusal: if `by` may not, it is closed, the options were not tried, or the close is
        not to come.
    """
    require_may_write(by, appraisal.assembly, at=at)
    require_open(appraisal)
    if not appraisal.runs.filter(finished_at__isnull=False, failed_because="").exists():
        raise Refusal("option-not-tried", None, {})
    if comments_close_at <= at:
        order = {"later": "the close of comments", "earlier": "now"}
        raise Refusal("times-out-of-order", None, order)
    appraisal.published_at = appraisal.published_at or at
    appraisal.comments_close_at = comments_close_at
    appraisal.save(update_fields=["published_at", "comments_close_at"])
    event = AppraisalPublished(
        appraisal=appraisal.reference,
        title=appraisal.title,
        comments_close_at=comments_close_at,
    )
    slug = appraisal.assembly.slug
    record(event, assembly=slug, by=by, at=at)
    on = day_of(appraisal.assembly, at)
    bodies = [one.pk for one in everybody_behind(appraisal.assembly, on=on)]
    tell(people_of_all(bodies, on=on), event, assembly=slug, at=at)
    return appraisal


@transaction.atomic
@recording_last()
def comment(
    *,
    appraisal: Appraisal,
    option: Option | None,
    organisation: Organisation,
    words: str,
    scores: Mapping[str, int],
    has_interest: bool,
    by: Person,
    at: datetime,
) -> Comment:
    """
    Say what a member thinks of an option, or of all of them; its last word counts.

    :param scores: 1 to 5 by the tests of the document; one left out gives no mark.
    :raises Refusal: if comments are not asked for, it is not `by`'s to speak for the member, or
        nothing is said.
    """
    require_may_comment(by, organisation, appraisal, at=at)
    given = {test: mark for test, mark in scores.items() if 1 <= mark <= 5}
    if not words.strip() and not given:
        raise Refusal("comment-says-nothing", None, {})
    appraisal.comments.filter(option=option, organisation=organisation, replaced_at=None).update(
        replaced_at=at
    )
    kept = Comment.objects.create(
        appraisal=appraisal,
        option=option,
        organisation=organisation,
        by=by,
        has_interest=has_interest,
        words=words.strip(),
        scores=given,
        at=at,
    )
    event = OptionsCommented(
        appraisal=appraisal.reference,
        organisation=organisation.name,
        option=option.letter if option is not None else "",
    )
    record(event, assembly=appraisal.assembly.slug, by=by, at=at, acting=organisation.name)
    return kept


@transaction.atomic
@recording_last()
def decide_appraisal(
    *,
    appraisal: Appraisal,
    option: Option,
    reasons: str,
    motion: str,
    review_on: date,
    by: Person,
    at: datetime,
) -> Appraisal:
    """
    Close a comparison with what was chosen and why; its author, commenters and officers are told.

    What was recommended stays beside it.

    :param review_on: the day by which it is looked back on.
    :raises Refusal: if `by` may not (its author, who gains by it, under its clause), it is closed,
        the options were not tried, or no reasons are given.
    """
    appraisal = (
        Appraisal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly", "author", "author_organisation", "recommended")
        .get(pk=appraisal.pk)
    )
    require_open(appraisal)
    require_may_close(by, appraisal, at=at)
    if not appraisal.runs.filter(finished_at__isnull=False, failed_because="").exists():
        raise Refusal("option-not-tried", None, {})
    if not reasons.strip():
        raise Refusal("outcome-without-reasons", None, {})
    appraisal.chosen, appraisal.reasons, appraisal.motion = option, reasons.strip(), motion.strip()
    appraisal.closed_at, appraisal.closed_by, appraisal.review_on = at, by, review_on
    appraisal.save(
        update_fields=["chosen", "reasons", "motion", "closed_at", "closed_by", "review_on"]
    )
    event = AppraisalDecided(
        appraisal=appraisal.reference,
        title=appraisal.title,
        chosen=option.letter,
        recommended=appraisal.recommended.letter if appraisal.recommended else "",
        reasons=appraisal.reasons,
        motion=appraisal.motion,
    )
    slug = appraisal.assembly.slug
    book = book_of_closing(appraisal.assembly, at=at)
    clause = book.clauses["recommendation"].clause if book is not None else None
    record(event, assembly=slug, by=by, at=at, under=clause)
    on = day_of(appraisal.assembly, at)
    bodies = appraisal.comments.filter(organisation__isnull=False)
    people = people_of_all(dict.fromkeys(bodies.values_list("organisation_id", flat=True)), on=on)
    told = [appraisal.author, *people, *officers(appraisal.assembly, on=on)]
    tell(list(dict.fromkeys(told)), event, assembly=slug, at=at)
    return appraisal


@transaction.atomic
@recording_last()
def look_back(*, appraisal: Appraisal, words: str, by: Person, at: datetime) -> Appraisal:
    """
    Hold what was chosen against what had been predicted of it, with the seats as they are now.

    :raises Refusal: if `by` may not, or nothing was decided.
    """
    require_may_write(by, appraisal.assembly, at=at)
    if appraisal.chosen is None:
        raise Refusal("appraisal-not-decided", None, {})
    appraisal.review = as_it_is(appraisal, at=at)
    appraisal.review_words, appraisal.reviewed_at = words.strip(), at
    appraisal.save(update_fields=["review", "review_words", "reviewed_at"])
    event = AppraisalReviewed(
        appraisal=appraisal.reference, title=appraisal.title, words=appraisal.review_words
    )
    record(event, assembly=appraisal.assembly.slug, by=by, at=at)
    return appraisal

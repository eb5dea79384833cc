"""Versions drafted, approved and adopted; the equality check that a revised one waits for."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.marks import draft_mark
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.work.documents.actions.following import follow
from folkmoot.work.documents.actions.frame import (
    begin,
    count_gaps,
    keep,
    require_not_over,
    require_past,
    warn_of_draft_mark,
)
from folkmoot.work.documents.actions.rewriting import end_rewrite
from folkmoot.work.documents.actions.sheets import require_says_what_is_shared
from folkmoot.work.documents.events import (
    EqualityCheckAttached,
    PolicyVersionAdopted,
    PolicyVersionApproved,
    PolicyVersionDrafted,
)
from folkmoot.work.documents.models import Approval, Document, EqualityCheck, Version
from folkmoot.work.documents.permits import require_publishes
from folkmoot.work.documents.queries.clauses import review_book
from folkmoot.work.documents.queries.gaps import version_in_force
from folkmoot.work.documents.queries.versions import equality_finding, people_who_commented


@transaction.atomic
@recording_last()
def draft(
    *,
    document: Document,
    label: str,
    text: str,
    reason: str,
    is_shown: bool,
    by: Person,
    at: datetime,
) -> Version:
    """
    Keep a draft; the drafts before it stay.

    :param is_shown: everybody may read it and comment; otherwise only those who keep documents.
    :raises Refusal: if the document is over, or `by` may not.
    """
    on = begin(document, by=by, at=at)
    require_not_over(document)
    last = document.versions.aggregate(last=Max("number"))["last"]
    made = Version.objects.create(
        document=document,
        number=(last or 0) + 1,
        label=label.strip(),
        text=text.replace("\r\n", "\n").strip(),
        reason=reason.strip(),
        is_shown=is_shown,
        drafted_on=on,
        drafted_by=by,
        draft_mark=draft_mark(text),
    )
    event = PolicyVersionDrafted(
        document=document.number, title=document.title, version=made.number, is_shown=is_shown
    )
    keep(event, document, "sheet", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def attach_equality_check(
    *,
    version: Version,
    is_waiver: bool,
    words: str,
    link: str,
    made_on: date,
    by: Person,
    at: datetime,
) -> EqualityCheck:
    """
    Attach an equality impact assessment to a version, or the reason why it needs none.

    :raises Refusal: if its day is still to come, or `by` may not.
    """
    document = version.document
    on = begin(document, by=by, at=at)
    require_past(made_on, on=on)
    made = EqualityCheck.objects.create(
        version=version, is_waiver=is_waiver, words=words.strip(), link=link, made_on=made_on
    )
    count_gaps(document)
    event = EqualityCheckAttached(
        document=document.number,
        title=document.title,
        version=version.number,
        is_waiver=is_waiver,
    )
    keep(event, document, "equality", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def approve(
    *,
    version: Version,
    level: str,
    approved_by: str,
    approved_on: date | None,
    by: Person,
    at: datetime,
) -> Approval:
    """
    Keep who approved a version at a level, and when; what is not known stays blank, as a gap.

    :raises Refusal: if it is a revision without its equality check or waiver, the day is still
        to come, or `by` may not.
    """
    document = version.document
    on = begin(document, by=by, at=at)
    if approved_on is not None:
        require_past(approved_on, on=on)
    equality_finding(version, on=on, is_asked_for=True)
    made, _ = Approval.objects.update_or_create(
        version=version,
        level=level,
        defaults={"approved_by": approved_by.strip(), "approved_on": approved_on},
    )
    count_gaps(document)
    event = PolicyVersionApproved(
        document=document.number,
        title=document.title,
        version=version.number,
        level=made.get_level_display(),
    )
    keep(event, document, "approvals", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def adopt(*, version: Version, adopted_on: date, by: Person, at: datetime) -> Version:
    """
    Put a version in force: the document is live, and the version before it is replaced.

    Its review is due by the cycle. Those who commented hear of it. A text that still calls itself
    a draft is in force all the same, and its owner is warned.

    :raises Refusal: if its equality check or its hearing is missing, it has nothing to read, its
        day does not fit, or `by` may not publish it.
    """
    document = version.document
    on = day_in(document.assembly, at=at)
    require_publishes(by, document, on=on)
    begin(document, by=by, at=at)
    require_not_over(document)
    version.refresh_from_db()
    if version.adopted_on is not None:
        facts = {"number": version.number, "adopted_on": version.adopted_on}
        raise Refusal("version-is-adopted", None, facts)
    require_past(adopted_on, on=on)
    before = version_in_force(document)
    if before is not None and before.adopted_on and adopted_on < before.adopted_on:
        raise Refusal("adopted-before-the-last", None, {"adopted_on": before.adopted_on})
    if not version.text and not version.formats.exists():
        raise Refusal("document-needs-text", None, {"number": version.number})
    equality_finding(version, on=on, is_asked_for=True)
    require_says_what_is_shared(document, on=on)
    end_rewrite(document, version, at=at)
    if before is not None:
        before.replaced_on = adopted_on
        before.save(update_fields=["replaced_on"])
    version.adopted_on = adopted_on
    version.save(update_fields=["adopted_on"])
    _set_live(document, adopted_on, on=on)
    count_gaps(document)
    event = PolicyVersionAdopted(
        document=document.number,
        title=document.title,
        version=version.number,
        adopted_on=adopted_on,
        because=version.reason,
    )
    part = "terms" if document.kind == Document.Kind.TERMS else "review"
    keep(event, document, part, by=by, at=at)
    tell(people_who_commented(document), event, assembly=document.assembly.slug, at=at)
    for one in ([version.draft_mark] if version.draft_mark else []) + [
        found.draft_mark for found in version.formats.order_by("pk") if found.draft_mark
    ]:
        warn_of_draft_mark(document, one, by=by, at=at)
    follow(document, by=by, at=at)
    return version


def _set_live(document: Document, adopted_on: date, *, on: date) -> None:
    document.status = Document.Status.LIVE
    # A version that is entered late moves no review that was set since.
    if document.next_review_on is None or document.next_review_on <= adopted_on:
        book = review_book(document.assembly, on=on)
        if book is not None:
            document.next_review_on = add(adopted_on, book.period("review.interval"))
    document.save(update_fields=["status", "next_review_on"])

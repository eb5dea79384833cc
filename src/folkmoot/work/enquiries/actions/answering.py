"""What was brought is answered, backed, told of and closed."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.enquiries.events import (
    EnquiryAnswered,
    EnquiryBacked,
    EnquiryClosed,
    EnquiryReplied,
)
from folkmoot.work.enquiries.models import (
    Backing,
    Enquiry,
    Progress,
)
from folkmoot.work.enquiries.permits import require_answers
from folkmoot.work.enquiries.queries import clause_for, open_title


@transaction.atomic
@recording_last()
def answer(*, enquiry: Enquiry, words: str, by: Person, at: datetime) -> Enquiry:
    """
    Reply to what was brought; whoever brought it is told.

    :raises Refusal: if `by` may not answer it.
    """
    assembly = enquiry.assembly
    on = day_in(assembly, at=at)
    require_answers(by, enquiry, on=on)
    enquiry.reply, enquiry.replied_at = words.strip(), enquiry.replied_at or at
    enquiry.save(update_fields=["reply", "replied_at"])
    event = EnquiryReplied(
        reference=enquiry.reference,
        title=open_title(enquiry),
        kind=enquiry.get_kind_display(),
        days=(enquiry.replied_at - enquiry.received_at).days,
    )
    clause = clause_for(assembly, enquiry.kind, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    told = EnquiryAnswered(reference=enquiry.reference, title=enquiry.title, reply=enquiry.reply)
    if enquiry.raised_by is not None:
        tell(enquiry.raised_by, told, assembly=assembly.slug, at=at)
    return enquiry


@transaction.atomic
def say_progress(*, enquiry: Enquiry, words: str, by: Person, at: datetime) -> Progress:
    """
    Say how far something has come.

    :raises Refusal: if `by` may not answer for it.
    """
    require_answers(by, enquiry, on=day_in(enquiry.assembly, at=at))
    return Progress.objects.create(enquiry=enquiry, words=words.strip(), at=at)


@transaction.atomic
@recording_last()
def close(*, enquiry: Enquiry, outcome: str, by: Person, at: datetime) -> Enquiry:
    """
    Say what came of it in the end; how to reach whoever brought it is forgotten.

    :raises Refusal: if it has no reply, or `by` may not.
    """
    on = day_in(enquiry.assembly, at=at)
    require_answers(by, enquiry, on=on)
    if enquiry.replied_at is None:
        raise Refusal("not-answered-yet", clause_for(enquiry.assembly, enquiry.kind, on=on), {})
    enquiry.outcome, enquiry.closed_at, enquiry.contact = outcome.strip(), at, ""
    enquiry.save(update_fields=["outcome", "closed_at", "contact"])
    is_open = enquiry.seen_by == Enquiry.SeenBy.EVERYONE
    event = EnquiryClosed(
        reference=enquiry.reference,
        title=open_title(enquiry),
        outcome=enquiry.outcome if is_open else "",
    )
    clause = clause_for(enquiry.assembly, enquiry.kind, on=on)
    record(event, assembly=enquiry.assembly.slug, by=by, at=at, under=clause)
    return enquiry


@transaction.atomic
def put_among_answers(
    *, enquiry: Enquiry, title: str, reply: str, by: Person, at: datetime
) -> Enquiry:
    """
    Put a question with its answer among those that everybody reads, in words that name nobody.

    :raises Refusal: if it was told in confidence, has no reply, or `by` is not an officer.
    """
    on = day_in(enquiry.assembly, at=at)
    require_officer(by, enquiry.assembly, on=on)
    if enquiry.kind == Enquiry.Kind.UNFAIRNESS:
        raise Refusal("answers-are-public", None, {})
    if enquiry.replied_at is None:
        raise Refusal("not-answered-yet", None, {})
    enquiry.title, enquiry.reply, enquiry.is_in_answers = title.strip(), reply.strip(), True
    enquiry.save(update_fields=["title", "reply", "is_in_answers"])
    return enquiry


@transaction.atomic
@recording_last()
def back(
    *,
    enquiry: Enquiry,
    organisation: Organisation,
    backs_as: str,
    words: str,
    by: Person,
    at: datetime,
) -> Backing:
    """
    Back what another brought, or take part in it.

    :raises Refusal: if it is one's own.
    """
    if enquiry.organisation_id == organisation.pk:
        raise Refusal("backs-its-own", None, {})
    made, _ = Backing.objects.update_or_create(
        enquiry=enquiry,
        organisation=organisation,
        defaults={"backs_as": backs_as, "words": words.strip(), "at": at},
    )
    event = EnquiryBacked(
        reference=enquiry.reference,
        title=open_title(enquiry),
        organisation=organisation.name,
        backs_as=made.get_backs_as_display(),
    )
    record(event, assembly=enquiry.assembly.slug, by=by, at=at)
    return made

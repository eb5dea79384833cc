"""The equality reference group: who is in it, drafts sent to it, comments, replies, final texts."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.events import (
    DraftCommented,
    DraftReplied,
    DraftSent,
    DraftSettled,
    ReferenceMemberLeft,
    ReferenceMemberNamed,
)
from folkmoot.scrutiny.equity.models import Draft, DraftComment, ReferenceMember
from folkmoot.scrutiny.equity.permits import (
    require_acts_for,
    require_reference_member,
    require_runs_equity,
)
from folkmoot.scrutiny.equity.queries.clauses import clause_for


@transaction.atomic
@recording_last()
def name_member(
    *,
    assembly: Assembly,
    organisation: Organisation,
    speaks_for: Iterable[str],
    is_trained: bool,
    by: Person,
    at: datetime,
) -> ReferenceMember:
    """
    Enter that a body is in the group, or say otherwise whom it speaks for.

    :raises Refusal: if `by` may not.
    """
    on = day_in(assembly, at=at)
    require_runs_equity(by, assembly, on=on)
    spoken = sorted(set(speaks_for))
    member, _ = ReferenceMember.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        until_on=None,
        defaults={"speaks_for": spoken, "is_trained": is_trained},
        create_defaults={"speaks_for": spoken, "is_trained": is_trained, "from_on": on},
    )
    event = ReferenceMemberNamed(organisation=organisation.name, speaks_for=spoken)
    clause = clause_for(assembly, "group", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return member


@transaction.atomic
@recording_last()
def let_go(*, member: ReferenceMember, by: Person, at: datetime) -> ReferenceMember:
    """
    Enter that a body is in the group no longer.

    :raises Refusal: if `by` may not.
    """
    on = day_in(member.assembly, at=at)
    require_runs_equity(by, member.assembly, on=on)
    member.until_on = on
    member.save(update_fields=["until_on"])
    event = ReferenceMemberLeft(organisation=member.organisation.name)
    record(event, assembly=member.assembly.slug, by=by, at=at)
    return member


@transaction.atomic
@recording_last()
def send_draft(
    *,
    assembly: Assembly,
    kind: str,
    title: str,
    sent_by: str,
    words: str,
    link: str,
    comments_by: date,
    by: Person,
    at: datetime,
) -> Draft:
    """
    Send a draft to the group for comment; each member is told.

    :raises Refusal: if `by` may not.
    """
    on = day_in(assembly, at=at)
    require_runs_equity(by, assembly, on=on)
    stem = slugify(title)[:80] or "draft"
    same = Draft.objects.filter(assembly=assembly, slug__startswith=stem).count()
    draft = Draft.objects.create(
        assembly=assembly,
        slug=f"{stem}-{same + 1}" if same else stem,
        kind=kind,
        title=title.strip(),
        sent_by=sent_by.strip(),
        words=words,
        link=link,
        sent_at=at,
        comments_by=comments_by,
    )
    event = DraftSent(
        slug=draft.slug,
        title=draft.title,
        kind=draft.get_kind_display(),
        sent_by=draft.sent_by,
        comments_by=comments_by,
    )
    key = "assessment" if kind == Draft.Kind.ASSESSMENT else "group"
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_for(assembly, key, on=on))
    members = ReferenceMember.objects.filter(assembly=assembly, until_on=None)
    people: list[Person] = []
    for member in members.select_related("organisation").order_by("pk"):
        people += people_acting_for(member.organisation, on=on)
    tell(people, event, assembly=assembly.slug, at=at)
    return draft


@transaction.atomic
@recording_last()
def comment(
    *, draft: Draft, organisation: Organisation, words: str, by: Person, at: datetime
) -> DraftComment:
    """
    Comment on a draft, as a member of the group.

    :raises Refusal: if the organisation is not in the group, `by` does not act for it, or comments
        are closed.
    """
    assembly = draft.assembly
    on = day_in(assembly, at=at)
    require_acts_for(by, organisation, on=on)
    member = require_reference_member(assembly, organisation, on=on)
    if draft.settled_at or on > draft.comments_by:
        raise Refusal("comments-are-closed", None, {"comments_by": draft.comments_by})
    if draft.kind == Draft.Kind.ASSESSMENT and not member.is_trained:
        clause = clause_for(assembly, "assessment", on=on)
        raise Refusal("not-trained-to-comment", clause, {"organisation": organisation.name})
    last = draft.comments.aggregate(last=Max("number"))["last"] or 0
    made = DraftComment.objects.create(
        draft=draft, number=last + 1, member=member, words=words.strip(), made_at=at
    )
    event = DraftCommented(
        slug=draft.slug, title=draft.title, number=made.number, organisation=organisation.name
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def reply(
    *, comment: DraftComment, words: str, change: str, by: Person, at: datetime
) -> DraftComment:
    """
    Reply to a comment, and say what changed for it.

    :raises Refusal: if `by` may not.
    """
    draft = comment.draft
    on = day_in(draft.assembly, at=at)
    require_runs_equity(by, draft.assembly, on=on)
    comment.reply, comment.change, comment.replied_at = words.strip(), change.strip(), at
    comment.save(update_fields=["reply", "change", "replied_at"])
    event = DraftReplied(
        slug=draft.slug, title=draft.title, number=comment.number, change=comment.change
    )
    clause = clause_for(draft.assembly, "group", on=on)
    record(event, assembly=draft.assembly.slug, by=by, at=at, under=clause)
    return comment


@transaction.atomic
@recording_last()
def settle(*, draft: Draft, final: str, final_link: str, by: Person, at: datetime) -> Draft:
    """
    Put the final text beside the draft, its comments and replies.

    :raises Refusal: if a comment has no reply, or `by` may not.
    """
    on = day_in(draft.assembly, at=at)
    require_runs_equity(by, draft.assembly, on=on)
    clause = clause_for(draft.assembly, "assessment", on=on)
    if unanswered := draft.comments.filter(replied_at=None).count():
        raise Refusal("comment-without-reply", clause, {"number": unanswered})
    draft.final, draft.final_link, draft.settled_at = final.strip(), final_link, at
    draft.save(update_fields=["final", "final_link", "settled_at"])
    event = DraftSettled(slug=draft.slug, title=draft.title)
    record(event, assembly=draft.assembly.slug, by=by, at=at, under=clause)
    return draft

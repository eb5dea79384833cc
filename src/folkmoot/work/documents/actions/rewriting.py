"""A document rewritten as a project: whom it touches is heard, and every comment has its reply."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.keeping import rewrite_hears_each_group
from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.actions.frame import (
    begin,
    keep,
    require_not_over,
    require_past,
)
from folkmoot.work.documents.events import (
    PolicyCommentAnswered,
    PolicyCommented,
    RewriteBegun,
    RewriteGroupHeard,
)
from folkmoot.work.documents.models import Comment, Document, Rewrite, RewriteGroup, Version
from folkmoot.work.documents.permits import is_open_for_comments
from folkmoot.work.documents.queries.clauses import book_with
from folkmoot.work.documents.queries.versions import open_rewrite, unanswered_in


@transaction.atomic
@recording_last()
def begin_rewrite(
    *,
    document: Document,
    because: str,
    from_on: date,
    until_on: date,
    groups: Iterable[str],
    by: Person,
    at: datetime,
) -> Rewrite:
    """
    Begin a project that works out the next version of a document.

    :param groups: the names of those it touches; each is to be heard before it is published.
    :raises Refusal: if one is going on, the document is over, or `by` may not.
    """
    begin(document, by=by, at=at)
    require_not_over(document)
    going = open_rewrite(document)
    if going is not None:
        facts = {"title": document.title, "until_on": going.until_on}
        raise Refusal("rewrite-is-open", None, facts)
    made = Rewrite.objects.create(
        document=document, because=because.strip(), from_on=from_on, until_on=until_on
    )
    names = list(dict.fromkeys(name.strip() for name in groups if name.strip()))
    RewriteGroup.objects.bulk_create([RewriteGroup(rewrite=made, name=name) for name in names])
    event = RewriteBegun(
        document=document.number,
        title=document.title,
        from_on=from_on,
        until_on=until_on,
        groups=len(names),
    )
    keep(event, document, "project", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def hear_group(
    *, group: RewriteGroup, heard_on: date, how: str, said: str, by: Person, at: datetime
) -> RewriteGroup:
    """
    Keep how and when a group was asked, and what it said; that it said nothing is said too.

    :raises Refusal: if it was heard already, the day is still to come, or `by` may not.
    """
    document = group.rewrite.document
    on = begin(document, by=by, at=at)
    group.refresh_from_db()
    if group.heard_on is not None:
        raise Refusal("group-is-heard", None, {"group": group.name, "day": group.heard_on})
    require_past(heard_on, on=on)
    group.heard_on, group.how, group.said = heard_on, how.strip(), said.strip()
    group.save(update_fields=["heard_on", "how", "said"])
    event = RewriteGroupHeard(
        document=document.number, title=document.title, group=group.name, heard_on=heard_on
    )
    keep(event, document, "project", by=by, at=at)
    return group


@transaction.atomic
@recording_last()
def comment(
    *,
    version: Version,
    organisation: Organisation | None,
    group: str,
    words: str,
    by: Person,
    at: datetime,
) -> Comment:
    """
    Say something of a draft; everybody may read it, under the organisation or group it is for.

    :raises Refusal: if it is no draft that is open for comments.
    """
    document = version.document
    Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    version.refresh_from_db()
    if not is_open_for_comments(version):
        raise Refusal("version-is-no-draft", None, {"number": version.number})
    last = version.comments.aggregate(last=Max("number"))["last"]
    made = Comment.objects.create(
        version=version,
        number=(last or 0) + 1,
        organisation=organisation,
        group=group.strip(),
        person=by,
        words=words.strip(),
        made_at=at,
    )
    event = PolicyCommented(
        document=document.number,
        title=document.title,
        version=version.number,
        number=made.number,
    )
    keep(event, document, "project", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def answer_comment(
    *, comment: Comment, reply: str, change: str, by: Person, at: datetime
) -> Comment:
    """
    Reply to a comment, with what changed for it; whoever made it hears.

    :raises Refusal: if it has its reply, or `by` may not.
    """
    version, document = comment.version, comment.version.document
    begin(document, by=by, at=at)
    comment.refresh_from_db()
    if comment.replied_at is not None:
        day = day_in(document.assembly, at=comment.replied_at)
        raise Refusal("comment-is-answered", None, {"number": comment.number, "day": day})
    comment.reply, comment.change, comment.replied_at = reply.strip(), change.strip(), at
    comment.save(update_fields=["reply", "change", "replied_at"])
    event = PolicyCommentAnswered(
        document=document.number,
        title=document.title,
        version=version.number,
        number=comment.number,
    )
    keep(event, document, "project", by=by, at=at)
    tell(comment.person, event, assembly=document.assembly.slug, at=at)
    return comment


def end_rewrite(document: Document, version: Version, *, at: datetime) -> None:
    """
    End the project out of which a version comes, if there is one.

    :raises Refusal: if a group was not heard, or a comment has no reply.
    """
    going = open_rewrite(document)
    if going is None:
        return
    on = day_in(document.assembly, at=at)
    groups = list(going.groups.all())
    facts = {
        "groups": len(groups),
        "heard": sum(one.heard_on is not None for one in groups),
        "unanswered": unanswered_in(going),
    }
    book = book_with(document.assembly, "project", on=on)
    if book is not None:
        rewrite_hears_each_group(book, **facts).require()
    elif facts["heard"] < facts["groups"] or facts["unanswered"]:
        raise Refusal("rewrite-not-heard", None, facts)
    going.ended_on, going.version = on, version
    going.save(update_fields=["ended_on", "version"])

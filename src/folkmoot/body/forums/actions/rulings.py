"""What the agreement asks before a forum may start: the rulings its actions stand on."""

from datetime import date

from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import (
    approvals_of,
    book_fixing,
    called_in_the_rules,
    districts_of,
    live_forums,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.forums.recognition import (
    forum_has_support_organisation,
    joint_forum_has_its_parents,
    local_forums_are_as_many_as_fixed,
    system_forum_is_approved,
    task_group_has_its_parts,
)


def require_administration(forum: Forum, body: Organisation | None, *, on: date) -> Clause | None:
    """
    Return the clause under which a body may run a forum's administration, if there is one.

    :raises Refusal: if the agreement names bodies and this is none of them, or there is none.
    """
    book = book_fixing(forum.assembly, "administration.bodies", on=on)
    if book is None:
        return None
    parameter = book.parameter("administration.bodies")
    names = book.words(parameter.name)
    if body is None:
        facts = {"forum": forum.name}
        by_whom = " or ".join(names)
        raise Refusal("forum-without-support-yet", parameter.clause, facts, by_whom=by_whom)
    called = called_in_the_rules(forum.assembly, body, names)
    return forum_has_support_organisation(book, support_body=called).require().clause


def require_parts(forum: Forum, *, on: date) -> Clause | None:
    """
    Return the clause that a forum's kind rests on, if there is one.

    :raises Refusal: if a task group, a group below a local forum, a joint forum or a
        local forum lacks something that the agreement asks of it, or there are as many
        local forums already as the agreement fixes.
    """
    parents = list(forum.parents.order_by("name", "pk"))
    is_below = any(parent.kind in (Forum.Kind.LOCAL, Forum.Kind.JOINT) for parent in parents)
    is_group = forum.kind == Forum.Kind.TASK or (forum.kind == Forum.Kind.THEMATIC and is_below)
    if is_group and not forum.is_system_wide:
        return _require_group_parts(forum, parents, on=on)
    if forum.kind == Forum.Kind.JOINT:
        return _require_joint_parts(forum, parents, on=on)
    if forum.kind == Forum.Kind.LOCAL:
        return _require_room_for_local(forum, on=on)
    return None


def _require_group_parts(forum: Forum, parents: list[Forum], *, on: date) -> Clause | None:
    book = book_fixing(forum.assembly, "task_group.parts", on=on)
    if book is None:
        return None
    above = ", ".join(parent.name for parent in parents)
    finding = task_group_has_its_parts(
        book, remit=forum.description, parent=above, ends_on=None, review_on=forum.review_on
    )
    return finding.require().clause


def _require_joint_parts(forum: Forum, parents: list[Forum], *, on: date) -> Clause | None:
    book = book_fixing(forum.assembly, "joint.parents", on=on)
    if book is None:
        return None
    local = [parent.name for parent in parents if parent.kind == Forum.Kind.LOCAL]
    finding = joint_forum_has_its_parents(book, parents=local, districts=districts_of(forum, on=on))
    return finding.require().clause


def _require_room_for_local(forum: Forum, *, on: date) -> Clause | None:
    book = book_fixing(forum.assembly, "forums.local", on=on)
    if book is None:
        return None
    others = live_forums(forum.assembly, on=on).filter(kind=Forum.Kind.LOCAL)
    count = others.exclude(pk=forum.pk).count() + 1
    finding = local_forums_are_as_many_as_fixed(book, count=count)
    if count > book.whole("forums.local"):
        finding.require()
    if not forum.areas.exists():
        raise Refusal("local-forum-without-place", finding.clause, {})
    return finding.clause


def require_approvals(forum: Forum, *, on: date) -> Clause | None:
    """
    Return the clause under which a forum for the whole area is approved, if there is one.

    :raises Refusal: if a local forum or the co-ordination group has not approved it.
    """
    if not forum.is_system_wide:
        return None
    book = book_fixing(forum.assembly, "approval.group", on=on)
    if book is None:
        return None
    group = book.word("approval.group")
    local = live_forums(forum.assembly, on=on).filter(kind=Forum.Kind.LOCAL)
    approvals = [
        group if one.by_forum.kind == Forum.Kind.COORDINATION else one.by_forum.name
        for one in approvals_of(forum)
    ]
    finding = system_forum_is_approved(
        book, approvals=approvals, local_forums=[one.name for one in local]
    )
    return finding.require().clause

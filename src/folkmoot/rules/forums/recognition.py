"""When a forum, or a route beside the forums, is recognised."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def local_forums_are_as_many_as_fixed(book: Rulebook, *, count: int) -> Finding:
    """Test whether there are as many local forums as the rulebook fixes."""
    fixed = book.parameter("forums.local")
    facts = {"count": count, "fixed": book.whole(fixed.name)}
    return Finding(fixed.clause, count == book.whole(fixed.name), "local-forums-miscounted", facts)


def local_forum_keeps_to_its_place(
    book: Rulebook, *, districts: list[str], own_districts: list[str]
) -> Finding:
    """
    Test whether a local forum may settle a matter alone: it touches only its own place.

    :param districts: the districts that the matter touches.
    :param own_districts: the districts of the forum.
    """
    wider = book.parameter("remit.wider_goes_to")
    outside = [district for district in districts if district not in own_districts]
    facts = {"outside": outside, "goes_to": wider.value}
    by_whom = f"the {wider.value}" if outside else None
    return Finding(wider.clause, not outside, "outside-the-remit", facts, by_whom=by_whom)


def task_group_has_its_parts(
    book: Rulebook, *, remit: str, parent: str, ends_on: date | None, review_on: date | None
) -> Finding:
    """Test whether a task group says what it is for, whose it is, and when it ends or is seen to."""
    given = {
        "remit": bool(remit.strip()),
        "parent forum": bool(parent.strip()),
        "end or review date": ends_on is not None or review_on is not None,
    }
    asked = book.parameter("task_group.parts")
    missing = [part for part in book.words(asked.name) if not given.get(part, False)]
    return Finding(asked.clause, not missing, "task-group-incomplete", {"missing": missing})


def joint_forum_has_its_parents(
    book: Rulebook, *, parents: list[str], districts: list[str]
) -> Finding:
    """Test whether a joint forum names enough local forums, each once, and its districts."""
    least = book.parameter("joint.parents")
    named = len(set(parents))
    needed = book.whole(least.name)
    facts = {"parents": named, "needed": needed, "districts": len(districts)}
    if named < needed:
        return Finding(least.clause, False, "joint-forum-without-parents", facts)
    return Finding(least.clause, bool(districts), "joint-forum-without-districts", facts)


def system_forum_is_approved(
    book: Rulebook, *, approvals: list[str], local_forums: list[str]
) -> Finding:
    """
    Test whether a system-wide forum has every approval it needs.

    :param approvals: who has approved, by name.
    :param local_forums: the local forums, by the same names.
    """
    group = book.parameter("approval.group")
    needed = [*local_forums, book.word(group.name)]
    missing = [name for name in needed if name not in approvals]
    return Finding(group.clause, not missing, "system-forum-not-approved", {"missing": missing})


def forum_has_support_organisation(book: Rulebook, *, support_body: str) -> Finding:
    """Test whether an infrastructure body has agreed to run a forum's administration."""
    bodies = book.parameter("administration.bodies")
    may = book.words(bodies.name)
    facts = {"support_body": support_body, "may": may}
    return Finding(bodies.clause, support_body in may, "no-support-organisation", facts)


def recognised_route_has_agreement(
    book: Rulebook, *, agreed_by: str, agreed_on: date | None, scope: str, review_on: date | None
) -> Finding:
    """Test whether a route beside the forums has a whole agreement behind it."""
    given = {
        "who agreed": bool(agreed_by.strip()),
        "date": agreed_on is not None,
        "scope": bool(scope.strip()),
        "review date": review_on is not None,
    }
    asked = book.parameter("route.parts")
    missing = [part for part in book.words(asked.name) if not given.get(part, False)]
    return Finding(asked.clause, not missing, "route-without-agreement", {"missing": missing})

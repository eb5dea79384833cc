from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.forums.models import ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.queries.contests import book_of, role_in_rules
from folkmoot.rules.elections.nominations import nominee_is_eligible
from folkmoot.rules.findings import Finding
from folkmoot.rules.membership.rights import member_may_stand

# What a nomination gives, and what the documents call it.
PARTS = {
    "nominee": "nominee details",
    "motivation": "motivation",
    "capability": "skills, knowledge and experience",
    "interests": "declarations of interest",
    "guidance": "acceptance of the guidance",
}


def nomination_parts(given: Mapping[str, object]) -> list[str]:
    """Return the parts that a nomination gives, as the documents call them. No query."""
    return [PARTS[name] for name, part in given.items() if part]


def parts_but_guidance() -> list[str]:
    """Return every part of a nomination but the nominee's acceptance of the guidance. No query."""
    return [part for name, part in PARTS.items() if name != "guidance"]


def eligibility(contest: Contest, membership: Membership, *, on: date) -> list[Finding]:
    """
    Return what the clauses say of a member's nominee on a day. Three queries.

    First whether the member may stand for the office at all, then whether it is a
    full member of this forum and in good standing. A former chair is judged alike.
    """
    book = book_of(contest)
    standing = Membership.objects.standing_on(on).filter(pk=membership.pk)
    is_standing = standing.filter(Q(excluded_on=None) | Q(excluded_on__gt=on)).exists()
    in_good = Membership.objects.in_good_standing_on(on).filter(pk=membership.pk).exists()
    in_forum = ForumMember.objects.belonging_on(on).filter(
        forum=contest.forum_id, membership=membership
    )
    return [
        member_may_stand(
            book,
            membership_class=membership.membership_class,
            suspended=is_standing and not in_good,
            office=role_in_rules(contest),
        ),
        nominee_is_eligible(
            book,
            membership_class=membership.membership_class,
            in_forum=in_forum.exists(),
            standing=is_standing and in_good,
        ),
    ]


def nominations_still_open(membership: Membership) -> QuerySet[Nomination]:
    """Return a member's living nominations whose nominees are not published. One query."""
    return (
        Nomination.objects.filter(
            membership=membership,
            withdrawn_at=None,
            fell_at=None,
            contest__published_at=None,
            contest__declared_at=None,
            contest__abandoned_at=None,
        )
        .select_related(
            "nominee", "made_by", "contest__assembly", "contest__forum", "contest__office",
            "contest__returning_officer",
        )
        .order_by("pk")
    )  # fmt: skip

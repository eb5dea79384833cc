"""Who counts, who acts on gaps, who is in the reference group, and who replies to it."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.scrutiny.equity.models import ReferenceMember

teach(
    {
        "gap-without-action": (
            "{number} gaps have no action yet: {gaps}. The report goes to the board with an "
            "action for each."
        ),
        "not-counted-yet": "The year {year} is not counted yet.",
        "no-such-gap": "There is no such gap in the count of {year}.",
        "not-in-reference-group": "{organisation} is not in the equality reference group.",
        "not-trained-to-comment": (
            "{organisation} has not been trained to comment on equality checks yet; a support "
            "officer enters it once it has."
        ),
        "comments-are-closed": "Comments were taken through {comments_by}.",
        "comment-without-reply": (
            "{number} comments have no reply yet. Each gets one before the final text."
        ),
        "results-not-there": "{title} is not closed yet, so there are no results to pass on.",
    }
)


def runs_equity(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers, the board, and public bodies' own people keep equality together. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.BOARD, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_runs_equity(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not runs_equity(person, assembly, on=on):
        who = _("a support officer, a board member, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def require_board(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are on the governance board, or a support officer for it."""
    if not holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.BOARD], on=on):
        who = _("a support officer or governance board member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})


def require_acts_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: unless they act for the organisation."""
    if not may_act_for(person, organisation, on=on):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})


def require_reference_member(
    assembly: Assembly, organisation: Organisation, *, on: date
) -> ReferenceMember:
    """
    Return the membership of the reference group under which somebody comments. One query.

    :raises Refusal: if the organisation is not in the group.
    """
    found = ReferenceMember.objects.filter(
        assembly=assembly, organisation=organisation, until_on=None, from_on__lte=on
    )
    member = found.select_related("organisation").order_by("pk").first()
    if member is None:
        raise Refusal("not-in-reference-group", None, {"organisation": organisation.name})
    return member

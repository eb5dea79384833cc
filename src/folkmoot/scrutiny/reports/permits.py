"""Who drafts a report, who approves it, who says what of it, and who tags."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.scrutiny.reports.models import Report

teach(
    {
        "nobody-watches-it": (
            "No document that binds this assembly names bodies that watch over such a report."
        ),
        "reported-already": "There is a report on that time already: {title}.",
        "report-of-the-future": (
            "A report tells of what is over. {until} is still to come; it can be begun from the day "
            "after."
        ),
        "report-is-approved": (
            "{title} is approved, so its words stay as they are. What is to be said since then "
            "stands in the next one."
        ),
        "report-not-approved": "{title} goes out once the board has approved it.",
        "report-has-gaps": (
            "Nothing is written yet in: {sections}. The board approves it once each part says "
            "something."
        ),
        "sent-before-approval": "It was approved on {approved}, so it was not sent on {sent}.",
        "sent-later": "{sent} is still to come, so it was not sent on that day.",
        "words-changed-meanwhile": (
            "Somebody else changed this part while you were writing. What you wrote is below; look "
            "at theirs on the page of the report, then send yours again."
        ),
        "nothing-at-address": (
            "Nothing that everybody may read stands at {address}. Copy the address of its page from "
            "the top of your browser."
        ),
        "no-such-aim": "No document that binds this assembly names the aim {aim}.",
        "side-speaks-for-itself": (
            "{side} writes down what it thinks itself, through its own people; or a support officer "
            "writes it down for them."
        ),
        "report-is-not-judged": "The board writes its judgement on a report once it is approved.",
        "provider-is-there": "{name} does the linking already.",
        "provider-left": "{name} left on {until}.",
        "leaves-before-it-came": "{name} began on {begun}, so it cannot have left before.",
    }
)

KEEPERS = (Post.Kind.OFFICER, Post.Kind.BOARD, Post.Kind.PUBLIC_BODY)


def sees_drafts(person: object, assembly: Assembly, *, on: date) -> bool:
    """Officers, the board and public bodies' own people read reports while they are drafts. One query."""
    return isinstance(person, Person) and holds_post(person, assembly, KEEPERS, on=on)


def drafts(person: object, assembly: Assembly, *, on: date) -> bool:
    """Support officers draft reports and tag records. One query."""
    return isinstance(person, Person) and holds_post(person, assembly, [Post.Kind.OFFICER], on=on)


def approves(person: object, assembly: Assembly, *, on: date) -> bool:
    """The board approves reports and judges them. One query."""
    return isinstance(person, Person) and holds_post(person, assembly, [Post.Kind.BOARD], on=on)


def require_drafts(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are a support officer."""
    if not drafts(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": _("a support officer of this assembly")})


def require_approves(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are on the governance board."""
    if not approves(person, assembly, on=on):
        who = _("a governance board member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})


def require_is_draft(report: Report) -> None:
    """:raises Refusal: if it is approved."""
    if report.approved_at is not None:
        raise Refusal("report-is-approved", None, {"title": report.title})


def require_is_approved(report: Report) -> None:
    """:raises Refusal: unless it is approved."""
    if report.approved_at is None:
        raise Refusal("report-not-approved", None, {"title": report.title})


def speaks_for(
    person: Person, assembly: Assembly, side: str, own: str, *, on: date
) -> tuple[bool, bool]:
    """
    Test whether somebody may write down what a body thinks, and whether they do so for another.

    The assembly's own side speaks through its officers and board; the others through public bodies'
    people. A support officer may write it down for any. Three queries at most.

    :param own: the name of the assembly's own side.
    """
    is_officer = drafts(person, assembly, on=on)
    if side == own:
        return is_officer or approves(person, assembly, on=on), False
    if holds_post(person, assembly, [Post.Kind.PUBLIC_BODY], on=on):
        return True, False
    return is_officer, is_officer

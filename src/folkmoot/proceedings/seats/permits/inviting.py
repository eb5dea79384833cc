"""Who may ask for representatives, and who decides."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import BodyOfficer, Invitation
from folkmoot.proceedings.seats.queries.inviting import may_decide
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "seat-invitation-answered": "This invitation was {answer} on {answered_on}.",
        "invitation-withdrawn": "This invitation was taken back by the body that made it.",
        "answer-without-reasons": (
            "The answer needs its reasons, which everybody can read and the body is sent."
        ),
        "invitation-not-routed": (
            "It cannot be accepted yet, because nobody has said which forum would elect. The "
            "co-ordination group says so."
        ),
        "more-seats-than-the-table": ("{seats} seats cannot be offered at a table of {table}."),
    }
)


def may_ask(person: Person, assembly: Assembly, *, at: datetime) -> bool:
    """Those who work for public bodies ask, those who answer for one, and support officers for them."""
    on = day_of(assembly, at)
    kinds = [Post.Kind.PUBLIC_BODY, Post.Kind.OFFICER]
    if holds_post(person, assembly, kinds, on=on):
        return True
    answers = BodyOfficer.objects.filter(person=person, body__assembly=assembly, from_on__lte=on)
    return answers.exclude(until_on__lte=on).exists()


def require_may_ask(person: Person, assembly: Assembly, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_ask(person, assembly, at=at):
        who = _("somebody who works for a public body, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who})


def require_may_decide(person: Person, assembly: Assembly, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_decide(person, assembly, at=at):
        who = _("the chair of the co-ordination group, or a support officer")
        raise Refusal("not-permitted", None, {"who": who})


def require_unanswered(invitation: Invitation) -> None:
    """:raises Refusal: if it was answered or taken back."""
    if invitation.withdrawn_at is not None:
        raise Refusal("invitation-withdrawn", None, {})
    if invitation.answer and invitation.answered_at is not None:
        facts = {
            "answer": invitation.get_answer_display(),
            "answered_on": day_of(invitation.assembly, invitation.answered_at),
        }
        raise Refusal("seat-invitation-answered", None, facts)

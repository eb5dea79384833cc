"""Who opens an emergency, who reads what is needed, who offers, who replies."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post, posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.emergency.models import Emergency, Worry

teach(
    {
        "emergency-is-over": "{title} was stood down on {ended_at}.",
        "emergency-goes-on": "{title} still goes on. Stand it down first.",
        "nobody-reached": (
            "Nobody is ready for this kind of help in these places. Take more kinds or places, or "
            "call everybody who works there."
        ),
        "not-the-same-help": "{organisation} offers {offered}, and {needed} is needed.",
        "need-is-met": "This need is met already.",
        "match-has-ended": "It has ended already.",
        "outside-the-area": "{place} is not in the area of this assembly.",
    }
)


def is_of_public_body(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Whether somebody comes to the assembly for a public body. One query."""
    return holds_post(person, assembly, [Post.Kind.PUBLIC_BODY], on=on)


def helps_here(
    person: Person | None, organisation: Organisation | None, assembly: Assembly, *, on: date
) -> bool:
    """
    Whether somebody is among those who help: support officers, people of public bodies, and those
    who act for an organisation on the register here. They read what is needed. Three queries.
    """
    if person is None:
        return False
    if is_officer(person, assembly, on=on) or is_of_public_body(person, assembly, on=on):
        return True
    if organisation is None or not may_act_for(person, organisation, on=on):
        return False
    return organisation.listings.filter(assembly=assembly).exists()


def require_helps_here(
    person: Person | None, organisation: Organisation | None, assembly: Assembly, *, on: date
) -> None:
    """:raises Refusal: unless they are among those who help."""
    if not helps_here(person, organisation, assembly, on=on):
        who = _("somebody who acts for an organisation here, an officer, or a public body")
        raise Refusal("not-permitted", None, {"who": who})


def require_speaks_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, on: date
) -> None:
    """:raises Refusal: unless they act for the organisation, or are an officer who writes it down."""
    if not may_act_for(person, organisation, on=on) and not is_officer(person, assembly, on=on):
        who = _("somebody who acts for it, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who})


def may_reply(person: Person, worry: Worry, *, on: date) -> bool:
    """Whether somebody replies to a worry: of the body it went to, or an officer. Two queries."""
    assembly = worry.emergency.assembly
    if is_officer(person, assembly, on=on):
        return True
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    return posts.filter(body__iexact=worry.partner).exists()


def require_replies(person: Person, worry: Worry, *, on: date) -> None:
    """:raises Refusal: unless they may reply to it."""
    if not may_reply(person, worry, on=on):
        who = _("somebody from %(body)s, or a support officer for them") % {"body": worry.partner}
        raise Refusal("not-permitted", None, {"who": who})


def require_goes_on(emergency: Emergency) -> None:
    """:raises Refusal: if it was stood down."""
    if emergency.ended_at is not None:
        facts = {"title": emergency.title, "ended_at": emergency.ended_at}
        raise Refusal("emergency-is-over", None, facts)

"""Who brings what to the door, and who answers it."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.enquiries.models import Enquiry

teach(
    {
        "not-a-formal-route": (
            "A request is formal only through a forum that is recognised. Name the forum, or ask it "
            "as {partner}’s own exercise."
        ),
        "not-answered-yet": "It has no reply yet; it is closed when it has one.",
        "answers-are-public": (
            "What was told in confidence does not go among the answers that everybody reads."
        ),
        "backs-its-own": "Whoever brought it backs it already.",
    }
)

FOR_MEMBERS = {Enquiry.Kind.ISSUE}
FOR_BODIES = {Enquiry.Kind.REQUEST}


def require_may_bring(
    person: Person | None,
    assembly: Assembly,
    organisation: Organisation | None,
    kind: str,
    *,
    on: date,
) -> None:
    """
    A question, an idea or a wrong is brought by anybody; an issue by a member; a request by a body.

    :raises Refusal: if it is not theirs to bring.
    """
    if kind in FOR_MEMBERS and organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    if kind in FOR_BODIES:
        is_public = organisation is not None and organisation.sector == "statutory"
        kinds = [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY]
        if not is_public and (person is None or not holds_post(person, assembly, kinds, on=on)):
            who = _("somebody from a public body, or a support officer for it")
            raise Refusal("not-permitted", None, {"who": who})


def may_answer(person: Person, enquiry: Enquiry, *, on: date) -> bool:
    """A support officer, or whoever it was given to. One query."""
    return enquiry.owner_id == person.pk or is_officer(person, enquiry.assembly, on=on)


def require_answers(person: Person, enquiry: Enquiry, *, on: date) -> None:
    """:raises Refusal: unless they may answer it."""
    if not may_answer(person, enquiry, on=on):
        who = _("a support officer, or whoever answers for it")
        raise Refusal("not-permitted", None, {"who": who})

"""Who lists, tells, shares, keeps and answers, and who reads what is for members."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.membership.queries import belongs
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.practice.models import Offer, Venue

teach(
    {
        "takes-up-its-own": "{title} was shared by {organisation} itself, so others can take it up.",
        "feedback-not-open": "Feedback on {title} is taken from {held_on} through {closes_on}.",
        "room-answered-already": "{name} has answered already.",
        "part-is-over": "{title} was open through {until_on}, so nobody is asked for it now.",
        "not-on-the-list": "They are not on the list of experts by experience, or left it.",
        "network-list-has-faults": (
            "{refused} of {rows} rows cannot be used, so nothing was kept. Mend them, and bring the "
            "list again."
        ),
        "network-list-unreadable": "This list cannot be read: {what} {cure}",
    }
)


def is_of_assembly(
    person: Person | None, organisation: Organisation | None, assembly: Assembly, *, on: date
) -> bool:
    """A member's representative, or who holds a post: they read what is for members. Two queries."""
    if person is None:
        return False
    if holds_post(person, assembly, Post.Kind.values, on=on):
        return True
    return organisation is not None and belongs(assembly, organisation, on=on)


def require_of_assembly(
    person: Person | None, organisation: Organisation | None, assembly: Assembly, *, on: date
) -> None:
    """:raises Refusal: unless they are one of those."""
    if not is_of_assembly(person, organisation, assembly, on=on):
        who = _("somebody who acts for a member, or works with members here")
        raise Refusal("not-permitted", None, {"who": who})


def require_member(
    person: Person, organisation: Organisation | None, assembly: Assembly, *, on: date
) -> Organisation:
    """
    Return the member for which somebody acts.

    :raises Refusal: if they act for none.
    """
    acts = organisation is not None and may_act_for(person, organisation, on=on)
    if organisation is None or not acts or not belongs(assembly, organisation, on=on):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for a member")})
    return organisation


def keeps_offer(person: Person, offer: Offer, *, on: date) -> bool:
    """Whose it is, who acts for whose it is, or a support officer. Two queries at most."""
    if offer.person_id == person.pk or is_officer(person, offer.assembly, on=on):
        return True
    return offer.organisation is not None and may_act_for(person, offer.organisation, on=on)


def require_keeps_offer(person: Person, offer: Offer, *, on: date) -> None:
    """:raises Refusal: unless it is theirs to change."""
    if not keeps_offer(person, offer, on=on):
        who = _("whoever is listed, or a support officer")
        raise Refusal("not-permitted", None, {"who": who})


def keeps_ties(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers and public bodies' own people write down who works with whom. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_keeps_ties(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_ties(person, assembly, on=on):
        who = _("a support officer, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def keeps_venue(person: Person, venue: Venue, *, on: date) -> bool:
    """Who acts for its keeper, or a support officer. Two queries at most."""
    return is_officer(person, venue.assembly, on=on) or may_act_for(person, venue.keeper, on=on)


def require_keeps_venue(person: Person, venue: Venue, *, on: date) -> None:
    """:raises Refusal: unless they keep it."""
    if not keeps_venue(person, venue, on=on):
        who = _("somebody who acts for the keeper, or a support officer")
        raise Refusal("not-permitted", None, {"who": who})

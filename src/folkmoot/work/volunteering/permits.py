"""Who offers roles, who looks after those who give time, and who reads what of them."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.organisations.queries.register import is_listed
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.volunteering.models import Match, Opportunity, Volunteer

teach(
    {
        "role-not-listed": "{title} takes nobody now. Look through the list for another role.",
        "role-closed-already": "{title} is closed already.",
        "role-not-for-young": "{title} is for adults alone.",
        "role-not-for-groups": "{title} takes no groups. Ask for a role that does.",
        "matched-already": "You have asked about {title} already; your private page says what came of it.",
        "not-agreed-to-be-named": (
            "The volunteer has not agreed yet to be named to {organisation}. They can on their "
            "private page."
        ),
        "stage-not-next": "It is {stage} now, so this cannot be done with it.",
        "no-guardian-named": "No parent, guardian or supporter is named, so none can have agreed.",
        "hours-before-placed": "Hours are kept once somebody is placed; this is at {stage}.",
        "hours-ahead": "Hours are kept once they are given; {on} is still to come.",
        "file-has-faults": "{refused} of {rows} roles cannot be used, so nothing was added or changed.",
        "file-not-read": "This file cannot be read ({why}).",
        "no-evidence": "A point that is met needs its evidence: {points}.",
        "not-a-tier": "A proposal is at one of these levels: {tiers}.",
    }
)


def may_post(person: Person, assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """
    Those who act for it, somebody who comes for that public body, or an officer on its behalf.

    Four queries at most.
    """
    if may_act_for(person, organisation, on=on):
        return True
    if not is_listed(organisation, assembly):
        return False
    if is_officer(person, assembly, on=on):
        return True
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    return posts.filter(body__iexact=organisation.name).exists()


def require_may_post(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: unless they may."""
    if not may_post(person, assembly, organisation, on=on):
        who = _("somebody who acts for %(name)s, or a support officer")
        raise Refusal("not-permitted", None, {"who": who % {"name": organisation.name}})


def keeps_role(person: Person | None, role: Opportunity, *, on: date) -> bool:
    """Whether somebody keeps a role, once it is there. Four queries at most."""
    return person is not None and may_post(person, role.assembly, role.organisation, on=on)


def require_keeps_match(person: Person, match: Match, *, on: date) -> None:
    """
    A match is kept by officers; once referred, by those who act for the organisation as well.

    :raises Refusal: for everybody else.
    """
    role = match.opportunity
    if is_officer(person, role.assembly, on=on):
        return
    if match.referred_at is None or not may_act_for(person, role.organisation, on=on):
        who = _("a support officer, or the organisation they were referred to")
        raise Refusal("not-permitted", None, {"who": who})


def is_safeguarded(volunteer: Volunteer) -> bool:
    """Whether somebody stands between a volunteer and those who would reach them. No query."""
    return volunteer.is_under_18 or volunteer.wants_support


def shows_contact(volunteer: Volunteer) -> bool:
    """
    Whether an organisation may have the way to reach a volunteer.

    Of somebody under 18, or who wants support, once a parent, guardian or supporter has agreed.
    No query.
    """
    return not is_safeguarded(volunteer) or volunteer.guardian_agreed_on is not None

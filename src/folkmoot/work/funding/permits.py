"""Who keeps funds, who applies, who judges, who ends a funding and who replies to it."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post, posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of, may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.funding.models import Application, Assessor, Fund

teach(
    {
        "fund-without-days": "The day it opens and the day it closes are not both known.",
        "fund-without-criteria": "It has no criteria yet, by which all applications are marked.",
        "fund-is-public": "{title} is public, so what it asks stays as it is.",
        "fund-not-open": "{title} takes applications from {opens_on} through {closes_on}.",
        "assessor-applies": (
            "{name} acts for an organisation that applied, or declared an interest in it, so this "
            "application is closed to them."
        ),
        "interests-not-declared": "Interests are declared before the first application is opened.",
        "application-not-sent": "It was not sent in time, so it is kept and not decided.",
        "marks-missing": "It has no mark yet from anybody.",
        "fund-still-open": "{title} is open through {closes_on}; it is decided after that.",
        "overhead-needs-words": "Say why the overheads are not accepted.",
        "whole-form-needed": (
            "The short form is for up to {small}. Ask for less, or fill in the whole form: how you "
            "would bring each outcome about."
        ),
        "application-sent-already": (
            "It was sent, and stays as it was sent. Send it again through {closes_on} to change it."
        ),
        "award-ends-already": "An end is given already, on {ends_on}.",
    }
)


def is_of_funder(person: Person, assembly: Assembly, funder_name: str, *, on: date) -> bool:
    """Whether somebody comes to the assembly for a body of that name. One query."""
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    return posts.filter(body__iexact=funder_name.strip()).exists()


def keeps_funds(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers plan funds for anybody, and public bodies' own people for theirs. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_keeps_funds(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_funds(person, assembly, on=on):
        who = _("a support officer, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def keeps_of(person: Person, assembly: Assembly, funder_name: str, *, on: date) -> bool:
    """
    Whether somebody keeps what one body funds: a support officer, or a person of that body.

    Another body's applications, decisions and awards are not theirs. Two queries at most.
    """
    return is_officer(person, assembly, on=on) or is_of_funder(person, assembly, funder_name, on=on)


def require_keeps_of(person: Person, assembly: Assembly, funder_name: str, *, on: date) -> None:
    """:raises Refusal: unless they keep what that body funds."""
    if not keeps_of(person, assembly, funder_name, on=on):
        who = _("a support officer, or somebody from the body that funds")
        raise Refusal("not-permitted", None, {"who": who})


def require_applies_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: unless they act for the organisation."""
    if not may_act_for(person, organisation, on=on):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})


def assessor_of(fund: Fund, person: Person) -> Assessor | None:
    """Return somebody as an assessor of a fund, or None. One query."""
    return fund.assessors.filter(person=person).order_by("pk").first()


def is_closed_to(application: Application, assessor: Assessor, *, on: date) -> bool:
    """
    Whether an application is closed to an assessor: it is of their own organisation, or they
    declared an interest in it. Two queries.
    """
    bodies = {one.organisation_id for one in authorities_of(assessor.person, on=on)}
    if application.organisation_id in bodies:
        return True
    return assessor.interests.filter(pk=application.pk).exists()

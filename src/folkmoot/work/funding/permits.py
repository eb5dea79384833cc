"""Who keeps funds, who applies, who judges, who ends a funding and who replies to it."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post, officers, posts_of
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
        "renewal-without-record": (
            "It renews a service, and the ways to give that service are not entered. Enter the "
            "service, weigh the ways, and name it here."
        ),
        "payments-do-not-add-up": (
            "The payments would come to {sum}, which is more than the award of {award}."
        ),
        "budget-does-not-add-up": "The parts come to {sum}, and you ask for {asked}.",
        "agreement-is-signed": "{title} was signed on {signed_on}, so what it says stays as it is.",
        "agreement-not-signed": "{title} is not signed yet.",
        "use-not-permitted": "It may be spent on: {uses}.",
        "spent-more-than-handed-over": "{left} is left of the money that was handed over.",
        "allocation-does-not-fit": (
            "{number} localities with a base of {base} each are {sum}, and there is {whole}."
        ),
        "allocation-without-need": "Name at least one locality with a need above nothing.",
        "help-already-given": "That was given already, on {given_on}.",
        "answers-itself": "{body} proposed it, so others answer.",
    }
)


def is_of_body(person: Person, assembly: Assembly, *names: str, on: date) -> bool:
    """Whether somebody comes to the assembly for a body of one of some names. One query."""
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    wanted = {name.strip().casefold() for name in names} - {""}
    return bool(wanted & {body.casefold() for body in posts.values_list("body", flat=True)})


def may_assess(fund: Fund, *, on: date) -> list[Person]:
    """Return who can be named to mark: support officers, and people of the bodies. Two queries."""
    names = {fund.funder_name.casefold(), fund.run_by.casefold()} - {""}
    posts = Post.objects.held_on(on).filter(assembly=fund.assembly, kind=Post.Kind.PUBLIC_BODY)
    theirs = [
        post.person
        for post in posts.select_related("person").order_by("person__name", "pk")
        if post.body.casefold() in names
    ]
    return list(dict.fromkeys([*officers(fund.assembly, on=on), *theirs]))


def keeps_funds(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers plan funds for anybody, and public bodies' own people for theirs. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_keeps_funds(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_funds(person, assembly, on=on):
        who = _("a support officer, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def keeps_of(person: Person, assembly: Assembly, *names: str, on: date) -> bool:
    """
    Whether somebody keeps what a body funds: a support officer, or a person of that body.

    Another body's applications, decisions and awards are not theirs. Two queries at most.

    :param names: the body that funds, and the partner that runs it, if one does.
    """
    return is_officer(person, assembly, on=on) or is_of_body(person, assembly, *names, on=on)


def require_keeps_of(person: Person, assembly: Assembly, *names: str, on: date) -> None:
    """:raises Refusal: unless they keep what one of those bodies funds."""
    if not keeps_of(person, assembly, *names, on=on):
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


def tells_topics(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Both sides tell of talks about money: officers, the board, public bodies' people. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.BOARD, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_tells_topics(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not tells_topics(person, assembly, on=on):
        who = _("a support officer, a board member, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})

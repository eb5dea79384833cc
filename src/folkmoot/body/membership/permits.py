"""Who may do what about a membership, and what a member may do."""

from datetime import date
from typing import Any

from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, second_factor_step
from folkmoot.body.membership.models import Invitation, Membership
from folkmoot.body.membership.queries import (
    clause_with_key,
    open_invitation,
    with_state,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import (
    acts_for_support_body,
    may_act_for,
    people_acting_for,
)
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Finding, Refusal, teach
from folkmoot.rules.membership.rights import member_may_stand, member_may_vote
from folkmoot.rules.rulebook import Rulebook

teach(
    {
        "nothing-to-sign": "There is nothing to sign, because everybody in the area belongs.",
        "no-agreement": "Nobody can join on {on}, because no agreement is in force that day.",
        "already-a-member": "{organisation} is a member already.",
        "already-signed": "{organisation} signed version {version} already, on {signed_on}.",
        "organisation-is-closed": (
            "{organisation} cannot join, because it is no longer on the register of organisations."
        ),
        "only-by-invitation": (
            "{organisation} cannot join of its own accord, because bodies of its kind join "
            "when they are invited."
        ),
        "invited-already": "{organisation} has been invited already, and has yet to answer.",
        "invitation-answered": "This invitation has its answer already: {answer}.",
        "agreement-has-changed": (
            "The agreement changed while you were reading it. Read version {version}, then sign it."
        ),
        "signed-another-day": (
            "A declaration made here carries the day it is made, which is {today}, "
            "and not {signed_on}."
        ),
        "signed-in-the-future": "The declaration cannot be dated {signed_on}, a day to come.",
        "form-was-used": "This form was already used for another declaration. Start a new one.",
        "no-member-that-day": "{organisation} is not a member on {on}.",
        "notice-runs-already": (
            "{organisation} has given notice already; its membership ends on {ceases_on}."
        ),
        "no-notice-runs": "{organisation} has given no notice that is still running.",
        "left-out-in-notice": (
            "A member that has given notice and was left out of business cannot {act}."
        ),
        "left-out-already": "{organisation} is left out of business already.",
        "suspended-already": "{organisation} is suspended already in some of that time.",
        "not-suspended": "{organisation} is not suspended.",
        "end-without-reason": "A membership cannot be ended without a written reason.",
        "decision-without-name": "Say who decided this, because it is a chair's to decide.",
        "suspension-ends-at-once": (
            "The suspension cannot end on {until_on}, because it begins on {from_on}."
        ),
        "class-is-right-already": "{organisation} is {membership_class} already.",
        "nobody-to-ask": "Every member that can be written to has been asked already.",
    }
)

OFFICER = "a support officer of this assembly"
KEEPER = "a support officer of this assembly, or somebody who acts for an infrastructure body of it"


def may_keep_register(person: Person, assembly: Assembly, *, on: date) -> bool:
    """
    The central register is kept by the support officers and by the infrastructure bodies.

    At most two queries.
    """
    return is_officer(person, assembly, on=on) or acts_for_support_body(person, assembly, on=on)


def require_keeper(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: if they do not keep the register of the assembly that day."""
    if not may_keep_register(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": KEEPER})


def _keeps(request: Request, **page: Any) -> bool:
    person, assembly = request.user, page["assembly"]
    on = timezone.localdate()  # noqa: TID251 - an audience is a door: it reads the clock
    return isinstance(person, Person) and may_keep_register(person, assembly, on=on)


KEEPERS = Audience("register keepers", KEEPER, _keeps, instead=second_factor_step)


def may_sign_for(person: Person, organisation: Organisation, *, on: date) -> bool:
    """
    Test whether a person may sign the agreement for an organisation. At most two queries.

    Whoever acts for it already; or anybody who says so, as long as nobody else acts for it
    yet. An officer checks afterwards.
    """
    return may_act_for(person, organisation, on=on) or not people_acting_for(organisation, on=on)


def require_may_sign_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, on: date
) -> None:
    """:raises Refusal: if they may not, unless they were invited to."""
    if may_sign_for(person, organisation, on=on):
        return
    invitation = open_invitation(assembly, organisation)
    if invitation is None or not is_invited(person, invitation):
        who = "somebody who already acts for the organisation, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who}, by_whom=OFFICER)


def is_invited(person: Person, invitation: Invitation) -> bool:
    """Test whether an invitation was sent to a person. No query."""
    return person.email.lower() == invitation.to_email.lower()


def may_answer(person: Person, invitation: Invitation, *, on: date) -> bool:
    """Whoever was written to answers an invitation, or somebody who acts for the body."""
    return is_invited(person, invitation) or may_act_for(person, invitation.organisation, on=on)


def require_acts_for(person: Person, membership: Membership, *, on: date) -> None:
    """:raises Refusal: unless they act for the member."""
    if not may_act_for(person, membership.organisation, on=on):
        who = f"somebody who acts for {membership.organisation.name}"
        raise Refusal("not-permitted", None, {"who": who}, by_whom=OFFICER)


def require_presides(person: Person, assembly: Assembly, *, presides: bool, on: date) -> None:
    """
    Let through whoever keeps the register, or a chair known to be one.

    :param presides: whether the caller knows the person to chair a forum of the member.
    :raises Refusal: for anybody else.
    """
    if not (presides or may_keep_register(person, assembly, on=on)):
        who = "the chair of the forum, or a support officer on the chair's decision,"
        raise Refusal("not-permitted", None, {"who": who})


def voting_right(membership: Membership, *, on: date, book: Rulebook | None = None) -> Finding:
    """
    Find whether a member may vote on a day, and under which clause. At most three queries.

    :param book: the agreement to judge by, where a process has pinned one.
    """
    book = book or in_force(membership.assembly, on=on)
    seen = _seen(membership, book, on=on)
    finding = _right_at_all(seen, book, act="vote", on=on)
    return finding or member_may_vote(
        book, membership_class=seen.membership_class, suspended=seen.is_suspended
    )


def standing_right(
    membership: Membership, *, office: str, on: date, book: Rulebook | None = None
) -> Finding:
    """
    Find whether a member may stand for an office on a day. At most three queries.

    :param office: one that the agreement names: "chair", "vice-chair", "representative".
    """
    book = book or in_force(membership.assembly, on=on)
    seen = _seen(membership, book, on=on)
    finding = _right_at_all(seen, book, act="stand", on=on)
    return finding or member_may_stand(
        book,
        membership_class=seen.membership_class,
        suspended=seen.is_suspended,
        office=office,
    )


def may_vote(membership: Membership, *, on: date) -> bool:
    """Test whether a member may vote on a day."""
    return voting_right(membership, on=on).holds


def may_stand(membership: Membership, *, office: str, on: date) -> bool:
    """Test whether a member may stand for an office on a day."""
    return standing_right(membership, office=office, on=on).holds


def _seen(membership: Membership, book: Rulebook, *, on: date) -> Membership:
    rows = with_state(Membership.objects.filter(pk=membership.pk), book=book, on=on)
    return rows.select_related("organisation").get()


def _right_at_all(seen: Membership, book: Rulebook, *, act: str, on: date) -> Finding | None:
    """Find what stops a member whatever its class: it is none, or it is left out."""
    name = seen.organisation.name
    is_over = seen.ceases_on is not None and seen.ceases_on <= on
    if seen.admitted_on > on or is_over:
        clause = clause_with_key(book, "full-members-vote") or _any_clause(book)
        return Finding(clause, False, "no-member-that-day", {"organisation": name, "on": on})
    if seen.excluded_on is not None and seen.excluded_on <= on:
        clause = clause_with_key(book, "leaving-exclusion") or _any_clause(book)
        return Finding(clause, False, "left-out-in-notice", {"act": act})
    return None


def _any_clause(book: Rulebook) -> Clause:
    return book.parameter("voting.classes").clause

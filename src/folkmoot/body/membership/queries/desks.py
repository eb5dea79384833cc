"""What waits for an officer, and what waits for a member."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries.agreement import (
    BY_INVITATION,
    agreement,
    clause_with_key,
)
from folkmoot.body.membership.queries.invitations import invitations_waiting, open_invitation
from folkmoot.body.membership.queries.standing import State, membership_of, to_check, to_re_sign
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.rules.rulebook import Rulebook

SIGN_UP = "sign-up"
LEAVING = "leaving"
CLASSES = "membership-classes"


def obligations(assembly: Assembly, *, on: date) -> list[DeskItem]:
    """
    Return what an officer has to do about memberships, soonest first.

    At most one item of each kind, however many members. Six queries at the most; none in
    a listed assembly, where there is nothing to sign.
    """
    if assembly.scheme == Assembly.Scheme.LISTED:
        return []
    book = agreement(assembly, on=on)
    if book is None:
        return []
    found = [
        *_checks(assembly, book, on=on),
        *_chases(assembly, book, on=on),
        *_signatures(assembly, book, on=on),
    ]
    return sorted(found, key=lambda item: (item.due is None, item.due or on))


def waiting_for(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    """
    Return what waits for an organisation in an assembly, soonest first. Four queries.

    An invitation to answer, a version of the agreement to sign, and while its notice runs,
    the last day on which it can change its mind.
    """
    if assembly.scheme == Assembly.Scheme.LISTED:
        return []
    book = agreement(assembly, on=on)
    if book is None:
        return []
    membership = membership_of(assembly, organisation, on=on)
    if membership is None:
        return _invited(organisation, assembly, book)
    return _of_a_member(membership, organisation, assembly, book)


def _invited(organisation: Organisation, assembly: Assembly, book: Rulebook) -> list[DeskItem]:
    invitation = open_invitation(assembly, organisation)
    if invitation is None:
        return []
    return [
        DeskItem(
            verb_phrase=_("Answer the invitation to join %(assembly)s")
            % {"assembly": assembly.name},
            url=reverse("membership:invitation", args=[assembly, invitation.reference]),
            minutes=3,
            clause=clause_with_key(book, BY_INVITATION),
        )
    ]


def _of_a_member(
    membership: Membership, organisation: Organisation, assembly: Assembly, book: Rulebook
) -> list[DeskItem]:
    found = []
    if membership.notice_given_on and membership.ceases_on:
        found.append(
            DeskItem(
                verb_phrase=_("Withdraw your notice to leave, if you have changed your mind"),
                url=reverse("membership:member", args=[assembly, organisation.reference]),
                due=membership.ceases_on - timedelta(days=1),
                minutes=1,
                clause=clause_with_key(book, LEAVING),
                state=State.IN_NOTICE.value,
            )
        )
    if not membership.is_signed:
        found.append(
            DeskItem(
                verb_phrase=_("Sign version %(version)s of the agreement")
                % {"version": book.number},
                url=reverse("membership:re-sign", args=[assembly, organisation.reference]),
                minutes=3,
                clause=clause_with_key(book, SIGN_UP),
                state="due",
            )
        )
    return found


def _checks(assembly: Assembly, book: Rulebook, *, on: date) -> list[DeskItem]:
    number = to_check(assembly, on=on).count()
    if not number:
        return []
    words = ngettext(
        "Check the class of %(number)d new member",
        "Check the class of %(number)d new members",
        number,
    )
    return [
        DeskItem(
            verb_phrase=words % {"number": number},
            url=reverse("membership:checks", args=[assembly]),
            minutes=min(number, 30),
            clause=clause_with_key(book, CLASSES),
            state="due",
        )
    ]


def _chases(assembly: Assembly, book: Rulebook, *, on: date) -> list[DeskItem]:
    waiting = invitations_waiting(assembly)
    if waiting is None:
        return []
    number, due = waiting
    words = ngettext(
        "Bring %(number)d invitation to an answer",
        "Bring %(number)d invitations to an answer",
        number,
    )
    return [
        DeskItem(
            verb_phrase=words % {"number": number},
            url=reverse("membership:invitations", args=[assembly]),
            due=due,
            minutes=min(2 * number, 30),
            clause=clause_with_key(book, BY_INVITATION),
            state="overdue" if due < on else "due",
        )
    ]


def _signatures(assembly: Assembly, book: Rulebook, *, on: date) -> list[DeskItem]:
    number = to_re_sign(assembly, on=on).count()
    if not number:
        return []
    words = ngettext(
        "Bring %(number)d member to sign version %(version)s",
        "Bring %(number)d members to sign version %(version)s",
        number,
    )
    return [
        DeskItem(
            verb_phrase=words % {"number": number, "version": book.number},
            url=reverse("membership:to-re-sign", args=[assembly]),
            minutes=2,
            clause=clause_with_key(book, SIGN_UP),
            state="due",
        )
    ]

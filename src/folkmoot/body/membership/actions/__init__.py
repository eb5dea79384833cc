from folkmoot.body.membership.actions.ask_to_re_sign import ask_to_re_sign
from folkmoot.body.membership.actions.check_class import confirm_class, correct_class
from folkmoot.body.membership.actions.end_membership import (
    end_as_decided,
    end_membership,
    lapse_membership,
)
from folkmoot.body.membership.actions.exclude_during_notice import exclude_during_notice
from folkmoot.body.membership.actions.follow_merger import fold_membership, move_membership
from folkmoot.body.membership.actions.give_notice import give_notice, withdraw_notice
from folkmoot.body.membership.actions.invite import (
    chase_invitation,
    decline_invitation,
    invite,
    void_invitation,
    withdraw_invitation,
)
from folkmoot.body.membership.actions.re_sign import re_sign
from folkmoot.body.membership.actions.sign_declaration import sign_declaration
from folkmoot.body.membership.actions.signature import Signature
from folkmoot.body.membership.actions.suspend import lift, suspend

__all__ = [
    "Signature",
    "ask_to_re_sign",
    "chase_invitation",
    "confirm_class",
    "correct_class",
    "decline_invitation",
    "end_as_decided",
    "end_membership",
    "exclude_during_notice",
    "fold_membership",
    "give_notice",
    "invite",
    "lapse_membership",
    "lift",
    "move_membership",
    "re_sign",
    "sign_declaration",
    "suspend",
    "void_invitation",
    "withdraw_invitation",
    "withdraw_notice",
]

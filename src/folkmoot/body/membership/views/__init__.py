from folkmoot.body.membership.views.invitations import (
    chase,
    decline,
    invitation,
    invitations,
    withdraw,
)
from folkmoot.body.membership.views.join import join, record, sign
from folkmoot.body.membership.views.member import member, notice, re_sign, withdraw_notice
from folkmoot.body.membership.views.officers import (
    check,
    checks,
    end,
    leave_out,
    lift,
    record_notice,
    suspend,
    to_re_sign,
)
from folkmoot.body.membership.views.receipt import receipt
from folkmoot.body.membership.views.register import register, register_csv

__all__ = [
    "chase",
    "check",
    "checks",
    "decline",
    "end",
    "invitation",
    "invitations",
    "join",
    "leave_out",
    "lift",
    "member",
    "notice",
    "re_sign",
    "receipt",
    "record",
    "record_notice",
    "register",
    "register_csv",
    "sign",
    "suspend",
    "to_re_sign",
    "withdraw",
    "withdraw_notice",
]

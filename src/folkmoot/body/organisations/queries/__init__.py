from folkmoot.body.organisations.queries.acting import (
    acting_for,
    acts_for_support_body,
    authorities_of,
    may_act_for,
    people_acting_for,
)
from folkmoot.body.organisations.queries.search import found, look_up

__all__ = [
    "acting_for",
    "acts_for_support_body",
    "authorities_of",
    "found",
    "look_up",
    "may_act_for",
    "people_acting_for",
]

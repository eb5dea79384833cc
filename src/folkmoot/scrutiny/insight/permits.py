"""Who keeps what is known, who gives to it, and what it has to be."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.scrutiny.insight.queries.seeing import KEEPERS

teach(
    {
        "figure-without-place": (
            "It does not say of which place it is. Choose the place, or give its name and code; "
            "without one nobody knows what it may be held against."
        ),
        "figure-without-unit": "It does not say what it counts. Give the unit, such as people.",
        "figure-of-nothing": "Give its value, or the two ends of its range.",
        "figure-both-ways": (
            "It is a value and a range at once. Give the one that the source gives, and leave the "
            "other empty; a range has no middle."
        ),
        "range-without-end": "One end of the range is missing. Give both, or a value.",
        "range-reversed": (
            "The range goes from {low} to {high}, which is backwards. Give the smaller end first."
        ),
        "share-over-all": (
            "It is more than 100 per cent of a whole, which cannot be. Look again at the source; a "
            "growth of more than 100 per cent is not a part of a whole, so leave that box empty."
        ),
        "share-below-none": "A part of a whole is never below nothing. Look again at the source.",
        "rate-mixes-places": (
            "It would be made of figures for different places: {places}. Such a rate means "
            "nothing. It can be entered once both are for one place."
        ),
        "rate-mixes-units": (
            "A change is between two figures in the same unit; these are in {first} and {second}."
        ),
        "rate-of-nothing": "Its inputs allow no answer, as they may be nothing or less.",
        "rate-needs-two": "Choose both figures that it was made of, or neither.",
        "rate-of-itself": "A figure is not made of itself.",
        "figure-gone": "{title} was withdrawn already.",
        "consent-unknown": (
            "People could be known by it and nobody knows whether they agreed, so it is not for "
            "everybody. Ask them first, or share it with fewer."
        ),
        "no-body": (
            "Only somebody who acts for an organisation keeps something for that organisation."
        ),
        "already-read": "{title} was read already.",
        "not-within": (
            "Nothing of this assembly lies at that address. Copy the address of a meeting, an "
            "item of its agenda, a plan, an action of it, a published consultation or a decision."
        ),
        "used-there-already": "That it was used there stands there already.",
        "not-in-bank": "{title} is not in the bank, so it cannot be used yet.",
        "risk-closed": "{title} is closed.",
        "not-an-action": "That address is no action of a plan of this assembly.",
        "not-an-item": "That address is no item of an agenda of this assembly.",
        "item-of-another-forum": (
            "That item is on an agenda of {other}, but the risk is kept in sight by {forum}."
        ),
        "more-kinds-than-agreed": (
            "{kind}: {number} is more than the {agreed} who agreed to be counted."
        ),
        "more-agreed-than-people": "{agreed} agreed, but there are {people} people in all.",
        "report-going": "The report on {year} is being counted. Look again in a moment.",
        "report-not-counted": "The report on {year} is not counted yet.",
    }
)


def keeps_insight(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers and the board keep what is known. One query."""
    return holds_post(person, assembly, KEEPERS, on=on)


def require_keeps_insight(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_insight(person, assembly, on=on):
        who = _("a support officer or governance board member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})


def require_acts_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: unless they act for the organisation."""
    if not may_act_for(person, organisation, on=on):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})

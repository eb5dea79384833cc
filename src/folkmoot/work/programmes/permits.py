"""Who keeps a programme, its training, its hubs and groups; who tells figures; who gives support."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post, posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import acts_for_support_body, authorities_of, may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "training-not-taken": (
            "{organisation} cannot be live yet: it has not come to {title}, which is required."
        ),
        "provider-live-already": "{organisation} is live since {live_on}.",
        "provider-twice": "{organisation} is a provider of {title} already.",
        "session-is-full": "Session {number} is full; all {places} places are taken.",
        "session-is-over": "Session {number} is over, so it cannot be booked.",
        "session-to-come": "Session {number} is on {on}; who came is entered from that day.",
        "attendance-needs-session": "Say to which session {organisation} came.",
        "rates-who-came": "Only an organisation that came to {title} can rate it.",
        "poll-for-who-came": "Only an organisation that came to {title} is asked what came of it.",
        "poll-is-closed": "It was asked until {closes_on}.",
        "poll-there-already": "It is asked already what came of {title}.",
        "training-not-required": "{title} is offered and not required, so nobody is chased.",
        "training-chased-today": "{organisation} was written to today already.",
        "more-came-than-asked": "{attended} cannot come of {providers}.",
        "figures-too-soon": "Figures of {title} are told once it has begun, on {from_on}.",
        "figures-impossible": "{why}.",
        "decision-unknown": "There is no motion {reference} here.",
        "locality-not-ours": "{place} is not within this assembly.",
        "network-on-already": "{name} is on for {title} already.",
        "network-not-standing": "{name} is no standing network, so it is not switched on.",
        "network-off-already": "It was switched off on {until_on}.",
        "support-is-for-existing": (
            "Support is help for a group that exists; for a new group it is development."
        ),
        "development-is-for-new": (
            "Development is help for a new group; for a group that exists it is support."
        ),
        "service-needs-function": "Say which of the five tasks this support belongs to.",
    }
)


def keeps_programmes(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers and public bodies' own people keep programmes, training and hubs. One query."""
    return holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY], on=on)


def require_keeps_programmes(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_programmes(person, assembly, on=on):
        who = _("a support officer, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def keeps_of(person: Person, assembly: Assembly, owner_name: str, *, on: date) -> bool:
    """
    Whether somebody keeps what one body runs: a support officer, a person of that body.

    For a training that a support body runs, whoever acts for a body of that name. Three
    queries at most.
    """
    if is_officer(person, assembly, on=on):
        return True
    name = owner_name.strip()
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    if posts.filter(body__iexact=name).exists():
        return True
    return authorities_of(person, on=on).filter(
        organisation__name__iexact=name, organisation__supports__assembly=assembly
    ).exists()  # fmt: skip


def require_keeps_of(person: Person, assembly: Assembly, owner_name: str, *, on: date) -> None:
    """:raises Refusal: unless they keep what that body runs."""
    if not keeps_of(person, assembly, owner_name, on=on):
        who = _("a support officer, or somebody from %(body)s") % {"body": owner_name}
        raise Refusal("not-permitted", None, {"who": who})


def plans_training(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Those who keep programmes plan training, and so do support bodies. Two queries."""
    return keeps_programmes(person, assembly, on=on) or acts_for_support_body(
        person, assembly, on=on
    )


def tells_for(person: Person, organisation: Organisation, *, on: date) -> bool:
    """Whether somebody acts for an organisation. One query."""
    return may_act_for(person, organisation, on=on)


def require_tells_for(
    person: Person, organisation: Organisation, assembly: Assembly, owner_name: str, *, on: date
) -> None:
    """:raises Refusal: unless they act for it, or write it down for it as who keeps the thing."""
    if not tells_for(person, organisation, on=on):
        require_keeps_of(person, assembly, owner_name, on=on)


def gives_support(person: Person, assembly: Assembly, body: Organisation, *, on: date) -> bool:
    """Support officers log for every support body, and each for its own. Two queries."""
    return is_officer(person, assembly, on=on) or (
        may_act_for(person, body, on=on) and body.supports.filter(assembly=assembly).exists()
    )


def require_gives_support(
    person: Person, assembly: Assembly, body: Organisation, *, on: date
) -> None:
    """:raises Refusal: unless they do."""
    if not gives_support(person, assembly, body, on=on):
        who = _("a support officer, or somebody who acts for that support body")
        raise Refusal("not-permitted", None, {"who": who})

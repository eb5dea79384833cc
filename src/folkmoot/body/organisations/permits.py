from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, require_officer
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.organisations.queries.register import is_listed
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "list-has-faults": (
            "{refused} of {rows} rows cannot be used, so nothing was added or changed."
        ),
        "list-is-empty": "There are no organisations in this list, so there is nothing to add.",
        "file-cannot-be-used": "{what} {to_do} Nothing was changed.",
        "file-too-large": "The file is larger than {most}, so it was not kept.",
        "upload-forgotten": (
            "The list that was brought is no longer kept, because it was not confirmed in a day "
            "or was used already; bring it again."
        ),
        "already-looked-after": (
            "{name} cannot be claimed, because somebody acts for it already; ask them, or a "
            "support officer, to let you act for it too."
        ),
        "claimed-by-an-officer-only": (
            "{name} cannot be claimed here, because members of this assembly sign its agreement "
            "and whoever acts for one is made known by a support officer."
        ),
        "organisation-not-open": "{name} is {state}, so nothing more can be done with its listing.",
        "already-on-register": "{name} is on the register already, so it was not added again.",
        "identifier-taken": "{identifier} belongs to {name}, so it was not given to another.",
        "already-may-act": "{person} may act for {name} already.",
        "authority-has-ended": "This authority has ended already.",
        "merged-with-itself": "An organisation cannot be merged with itself.",
        "both-act": (
            "{name} and {into} cannot be merged while somebody acts for each of them; end one "
            "authority first."
        ),
        "help-without-consent": (
            "{body} is not written to, because you have not said that it may read this."
        ),
        "nobody-to-help": "{body} cannot be written to here, because nobody acts for it yet.",
        "closing-without-reason": "A listing is closed with a reason, and none was given.",
    }
)


def may_keep(person: Person, assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """
    An organisation's listing is kept by those who act for it, and by the support officers.

    Officers keep the listings of their own assembly only. Two or three queries.
    """
    if may_act_for(person, organisation, on=on):
        return True
    return is_officer(person, assembly, on=on) and is_listed(organisation, assembly)


def require_may_keep(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not, or if it has closed or become part of another."""
    require_open(organisation)
    require_keeper(person, assembly, organisation, on=on)


def require_keeper(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not keep its listing, open or not."""
    if not may_keep(person, assembly, organisation, on=on):
        who = _("somebody who acts for %(name)s, or a support officer of this assembly")
        raise Refusal("not-permitted", None, {"who": who % {"name": organisation.name}})


def require_officer_of(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they are no officer of the assembly, or it is not listed there."""
    require_officer(person, assembly, on=on)
    if not is_listed(organisation, assembly):
        who = _("a support officer of an assembly that lists this organisation")
        raise Refusal("not-permitted", None, {"who": who})


def require_open(organisation: Organisation) -> None:
    """:raises Refusal: if it has closed or become part of another."""
    states = Organisation.State
    if organisation.state in {states.CLOSED, states.MERGED}:
        state = states(organisation.state).label
        facts = {"name": organisation.name, "state": state}
        raise Refusal("organisation-not-open", None, facts)

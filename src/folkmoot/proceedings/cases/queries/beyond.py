"""
What the nouns above cases tell of them: who may be asked to mediate under a compact.

A case stands below the compact, and does not know its champions. Whoever does gives a function
to the decorator here, from its `listeners`, and the page of a case asks them all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.cases import bodies_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """
    Somebody who may be asked to help the sides of a case.

    :param key: what tells them from others, for a form.
    :param name: who they are, with the body that named them.
    :param bodies: the keys of that body on the register, and of those it follows.
    :param names: the same bodies by name, for one that is not on the register.
    :param person: their account; None where they have none, and others enter what they say.
    """

    key: str
    name: str
    bodies: frozenset[int]
    names: frozenset[str]
    person: Person | None = None


type Offerer = Callable[[Assembly], Iterable[Mediator]]

_OFFERERS: list[Offerer] = []


def offers_mediators(offerer: Offerer) -> Offerer:
    """Ask a function who may be asked to mediate from now on; asking twice is asking once."""
    if offerer not in _OFFERERS:
        _OFFERERS.append(offerer)
    return offerer


def mediators_for(assembly: Assembly) -> list[Mediator]:
    """Return who may be asked to mediate in an assembly, party or not. Costs what is asked."""
    return [one for offerer in tuple(_OFFERERS) for one in offerer(assembly)]


def is_party(mediator: Mediator, case: Case, *, on: date) -> bool:
    """Test whether somebody, or the body that named them, is a party to a case. One query at most."""
    parties = [party.organisation for party in case.parties.all()]
    if any(
        body.pk in mediator.bodies or body.name.casefold() in mediator.names for body in parties
    ):
        return True
    if mediator.person is None:
        return False
    return bool(bodies_of(mediator.person, on=on) & {body.pk for body in parties})

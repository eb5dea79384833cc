"""What the compact tells cases: its champions may be asked to mediate."""

from collections.abc import Iterable

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.cases.queries.beyond import Mediator, offers_mediators
from folkmoot.work.compact.queries.champions import mediators_of


@offers_mediators
def champions_may_mediate(assembly: Assembly) -> Iterable[Mediator]:
    """Champions who can be reached may be asked to help the sides of a case. One query."""
    return mediators_of(assembly)

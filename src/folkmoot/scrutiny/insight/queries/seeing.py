"""Who may read what: the one place that closes what is known, for every page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Authority
from folkmoot.ground.people.models import Person
from folkmoot.scrutiny.insight.models import Evidence, SeenBy

KEEPERS = (Post.Kind.OFFICER, Post.Kind.BOARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    What one person may read in one assembly.

    :param levels: of those that are for more than one body.
    :param bodies: the organisations they act for, of those that belong to the assembly.
    """

    person: Person | None
    levels: frozenset[str]
    bodies: frozenset[int] = frozenset()
    keeps: bool = False

    @property
    def is_member(self) -> bool:
        return bool(self.bodies) or self.keeps


def reader_of(person: object, assembly: Assembly, *, on: date) -> Reader:
    """
    Return what somebody may read. Three queries, and none for the public.

    A member is whoever acts for an organisation that is listed in the assembly or has signed.
    """
    if not isinstance(person, Person):
        return Reader(person=None, levels=frozenset({str(SeenBy.PUBLIC)}))
    signed = Membership.objects.in_good_standing_on(on).filter(assembly=assembly)
    acting = Authority.objects.standing_on(on).filter(person=person)
    acting = acting.filter(
        Q(organisation__listings__assembly=assembly)
        | Q(organisation__in=signed.values("organisation"))
    )
    bodies = frozenset(acting.values_list("organisation_id", flat=True))
    keeps = holds_post(person, assembly, KEEPERS, on=on)
    levels = {str(SeenBy.PUBLIC)}
    if bodies or keeps:
        levels.add(str(SeenBy.MEMBERS))
    if keeps:
        levels.add(str(SeenBy.BOARD))
    return Reader(person=person, levels=frozenset(levels), bodies=bodies, keeps=keeps)


def in_sight(reader: Reader) -> Q:
    """
    Return the condition under which somebody may read evidence that is in the bank.

    What is for one body alone is read by its own people alone, and not by officers either.
    """
    seen = Q(seen_by__in=sorted(reader.levels))
    if reader.bodies:
        seen |= Q(seen_by=SeenBy.BODY, organisation__in=sorted(reader.bodies))
    return seen


def may_open(reader: Reader) -> Q:
    """
    Return the condition under which somebody may open evidence, whatever became of it.

    Beside what is in the bank: who keeps the bank sees what waits, but for what is for one body;
    and each sees what they gave themselves, unless it is for a body that they have left.
    """
    seen = Q(state=Evidence.State.SHARED) & in_sight(reader)
    if reader.keeps:
        seen |= ~Q(seen_by=SeenBy.BODY)
    if reader.person is not None:
        seen |= Q(given_by=reader.person) & ~Q(seen_by=SeenBy.BODY)
    return seen

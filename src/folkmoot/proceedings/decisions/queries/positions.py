"""What the assembly stands for: the positions that it holds, and those that it held."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import in_force
from folkmoot.proceedings.decisions.models import Position, Stance
from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.rulebook import NotFixed, NotInForce

VOICE = "aim-collective-voice"


def positions(
    assembly: Assembly, *, words: str = "", is_held: bool | None = None
) -> QuerySet[Position]:
    """
    Return the positions of an assembly, by topic, the latest of each first. Two queries.

    :param words: each has to be in the topic or the wording.
    :param is_held: only those held now, or only those held no longer; None for all.
    """
    found = Position.objects.filter(assembly=assembly)
    if is_held is not None:
        found = found.filter(until_on__isnull=is_held)
    for word in words.split():
        found = found.filter(Q(topic__icontains=word) | Q(wording__icontains=word))
    loaded = found.select_related("motion__forum", "replaced_by").prefetch_related("backed_by")
    return loaded.order_by("topic", "-from_on", "-pk")


def one_position(assembly: Assembly, number: int) -> QuerySet[Position]:
    """Return a position with what its page tells of it. Two queries, or one."""
    return (
        Position.objects.filter(assembly=assembly, pk=number)
        .select_related("motion__forum__assembly", "motion__assembly", "motion__item",
                        "replaced_by")
        .prefetch_related("backed_by")
    )  # fmt: skip


def differing(position: Position) -> QuerySet[Stance]:
    """Return what stood against its decision, or beside it, by whom, as they said it last. One query."""
    said = Stance.objects.filter(
        motion=position.motion_id, replaced_at=None, kind__in=Stance.REMAIN
    )
    return said.select_related("membership__organisation").order_by(
        "membership__organisation__name", "pk"
    )


def positions_of(motion_key: int) -> QuerySet[Position]:
    """Return the positions that rest on a decision, the latest first. One query."""
    return Position.objects.filter(motion=motion_key).order_by("-from_on", "-pk")


def clause_of(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause that asks for one voice, or None where a document has none."""
    try:
        return in_force(assembly, on=on).clause(VOICE)
    except (NotInForce, NotFixed):
        return None


def obligations_of_positions(assembly: Assembly, *, on: date) -> list[Obligation]:
    """Return by when each position that is held is to be looked at again. Two queries at most."""
    held = Position.objects.filter(assembly=assembly, until_on=None).select_related("motion__forum")
    found = list(held.order_by("review_on", "pk"))
    clause = clause_of(assembly, on=on) if found else None
    if clause is None:
        return []
    return [
        Obligation(
            what=_("Look again at the position on %(topic)s") % {"topic": one.topic},
            who=one.motion.forum.name,
            clause=clause,
            due_on=one.review_on,
        )
        for one in found
    ]

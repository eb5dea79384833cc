"""At each joint body, the sector beside its partners: places, papers, items, proposals taken up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.seats.models import OutsideBody, PartnerType, TableShare
from folkmoot.proceedings.voice.models import Matter

COMPARED = (PartnerType.VCS, PartnerType.NHS, PartnerType.COUNCIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """
    One kind of partner at one board; None is not known.

    :param places: at the table; known once a table is entered, and then none is none.
    :param items: matters it brought; :param papers: those with a paper; :param proposals: those
        that proposed something; :param accepted: of these, taken up in full or in part. Known once
        anything that was on the table is entered.
    """

    kind: str
    label: str
    places: int | None
    items: int | None
    papers: int | None
    proposals: int | None
    accepted: int | None


@dataclass(frozen=True, slots=True)
class Parity:
    """One board with the three sides, the sector first."""

    body: OutsideBody
    sides: list[Side]

    @property
    def unknown(self) -> int:
        """How many of the two kinds of fact, places and matters, nobody has entered."""
        first = self.sides[0]
        return (first.places is None) + (first.items is None)

    @property
    def findings(self) -> list[str]:
        """In which of the figures the sector has fewer than a partner, in words."""
        ours, *others = self.sides
        found = []
        for name, words in (
            ("places", _("fewer places than: %(who)s")),
            ("items", _("fewer items than: %(who)s")),
            ("papers", _("fewer papers than: %(who)s")),
            ("accepted", _("fewer proposals taken up than: %(who)s")),
        ):
            own = getattr(ours, name)
            more = [
                one.label
                for one in others
                if own is not None and getattr(one, name) is not None and getattr(one, name) > own
            ]
            if more:
                found.append(words % {"who": ", ".join(more)})
        return found


def joint_bodies(assembly: Assembly, *, on: date) -> QuerySet[OutsideBody]:
    """Return the boards of an assembly that are there on a day, by name. One query."""
    there = Q(closed_on=None) | Q(closed_on__gt=on)
    return OutsideBody.objects.filter(there, assembly=assembly).order_by("name", "pk")


def parities(bodies: Sequence[OutsideBody]) -> list[Parity]:
    """Return the sides of some boards. Two queries, however many."""
    keys = [body.pk for body in bodies]
    shares = TableShare.objects.filter(body__in=keys).order_by("pk")
    places = {
        (key, kind): number
        for key, kind, number in shares.values_list("body_id", "partner_type", "places")
    }
    accepted = Q(is_proposal=True, outcome__in=[Matter.Outcome.ADOPTED, Matter.Outcome.PARTLY])
    rows = (
        Matter.objects.filter(sitting__body__in=keys, sitting__cancelled_at=None)
        .values("sitting__body", "brought_by")
        .annotate(
            items=Count("pk"),
            papers=Count("pk", filter=Q(has_paper=True)),
            proposals=Count("pk", filter=Q(is_proposal=True)),
            accepted=Count("pk", filter=accepted),
        )
        .order_by("sitting__body", "brought_by")
    )
    brought: dict[tuple[int, str], dict[str, int]] = {
        (row["sitting__body"], row["brought_by"]): {
            "items": row["items"],
            "papers": row["papers"],
            "proposals": row["proposals"],
            "accepted": row["accepted"],
        }
        for row in rows
    }
    seated, met = {key for key, _kind in places}, {key for key, _kind in brought}

    def side(body: OutsideBody, kind: PartnerType) -> Side:
        row = brought.get((body.pk, kind.value))

        def figure(name: str) -> int | None:
            if body.pk not in met:
                return None
            return row[name] if row is not None else 0

        return Side(
            kind=kind.value,
            label=str(kind.label),
            places=places.get((body.pk, kind.value), 0) if body.pk in seated else None,
            items=figure("items"),
            papers=figure("papers"),
            proposals=figure("proposals"),
            accepted=figure("accepted"),
        )

    return [Parity(body, [side(body, kind) for kind in COMPARED]) for body in bodies]

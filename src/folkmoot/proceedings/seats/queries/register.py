"""The register of representatives as it is read: counted, and sifted by what is asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.seats.models import Circulation, Holding, Method, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.standing import Standing, standings

SIFTS: Mapping[str, tuple[Any, Callable[[Standing], bool]]] = {
    "held": (gettext_lazy("held"), lambda one: one.state in ("held", "partly held")),
    "interim": (gettext_lazy("held in the interim"), lambda one: one.state == "interim"),
    "vacant": (gettext_lazy("vacant"), lambda one: one.state == "vacant"),
    "lapsed": (gettext_lazy("lapsed: the term is over"), lambda one: one.state == "lapsed"),
    "open": (gettext_lazy("open to all who apply"), lambda one: one.state == "open"),
    "exceptions": (
        gettext_lazy("with a holder who was not elected"), lambda one: bool(one.exceptions)
    ),
    "no-deputy": (gettext_lazy("held, without a deputy"), lambda one: one.needs_deputy),
    "no-forum": (gettext_lazy("without a forum to answer to"), lambda one: not one.forums),
    "gaps": (gettext_lazy("where part of the area is not covered"), lambda one: bool(gap_in(one))),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The seats on bodies of one kind, as the printed register has them together."""

    kind: str
    label: str
    rows: list[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many seats answer to one question, and the word by which the page asks it."""

    key: str
    words: str
    seats: int


def gap_in(standing: Standing) -> str:
    """
    Return what part of a seat's area nobody covers, in words; nothing where all is covered. No query.

    What a holder does not cover is known where every one of them speaks for a part alone.
    """
    holders = standing.holders
    if not holders or not all(one.coverage for one in holders):
        return ""
    covered = ", ".join(dict.fromkeys(one.coverage for one in holders))
    return _("Only this is covered: %(covered)s.") % {"covered": covered}


def counts(rows: Iterable[Standing]) -> list[Count]:
    """Count seats by every question that the register can be sifted by. No query."""
    found = list(rows)
    return [
        Count(key=key, words=str(words), seats=sum(map(holds, found)))
        for key, (words, holds) in SIFTS.items()
    ]


def named_places(rows: Iterable[Standing]) -> int:
    """Count the places that have a named holder: two people in one seat are two. No query."""
    return sum(len(one.holders) for one in rows)


def sifted(
    rows: Iterable[Standing], *, which: str = "", kind: str = "", forum: str = "", level: str = ""
) -> list[Standing]:
    """
    Return the seats that answer to what is asked; what is left empty is not asked. No query.

    :param which: a key of SIFTS.
    :param forum: the slug of one.
    """
    found = list(rows)
    if which in SIFTS:
        found = [one for one in found if SIFTS[which][1](one)]
    if kind:
        found = [one for one in found if one.seat.body.kind == kind]
    if level:
        found = [one for one in found if one.seat.body.level == level]
    if forum:
        found = [one for one in found if forum in {its.slug for its in one.forums}]
    return found


def grouped(rows: Iterable[Standing]) -> list[Group]:
    """Put seats together by the kind of their body, in the order of the printed register. No query."""
    found = list(rows)
    ordered = (
        OutsideBody.Kind.PORTFOLIO, OutsideBody.Kind.PLACE_BOARD, OutsideBody.Kind.PROGRAMME,
        OutsideBody.Kind.BOARD, OutsideBody.Kind.PARTNERSHIP, OutsideBody.Kind.GROUP,
    )  # fmt: skip
    groups = [
        Group(kind=kind.value, label=str(kind.label), rows=[
            one for one in found if one.seat.body.kind == kind
        ])
        for kind in ordered
    ]  # fmt: skip
    return [group for group in groups if group.rows]


def last_circulation(assembly: Assembly) -> Circulation | None:
    """Return when the register was last sent to all members, or None. One query."""
    return assembly.circulations.order_by("-sent_at", "-pk").first()


def method_said(standing: Standing) -> str:
    """Return how a seat is meant to be filled, as the printed register says it. No query."""
    return str(Method(standing.seat.method).label)


def vacant_said(standing: Standing) -> str:
    """Return for how long a seat has been vacant, in words; nothing where nobody knows. No query."""
    days = standing.days_vacant
    if days is None or days < 0:
        return ""
    return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}


def term_said(holding: Holding) -> str:
    """Return a holder's term in words: its years, that it does not apply, or is not known. No query."""
    if holding.term == Holding.TermKind.NOT_APPLICABLE:
        return _("does not apply")
    if holding.ends_on is None:
        return _("not known")
    last = holding.ends_on.year if (holding.ends_on.month, holding.ends_on.day) != (1, 1) else (
        holding.ends_on.year - 1
    )  # fmt: skip
    if holding.from_on is None:
        return _("until %(year)d") % {"year": last}
    return f"{holding.from_on.year}–{last}"


def next_step(standing: Standing) -> str:
    """Return what comes next for a seat that is not properly held, in words. No query."""
    seat: Seat = standing.seat
    if standing.state in ("held", "open", "partly held"):
        return ""
    if standing.state == "interim":
        targets = [one.target_on for one in standing.holders if one.target_on]
        if targets:
            day = min(targets)
            return _("A proper election by %(day)s") % {"day": f"{day.day} {day:%B %Y}"}
        return _("No day is set for a proper election.")
    if not standing.forums:
        return _("The co-ordination group says which forum elects.")
    if seat.notified_on is not None:
        return _("The forum has been asked for nominations.")
    return _("The chair asks the forum for nominations.")


def register(assembly: Assembly, *, on: date) -> list[Standing]:
    """Return the whole register on a day, in printed order. Three queries."""
    return standings(assembly, on=on)

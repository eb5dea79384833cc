"""Reading options out of a file: what they say, and everything that is wrong with them at once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.proceedings.appraisals.models import Constituency

MOST_OPTIONS, MOST_CONSTITUENCIES, LONGEST = 12, 40, 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and where: which option, and which of those who choose in it."""

    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Those who have some places between them, as they are written."""

    name: str
    basis: str
    codes: tuple[str, ...]
    manner: str
    places: int
    is_unlimited: bool
    relies_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One option, as it is written."""

    letter: str
    title: str
    words: str
    replaces: str
    places_kept: int
    set_up_hours: int
    yearly_hours: int
    risks: str
    choosers: tuple[Chooser, ...]

    @property
    def places(self) -> int:
        return sum(one.places for one in self.choosers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A comparison as it is written, with its faults."""

    text: str
    title: str
    question: str
    seat_cap: int | None
    places_now: int
    recommends: str
    recommendation: str
    benefits: tuple[str, ...]
    fallback: str
    options: tuple[Written, ...]
    faults: tuple[Fault, ...] = field(default_factory=tuple)


class NoPaper(ValueError):
    """The text is no TOML, or has no options."""


def read_paper(text: str) -> Paper:
    """
    Read a comparison of options out of a TOML text, with every fault at once.

    :raises NoPaper: if it is no TOML, or has not one option.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as why:
        raise NoPaper(_("The file cannot be read: %(why)s.") % {"why": str(why)[:200]}) from why
    rows = data.get("option")
    if not isinstance(rows, list) or not rows:
        raise NoPaper(_("The file has no options: each begins with [[option]]."))
    faults: list[Fault] = []
    if len(rows) > MOST_OPTIONS:
        words = _("%(number)d options; %(most)d can be compared.")
        faults.append(Fault(where="", words=words % {"number": len(rows), "most": MOST_OPTIONS}))
        rows = rows[:MOST_OPTIONS]
    top = _Reader(data, "", faults)
    seat_cap = top.number("seat_cap", otherwise=None)
    places_now = top.number("places_now", otherwise=0) or 0
    options = tuple(_option(row, place, faults) for place, row in enumerate(rows))
    seen: set[str] = set()
    for one in options:
        if one.letter in seen:
            words = _("Two options have this letter.")
            faults.append(Fault(where=one.letter, words=words))
        seen.add(one.letter)
        _hold_against_cap(one, seat_cap, faults)
    recommends = top.words("recommends")
    if recommends and recommends not in seen:
        faults.append(Fault(where="", words=_("The option recommended is none of these.")))
    return Paper(
        text=text,
        title=top.words("title", needed=True, most=200),
        question=top.words("question", needed=True),
        seat_cap=seat_cap,
        places_now=places_now,
        recommends=recommends,
        recommendation=top.words("recommendation"),
        benefits=top.several("benefits"),
        fallback=top.words("fallback"),
        options=options,
        faults=tuple(faults),
    )


def _hold_against_cap(one: Written, seat_cap: int | None, faults: list[Fault]) -> None:
    after = one.places_kept + one.places
    if seat_cap is not None and after > seat_cap and not one.replaces:
        words = _(
            "It makes %(after)d places and %(cap)d is the most; say whose place it takes over."
        )
        faults.append(Fault(where=one.letter, words=words % {"after": after, "cap": seat_cap}))


def _option(row: Any, place: int, faults: list[Fault]) -> Written:
    where = str(row.get("letter") or place + 1) if isinstance(row, dict) else str(place + 1)
    reader = _Reader(row if isinstance(row, dict) else {}, where, faults)
    choosers = row.get("constituency", []) if isinstance(row, dict) else []
    if not isinstance(choosers, list):
        choosers = []
    if len(choosers) > MOST_CONSTITUENCIES:
        words = _("%(number)d constituencies; %(most)d can be read.")
        facts = {"number": len(choosers), "most": MOST_CONSTITUENCIES}
        faults.append(Fault(where=where, words=words % facts))
        choosers = choosers[:MOST_CONSTITUENCIES]
    read = tuple(_chooser(one, number, where, faults) for number, one in enumerate(choosers, 1))
    if not any(one.places for one in read):
        faults.append(Fault(where=where, words=_("It seats nobody.")))
    return Written(
        letter=where[:4],
        title=reader.words("title", needed=True, most=200),
        words=reader.words("words", needed=True),
        replaces=reader.words("replaces", most=300),
        places_kept=reader.number("places_kept", otherwise=0) or 0,
        set_up_hours=reader.number("set_up_hours", otherwise=0) or 0,
        yearly_hours=reader.number("yearly_hours", otherwise=0) or 0,
        risks=reader.words("risks"),
        choosers=read,
    )


def _chooser(row: Any, number: int, where: str, faults: list[Fault]) -> Chooser:
    at = f"{where}, {number}"
    reader = _Reader(row if isinstance(row, dict) else {}, at, faults)
    basis = reader.one_of("basis", Constituency.Basis.values, Constituency.Basis.ALL)
    manner = reader.one_of("manner", Constituency.Manner.values, Constituency.Manner.ELECTED)
    is_unlimited = reader.row.get("places") == "unlimited"
    places = 0 if is_unlimited else reader.number("places", otherwise=None) or 0
    if is_unlimited:
        words = _("Places without number cannot be tried: say how many are taken for it.")
        faults.append(Fault(where=at, words=words))
    codes = reader.several("codes")
    if basis != Constituency.Basis.ALL and not codes:
        faults.append(Fault(where=at, words=_("It does not say which: codes are missing.")))
    relies_on = reader.words("relies_on")
    if manner == Constituency.Manner.NOMINATED and not relies_on:
        words = _("A nominated place needs to say on which links to local groups it rests.")
        faults.append(Fault(where=at, words=words))
    return Chooser(
        name=reader.words("name", needed=True, most=200),
        basis=basis,
        codes=codes,
        manner=manner,
        places=places,
        is_unlimited=is_unlimited,
        relies_on=relies_on,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values out of one table of the file, and writes down what is wrong with them."""

    row: Mapping[str, Any]
    where: str
    faults: list[Fault]

    def _say(self, words: str) -> None:
        self.faults.append(Fault(where=self.where, words=words))

    def words(self, name: str, *, needed: bool = False, most: int = LONGEST) -> str:
        value = self.row.get(name, "")
        if not isinstance(value, str):
            self._say(_("%(name)s is not text.") % {"name": name})
            return ""
        value = value.replace("\x00", "").strip()
        if needed and not value:
            self._say(_("%(name)s is missing.") % {"name": name})
        if len(value) > most:
            facts = {"name": name, "count": len(value), "most": most}
            self._say(_("%(name)s has %(count)d letters; %(most)d can be read.") % facts)
        return str(value[:most])

    def number(self, name: str, *, otherwise: int | None) -> int | None:
        value = self.row.get(name, otherwise)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
            self._say(_("%(name)s is not a whole number from 0 to 100,000.") % {"name": name})
            return otherwise
        return value

    def several(self, name: str) -> tuple[str, ...]:
        value = self.row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._say(_("%(name)s is not a list of texts.") % {"name": name})
            return ()
        return tuple(one.replace("\x00", "").strip()[:200] for one in value[:500])

    def one_of(self, name: str, values: list[str], otherwise: str) -> str:
        value = self.row.get(name, otherwise)
        if value not in values:
            facts = {"name": name, "values": ", ".join(values)}
            self._say(_("%(name)s is none of these: %(values)s.") % facts)
            return otherwise
        return str(value)

"""What those who were asked said, where each could tick more than one answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot.rules.findings import Finding
from folkmoot.rules.programmes.training import whole_rate
from folkmoot.rules.rulebook import Rulebook

RESPONDENTS = "feedback.respondents"


@dataclass(frozen=True, slots=True)
class Ticked:
    """One answer: how many ticked it, and in whole per cent of those who answered at all."""

    label: str
    count: int
    rate: int | None


def over_respondents(options: Mapping[str, int], *, respondents: int) -> list[Ticked]:
    """
    Return each answer over those who answered, in the order given.

    The rates are not parts of one whole: whoever ticked three answers is in three of them, so
    they are never added up.

    :raises ValueError: if an answer was ticked by more than answered.
    """
    if any(not 0 <= count <= respondents for count in options.values()):
        raise ValueError(f"{dict(options)} does not fit {respondents} who answered")
    return [
        Ticked(label, count, whole_rate(count, of=respondents) if respondents else None)
        for label, count in options.items()
    ]


def options_fit_respondents(
    book: Rulebook, *, respondents: int, asked: int, options: dict[str, int]
) -> Finding:
    """
    Test that no answer was ticked by more than answered, and no more answered than were asked.

    :raises NotFixed: if the document says nothing of it.
    """
    over = [label for label, count in options.items() if count > respondents]
    facts = {"respondents": respondents, "asked": asked, "over": over}
    clause = book.parameter(RESPONDENTS).clause
    return Finding(clause, not over and respondents <= asked, "ticks-over-respondents", facts)

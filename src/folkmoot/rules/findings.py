"""What a rule returns, and what is raised when the answer is no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Self

from folkmoot.rules.sentences import SENTENCES
from folkmoot.rules.telling import told


@dataclass(frozen=True, slots=True)
class Clause:
    """
    One clause of one version of a governing document, as it is cited.

    :param document: the id of the document, such as `staffs-alliance`.
    :param version: the number of the version.
    :param key: the name that never changes; code asks by it.
    :param number: the number people are shown; it may change with a version.
    """

    document: str
    version: str
    key: str
    number: str
    heading: str

    def __str__(self) -> str:
        return f"clause {self.number} ({self.heading})"


class Refusal(Exception):
    """
    The assembly says no, and says why.

    A refusal is expected: it is shown to the person who asked, with the clause
    it rests on, and is never reported as a fault. A mistake in the code raises
    something else.

    :param code: the machine word for the reason, and the key of its sentence.
    :param clause: the clause relied on, or None when the answer is about
        permission and not about the rules.
    :param facts: the numbers and names that the sentence needs.
    :param from_when: the day or moment from which it would be allowed, if there is one.
    :param by_whom: who could do it, if somebody else could.
    """

    sentences: Mapping[str, str] = SENTENCES

    def __init__(
        self,
        code: str,
        clause: Clause | None,
        facts: Mapping[str, Any],
        from_when: date | datetime | None = None,
        by_whom: str | None = None,
    ) -> None:
        super().__init__(code, clause, facts, from_when, by_whom)
        self.code, self.clause, self.facts = code, clause, facts
        self.from_when, self.by_whom = from_when, by_whom

    def __str__(self) -> str:
        under = f" under {self.clause}" if self.clause else ""
        return f"{self.code}{under}"

    def in_words(self, zone: tzinfo) -> str:
        """Say what is refused and why, with its times told in a time zone."""
        facts = {name: told(fact, zone) for name, fact in self.facts.items()}
        return self.sentences[self.code].format_map(facts)

    def from_when_in_words(self, zone: tzinfo) -> str:
        """Say from when it would be allowed, or nothing if no time makes it so."""
        return "" if self.from_when is None else told(self.from_when, zone)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What one clause says about one set of facts.

    :param from_when: when it does not hold, the day or moment from which it would.
    :param by_whom: when it does not hold, who could do it.
    """

    clause: Clause
    holds: bool
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    from_when: date | datetime | None = None
    by_whom: str | None = None

    def require(self) -> Self:
        """
        Return the finding itself if it holds.

        :raises Refusal: if it does not.
        """
        if not self.holds:
            raise Refusal(self.code, self.clause, self.facts, self.from_when, self.by_whom)
        return self

    def in_words(self, zone: tzinfo) -> str:
        """Say why it does not hold; an empty text when it does."""
        if self.holds:
            return ""
        return Refusal(self.code, self.clause, self.facts).in_words(zone)


def teach(sentences: Mapping[str, str]) -> None:
    """
    Add the sentences of a noun's own refusals, once, when the noun is loaded.

    :raises ValueError: if a code already has another sentence.
    """
    for code, sentence in sentences.items():
        if SENTENCES.setdefault(code, sentence) != sentence:
            raise ValueError(f"the code {code!r} already has a sentence")

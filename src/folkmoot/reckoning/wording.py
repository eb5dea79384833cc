"""How hard a text is to read, and what would make it easier."""

import re
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONG = 25
"""A sentence of more words than this is long."""
READING_AGE = 14
"""Above this age a text is called hard: most adults read with ease what 14-year-olds can."""

PLAINER = {
    "accordingly": "so",
    "additional": "more",
    "ascertain": "find out",
    "assist": "help",
    "assistance": "help",
    "attain": "reach",
    "by means of": "by",
    "commence": "start",
    "commission": "pay for",
    "commissioning": "deciding what to pay for",
    "component": "part",
    "comprise": "are made of",
    "constitute": "make up",
    "co-production": "working it out together",
    "cross-cutting": "shared",
    "deliverables": "what will be done",
    "demonstrate": "show",
    "disseminate": "share",
    "due to the fact that": "because",
    "endeavour": "try",
    "engagement": "talking with people",
    "expedite": "speed up",
    "facilitate": "help",
    "going forward": "from now on",
    "holistic": "whole",
    "implement": "carry out",
    "implementation": "carrying it out",
    "in accordance with": "under",
    "in order to": "to",
    "in respect of": "about",
    "in the event that": "if",
    "inform": "tell",
    "initiate": "start",
    "leverage": "use",
    "methodology": "method",
    "modality": "way",
    "notwithstanding": "in spite of",
    "outcome": "result",
    "participate": "take part",
    "pathway": "steps",
    "prioritise": "put first",
    "prior to": "before",
    "provision": "service",
    "pursuant to": "under",
    "regarding": "about",
    "robust": "strong",
    "signpost": "point people to",
    "stakeholder": "people it touches",
    "stakeholders": "people it touches",
    "strategic": "long-term",
    "subsequently": "later",
    "sustainable": "lasting",
    "synergy": "working well together",
    "terminate": "end",
    "utilise": "use",
    "with regard to": "about",
}
"""Words of offices, each with plainer ones."""

_HEAVY = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, PLAINER), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How a text reads.

    :param age: the age in years at which most can read it; None for fewer than ten words.
    :param long_sentences: those of more than 25 words.
    :param heavy: words with plainer ones, in the order they come.
    """

    words: int
    age: int | None
    long_sentences: list[str]
    heavy: list[tuple[str, str]]

    @property
    def is_plain(self) -> bool:
        """Whether most can read it: neither too hard a text nor a sentence too long."""
        return (self.age is None or self.age <= READING_AGE) and not self.long_sentences


def reading_of(text: str) -> Reading:
    """
    Tell how hard a text is to read.

    Texts in other scripts have words as well; the age is meant for English.

    Source: the automated readability index (R. J. Senter and E. A. Smith, 1967): a school year
    from the letters to a word and the words to a sentence, and five years more for the age.
    """
    sentences = [one.strip() for one in SENTENCE.findall(text)]
    counted = [(one, WORD.findall(one)) for one in sentences]
    counted = [(one, words) for one, words in counted if words]
    words = sum(len(found) for _, found in counted)
    heavy: dict[str, str] = {}
    for found in _HEAVY.finditer(text):
        heavy.setdefault(found[1].lower(), PLAINER[found[1].lower()])
    long_ones = [one for one, found in counted if len(found) > LONG]
    if words < 10:
        return Reading(words, None, long_ones, list(heavy.items()))
    letters = sum(len(word) for _, found in counted for word in found)
    year = 4.71 * letters / words + 0.5 * words / len(counted) - 21.43
    return Reading(words, max(5, round(year) + 5), long_ones, list(heavy.items()))

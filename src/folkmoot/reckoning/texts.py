"""Which answers in words speak of the same thing, by the terms that they share."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from folkmoot.reckoning.registers.cells import folded

WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = frozenset(
    [
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "always",
        "and",
        "any",
        "are",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "can",
        "cannot",
        "could",
        "did",
        "does",
        "doing",
        "don",
        "down",
        "during",
        "each",
        "even",
        "every",
        "few",
        "for",
        "from",
        "further",
        "get",
        "got",
        "had",
        "has",
        "have",
        "having",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "into",
        "its",
        "itself",
        "just",
        "like",
        "made",
        "make",
        "many",
        "may",
        "more",
        "most",
        "much",
        "must",
        "need",
        "needs",
        "never",
        "nor",
        "not",
        "now",
        "off",
        "often",
        "once",
        "one",
        "only",
        "other",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "people",
        "really",
        "same",
        "say",
        "says",
        "see",
        "she",
        "should",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "though",
        "through",
        "too",
        "under",
        "until",
        "upon",
        "use",
        "used",
        "very",
        "want",
        "wants",
        "was",
        "way",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "without",
        "would",
        "yes",
        "yet",
        "you",
        "your",
        "yours",
    ]
)
"""Words that nearly every answer has, and that tell nothing of what it is about."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A term, and the answers that speak of it."""

    term: str
    texts: list[int]


def grouped(texts: Mapping[int, str], *, most: int = 12) -> list[Shared]:
    """
    Group texts by the terms they share, the term of most texts first.

    Each text stands under the one term that tells most about it: the one that it uses more than
    others do. A text that shares no term with another stands nowhere, and is for people to read.

    :param texts: by key.
    :param most: how many terms at most.
    """
    spelled: dict[str, Counter[str]] = {}
    terms: dict[int, Counter[str]] = {}
    for key, text in texts.items():
        terms[key] = Counter()
        for word in WORD.findall(folded(text)):
            if word not in COMMON:
                spelled.setdefault(_stem(word), Counter())[word] += 1
                terms[key][_stem(word)] += 1
    spread = Counter(term for found in terms.values() for term in found)
    useful = {term for term, number in spread.items() if 2 <= number <= max(2, len(texts) * 0.8)}
    under: dict[str, list[int]] = {}
    for key, found in terms.items():
        weighed = {
            term: times * log(1 + len(texts) / spread[term]) * log(1 + spread[term])
            for term, times in found.items()
            if term in useful
        }
        if weighed:
            under.setdefault(max(sorted(weighed), key=weighed.__getitem__), []).append(key)
    shared = [
        Shared(min(spelled[term], key=lambda word: (-spelled[term][word], word)), sorted(keys))
        for term, keys in under.items()
        if len(keys) > 1
    ]
    return sorted(shared, key=lambda one: (-len(one.texts), one.term))[:most]


def _stem(word: str) -> str:
    """Take the end of a plural off, so that bus and buses, house and houses, are one."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and len(word) > 4:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1].removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word

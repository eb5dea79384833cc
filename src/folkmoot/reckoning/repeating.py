"""Whether something is about to be asked that was asked before, by the words the two share."""

import re
from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]{4,}")
ALIKE = 0.5
"""From this part of the shorter one's words in common on, two questions are alike."""
EMPTY = frozenset(
    [
        "about",
        "also",
        "been",
        "could",
        "does",
        "from",
        "have",
        "here",
        "into",
        "many",
        "more",
        "most",
        "much",
        "over",
        "please",
        "some",
        "such",
        "tell",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "would",
        "your",
    ]
)


def words_of(text: str) -> frozenset[str]:
    """Return what a text speaks of: its words of four letters or more, without plurals and small talk."""
    found = (word.casefold() for word in WORD.findall(text))
    return frozenset(
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for word in found
        if word not in EMPTY
    )


def asked_before(words: str, earlier: Mapping[int, str]) -> list[tuple[int, float]]:
    """
    Return which earlier questions are like one that is about to be asked, the most alike first.

    :param earlier: by key, the words of each.
    :return: the key, and the part of the shorter one's words that both have: 0.5 to 1.
    """
    asked = words_of(words)
    found = []
    for key, text in earlier.items():
        there = words_of(text)
        shorter = min(len(asked), len(there))
        if shorter and (part := len(asked & there) / shorter) >= ALIKE:
            found.append((key, part))
    return sorted(found, key=lambda one: (-one[1], one[0]))

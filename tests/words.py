"""Finds the words of a template that a translator would never see."""

import re
from html.parser import HTMLParser

from django.template.base import DebugLexer, TokenType

SHOWN = {"alt", "title", "aria-label", "aria-description", "placeholder", "label", "content"}
GIVEN = re.compile(r"\b(heading|label|title|caption|hint|note|text|action_label)=([\"'])(.*?)\2")
CLOSED_BY = {
    "translate": None,
    "blocktranslate": "endblocktranslate",
    "blocktrans": "endblocktrans",
    "comment": "endcomment",
    "verbatim": "endverbatim",
}
# Not words: scripts, styles, and what is to be typed as it stands.
UNSPOKEN = {"script", "style", "code", "kbd", "samp", "pre"}
ADDRESS = re.compile(r"(?<!\S)(https?:)?/\S*")
# Names that are the same in every language.
NAMES = {"Folkmoot", "HTML", "CSV", "PDF", "TOML", "JSON"}


def untranslated(template: str) -> list[str]:
    """
    Return what a template shows in words of its own, outside every translate tag.

    Text between tags counts, and so do the attributes that are read out or shown, and the words
    given to a component. A letter on its own does not: it may be a mark or a unit.
    """
    page, found, until = [], [], None
    for token in DebugLexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0] if token.contents.split() else ""
            if until:
                until = None if tag == until else until
                continue
            until = CLOSED_BY.get(tag)
            given = [] if tag in CLOSED_BY else GIVEN.findall(token.contents)
            found += [words for _, _, words in given if says_something(words)]
        elif token.token_type == TokenType.TEXT and not until:
            page.append(token.contents)
    reader = Reader()
    reader.feed("".join(page))
    reader.close()
    return found + [" ".join(words.split()) for words in reader.words if says_something(words)]


def says_something(words: str) -> bool:
    words = ADDRESS.sub(" ", words)
    return bool([word for word in re.findall(r"[^\W\d_]{2,}", words) if word not in NAMES])


class Reader(HTMLParser):
    """Gathers what a browser shows or reads out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in UNSPOKEN
        told = dict(attrs)
        for name, value in attrs:
            is_words = name in SHOWN and (name != "content" or told.get("name") == "description")
            if value and is_words:
                self.words.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in UNSPOKEN

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

"""What people write, in Markdown: as HTML that is safe to show, and as plain text."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *{"p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"},
    *{"h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"},
}
_READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
LOWEST = 6


def as_html(text: str, *, under: int = 2) -> SafeString:
    """
    Return Markdown as HTML with nothing in it that runs, loads or dresses up.

    Pictures are left out, and links open web and mail addresses alone. Headings stand below
    that of the page they are on, and none skips a level.

    :param under: the level of the heading that it stands under.
    """
    tokens = _READER.parse(text)
    level = under
    for token in tokens:
        if token.type == "heading_open":
            level = min(under + int(token.tag[1]), level + 1, LOWEST)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
    drawn = _READER.renderer.render(tokens, _READER.options, {})
    clean = nh3.clean(
        drawn,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)


def as_text(text: str) -> str:
    """Return Markdown as plain text, a paragraph or a point to a line, with links after their words."""
    lines: list[str] = []
    for token in _READER.parse(text):
        if token.type == "inline":
            lines.append("".join(_spoken(token)))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip())
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in lines)


def _spoken(token: Token) -> list[str]:
    parts: list[str] = []
    address = ""
    for part in token.children or []:
        if part.type in {"text", "code_inline"}:
            parts.append(part.content)
        elif part.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif part.type == "link_open":
            address = str(part.attrGet("href") or "")
        elif part.type == "link_close" and address and not "".join(parts).endswith(address):
            parts.append(f" ({address})")
    return parts

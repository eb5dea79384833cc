"""
One document in many forms: to print, in large print, as plain text, to edit.

What is said is said once, as a sheet of parts; each form only sets it. Nothing is fetched
from anywhere while a form is made.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from textwrap import fill
from typing import Any, Literal

from django.contrib.staticfiles import finders

from folkmoot.rules.findings import Refusal, teach

type Kind = Literal["heading", "words", "point", "fact", "aside"]

TYPES = {
    "pdf": "application/pdf",
    "large": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ENDINGS = {"pdf": ".pdf", "large": "-large.pdf", "txt": ".txt", "docx": ".docx"}
FONTS = {"regular": 400, "bold": 700}
WIDTH = 78
LARGE, USUAL = 18, 11

# It would warn of an older library for fonts with every page that it makes.
logging.getLogger("weasyprint").setLevel(logging.ERROR)

teach(
    {
        "no-printer": (
            "This site cannot make PDF files yet, because a part that draws them is missing. "
            "Whoever runs it can add that part: on Debian and Ubuntu, the package "
            "libpango-1.0-0. The plain text and the document to edit are there all the same."
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One part of a sheet.

    :param name: what a fact is a fact about; blank for the other kinds.
    :param level: how deep a heading stands, 1 or 2.
    """

    kind: Kind
    text: str
    name: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    A document, before it has a form.

    :param above: a line over the title: whose it is.
    :param below: a line on every page: what it is, and as of when.
    :param language: the tag of its language, such as en-GB.
    """

    title: str
    above: str
    below: str
    parts: Sequence[Part]
    language: str = "en-GB"


def heading(text: str, *, level: int = 1) -> Part:
    """Return a heading."""
    return Part(kind="heading", text=text, level=level)


def words(text: str) -> Part:
    """Return a paragraph; its line breaks are kept."""
    return Part(kind="words", text=text)


def point(text: str) -> Part:
    """Return one point of a list."""
    return Part(kind="point", text=text)


def fact(name: str, text: str) -> Part:
    """Return a fact with its name."""
    return Part(kind="fact", name=name, text=text)


def aside(text: str) -> Part:
    """Return a remark that is no part of the thing itself, set apart."""
    return Part(kind="aside", text=text)


def form_of(sheet: Sheet, form: str) -> bytes:
    """
    Return a sheet in one of its forms: pdf, large, txt or docx.

    :raises Refusal: if it is to be printed and nothing here can draw a page.
    """
    if form == "txt":
        return as_text(sheet).encode()
    if form == "docx":
        return as_docx(sheet)
    return as_pdf(sheet, size=LARGE if form == "large" else USUAL)


def as_text(sheet: Sheet) -> str:
    """Return a sheet as plain text, in lines that fit a screen and a braille display."""
    lines = [sheet.above, "", sheet.title, "=" * min(len(sheet.title), WIDTH), ""]
    before = ""
    for part in sheet.parts:
        if part.kind == "heading":
            mark = "=" if part.level == 1 else "-"
            lines += ["", part.text, mark * min(len(part.text), WIDTH), ""]
        elif part.kind == "fact":
            lines.append(_filled(f"{part.name}: {part.text}", hanging="  "))
        elif part.kind == "point":
            lines.append(_filled(f"- {part.text}", hanging="  "))
        else:
            lines += (
                ["", _filled(part.text)] if before in ("point", "fact") else [_filled(part.text)]
            )
            lines.append("")
        before = part.kind
    lines += ["", sheet.below]
    return "\n".join(lines).replace("\n\n\n\n", "\n\n\n") + "\n"


def _filled(text: str, *, hanging: str = "") -> str:
    return "\n".join(
        fill(line, WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )


def as_docx(sheet: Sheet) -> bytes:
    """Return a sheet as a Word document, with real headings and lists, to be edited further."""
    import docx  # noqa: PLC0415  only whoever wants this form waits for it
    from docx.oxml.ns import qn  # noqa: PLC0415  the same

    document = docx.Document()
    document.core_properties.title = _clean(sheet.title)
    document.core_properties.author = _clean(sheet.above)
    document.core_properties.language = sheet.language
    document.core_properties.comments = ""
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", docx.shared.Pt(12)
    tag = normal.element.get_or_add_rPr().get_or_add_rFonts().getparent()
    language = tag.makeelement(qn("w:lang"), {qn("w:val"): sheet.language})
    tag.append(language)
    document.add_paragraph(_clean(sheet.above))
    document.add_heading(_clean(sheet.title), level=1)
    for part in sheet.parts:
        if part.kind == "heading":
            document.add_heading(_clean(part.text), level=part.level + 1)
        elif part.kind == "fact":
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{_clean(part.name)}: ").bold = True
            paragraph.add_run(_clean(part.text))
        elif part.kind == "point":
            document.add_paragraph(_clean(part.text), style="List Bullet")
        elif part.kind == "aside":
            document.add_paragraph().add_run(_clean(part.text)).italic = True
        else:
            document.add_paragraph(_clean(part.text))
    document.sections[0].footer.paragraphs[0].text = _clean(sheet.below)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _clean(text: str) -> str:
    """Leave out the control characters that no XML may hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")


def as_pdf(sheet: Sheet, *, size: int) -> bytes:
    """
    Return a sheet as a tagged PDF, its letters so many points tall.

    :raises Refusal: if nothing here can draw a page.
    """
    try:
        # It needs Pango, which a machine may not have.
        weasyprint = import_module("weasyprint")
        urls = import_module("weasyprint.urls")
    except (ImportError, OSError) as missing:
        raise Refusal("no-printer", None, {}) from missing

    class Fonts(urls.URLFetcher):  # type: ignore[misc, name-defined]  # found as it is imported
        """Gives the two fonts of the house and refuses whatever else is asked for."""

        def fetch(self, url: str, headers: object = None) -> Any:
            del headers  # nothing is asked of anybody
            name = url.removeprefix("house://")
            if name == url or name not in FONTS:
                raise ValueError(f"nothing is fetched for a document: {url}")
            kind = {"Content-Type": "font/woff2"}
            return urls.URLFetcherResponse(url, _font(FONTS[name]), kind)

    page = weasyprint.HTML(string=as_page(sheet, size=size), url_fetcher=Fonts())
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


@cache
def _font(weight: int) -> bytes:
    found = finders.find(f"folkmoot/fonts/atkinson-hyperlegible-next-{weight}.woff2")
    return Path(str(found)).read_bytes() if found else b""


def as_page(sheet: Sheet, *, size: int) -> str:
    """Return a sheet as a page of HTML that is made to be printed."""
    drawn, is_list = [], False
    for part in sheet.parts:
        if is_list and part.kind != "point":
            drawn.append("</ul>")
        elif part.kind == "point" and not is_list:
            drawn.append("<ul>")
        is_list = part.kind == "point"
        drawn.append(_drawn(part))
    drawn.append("</ul>" if is_list else "")
    return (
        f'<!DOCTYPE html><html lang="{escape(sheet.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(sheet.title)}</title>"
        f'<meta name="author" content="{escape(sheet.above)}">'
        f"<style>{_style(size, sheet.below)}</style></head><body>"
        f'<p class="above">{escape(sheet.above)}</p><h1>{escape(sheet.title)}</h1>'
        f"{''.join(drawn)}</body></html>"
    )


def _drawn(part: Part) -> str:
    text = escape(_clean(part.text)).replace("\n", "<br>")
    if part.kind == "heading":
        return f"<h{part.level + 1}>{text}</h{part.level + 1}>"
    if part.kind == "fact":
        return f"<p><strong>{escape(_clean(part.name))}:</strong> {text}</p>"
    if part.kind == "point":
        return f"<li>{text}</li>"
    return f'<p class="{part.kind}">{text}</p>'


def _style(size: int, below: str) -> str:
    said = _clean(below).replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    said = said.replace("\n", " ")
    return f"""
    @font-face {{ font-family: House; font-weight: 400; src: url("house://regular") }}
    @font-face {{ font-family: House; font-weight: 700; src: url("house://bold") }}
    @page {{ size: A4; margin: 20mm 20mm 25mm;
      @bottom-left {{ content: "{said}"; font: {size if size >= LARGE else 9}pt House, sans-serif; width: 75% }}
      @bottom-right {{ content: counter(page) " / " counter(pages);
        font: {size if size >= LARGE else 9}pt House, sans-serif }} }}
    body {{ font: {size}pt/1.45 House, Arial, sans-serif; color: #1b1b1b; margin: 0 }}
    h1 {{ font-size: 1.6em; line-height: 1.2; margin: 0 0 .6em }}
    h2 {{ font-size: 1.25em; line-height: 1.25; margin: 1.2em 0 .3em; break-after: avoid }}
    h3 {{ font-size: 1.1em; margin: 1em 0 .3em; break-after: avoid }}
    p, li {{ margin: 0 0 .45em; orphans: 2; widows: 2 }}
    ul {{ margin: 0 0 .45em; padding-left: 1.2em }}
    .above {{ color: #2f473b; font-weight: 700 }}
    .aside {{ color: #4a4a4a; border-left: 2pt solid #2f473b; padding-left: .6em }}
    """

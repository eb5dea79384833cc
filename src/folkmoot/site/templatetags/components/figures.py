"""Numbers drawn: bars, how far to a quorum, files to take away."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from folkmoot.site.shapes import SHAPES
from folkmoot.site.templatetags.components.library import must_be, register


@register.simple_tag
def bar_chart(
    bars: Iterable[Sequence[Any]], *, finding: str, name: str, unit: str, of: int | None = None
) -> SafeString:
    """
    Numbers side by side as bars, with the finding above and the table one click below.

    A value of None is told as "too few to show" and has no bar.

    :param bars: (label, value) or (label, value, address of the rows counted).
    :param finding: what the numbers show, in a sentence.
    :param name: what the labels are ("District").
    :param unit: what the values count ("organisations").
    :param of: the number that a full bar stands for; by default the greatest value.
    """
    for argument, words in (("finding", finding), ("name", name), ("unit", unit)):
        must_be("bar_chart", argument, words, str)
    drawn = []
    for bar in bars:
        if len(bar) not in (2, 3):
            raise TemplateSyntaxError(f"bar_chart: a bar has 2 or 3 parts, not {bar!r}")
        label, value, url = (*bar, None)[:3]
        must_be("bar_chart", "value", value, int, float, Decimal, Fraction, type(None))
        drawn.append({"label": label, "value": value, "url": url})
    full = of or max((bar["value"] for bar in drawn if bar["value"] is not None), default=0)
    for one in drawn:
        one["width"] = _per_cent(one["value"], full)
    given = {"bars": drawn, "finding": finding, "name": name, "unit": unit, "of": of}
    return render_to_string("components/bar_chart.html", given)


@register.simple_tag
def meter(
    words: str,
    *,
    value: int,
    needed: int,
    of: int | None = None,
    checks: Iterable[tuple[str, bool]] = (),
) -> SafeString:
    """
    How far along, in words first, then a bar with a mark at what is needed.

    :param words: the sentence ("3 of 4; one more full member is needed").
    :param of: how many there could be; by default the greater of value and needed.
    :param checks: (what must hold, whether it holds) when there is more than a number to it.
    """
    must_be("meter", "words", words, str)
    must_be("meter", "value", value, int)
    must_be("meter", "needed", needed, int)
    must_be("meter", "of", of, int, type(None))
    full = max(of or 0, value, needed)
    listed = [{"what": what, "holds": holds} for what, holds in checks]
    given = {
        "words": words,
        "value": value,
        "needed": needed,
        "full": full,
        "is_met": value >= needed and all(check["holds"] for check in listed),
        "width": _per_cent(value, full),
        "mark": _per_cent(needed, full),
        "checks": listed,
        "tick": SHAPES["tick"],
        "cross": SHAPES["cross"],
    }
    return render_to_string("components/meter.html", given)


@register.simple_tag
def download_links(files: Iterable[Sequence[Any]], *, heading: str = "") -> SafeString:
    """
    The same thing in other forms, each with its format and its size where known.

    :param files: (words of the link, address, format) or those and a size in bytes.
    """
    must_be("download_links", "heading", heading, str)
    drawn = []
    for file in files:
        if len(file) not in (3, 4):
            raise TemplateSyntaxError(f"download_links: a file has 3 or 4 parts, not {file!r}")
        label, url, kind, size = (*file, None)[:4]
        must_be("download_links", "size", size, int, type(None))
        drawn.append({"label": label, "url": url, "kind": kind, "size": size})
    given = {"files": drawn, "heading": heading}
    return render_to_string("components/download_links.html", given)


def _per_cent(value: Any, full: Any) -> str:
    """Return a width in whole tenths of a per cent, with a point whatever the language."""
    if value is None or not full:
        return "0"
    return f"{min(float(value) / float(full), 1.0) * 100:.1f}"

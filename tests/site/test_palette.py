"""Words can be read on what they stand on, in both schemes: read from the built stylesheet."""

import re
from pathlib import Path

import pytest

from folkmoot.site.palette import PAIRS, SWATCHES, contrast

STYLESHEET = Path(__file__).parents[2] / "src/folkmoot/site/static/folkmoot/folkmoot.css"
DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\{:root\{(.*?)\}\}")
TOKEN = re.compile(r"--fm-([a-z-]+):\s*(#[0-9a-fA-F]{3,6})")


def _tokens(scheme: str) -> dict[str, str]:
    css = STYLESHEET.read_text()
    dark = DARK.search(css)
    assert dark is not None
    light = dict(TOKEN.findall(css[: dark.start()]))
    return light if scheme == "light" else light | dict(TOKEN.findall(dark.group(1)))


SCHEMES = {scheme: _tokens(scheme) for scheme in ("light", "dark")}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.ink} on {pair.ground}")
def test_words_can_be_told_from_their_ground(scheme, pair):
    tokens = SCHEMES[scheme]

    seen = contrast(tokens[pair.ink], tokens[pair.ground])

    assert seen >= pair.least


def test_every_colour_of_the_light_scheme_has_one_in_the_dark():
    dark = DARK.search(STYLESHEET.read_text())

    named = {name for name, _colour in TOKEN.findall(dark.group(1))}

    assert named == set(SCHEMES["light"])


def test_every_swatch_of_the_gallery_is_a_colour_of_the_stylesheet():
    assert set(SWATCHES) - set(SCHEMES["light"]) == set()


def test_no_colour_is_used_that_is_not_named():
    house = (Path(__file__).parents[2] / "assets/house.css").read_text()

    loose = re.findall(r":[^;{]*(#[0-9a-f]{3,6})\b", house)

    assert set(loose) == {"#ffffff", "#000000"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.48), ("#abc", "#abc", 1.0)],
)
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


def test_contrast_of_what_is_no_colour_is_a_fault():
    with pytest.raises(ValueError, match="not a colour"):
        contrast("green", "#ffffff")

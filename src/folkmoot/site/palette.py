"""Which colours are set together, and how well they can be told apart."""

from dataclasses import dataclass

LEAST_FOR_WORDS = 4.5
LEAST_FOR_SHAPES = 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour laid on another, by the names they have in the stylesheet."""

    ink: str
    ground: str
    least: float = LEAST_FOR_WORDS


PAIRS = (
    *(
        Pair(ink, ground)
        for ground in ("paper", "linen", "surface")
        for ink in ("ink", "quiet", "link", "link-hover", "link-visited", "slate", "brick-strong")
    ),
    *(Pair(tone, f"{tone}-wash") for tone in ("good", "amber", "brick", "slate", "sky")),
    *(
        Pair(ink, f"{tone}-wash")
        for tone in ("good", "amber", "brick")
        for ink in ("ink", "link", "quiet")
    ),
    Pair("on-green", "green"),
    Pair("on-green-quiet", "green"),
    Pair("on-leaf", "leaf"),
    Pair("on-leaf", "leaf-deep"),
    Pair("on-brick", "brick-deep"),
    Pair("on-brick", "brick-shade"),
    Pair("ink", "stone"),
    Pair("ink", "stone-deep"),
    Pair("on-focus", "focus"),
    Pair("edge", "paper", LEAST_FOR_SHAPES),
    Pair("edge", "surface", LEAST_FOR_SHAPES),
    Pair("brick-strong", "brick-wash", LEAST_FOR_SHAPES),
    Pair("amber-strong", "stone", 2.0),
    Pair("focus", "green", LEAST_FOR_SHAPES),
)
SWATCHES = (
    "green",
    "leaf",
    "leaf-deep",
    "paper",
    "linen",
    "surface",
    "stone",
    "line",
    "edge",
    "ink",
    "quiet",
    "link",
    "good",
    "good-wash",
    "amber",
    "amber-wash",
    "amber-strong",
    "brick",
    "brick-wash",
    "brick-strong",
    "slate",
    "slate-wash",
    "sky",
    "sky-wash",
    "focus",
)


def contrast(one: str, other: str) -> float:
    """
    Return the contrast of two colours, from 1 (the same) to 21 (black on white).

    :param one: a colour as #rrggbb or #rgb.
    :raises ValueError: if either is not a colour so written.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is not a colour written #rrggbb")
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Pens: how a letter looks in a terminal, and the shortest way from one look to another.

Colours take up most of what is sent. Where a letter looks as the one before it, but for one thing,
only that thing is said; and a blank has no colour but that of its background.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from rich.color import ColorSystem
from rich.style import Style

SEEN_ON_A_BLANK = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""Attributes that a blank shows: underline, blink, reverse, strike, frames, overline."""

MIDDLE = 765 // 2
NEAR = 120
"""Between black and white, and too little to tell a letter from its ground: red, green and blue
added up."""

OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28",
    "9": "29", "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""What turns an attribute off again."""


@dataclass(frozen=True, eq=False)
class Pen:
    """A look: its attributes, and its colours as a terminal's sequences have them, "" for none.

    Pens are made by `pen_for` and `blank` alone, so that the same look is the same object.
    """

    attributes: frozenset[str]
    ink: str
    paper: str
    any_ink: bool = False
    """Of a blank: whatever else the pen at hand has may stay."""


@cache
def _pen(attributes: frozenset[str], ink: str, paper: str, any_ink: bool = False) -> Pen:
    return Pen(attributes, ink, paper, any_ink)


PLAIN = _pen(frozenset(), "", "")
"""The terminal's own colours, as after a reset."""


def pen_for(style: Style | None, color_system: ColorSystem | None) -> Pen:
    """The pen of a style, in as many colours as the terminal has."""
    if style is None:
        return PLAIN
    bare = style.clear_meta_and_links()
    sequence = bare.render("x", color_system=color_system).partition("x")[0]
    return parse(sequence.removeprefix("\x1b[").removesuffix("m"))


def colourless(style: Style | None, dark: bool) -> Pen:
    """The pen of a style where no colour is wanted: its attributes alone.

    What stands out by its ground, which then is the lighter one where the theme is `dark`, is
    reversed.
    """
    pen = pen_for(style, ColorSystem.STANDARD)
    reverse = {"7"} if style is not None and _stands_out(style, dark) else set()
    return _pen(pen.attributes | reverse, "", "")


def _stands_out(style: Style, dark: bool) -> bool:
    ink, paper = style.color, style.bgcolor
    if paper is None or paper.is_default:
        return False
    if paper.triplet is None:
        # One of the terminal's own colours, in a theme whose ground is the terminal's.
        return True
    ground = MIDDLE if ink is None or ink.triplet is None else sum(ink.triplet)
    return abs(brighter := sum(paper.triplet) - ground) > NEAR and (brighter > 0) == dark


def parse(codes: str) -> Pen:
    """The pen that the parameters of a sequence set after a reset: "1;38;5;12"."""
    attributes: set[str] = set()
    ink = paper = ""
    parts = iter(codes.split(";") if codes else ())
    for part in parts:
        if part in ("38", "48"):
            kind = next(parts)
            rest = [next(parts) for _ in range(1 if kind == "5" else 3)]
            colour = ";".join((part, kind, *rest))
            ink, paper = (colour, paper) if part == "38" else (ink, colour)
        elif part in OFF:
            attributes.add(part)
        elif part.startswith(("3", "9")) and len(part) == 2:
            ink = "" if part == "39" else part
        elif part.startswith(("4", "10")):
            paper = "" if part == "49" else part
    return _pen(frozenset(attributes), ink, paper)


def blank(pen: Pen) -> Pen:
    """The pen for a blank: only what is seen of it there counts."""
    if pen.attributes & SEEN_ON_A_BLANK:
        return pen
    return _pen(frozenset(), "", pen.paper, True)


@lru_cache(maxsize=65536)
def way(before: Pen, after: Pen) -> tuple[str, Pen]:
    """The sequence from one pen to another ("" for none), and the pen that is held then."""
    if after.any_ink:
        kept = before.attributes - SEEN_ON_A_BLANK
        after = _pen(kept, before.ink, after.paper)
    if before is after:
        return "", after
    gone = before.attributes - after.attributes
    off = dict.fromkeys(OFF[one] for one in sorted(gone))
    # Bold and dim have one end, as have others: what goes on is begun again.
    new = [one for one in after.attributes if one not in before.attributes or OFF[one] in off]
    codes = [*off, *sorted(new)]
    if after.ink != before.ink:
        codes.append(after.ink or "39")
    if after.paper != before.paper:
        codes.append(after.paper or "49")
    anew = [*sorted(after.attributes), *filter(None, (after.ink, after.paper))]
    step, reset = ";".join(codes), ";".join(["0", *anew] if anew else [""])
    return f"\x1b[{min(step, reset, key=len)}m", after

"""How a letter looks in a terminal (SGR), and the shortest sequence from one look to another.

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
LEAST_CONTRAST = 120
"""Between black and white, and too little to tell a letter from its ground: red, green and blue
added up."""

OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28",
    "9": "29", "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""What turns an attribute off again."""


@dataclass(frozen=True, eq=False)
class SgrStyle:
    """A look: its attributes, and its colours as a terminal's sequences have them, "" for none.

    Made by `sgr_style`, `parse` and `background_only` alone: the same look is the same object.
    """

    attributes: frozenset[str]
    foreground: str
    background: str
    any_foreground: bool = False
    """On a blank no foreground is seen: the one that is set already may stay."""


@cache
def _style(
    attributes: frozenset[str], foreground: str, background: str, any_foreground: bool = False
) -> SgrStyle:
    return SgrStyle(attributes, foreground, background, any_foreground)


PLAIN = _style(frozenset(), "", "")
"""The terminal's own colours, as after a reset."""


def sgr_style(style: Style | None, color_system: ColorSystem | None) -> SgrStyle:
    """What sets a Rich style, in as many colours as the terminal has."""
    if style is None:
        return PLAIN
    bare = style.clear_meta_and_links()
    sequence = bare.render("x", color_system=color_system).partition("x")[0]
    return parse(sequence.removeprefix("\x1b[").removesuffix("m"))


def colourless(style: Style | None, dark: bool) -> SgrStyle:
    """What sets a Rich style where no colour is wanted: its attributes alone.

    What stands out by its ground, which then is the lighter one where the theme is `dark`, is
    reversed.
    """
    found = sgr_style(style, ColorSystem.STANDARD)
    reverse = {"7"} if style is not None and _stands_out(style, dark) else set()
    return _style(found.attributes | reverse, "", "")


def _stands_out(style: Style, dark: bool) -> bool:
    foreground, background = style.color, style.bgcolor
    if background is None or background.is_default:
        return False
    if background.triplet is None:
        # One of the terminal's own colours, in a theme whose ground is the terminal's.
        return True
    ground = MIDDLE if foreground is None or foreground.triplet is None else sum(foreground.triplet)
    return (
        abs(brighter := sum(background.triplet) - ground) > LEAST_CONTRAST
        and (brighter > 0) == dark
    )


def parse(codes: str) -> SgrStyle:
    """The style that the parameters of a sequence set after a reset: "1;38;5;12"."""
    attributes: set[str] = set()
    foreground = background = ""
    parts = iter(codes.split(";") if codes else ())
    for part in parts:
        if part in ("38", "48"):
            kind = next(parts)
            rest = [next(parts) for _ in range(1 if kind == "5" else 3)]
            colour = ";".join((part, kind, *rest))
            foreground, background = (colour, background) if part == "38" else (foreground, colour)
        elif part in OFF:
            attributes.add(part)
        elif part.startswith(("3", "9")) and len(part) == 2:
            foreground = "" if part == "39" else part
        elif part.startswith(("4", "10")):
            background = "" if part == "49" else part
    return _style(frozenset(attributes), foreground, background)


def background_only(style: SgrStyle) -> SgrStyle:
    """The style as it is on a blank, where only the background and some attributes are seen."""
    if style.attributes & SEEN_ON_A_BLANK:
        return style
    return _style(frozenset(), "", style.background, True)


@lru_cache(maxsize=65536)
def transition(before: SgrStyle, after: SgrStyle) -> tuple[str, SgrStyle]:
    """The sequence from one style to another ("" for none), and the style that is set then."""
    if after.any_foreground:
        kept = before.attributes - SEEN_ON_A_BLANK
        after = _style(kept, before.foreground, after.background)
    if before is after:
        return "", after
    gone = before.attributes - after.attributes
    off = dict.fromkeys(OFF[one] for one in sorted(gone))
    # Bold and dim have one end, as have others: what goes on is begun again.
    new = [one for one in after.attributes if one not in before.attributes or OFF[one] in off]
    codes = [*off, *sorted(new)]
    if after.foreground != before.foreground:
        codes.append(after.foreground or "39")
    if after.background != before.background:
        codes.append(after.background or "49")
    anew = [*sorted(after.attributes), *filter(None, (after.foreground, after.background))]
    step, reset = ";".join(codes), ";".join(["0", *anew] if anew else [""])
    return f"\x1b[{min(step, reset, key=len)}m", after

"""The characters that pictures and knobs are drawn with, and the same in ASCII."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyphs:
    """One set of characters, each one cell wide unless it says otherwise."""

    ascii: bool

    pointer: str
    """Before the row at hand."""
    left: str
    right: str
    up: str
    down: str
    """Arrow heads."""
    more_left: str
    more_right: str
    """There is more beyond this edge."""
    bar: str
    thumb: str
    """A scroll bar and its handle."""

    lines: str
    """Box drawing by the sides that are joined: index 1 up + 2 right + 4 down + 8 left."""
    cell: tuple[str, str]
    """What stands on both sides of the chosen cell or node."""

    track: str
    filled: str
    handle: str
    """A slider, right and left of its handle, and the handle."""
    log: str
    """At the end of a logarithmic slider."""
    box: tuple[str, str]
    """A toggle, off and on; three cells each."""
    around: tuple[str, str]
    """What stands on both sides of a choice."""
    restart: str
    live: str
    """Beside a knob that begins the run anew, and beside one that acts at once."""
    caret: str
    """Where typing goes."""

    good: str
    bad: str
    """Right and wrong."""
    begun: str
    """Neither new nor done."""
    spinner: str
    """In turn, while something goes on."""
    times: str
    minus: str
    ellipsis: str
    between: str
    """Between two facts on a line."""

    shades: str
    """From empty to full; for pictures and heat without colour."""
    curves: str
    """One marker a curve, told apart by shape."""
    points: str
    """plotext's marker for the curve between them: its name, or "" to draw with `curves`."""
    eighths: str
    """A bar's last cell, from empty to full."""
    sides: tuple[str, str]
    """Below and above 0 in a plane without colour, from weak to strong."""
    classes: tuple[str, str]
    """Points of class 0 and of class 1."""
    corner: tuple[str, str]
    """After the names of a matrix's rows and of its columns, in the corner between them."""

    def signed(self, number: str) -> str:
        """A number as text, with this minus before it."""
        return self.minus + number[1:] if number.startswith("-") else number


UNICODE = Glyphs(
    ascii=False,
    pointer="▸",
    left="◀",
    right="▶",
    up="▲",
    down="▼",
    more_left="‹",
    more_right="›",
    bar="│",
    thumb="┃",
    lines=" │─└││┌├─┘─┴┐┤┬┼",
    cell=("▐", "▌"),
    track="─",
    filled="━",
    handle="●",
    log="ℓ",
    box=("[ ]", "[x]"),
    around=("‹", "›"),
    restart="↺",
    live="~",
    caret="▏",
    good="✓",
    bad="✗",
    begun="◐",
    spinner="◐◓◑◒",
    times="×",
    minus="−",
    ellipsis="…",
    between="·",
    shades=" ░▒▓█",
    curves="●▲■◆○△□◇",
    points="braille",
    eighths=" ▏▎▍▌▋▊▉█",
    sides=(" ·:", "░▒▓"),
    classes=("○", "●"),
    corner=("▼", "▶"),
)

ASCII = Glyphs(
    ascii=True,
    pointer=">",
    left="<",
    right=">",
    up="^",
    down="v",
    more_left="<",
    more_right=">",
    bar="|",
    thumb="#",
    lines=" |-+||++-+-+++++",
    cell=("[", "]"),
    track="-",
    filled="=",
    handle="O",
    log="L",
    box=("[ ]", "[x]"),
    around=("<", ">"),
    restart="r",
    live="~",
    caret="_",
    good="+",
    bad="x",
    begun="~",
    spinner="|/-\\",
    times="x",
    minus="-",
    ellipsis="~",
    between="|",
    shades=" .:-=+*#%@",
    curves="*+xo#@%&",
    points="",
    eighths=" :#",
    sides=(" .,", "-=+"),
    classes=("o", "@"),
    corner=("/", ""),
)

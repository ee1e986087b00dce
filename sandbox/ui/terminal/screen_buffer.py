"""Sparing the line: of what Textual draws, only the cells that differ are sent.

Textual sends whole widgets, and after a change of layout the whole screen, more than once.
`Screenful` remembers what the terminal shows and leaves out whatever it shows already.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from sandbox.base.ascii import fold
from sandbox.base.characters import UNKNOWN as UNKNOWN_LETTER
from sandbox.base.characters import obeyed
from sandbox.ui.terminal.sgr import (
    PLAIN,
    SgrStyle,
    background_only,
    colourless,
    sgr_style,
    transition,
)
from sandbox.ui.terminal.textual_private import ChopsUpdate, CompositorUpdate, LayoutUpdate

CellRow = list[tuple[str, SgrStyle | None]]
"""A letter and its sgr for each cell; the second cell of a wide letter has no letter."""

UNKNOWN = ("?", None)

RESET = "\x1b[m"


class Difference(CompositorUpdate):
    """An update that is text already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:
        """The text."""
        return self.text


class ScreenBuffer:
    """What the terminal shows, cell by cell.

    `folded`: which letters it cannot show and gets in ASCII instead: "symbols", which are all but
    the wide letters, or "all". `few_colours`: 256 at the most, which takes fewer letters to say.
    """

    def __init__(
        self, folded: Literal["", "symbols", "all"] = "", *, few_colours: bool = False
    ) -> None:
        self._folded = folded
        self._most = ColorSystem.EIGHT_BIT if few_colours else ColorSystem.TRUECOLOR
        self._dark: bool | None = None
        self._rows: list[CellRow] = []
        self._wanted: list[CellRow] = []
        """What it is to show."""
        self._drawn: set[int] = set()
        """The rows of those that were drawn since the last `rest`."""
        self._size = Size(0, 0)
        self._styles: dict[Style | None, tuple[SgrStyle, SgrStyle]] = {}

    def without_colours(self, dark: bool) -> None:
        """From now on no colours are sent; `dark`: those that are not are of a dark theme."""
        self._dark = dark
        self._styles.clear()

    def forget(self) -> None:
        """The terminal may show anything: everything is sent again."""
        self._size = Size(0, 0)

    def take(self, update: CompositorUpdate, console: Console, size: Size) -> None:
        """Note what the terminal is to show; `rest` says what must be sent for it."""
        if size != self._size:
            self._size = size
            self._rows = [[UNKNOWN] * size.width for _ in range(size.height)]
            self._wanted = [row.copy() for row in self._rows]
            self._drawn = set()
        for y, x, strip in _parts(update):
            # What was drawn for a larger screen may come when the terminal is small already.
            if 0 <= y < size.height and 0 <= x < size.width:
                cells = self._cells(strip, console)[: size.width - x]
                self._wanted[y][x : x + len(cells)] = cells
                self._drawn.add(y)

    def rest(self) -> str:
        """What must be sent so that the terminal shows all that was taken; "" where it does."""
        parts: list[str] = []
        sgr = PLAIN
        for y in sorted(self._drawn):
            before, after = self._rows[y], self._wanted[y]
            if before != after:
                sgr = _change(y, before, after, sgr, parts)
                self._rows[y] = after.copy()
        self._drawn = set()
        if sgr is not PLAIN:
            parts.append(RESET)
        return "".join(parts)

    def _cells(self, strip: Strip, console: Console) -> CellRow:
        cells: CellRow = []
        for text, style, control in strip:
            if control:
                continue
            sgr, empty = self._styles_of(style, console)
            if text.isascii() and text.isprintable():
                cells += [(letter, empty if letter == " " else sgr) for letter in text]
                continue
            for letter in text:
                width = cell_len(letter)
                if width == 0:
                    # A combining mark belongs to the letter before it. What a terminal would obey
                    # is no letter: whoever drew it has not left any room for a sign.
                    if cells and not self._folded and letter not in "\t\n" and not obeyed(letter):
                        cells[-1] = (cells[-1][0] + letter, sgr)
                    continue
                if obeyed(letter):
                    letter = UNKNOWN_LETTER
                if self._folded == "all" or (self._folded and width == 1):
                    cells += [(fold(letter), sgr)] * width
                    continue
                cells.append((letter, empty if letter == " " else sgr))
                if width == 2:
                    cells.append(("", sgr))
        return cells

    def _styles_of(self, style: Style | None, console: Console) -> tuple[SgrStyle, SgrStyle]:
        """The styles of a style, for letters and for blanks."""
        styles = self._styles.get(style)
        if styles is None:
            if len(self._styles) > 10_000:
                self._styles.clear()
            system = console._color_system
            sgr = (
                sgr_style(style, None if system is None else min(system, self._most))
                if self._dark is None
                else colourless(style, self._dark)
            )
            styles = self._styles[style] = sgr, background_only(sgr)
        return styles


def _parts(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Each strip of an update, and the line and column where it begins."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, x1, x2 in update.spans:
            chops = zip(update.chop_ends[y], update.chops[y].items(), strict=False)
            for end, (x, chop) in chops:
                if chop is not None and x <= x2 and end > x1:
                    yield y, x, chop.crop(0, min(end, x2) - x)


def _change(y: int, before: CellRow, after: CellRow, sgr: SgrStyle, parts: list[str]) -> SgrStyle:
    """Add the jumps, styles and letters that make one line into the other; the sgr at its end."""
    at = None
    for start, end in _runs(before, after):
        if at is None:
            parts.append(f"\x1b[{y + 1}H" if start == 0 else f"\x1b[{y + 1};{start + 1}H")
        else:
            parts.append(_over(after[at:start], start, sgr))
        for letter, wanted in after[start:end]:
            assert wanted is not None
            sequence, sgr = transition(sgr, wanted)
            parts += (sequence, letter)
        at = end
    return sgr


def _over(gap: CellRow, to: int, sgr: SgrStyle) -> str:
    """What leads over cells that stay as they are: their letters again, or a jump to the column.

    A jump names the column, so that what lies beyond a letter of doubtful width is in its place.
    """
    text = "".join(letter for letter, _ in gap)
    jump = f"\x1b[{to + 1}G"
    same = all(wanted is not None and transition(sgr, wanted) == ("", sgr) for _, wanted in gap)
    return text if same and len(text.encode()) <= len(jump) else jump


def _runs(before: CellRow, after: CellRow) -> Iterable[tuple[int, int]]:
    """Where the lines differ; wide letters are never cut."""
    runs: list[tuple[int, int]] = []
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        start, end = x, x + 1
        while start and not after[start][0]:
            start -= 1
        while end < len(after) and not after[end][0]:
            end += 1
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs

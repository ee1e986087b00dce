"""Sparing the line: of what Textual draws, only the cells that differ are sent.

Textual sends whole widgets, and after a change of layout the whole screen, more than once.
`Screenful` remembers what the terminal shows and leaves out whatever it shows already.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

from sandbox.course.ascii import fold

NEAR = 4
"""Cells between two changes that are cheaper to send again than to jump over."""

Row = list[tuple[str, str]]
"""A letter and the sequence of its style for each cell; the second of a wide letter's has none."""

UNKNOWN = ("?", "?")


class Difference(CompositorUpdate):
    """An update that is text already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:
        """The text."""
        return self.text


class Screenful:
    """What the terminal shows, cell by cell.

    `folded`: which letters it cannot show and gets in ASCII instead: "symbols", which are all but
    the wide letters, or "all".
    """

    def __init__(self, folded: Literal["", "symbols", "all"] = "") -> None:
        self._folded = folded
        self._rows: list[Row] = []
        self._size = Size(0, 0)
        self._codes: dict[Style, str] = {}

    def forget(self) -> None:
        """The terminal may show anything: everything is sent again."""
        self._rows = []
        self._size = Size(0, 0)

    def difference(self, update: CompositorUpdate, console: Console, size: Size) -> str:
        """What must be sent so that the terminal shows the update; "" where it does already."""
        if size != self._size:
            self._size = size
            self._rows = [[UNKNOWN] * size.width for _ in range(size.height)]
        after: dict[int, Row] = {}
        for y, x, strip in _parts(update):
            if 0 <= y < size.height:
                row = after.setdefault(y, self._rows[y].copy())
                cells = self._cells(strip, console)[: size.width - x]
                row[x : x + len(cells)] = cells
        text = "".join(
            part
            for y, row in sorted(after.items())
            if row != self._rows[y]
            for part in _changes(y, self._rows[y], row)
        )
        for y, row in after.items():
            self._rows[y] = row
        return f"{text}\x1b[0m" if text else ""

    def _cells(self, strip: Strip, console: Console) -> Row:
        cells: Row = []
        for text, style, control in strip:
            if control:
                continue
            code = "\x1b[0m" if style is None else self._code(style, console)
            if text.isascii():
                cells += [(letter, code) for letter in text]
                continue
            for letter in text:
                width = cell_len(letter)
                if width == 0 and cells:
                    # A combining mark belongs to the letter before it.
                    if not self._folded:
                        cells[-1] = (cells[-1][0] + letter, code)
                    continue
                if self._folded == "all" or (self._folded and width == 1):
                    cells += [(fold(letter), code)] * width
                    continue
                cells.append((letter, code))
                if width == 2:
                    cells.append(("", code))
        return cells

    def _code(self, style: Style, console: Console) -> str:
        """The sequence that sets a style, whatever was set before."""
        code = self._codes.get(style)
        if code is None:
            system = console._color_system
            before, _, _ = (
                style.clear_meta_and_links().render("x", color_system=system).partition("x")
            )
            code = before.replace("\x1b[", "\x1b[0;", 1) if before else "\x1b[0m"
            if len(self._codes) > 10_000:
                self._codes.clear()
            self._codes[style] = code
        return code


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
            for end, (x, strip) in chops:
                if strip is not None and x <= x2 and end > x1:
                    yield y, x, strip.crop(0, min(end, x2) - x)


def _changes(y: int, before: Row, after: Row) -> Iterator[str]:
    """Jumps, styles and letters that make one line into the other."""
    style = ""
    for start, end in _runs(before, after):
        yield f"\x1b[{y + 1};{start + 1}H"
        for letter, code in after[start:end]:
            if code != style:
                yield code
                style = code
            yield letter


def _runs(before: Row, after: Row) -> Iterable[tuple[int, int]]:
    """Where the lines differ, what lies near together as one; wide letters are never cut."""
    runs: list[tuple[int, int]] = []
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        start, end = x, x + 1
        while start and not after[start][0]:
            start -= 1
        while end < len(after) and not after[end][0]:
            end += 1
        if runs and start - runs[-1][1] <= NEAR:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs

"""A line at zero, and bars to either side of it."""

from dataclasses import dataclass

from rich.style import Style

from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import Inks
from sandbox.ui.terminal.text import left, right

Pieces = list[tuple[str, Style]]


@dataclass(frozen=True)
class Ruler:
    """`width` cells, one of which is the line; a bar takes at most `reach` of those beside it."""

    width: int
    zero: int
    """The cell of the line."""
    reach: int

    @classmethod
    def at(cls, width: int, below: bool, above: bool) -> "Ruler":
        """The line where there is most room for bars of these signs, as far to either side."""
        if below and above:
            zero = width // 2
            return cls(width, zero, min(zero, width - zero - 1))
        return cls(width, width - 1 if below else 0, width - 1)

    def bar(self, share: float, glyphs: Glyphs, inks: Inks) -> Pieces:
        """A bar for a share of the largest, from -1 to 1, as fine as the glyphs allow.

        Whatever is not 0 has a bar.
        """
        steps = len(glyphs.eighths) - 1
        length = max(round(abs(share) * self.reach * steps), 1) if share else 0
        whole, part = divmod(length, steps)
        ink = inks.curve(0 if share < 0 else 1)
        end, end_ink = glyphs.eighths[part] if part else "", ink
        if share < 0 and part and not glyphs.ascii:
            # Blocks fill a cell from the left; here the rest of the cell is the bar.
            end, end_ink = glyphs.eighths[steps - part], ink + Style(reverse=True)
        bar = [(glyphs.eighths[-1] * whole, ink), (end, end_ink)]
        return self._around(bar, whole + len(end), share < 0, glyphs, inks)

    def word(self, text: str, ink: Style, glyphs: Glyphs, inks: Inks) -> Pieces:
        """Instead of a bar: a word to the right of the line, or to the left where there is room."""
        before = self.zero == self.width - 1
        cells = self.zero if before else self.width - self.zero - 1
        padded = right(f"{text} ", cells, "") if before else left(f" {text}", cells, "")
        # Beside the line first, as a bar is.
        return self._around([(padded, ink)], cells, before, glyphs, inks)

    def _around(
        self, pieces: Pieces, cells: int, before: bool, glyphs: Glyphs, inks: Inks
    ) -> Pieces:
        """What stands beside the line, from it outwards, with the line and the space around."""
        line = (glyphs.bar, inks["dim"])
        sides = self.zero, self.width - self.zero - 1
        if before:
            space = " " * (sides[0] - cells)
            return [(space, inks.plain), *pieces[::-1], line, (" " * sides[1], inks.plain)]
        space = " " * (sides[1] - cells)
        return [(" " * sides[0], inks.plain), line, *pieces, (space, inks.plain)]

"""A line at zero, and bars to either side of it."""

from dataclasses import dataclass

from rich.style import Style

from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import ljust, rjust

Pieces = list[tuple[str, Style]]


@dataclass(frozen=True)
class BarScale:
    """`width` cells, one of which is the line; a bar takes at most `reach` of those beside it."""

    width: int
    zero: int
    """The cell of the line."""
    reach: int

    @classmethod
    def at(cls, width: int, below: bool, above: bool) -> "BarScale":
        """The line where there is most room for bars of these signs, as far to either side."""
        if below and above:
            zero = width // 2
            return cls(width, zero, min(zero, width - zero - 1))
        return cls(width, width - 1 if below else 0, width - 1)

    def bar(self, share: float, glyphs: Glyphs, styles: TextStyles) -> Pieces:
        """A bar for a share of the largest, from -1 to 1, as fine as the glyphs allow.

        Whatever is not 0 has a bar.
        """
        steps = len(glyphs.eighths) - 1
        length = max(round(abs(share) * self.reach * steps), 1) if share else 0
        whole, part = divmod(length, steps)
        style = styles.curve(0 if share < 0 else 1)
        end, end_style = glyphs.eighths[part] if part else "", style
        if share < 0 and part and not glyphs.ascii:
            # Blocks fill a cell from the left; here the rest of the cell is the bar.
            end, end_style = glyphs.eighths[steps - part], style + Style(reverse=True)
        bar = [(glyphs.eighths[-1] * whole, style), (end, end_style)]
        return self._around(bar, whole + len(end), share < 0, glyphs, styles)

    def word(self, text: str, style: Style, glyphs: Glyphs, styles: TextStyles) -> Pieces:
        """Instead of a bar: a word to the right of the line, or to the left where there is room."""
        before = self.zero == self.width - 1
        cells = self.zero if before else self.width - self.zero - 1
        padded = rjust(f"{text} ", cells, "") if before else ljust(f" {text}", cells, "")
        # Beside the line first, as a bar is.
        return self._around([(padded, style)], cells, before, glyphs, styles)

    def _around(
        self, pieces: Pieces, cells: int, before: bool, glyphs: Glyphs, styles: TextStyles
    ) -> Pieces:
        """What stands beside the line, from it outwards, with the line and the space around."""
        line = (glyphs.bar, styles["dim"])
        sides = self.zero, self.width - self.zero - 1
        if before:
            space = " " * (sides[0] - cells)
            return [(space, styles.plain), *pieces[::-1], line, (" " * sides[1], styles.plain)]
        space = " " * (sides[1] - cells)
        return [(" " * sides[0], styles.plain), line, *pieces, (space, styles.plain)]

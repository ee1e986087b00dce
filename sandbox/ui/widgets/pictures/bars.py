"""Bars: a number for each of a few things, to either side of a line at zero."""

from math import floor, isfinite, isnan

import numpy as np
from rich.style import Style
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.labs.pictures import Bars
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, rjust
from sandbox.ui.widgets.pictures.bar_scale import BarScale, Pieces
from sandbox.ui.widgets.pictures.numbers import changes, digits, format_for, scientific
from sandbox.ui.widgets.pictures.rows import RowsView

LONGEST_LABEL = 16
"""Cells that a bar's name may take."""

ROOM_FOR_SCALE = 16
"""Cells of bars from which on a scale stands above them."""

KINDS = ("line", "choice", "class", "metric")
"""Where a bar's id may have its word."""


class BarsView(RowsView):
    """Name, bar and number of each thing.

    In log mode bars begin at a power of ten that stays, so that what vanishes is short.
    """

    picture: Bars

    _values = np.zeros(0)
    _changed: Array | None = None

    def renew(self) -> None:
        """Names in the language, numbers as texts and as lengths, and which have changed."""
        super().renew()
        values, old = np.array(self.picture.values, np.float64), self._values
        if old.shape != values.shape:
            self._changed = None
        elif self.picture is not getattr(self, "_renewed", None):
            self._changed = changes(old, values)
        self._values, self._renewed = values, self.picture
        self._labels = [self.word(id, *KINDS) for id in self.picture.labels]
        minus = self.glyphs.minus
        self._texts = bar_texts(values, self.picture.log, minus)
        lengths = values
        if self.picture.log:
            lengths = _exponents(values)
            self._ends = _ends(lengths, self.picture.exponents)
            lengths = lengths - self._ends[0]
        sizes = np.abs(lengths[np.isfinite(lengths)])
        most = float(sizes.max(initial=self.picture.scale))
        self._lengths = lengths
        self._most = float(self._ends[1] - self._ends[0]) if self.picture.log else most

    @property
    def count(self) -> int:
        """How many bars there are."""
        return len(self.picture.values)

    @property
    def status(self) -> str:
        """The chosen bar's name, and its number with all digits."""
        name = self.glossary.label("picture", self.picture.name)
        number = digits(self._values[self.chosen], self.glyphs.minus)
        return f"{name}[{self._labels[self.chosen]}] = {number}"

    def heading(self, width: int, styles: TextStyles) -> list[Strip]:
        """In log mode the scale: where bars begin, where 1 is, and where they end."""
        label, room, _ = self._columns(width - 1)
        if not self.picture.log or room < ROOM_FOR_SCALE:
            return []
        low, high = self._ends
        texts = [_power(end, self.glyphs.minus) for end in (low, high)]
        scale = f"{texts[0]}{texts[1]:>{room - len(texts[0])}}"
        one = round((room - 1) * -low / (high - low))
        if len(texts[0]) < one < room - len(texts[1]) - 1:
            scale = f"{scale[:one]}1{scale[one + 1 :]}"
        return [make_strip(width, [(f"{' ' * (label + 2)}{scale}", styles["dim"])])]

    def row(self, index: int, width: int, styles: TextStyles) -> Pieces:
        """Name, bar, number."""
        label, room, number = self._columns(width)
        lit = self._changed is not None and bool(self._changed[index])
        style = styles["changed"] if lit else styles.plain
        name = rjust(self._labels[index], label, self.glyphs.ellipsis)
        pieces = [(name, self.name_style(index, styles)), (" ", styles.plain)]
        if room > 2:
            pieces += [*self._bar(index, room, styles), (" ", styles.plain)]
        return [*pieces, (rjust(self._texts[index], number), style)]

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Cells for names, bars and numbers; one is free after each of the first two."""
        number = max(map(len, self._texts))
        label = min(max(map(cell_len, self._labels)), LONGEST_LABEL, max(width - number - 1, 1))
        return label, width - label - number - 2, number

    def _ruler(self, room: int) -> BarScale:
        """The line is in the middle where there are both signs.

        Numbers that are negative now may be positive later: it is there for them too.
        """
        below = not self.picture.log and bool((self._lengths < 0).any())
        return BarScale.at(room, below, True)

    def _bar(self, index: int, room: int, styles: TextStyles) -> Pieces:
        ruler, value = self._ruler(room), float(self._values[index])
        if isfinite(value) and value:
            share = float(self._lengths[index]) / self._most if self._most else 0.0
            return ruler.bar(share, self.glyphs, styles)
        word = "zero" if value == 0 else "nan" if isnan(value) else "infinite"
        style: Style = styles["dim" if value == 0 else "bad"]
        return ruler.word(self.words(f"widgets.bars.{word}"), style, self.glyphs, styles)


def _exponents(values: Array) -> Array:
    """The numbers' exponents; what is 0 or no number has none."""
    with np.errstate(all="ignore"):
        exponents: Array = np.log10(np.abs(values))
    exponents[values == 0] = np.nan
    return exponents


def _ends(exponents: Array, ends: tuple[int, int]) -> tuple[int, int]:
    """The axis's ends, as they were declared, or moved out by as many powers of ten at a time.

    So the axis does not creep along with the numbers.
    """
    low, high = ends
    step = high - low
    finite = exponents[np.isfinite(exponents)]
    least, most = finite.min(initial=low), finite.max(initial=high)
    return low + step * floor((least - low) / step), high + step * -floor((high - most) / step)


def _power(exponent: int, minus: str) -> str:
    return f"1e{minus if exponent < 0 else '+'}{abs(exponent):02d}" if exponent else "1"


def bar_texts(values: Array, log: bool, minus: str) -> list[str]:
    """Numbers in one format, but for those that it would round to 0, which are not 0."""
    short = format_for(values, minus)
    lost = 0.0 if short.scientific else 0.5 * 10.0**-short.decimals
    return [
        scientific(value, minus) if log or 0 < abs(value) < lost else short(value)
        for value in values.tolist()
    ]

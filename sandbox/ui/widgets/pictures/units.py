"""A network unit by unit: a column a layer, each unit a cell shaded by its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from rich.style import Style
from textual.strip import Strip

from sandbox.labs.pictures import Units
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, truncate
from sandbox.ui.widgets.pictures.bar_scale import Pieces
from sandbox.ui.widgets.pictures.numbers import typeset
from sandbox.ui.widgets.pictures.picture_view import PictureView

MOST = 16
"""Units of a layer that are drawn; the others are counted."""
MARK = 3
"""Cells of a unit without its number."""
NUMBER = 7
"""Cells that its number takes besides."""
GAPS = (7, 5, 3)
"""Cells between two layers: the widest that fits."""
UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8


@dataclass(frozen=True)
class Layer:
    """One layer as it stands: its values and who is alive, and the lines its units are drawn in."""

    values: tuple[float, ...]
    alive: tuple[bool, ...]
    top: int
    """The line of its first unit."""
    shown: int
    """How many of its units are drawn."""

    @property
    def most(self) -> float:
        """Its largest size, by which its units are shaded."""
        return max((abs(value) for value in self.values if isfinite(value)), default=0.0)

    def unit(self, y: int) -> int | None:
        """The unit drawn in that line, if one is."""
        return y - self.top if 0 <= y - self.top < self.shown else None

    def wired(self, y: int) -> bool:
        """Whether wires go to and from that line: a dropped unit has none."""
        unit = self.unit(y)
        return unit is not None and self.alive[unit]


class UnitsView(PictureView):
    """Layers from left to right, the wires between them bundled; dropped units are crossed out."""

    picture: Units

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """How many units a layer has, its units, and below how many are dropped."""
        if not self.picture.values:
            return [
                make_strip(
                    width, [(truncate(self.words("widgets.units.empty"), width), styles["dim"])]
                )
            ]
        room = height - 2
        status = make_strip(
            width, [(truncate(self._status(), width, self.glyphs.ellipsis), styles["strong"])]
        )
        if room < 1:
            return [status]
        layers = self._layers(room)
        cells, gap = self._columns(width)
        lines = [make_strip(width, self._heading(layers, cells, gap, styles))]
        for y in range(room):
            pieces: Pieces = []
            for at, layer in enumerate(layers):
                if at:
                    pieces += self._wires(layers[at - 1], layer, y, room, gap, styles)
                pieces += self._unit(layer, y, cells, styles)
            lines.append(make_strip(width, pieces))
        return [*lines, status]

    def _layers(self, room: int) -> list[Layer]:
        """The layers, each in the middle of `room` lines; the last line of a long one counts."""
        layers = []
        for values, alive in zip(self.picture.values, self.picture.alive, strict=True):
            shown = min(len(values), MOST, room)
            if len(values) > shown:
                shown = min(shown, room - 1)
            drawn = shown + (len(values) > shown)
            layers.append(Layer(values, alive, (room - drawn) // 2, shown))
        return layers

    def _columns(self, width: int) -> tuple[int, int]:
        """Cells of a unit, with its number if there is room, and of a gap."""
        count = len(self.picture.values)
        for cells in (MARK + NUMBER, MARK):
            for gap in GAPS:
                if count * cells + (count - 1) * gap <= width:
                    return cells, gap
        return MARK, GAPS[-1]

    def _heading(self, layers: Sequence[Layer], cells: int, gap: int, styles: TextStyles) -> Pieces:
        texts = [ljust(f"{self.glyphs.times}{len(layer.values)}", cells) for layer in layers]
        return [((" " * gap).join(texts), styles["dim"])]

    def _unit(self, layer: Layer, y: int, cells: int, styles: TextStyles) -> Pieces:
        """What stands in a layer's line: a unit, how many more there are, or nothing."""
        unit = layer.unit(y)
        if unit is None:
            more = len(layer.values) - layer.shown
            if more and y == layer.top + layer.shown:
                return [(self._more(more, cells), styles["dim"])]
            return [(" " * cells, styles.plain)]
        value = layer.values[unit]
        if not layer.alive[unit]:
            return [(ljust(f" {self.glyphs.bad}", cells), styles["dim"])]
        text = ljust(f" {_short(value, self.glyphs.minus)}", cells - MARK)
        if not isfinite(value):
            return [(" ? ", styles["bad"]), (text, styles["bad"])]
        return [self._mark(value / (layer.most or 1.0), styles), (text, styles.plain)]

    def _mark(self, share: float, styles: TextStyles) -> tuple[str, Style]:
        """A cell shaded by the unit's share of its layer's largest value, with its sign."""
        sign = self.glyphs.minus if share < 0 else "+" if share > 0 else " "
        if styles.heats:
            return f" {sign} ", styles.heat(share)
        shade = self.glyphs.shades[round(abs(share) * (len(self.glyphs.shades) - 1))]
        return f"{sign}{shade}{shade}", styles.plain

    def _more(self, count: int, cells: int) -> str:
        text = f"{self.glyphs.ellipsis} {self.words('widgets.units.more', count=count)}"
        if cell_len(text) > cells:
            text = f"+{count}"
        return ljust(text, cells, "")

    def _wires(
        self, one: Layer, other: Layer, y: int, room: int, gap: int, styles: TextStyles
    ) -> Pieces:
        """The piece in this line of the bundle that joins two layers, unit with unit."""
        lines = [at for at in range(room) if one.wired(at) or other.wired(at)]
        both = any(map(one.wired, lines)) and any(map(other.wired, lines))
        if not both or not lines[0] <= y <= lines[-1]:
            return [(" " * gap, styles.plain)]
        sides = UP * (y > lines[0]) | DOWN * (y < lines[-1])
        sides |= LEFT * one.wired(y) | RIGHT * other.wired(y)
        across = self.glyphs.lines[LEFT | RIGHT]
        before = (across if one.wired(y) else " ") * (gap // 2)
        after = (across if other.wired(y) else " ") * (gap - gap // 2 - 1)
        return [(f"{before}{self.glyphs.lines[sides]}{after}", styles["dim"])]

    def _status(self) -> str:
        said = self.picture.describe().values
        count, dropped = sum(said["sizes"]), said["dropped"]
        key = "widgets.units.dropped" if dropped else "widgets.units.none"
        return self.words(key, count=count, dropped=dropped)


def _short(value: float, minus: str) -> str:
    """A number in five cells at the most."""
    if not isfinite(value):
        text = f"{value}"
    elif abs(value) < 10:
        text = f"{value:.2f}" if value else "0"
    else:
        text = f"{value:.0f}" if abs(value) < 1000 else f"{value:.0e}".replace("e+0", "e")
    return typeset(text.replace("-", minus), minus)

"""Curves over a common axis, with what each has come to."""

from collections.abc import Sequence
from math import isfinite

from rich.style import Style
from textual.strip import Strip

from sandbox.labs.pictures import Curves, Line
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.pictures.plot import LEAST_SIZE, StyledText, plot, with_axis_name

WIDEST_MARK = 9
"""Cells that are kept for the mark's value behind the name of its axis."""


class CurvesView(PictureView):
    """A legend with every curve's marker and value, the plot, and words below it."""

    picture: Curves

    _crowded: tuple[object, ...] | None = None
    """Where the x axis was last found to have no room for its name: a plot costs too much to try
    it again with every frame of a run."""

    def show(self, picture: Curves) -> None:  # type: ignore[override]
        """Draw newer curves; the same ones again are not drawn."""
        if picture != self.picture:
            super().show(picture)

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """Legend, plot and axis; a run that diverged says so in words."""
        legend = self._legend(width, styles)
        below = [make_strip(width, [(truncate(self._below(), width), self._below_ink(styles))])]
        room = height - len(legend) - 1
        if room < LEAST_SIZE[1] or width < LEAST_SIZE[0]:
            return [*legend, *below][:height]
        rows, named = self._plotted(width, room)
        plotted = [
            make_strip(width, [(text, self._style(curve, styles)) for text, curve in runs])
            for runs in rows
        ]
        return [*legend, *plotted, *([] if named else below)]

    def _plotted(self, width: int, room: int) -> tuple[list[list[StyledText]], bool]:
        """The plot, with what the x axis is on the axis itself where there is room; if there is.

        A line of its own for it costs the plot one of `room` + 1.
        """
        picture, text = self.picture, self._below()
        if self._diverged() is None and any(curve.x for curve in picture.lines):
            # So that the plot does not jump as the mark moves.
            mark = 0 if picture.cursor is None else WIDEST_MARK
            size = cell_len(self._axis) + mark
            tried = (width, room, text, picture.name, picture.x_limits)
            if tried != self._crowded:
                rows = with_axis_name(
                    plot(picture, width, room + 1, self.glyphs), text, size, self.glyphs
                )
                if rows is not None:
                    return rows, True
                self._crowded = tried
        return plot(picture, width, room, self.glyphs), False

    def _legend(self, width: int, styles: TextStyles) -> list[Strip]:
        """Each curve's marker, name and value, in as many lines as it takes."""
        lines: list[list[tuple[str, Style]]] = [[]]
        taken = 0
        for index, curve in enumerate(self.picture.lines):
            name, value = f" {self._said(curve)}", self._value(curve)
            value = f" {value}" if value else ""
            size = 1 + cell_len(name) + cell_len(value) + 3
            if taken and taken + size - 3 > width:
                lines.append([])
                taken = 0
            style = self._style(index, styles)
            marker = self.glyphs.curves[index % len(self.glyphs.curves)]
            marker = self.glyphs.track if curve.faint else marker
            lines[-1] += [
                (marker, style),
                (name, style),
                (value, styles["strong"]),
                ("   ", styles.plain),
            ]
            taken += size
        return [make_strip(width, pieces) for pieces in lines]

    def _said(self, curve: Line) -> str:
        label = self.glossary.label("line", curve.name)
        return self.words("asking.pin.before", label=label) if curve.faint else label

    def _value(self, curve: Line) -> str:
        """A curve's value at the mark, or what a run has come to by its last.

        Shapes have none that counts, nor have dots and what is fitted to them.
        """
        fitted = self.picture.cursor is None and any(one.dots for one in self.picture.lines)
        if curve.dots or fitted or self.picture.square:
            return ""
        value = self.picture.value(curve)
        if value is None:
            return "" if curve.y else self.glyphs.ellipsis
        if not isfinite(value):
            return self.words("widgets.curves.not_finite")
        return f"{value:.4g}".replace("-", self.glyphs.minus, 1)

    def _below(self) -> str:
        """What the x axis is; or that there is nothing yet; or that the run diverged."""
        axis = self._axis
        drawn = [x for curve in self.picture.lines for x in curve.x]
        if not drawn:
            return self.words("widgets.curves.empty", axis=axis)
        at = self._diverged()
        if at is not None:
            return self.words("widgets.curves.diverged", axis=axis, at=f"{at:g}")
        log = self.words(f"widgets.curves.{self._scale}") if self.picture.log_y else ""
        at = self.picture.marked
        mark = "" if at is None else f" = {self.glyphs.signed(f'{at:g}')}"
        return f"{axis}{mark}{log}{self._beyond()}"

    @property
    def _scale(self) -> str:
        """What is said of a logarithmic axis: also why a curve that has come to 0 is not there."""
        return "log_zero" if any(curve.y[-1:] == (0.0,) for curve in self.picture.lines) else "log"

    def _beyond(self) -> str:
        """Which curves leave the plot, above or below."""
        sides = {"above": self.picture.above, "below": self.picture.below}
        return "".join(
            self.words(f"widgets.curves.{side}", names=", ".join(map(self._said, curves)))
            for side, curves in sides.items()
            if curves
        )

    @property
    def _axis(self) -> str:
        """What the x axis is called."""
        return self.glossary.label("axis", self.picture.x_name)

    def _below_ink(self, styles: TextStyles) -> Style:
        return styles["dim"] if self._diverged() is None else styles["bad"]

    def _diverged(self) -> float | None:
        """The first x at which a curve is no number any more."""
        lost = [
            x
            for curve in self.picture.lines
            for x, y in zip(curve.x, curve.y, strict=True)
            if not isfinite(y)
        ]
        return min(lost, default=None)

    def _style(self, curve: int | None, styles: TextStyles) -> Style:
        if curve is None or self.picture.lines[curve].faint:
            return styles["dim"]
        return styles.curve(curve)

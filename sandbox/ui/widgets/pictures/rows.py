"""Rows of which one is chosen: they scroll, and the last line says the chosen one in full."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import truncate
from sandbox.ui.widgets.pictures.picture_view import PictureView, into_view, scroll_bar


class RowsView(PictureView, can_focus=True):
    """Subclasses say how many rows there are, and draw a heading and each row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
    ]
    HINTS = (("↑↓", "row"),)

    chosen = 0
    _top = 0
    _headed = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def status(self) -> str:
        """The chosen row in full; there is one."""
        raise NotImplementedError

    def heading(self, width: int, styles: TextStyles) -> list[Strip]:
        """The lines above the rows."""
        raise NotImplementedError

    def row(self, index: int, width: int, styles: TextStyles) -> list[tuple[str, Style]]:
        """One row in `width` cells, without the pointer before it."""
        raise NotImplementedError

    def renew(self) -> None:
        """The choice stays at its place as far as there are rows."""
        self.chosen = min(self.chosen, max(self.count - 1, 0))

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """Heading, the rows in view, and the chosen one in words."""
        if not self.count:
            empty = self.words("widgets.rows.empty")
            return [
                make_strip(width, [(truncate(empty, width, self.glyphs.ellipsis), styles["dim"])])
            ]
        room = width - 1
        heading = self.heading(room, styles)
        body = height - len(heading) - 1
        if body < 1 or width < 5:
            return [self._row(self.chosen, width, styles)]
        self._headed = len(heading)
        self._top = into_view(self._top, self.chosen, body, self.count)
        shown = range(self._top, min(self._top + body, self.count))
        rows = [self._row(index, room, styles) for index in shown]
        if self.count > body:
            bars = [
                scroll_bar(y, self._top, body, self.count, self.glyphs, styles) for y in range(body)
            ]
            rows = [
                Strip.join([strip, make_strip(1, [bar])])
                for strip, bar in zip(rows, bars, strict=True)
            ]
        return self.with_status([*heading, *rows], width, height, styles)

    def name_style(self, index: int, styles: TextStyles) -> Style:
        """How a row's name is written."""
        if index != self.chosen:
            return styles.plain
        return styles["cursor" if self.has_focus else "blurred"]

    def action_move(self, by: int) -> None:
        """Choose a row further down or up."""
        self.chosen = min(max(self.chosen + by, 0), max(self.count - 1, 0))
        self.repaint()

    def action_page(self, direction: int) -> None:
        """A screenful further down or up."""
        self.action_move(direction * max(self.size.height - self._headed - 1, 1))

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        at = event.get_content_offset(self)
        if at is None or not self._headed <= at.y < self.size.height - 1:
            return
        index = self._top + at.y - self._headed
        if index < self.count:
            self.action_move(index - self.chosen)

    def _row(self, index: int, width: int, styles: TextStyles) -> Strip:
        mark = self.glyphs.pointer if index == self.chosen else " "
        return make_strip(width, [(mark, styles["accent"]), *self.row(index, width - 1, styles)])

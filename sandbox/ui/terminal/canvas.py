"""A canvas: a widget that paints whole lines and sends only the cells that changed."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from sandbox.ui.terminal.styles import COMPONENTS, CSS, TextStyles, text_styles_of
from sandbox.ui.terminal.text import cell_len, printable


class Canvas(Widget):
    """Subclasses paint; what differs from the painting before is sent, nothing else.

    `paint` is called at the size of the moment, in the ui's thread, and only while somebody sees
    the widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._painted: list[Strip] | None = None
        self._painted_size = Size(0, 0)
        self._text_styles: TextStyles | None = None

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The lines from the top; shorter ones are padded, too many cut off."""
        raise NotImplementedError

    @property
    def text_styles(self) -> TextStyles:
        """The styles to paint with."""
        if self._text_styles is None:
            self._text_styles = text_styles_of(self)
        return self._text_styles

    def repaint(self) -> None:
        """Paint anew; what has changed on the screen is sent at the next refresh."""
        before = self._painted
        if before is None or self._painted_size != self.size or not self.is_on_screen:
            self._painted = None
            self.refresh()
            return
        after = self._paint()
        for y, (old, new) in enumerate(zip(before, after, strict=True)):
            if old is not new and (span := _difference(old, new)):
                self.refresh(Region(span[0], y, span[1] - span[0], 1))

    def render_line(self, y: int) -> Strip:
        """One line as Textual asks for it."""
        if self._painted is None or self._painted_size != self.size:
            self._paint()
        assert self._painted is not None
        style = self.visual_style.rich_style
        if y >= len(self._painted):
            return Strip.blank(self.size.width, style)
        return self._painted[y].apply_style(style)

    def notify_style_update(self) -> None:
        """Another theme or another state: all styles anew."""
        super().notify_style_update()
        self._text_styles = None
        self._painted = None

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks different without the keyboard."""
        super().watch_has_focus(_has_focus)
        self._text_styles = None
        self.repaint()

    def _paint(self) -> list[Strip]:
        width, height = self.size
        lines = self.paint(width, height, self.text_styles)[:height] if width and height else []
        blank = make_strip(width, [])
        painted = [strip.adjust_cell_length(width, self.text_styles.plain) for strip in lines]
        self._painted = painted + [blank] * (height - len(painted))
        self._painted_size = self.size
        return self._painted


def make_strip(width: int, pieces: Iterable[tuple[str, Style]]) -> Strip:
    """A line of exactly `width` cells from texts and their styles."""
    merged: list[tuple[str, Style]] = []
    for text, style in pieces:
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        elif text:
            merged.append((text, style))
    segments = [Segment(printable(text), style) for text, style in merged]
    return Strip(segments).adjust_cell_length(width, TextStyles.plain)


def hstack(blocks: Sequence[Sequence[Strip]], widths: Sequence[int], gap: int) -> list[Strip]:
    """Blocks of lines next to each other, each at its width, the shorter ones padded below."""
    joined = []
    for row in zip_longest(*blocks):
        parts: list[Strip] = []
        for strip, width in zip(row, widths, strict=True):
            if parts and gap:
                parts.append(make_strip(gap, []))
            cells = make_strip(width, []) if strip is None else strip
            parts.append(cells.adjust_cell_length(width, TextStyles.plain))
        joined.append(Strip.join(parts))
    return joined


def _difference(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The first cell that differs and the one after the last; None where none does."""
    before, after = _cells(old), _cells(new)
    if before == after:
        return None
    length = min(len(before), len(after))
    first = next((i for i in range(length) if before[i] != after[i]), length)
    last = max(len(before), len(after))
    if len(before) == len(after):
        last = next(i for i in range(length, 0, -1) if before[i - 1] != after[i - 1])
    # A letter of two cells cannot be sent by halves.
    while first and after[first][0] == "":
        first -= 1
    return first, last + 1 if last < len(after) and after[last][0] == "" else last


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for letter in text:
            cells.append((letter, style))
            if not letter.isascii() and cell_len(letter) == 2:
                cells.append(("", style))
    return cells


def title_markup(text: str) -> str:
    """The text as a widget's title, which Textual reads as markup: brackets are only brackets."""
    return Content(printable(text)).markup

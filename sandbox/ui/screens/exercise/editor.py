"""The editor of the learner's file: Python in colours, and a pointer at the line that is meant."""

from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from sandbox.base.characters import shown
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import COMPONENTS, CSS, TextStyles, text_styles_of
from sandbox.ui.widgets.pictures.code import inked

LONGEST = 20_000
"""Characters of a text in colours: above it a key would take too long."""

Span = tuple[int, int, str]
"""Columns of a line, from and to, and the name of their style."""

_OWN_KEYS = ("f6", "f7")
"""Of Textual's editor, which the screen needs."""


class Editor(TextArea, inherit_bindings=False):
    """A text area for Python. Tab indents; its screen sees to the way out."""

    BINDINGS: ClassVar = [
        *(
            binding
            for binding in Binding.make_bindings(TextArea.BINDINGS)
            if binding.key not in _OWN_KEYS
        ),
        Binding("shift+tab", "dedent", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = TextArea.COMPONENT_CLASSES | COMPONENTS
    DEFAULT_CSS = (
        CSS.replace("Canvas", "Editor", 1)
        + """
    Editor, Editor:focus {
        background: $background; padding: 0; scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        & .text-area--cursor { text-style: reverse; color: $foreground; background: $background; }
    }
    """
    )

    class Resized(Message):
        """There is more room or less, for the file's name above it too."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(
            tab_behavior="indent",
            show_line_numbers=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self._glyphs = glyphs
        self._text_styles: TextStyles | None = None
        self._coloured = ""
        self._spans: list[list[Span]] = []
        self.pointed: int | None = None
        """The line that is pointed at, counted from 1."""

    def show(self, text: str) -> None:
        """Another text; the cursor stays where it is as far as there is such a place."""
        place, scrolled = self.cursor_location, self.scroll_offset
        self.load_text(text)
        self.move_cursor(place)
        self.scroll_to(*scrolled, animate=False)

    def on_resize(self) -> None:
        """Another size: the cursor stays in view."""
        self.call_after_refresh(self.scroll_cursor_visible)
        self.post_message(self.Resized())

    def point(self, line: int | None) -> None:
        """Point at a line, or at none."""
        if line != self.pointed:
            self.pointed = line
            self._line_cache.clear()
            self.refresh()

    def to_last_line(self) -> None:
        """The cursor to the end of the last line that says something, and that into view."""
        rows = [row for row, line in enumerate(self.document.lines) if line.strip()]
        if rows:
            self.move_cursor((rows[-1], len(self.document.get_line(rows[-1]))))
            self.call_after_refresh(self.scroll_cursor_visible)

    def go_to_pointed(self) -> None:
        """The cursor to the beginning of what stands on that line."""
        if self.pointed is not None:
            row = min(self.pointed, self.document.line_count) - 1
            text = self.document.get_line(row)
            self.move_cursor((row, len(text) - len(text.lstrip())), center=True)

    def get_line(self, line_index: int) -> Text:
        """A line in its colours."""
        # Sign for sign, so that the columns are the file's.
        line = Text(shown(self.document.get_line(line_index)), end="", no_wrap=True)
        text = self.text
        if text != self._coloured:
            self._coloured = text
            self._spans = _spans(text) if len(text) <= LONGEST else []
        if line_index < len(self._spans):
            styles = self.text_styles
            for start, end, style in self._spans[line_index]:
                line.stylize(styles[style], start, end)
        return line

    def render_line(self, y: int) -> Strip:
        """A line, with the pointer after its number if it is the one."""
        strip = super().render_line(y)
        if self.pointed is None or self.pointed > self.document.line_count:
            return strip
        at = self.wrapped_document.location_to_offset((self.pointed - 1, 0))
        if y + self.scroll_offset.y != at.y:
            return strip
        column, style = self.gutter_width - 2, self.visual_style.rich_style
        pointer = Strip([Segment(self._glyphs.pointer, style + self.text_styles["bad"])])
        return Strip.join([strip.crop(0, column), pointer, strip.crop(column + 1)])

    @property
    def text_styles(self) -> TextStyles:
        """The styles of its colours."""
        if self._text_styles is None:
            self._text_styles = text_styles_of(self)
        return self._text_styles

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        self._text_styles = None
        super().notify_style_update()

    async def _on_key(self, event: events.Key) -> None:
        """A new line begins as far in as the one before; with alt a letter is no text."""
        if event.key.startswith("alt+"):
            event.stop()
            event.prevent_default()
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            start, end = self.selection
            self.replace("\n" + self._next_indent(), start, end, maintain_selection_offset=False)

    def _next_indent(self) -> str:
        """What a line after the cursor's begins with: as far in as that, or one step further."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        indent = before[: len(before) - len(before.lstrip())]
        return indent + " " * (self.indent_width if before.rstrip().endswith(":") else 0)

    def action_delete_left(self) -> None:
        """The letter on the left; before a line's first one, a whole step of indentation."""
        (row, column), end = self.selection
        before = self.document.get_line(row)[:column]
        if self.read_only or (row, column) != end or not before or before.strip(" "):
            super().action_delete_left()
            return
        back = (len(before) - 1) % self.indent_width + 1
        self.delete((row, column - back), end, maintain_selection_offset=False)

    def action_dedent(self) -> None:
        """The cursor's line one step out."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        out = min(len(line) - len(line.lstrip(" ")), self.indent_width)
        if out and not self.read_only:
            self.delete((row, 0), (row, out), maintain_selection_offset=False)
            self.move_cursor((row, max(column - out, 0)))


def _spans(text: str) -> list[list[Span]]:
    """For each line what of it has an style."""
    lines: list[list[Span]] = [[]]
    column = 0
    for style, part in inked(text):
        for nth, piece in enumerate(part.split("\n")):
            if nth:
                lines.append([])
                column = 0
            if piece and style:
                lines[-1].append((column, column + len(piece), style))
            column += len(piece)
    return lines

"""Source text that runs, with the line at hand."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.labs.pictures import Code
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.picture_view import PictureView

Pieces = list[tuple[str, str]]
"""Texts and the names of their styles; "" for the plain one."""

ASIDE = 8
"""Columns that a move to the side takes: two steps of indentation."""


class CodeView(PictureView, can_focus=True):
    """Line numbers, Python in colours, and a pointer at the line at hand, which stays in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("left", f"slide(-{ASIDE})", show=False),
        Binding("right", f"slide({ASIDE})", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("home", "scroll(-100000)", show=False),
        Binding("end", "scroll(100000)", show=False),
    ]
    HINTS = (("↑↓←→", "scroll"),)

    picture: Code

    def renew(self) -> None:
        """Colour the text where it is new, and bring the line at hand into view."""
        if getattr(self, "_text", None) != self.picture.text:
            self._text = self.picture.text
            self._lines = coloured(self._text)
            self._top = self._left = 0
            lengths = [sum(cell_len(text) for text, _ in pieces) for pieces in self._lines]
            self._widest = max(lengths, default=0)
        self._follow = self.picture.line

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """As many lines as there is room for, of each what is in view."""
        if self._follow is not None and height:
            at = self._follow - 1
            self._top = min(max(self._top, at - height + 2), max(at - 1, 0))
            self._follow = None
        self._top = min(max(self._top, 0), max(len(self._lines) - height, 0))
        self._left = min(self._left, self._last_left(width))
        return [
            self._line(number, width, styles)
            for number in range(self._top + 1, min(self._top + height, len(self._lines)) + 1)
        ]

    def action_scroll(self, lines: int) -> None:
        """The text up or down."""
        last = max(len(self._lines) - self.size.height, 0)
        self._top = min(max(self._top + lines, 0), last)
        self.repaint()

    def action_slide(self, columns: int) -> None:
        """The text to the side, as far as its widest line goes."""
        self._left = min(max(self._left + columns, 0), self._last_left(self.size.width))
        self.repaint()

    def _last_left(self, width: int) -> int:
        """The first column in view where the end of the widest line is."""
        return max(self._margin + self._widest - width, 0)

    @property
    def _margin(self) -> int:
        """Cells for a line's number and the pointer."""
        return len(str(len(self._lines))) + 3

    def _line(self, number: int, width: int, styles: TextStyles) -> Strip:
        here = number == self.picture.line
        mark = self.glyphs.pointer if here else " "
        margin: list[tuple[str, Style]] = [
            (f"{number:>{self._margin - 3}} ", styles["dim"]),
            (f"{mark} ", styles["accent"]),
        ]
        pieces: list[tuple[str, Style]] = []
        for text, name in self._lines[number - 1]:
            style = styles[name] if name else styles.plain
            pieces.append((text, styles["current"] if here else style))
        room = width - self._margin
        code = make_strip(self._left + room, pieces).crop(self._left, self._left + room)
        signs = self._left > 0, sum(cell_len(text) for text, _ in pieces) - self._left > room
        return Strip.join([make_strip(self._margin, margin), self._marked(code, signs, styles)])

    def _marked(self, code: Strip, signs: tuple[bool, bool], styles: TextStyles) -> Strip:
        """The part of a line in view, with signs where there is more of it to the sides."""
        size = code.cell_length
        first, last = (1 if sign else 0 for sign in signs)
        return Strip.join(
            [
                make_strip(first, [(self.glyphs.more_left * first, styles["accent"])]),
                code.crop(first, size - last),
                make_strip(last, [(self.glyphs.more_right * last, styles["accent"])]),
            ]
        )


def coloured(text: str) -> list[Pieces]:
    """The lines of a Python text, each in pieces with the names of their styles."""
    lines: list[Pieces] = [[]]
    for style, part in inked(text):
        for nth, piece in enumerate(part.expandtabs(4).split("\n")):
            if nth:
                lines.append([])
            if piece:
                lines[-1].append((piece, style))
    return lines[:-1] if not lines[-1] and len(lines) > 1 else lines


def inked(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a Python text in their order, each after the name of its style, "" for none."""
    # pygments comes with Textual; it is slow to load and only Python needs it.
    from pygments.lexers.python import PythonLexer
    from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

    styles = {
        Comment: "dim",
        String.Doc: "dim",
        Keyword: "keyword",
        Operator.Word: "keyword",
        Number: "number",
        String: "text",
        Name.Function: "strong",
        Name.Class: "strong",
    }
    for kind, part in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        while kind not in styles and kind is not Token:
            kind = kind.parent
        yield styles.get(kind, ""), part

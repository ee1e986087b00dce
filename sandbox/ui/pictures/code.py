"""Source text that runs, with the line at hand."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.labs.pictures import Code
from sandbox.ui.canvas import line
from sandbox.ui.inks import Inks
from sandbox.ui.pictures.base import PictureView

Pieces = list[tuple[str, str]]
"""Texts and the names of their inks; "" for the plain one."""


class CodeView(PictureView, can_focus=True):
    """Line numbers, Python in colours, and a pointer at the line at hand, which stays in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("home", "scroll(-100000)", show=False),
        Binding("end", "scroll(100000)", show=False),
    ]
    HINTS = (("↑↓", "scroll"),)

    picture: Code

    def renew(self) -> None:
        """Colour the text where it is new, and bring the line at hand into view."""
        if getattr(self, "_text", None) != self.picture.text:
            self._text = self.picture.text
            self._lines = coloured(self._text)
            self._top = 0
        self._follow = self.picture.line

    def paint(self, width: int, height: int, inks: Inks) -> Sequence[Strip]:
        """As many lines as there is room for."""
        if self._follow is not None and height:
            at = self._follow - 1
            self._top = min(max(self._top, at - height + 2), max(at - 1, 0))
            self._follow = None
        self._top = min(max(self._top, 0), max(len(self._lines) - height, 0))
        return [
            self._line(number, width, inks)
            for number in range(self._top + 1, min(self._top + height, len(self._lines)) + 1)
        ]

    def action_scroll(self, lines: int) -> None:
        """The text up or down."""
        last = max(len(self._lines) - self.size.height, 0)
        self._top = min(max(self._top + lines, 0), last)
        self.repaint()

    def _line(self, number: int, width: int, inks: Inks) -> Strip:
        here = number == self.picture.line
        margin = len(str(len(self._lines)))
        mark = self.glyphs.pointer if here else " "
        pieces: list[tuple[str, Style]] = [
            (f"{number:>{margin}} ", inks["dim"]),
            (f"{mark} ", inks["accent"]),
        ]
        for text, name in self._lines[number - 1]:
            ink = inks[name] if name else inks.plain
            pieces.append((text, inks["current"] if here else ink))
        return line(width, pieces)


def coloured(text: str) -> list[Pieces]:
    """The lines of a Python text, each in pieces with the names of their inks."""
    # pygments comes with Textual; it is slow to load and only this picture needs it.
    from pygments.lexers.python import PythonLexer
    from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

    inks = {
        Comment: "dim",
        String.Doc: "dim",
        Keyword: "keyword",
        Operator.Word: "keyword",
        Number: "number",
        String: "text",
        Name.Function: "strong",
        Name.Class: "strong",
    }
    lines: list[Pieces] = [[]]
    for kind, part in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        while kind not in inks and kind is not Token:
            kind = kind.parent
        for nth, piece in enumerate(part.expandtabs(4).split("\n")):
            if nth:
                lines.append([])
            if piece:
                lines[-1].append((piece, inks.get(kind, "")))
    return lines[:-1] if not lines[-1] and len(lines) > 1 else lines

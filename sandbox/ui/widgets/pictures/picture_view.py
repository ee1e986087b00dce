"""What the widgets of all pictures have in common, and what those that scroll share."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Picture
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import wrap
from sandbox.ui.words import Words


class PictureView(Canvas):
    """Draws one kind of picture. The ui hands it newer ones of that kind as a run goes on."""

    DEFAULT_CSS = """
    PictureView { height: 1fr; width: 1fr; }
    """

    HINTS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Its keys for the footer, each with the id of what it does: `widgets.hint.ID` in Words."""

    picture: Any

    @property
    def status(self) -> str:
        """What the last line says of the chosen part."""
        return ""

    def __init__(self, picture: Picture, glossary: Glossary, glyphs: Glyphs) -> None:
        super().__init__()
        self.picture = picture
        self.glossary = glossary
        self.glyphs = glyphs
        self.words = Words(glossary.lang)
        self.renew()

    def show(self, picture: Picture) -> None:
        """Draw a newer picture of the same kind. The same object again costs nothing."""
        if picture is self.picture:
            return
        self.picture = picture
        self.renew()
        self.repaint()

    def relabel(self, glossary: Glossary) -> None:
        """Draw in another language."""
        self.glossary = glossary
        self.words = Words(glossary.lang)
        self.renew()
        self.repaint()

    def word(self, id: str, *kinds: str) -> str:
        """The label of the first of these kinds that has one for the id; else the id itself."""
        kind = next((kind for kind in kinds if self.glossary.has(kind, id)), "")
        return self.glossary.label(kind, id)

    def with_status(
        self, rows: Sequence[Strip], width: int, height: int, styles: TextStyles
    ) -> list[Strip]:
        """The rows, and at the bottom the status, which goes on above where they leave a line."""
        said = wrap(self.status, width, max(height - len(rows), 1), self.glyphs.ellipsis)
        blank = [make_strip(width, [])] * (height - len(rows) - len(said))
        return [*rows, *blank, *(make_strip(width, [(text, styles["strong"])]) for text in said)]

    def renew(self) -> None:
        """Take over what the widget keeps of its picture and its words."""


def into_view(first: int, at: int, room: int, count: int) -> int:
    """Where the view begins, moved as little as it takes for `at` to be in it."""
    first = min(max(first, at - room + 1), at)
    return max(min(first, count - room), 0)


def scroll_bar(
    y: int, top: int, room: int, count: int, glyphs: Glyphs, styles: TextStyles
) -> tuple[str, Style]:
    """The cell of the scroll bar in line `y` of `room`, where `count` lines begin with `top`."""
    size = max(room * room // count, 1)
    start = round(top / max(count - room, 1) * (room - size))
    if start <= y < start + size:
        return glyphs.thumb, styles.plain
    return glyphs.bar, styles["dim"]

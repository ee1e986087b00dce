"""What a search has found, one result a line: as many as there is room for."""

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from sandbox.course.searching import Item, excerpt, spans
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, truncate, wrap
from sandbox.ui.words import Words

SENTENCE = 2
"""Lines below the list for the chosen result's text."""


class FoundList(Canvas):
    """The results, the best first. The field above keeps the keys and moves the choice."""

    class Followed(Message):
        """The chosen result is to be opened."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._items: tuple[Item, ...] = ()
        self._query = self._looked_for = ""
        self._words: Words | None = None
        self._chosen = 0

    @property
    def item(self) -> Item | None:
        """The chosen result."""
        return self._items[self._chosen] if self._items else None

    def show(self, items: tuple[Item, ...], query: str, lit: str, words: Words) -> None:
        """Show other results, the first of them chosen; the same ones stay as they were.

        `lit`: the words that are marked in them.
        """
        if items != self._items:
            self._chosen = 0
        self._items, self._query, self._looked_for, self._words = items, query, lit, words
        self.repaint()

    def move(self, by: int) -> None:
        """Choose another of those that are in view."""
        last = min(len(self._items), self._room(self.size.height)) - 1
        self._chosen = min(max(self._chosen + by, 0), max(last, 0))
        self.repaint()

    def _room(self, height: int) -> int:
        return max(height - SENTENCE - 1, 1)

    def on_resize(self) -> None:
        """The choice stays in view."""
        self.move(0)

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The results, and the text of the chosen one; where there are none, what can be done."""
        if self._words is None:
            return []
        if not self._items:
            key = "search.none" if self._query.strip() else "search.what"
            said = self._words(key, query=self._query.strip())
            return [
                make_strip(width, [(f" {text}", styles["dim"])]) for text in wrap(said, width - 2)
            ]
        room = self._room(height)
        shown = self._items[:room]
        places = [self._place(item) for item in shown]
        first = max(map(cell_len, places))
        titles = max(cell_len(item.title) for item in shown)
        second = min(titles, max(width * 2 // 5 - first, 12))
        rows = [
            self._row(number, place, first, second, width, styles)
            for number, place in enumerate(places)
        ]
        rows += [make_strip(width, [])] * (room + 1 - len(rows))
        return [*rows, *self._sentence(width, styles)]

    def _place(self, item: Item) -> str:
        """Which lesson and page it is, or which kind of word."""
        assert self._words is not None
        if not item.is_reading:
            return self._words(f"search.kind.{item.kind}")
        number = int(item.id[:2])
        if item.page is None:
            return self._words("search.lesson", number=number)
        if item.kind == "exercise":
            return self._words("search.exercise", number=number)
        return self._words("search.page", number=number, page=item.page + 1)

    def _row(
        self, number: int, place: str, first: int, second: int, width: int, styles: TextStyles
    ) -> Strip:
        item, here = self._items[number], number == self._chosen
        pointer = self._glyphs.pointer if here else " "
        dots = self._glyphs.ellipsis
        dim, strong, lit = (
            (styles["cursor"],) * 3 if here else (styles["dim"], styles["strong"], styles["accent"])
        )
        room = width - first - second - 8
        text = truncate(excerpt(item.text, self._looked_for, dots), room, dots)
        pieces = [
            (f" {pointer} {ljust(place, first)}  ", dim),
            *self._lit(ljust(item.title, second, dots), strong, strong + lit),
            ("  ", dim),
            *self._lit(ljust(text, max(room, 0)), dim, lit),
            (" ", dim),
        ]
        return make_strip(width, pieces)

    def _sentence(self, width: int, styles: TextStyles) -> list[Strip]:
        """More of the chosen result's text than its line has."""
        item = self._items[self._chosen]
        dots = self._glyphs.ellipsis
        text = excerpt(item.text, self._looked_for, dots)
        return [
            make_strip(
                width, [("   ", styles.plain), *self._lit(part, styles.plain, styles["accent"])]
            )
            for part in wrap(text, width - 6, SENTENCE, dots)
        ]

    def _lit(self, text: str, style: Style, lit: Style) -> list[tuple[str, Style]]:
        """A text with the words that are looked for in another style."""
        pieces: list[tuple[str, Style]] = []
        at = 0
        for start, end in spans(text, self._looked_for):
            pieces += [(text[at:start], style), (text[start:end], lit)]
            at = end
        return [*pieces, (text[at:], style)]

    def on_click(self, event: events.Click) -> None:
        """Choose the result under the pointer; open it if it was chosen already."""
        at = event.get_content_offset(self)
        if at is None or not at.y < min(len(self._items), self._room(self.size.height)):
            return
        again = at.y == self._chosen
        self.move(at.y - self._chosen)
        if again:
            self.post_message(self.Followed())

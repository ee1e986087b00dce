"""The first line and the last: where the learner is, and what the keys do here."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate


class TitleBar(Canvas):
    """The product's name and the place on the left, figures on the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $surface; padding: 0 1; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title = name
        self._place = ""
        self._facts = ""

    def show(self, place: str, facts: str) -> None:
        """Say where the learner is, and the figures."""
        if (place, facts) != (self._place, self._facts):
            self._place, self._facts = place, facts
            self.repaint()

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """One line; the name makes room for the place, and what is still too long is cut."""
        room = width - cell_len(self._title) - cell_len(self._facts) - 4
        name = self._title
        if cell_len(self._place) > room:
            name, room = "", room + cell_len(name) + 2
        place = truncate(self._place, max(room, 0))
        gap = " " * max(room - cell_len(place), 0)
        return [
            make_strip(
                width,
                [
                    (name, styles["title"]),
                    ("  " if name else "", styles.plain),
                    (place, styles["strong"]),
                    (gap + "  ", styles.plain),
                    (self._facts, styles["dim"]),
                ],
            )
        ]


@dataclass(frozen=True)
class Hint:
    """A key, what it does, and the action that a click runs, if one does."""

    key: str
    label: str
    action: str = ""


class KeyHints(Canvas):
    """What the keys do here; a click does it too. What does not fit is left out from the end."""

    DEFAULT_CSS = """
    KeyHints { height: 1; background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self._last: Hint | None = None

    def show(self, hints: Sequence[Hint], last: Hint | None = None) -> None:
        """Offer these, and at the right end always `last`, as far as they have keys here."""
        offered = tuple(hint for hint in hints if hint.key)
        last = last if last is not None and last.key else None
        if (offered, last) != (self._hints, self._last):
            self._hints, self._last = offered, last
            self.repaint()

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """Keys in colour, words beside them."""
        pieces: list[tuple[str, Style]] = []
        for hint, start, _ in self._placed(width):
            used = sum(cell_len(text) for text, _ in pieces)
            pieces.append((" " * (start - used), styles.plain))
            pieces += [
                (hint.key, styles["accent"] + Style(bold=True)),
                (f" {hint.label}", styles["dim"]),
            ]
        return [make_strip(width, pieces)]

    def _placed(self, width: int) -> list[tuple[Hint, int, int]]:
        """Each hint that fits, its first cell and the one after its last."""
        placed: list[tuple[Hint, int, int]] = []
        end = width
        if self._last is not None:
            start = width - _size(self._last)
            placed.append((self._last, start, width))
            end = start - 2
        at = 0
        fitting: list[tuple[Hint, int, int]] = []
        for hint in self._hints:
            size = _size(hint)
            if at + size > end:
                break
            fitting.append((hint, at, at + size))
            at += size + 2
        return fitting + placed

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        for hint, start, end in self._placed(self.content_size.width):
            if start <= event.x - self.gutter.left < end and hint.action:
                await self.run_action(hint.action)


def _size(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)

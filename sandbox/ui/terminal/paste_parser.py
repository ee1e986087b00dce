"""What a terminal sends, as events: a paste is one, whatever is in it and however it is cut up."""

import re
from collections.abc import Iterable
from time import monotonic

from textual import events
from textual.message import Message

from sandbox.ui.terminal.textual_private import XTermParser

PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"

PASTE_TIMEOUT_S = 2.0
"""Seconds of silence after which a paste is over though its end has not come."""

MAX_PASTE_CHARS = 1_000_000
"""Characters of a paste; what is beyond them is left out."""

MAX_KEY_CHARS = 8
"""Fewer characters than this at a time may be keys, and do not make a paste longer."""

KEPT_MOUSE_EVENTS = 8
"""Of many mouse events that come at once, so many first ones and last ones are looked at."""

_MOUSE = re.compile(r"\x1b\[<\d+;-?\d+;-?\d+[Mm]")
_MICE = re.compile(rf"(?:{_MOUSE.pattern}){{{2 * KEPT_MOUSE_EVENTS + 1},}}")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])


class PasteParser(XTermParser):
    """Textual's parser, which is not shown what is pasted.

    It would end a paste at an ESC, and never end one whose end comes in two parts.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._tail = ""
        """The last characters, which may be the beginning of a mark."""
        self._pasted: list[str] | None = None
        self._size = 0
        self._until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some characters more; "" at the end of all."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                before, started, data = self._split(data, PASTE_START)
                if started:
                    before = before[:-1]
                if before:
                    yield from super().feed(_MICE.sub(_few, before))
                if started:
                    self._begin()
            else:
                if len(data) >= MAX_KEY_CHARS:
                    self._until = monotonic() + PASTE_TIMEOUT_S
                before, ended, data = self._split(data, PASTE_END)
                if self._size < MAX_PASTE_CHARS + len(PASTE_END):
                    self._pasted.append(before)
                    self._size += len(before)
                if ended:
                    yield self._paste(len(PASTE_END))

    def tick(self) -> Iterable[Message]:
        """What is due without another character."""
        if self._pasted is not None:
            if monotonic() >= self._until:
                yield self._paste(0)
        else:
            yield from super().tick()

    def _split(self, data: str, mark: str) -> tuple[str, bool, str]:
        """What comes before the end of a mark, which may have begun earlier; whether it is there;
        and what comes after it.
        """
        known = len(self._tail)
        joined = self._tail + data
        at = joined.find(mark)
        if at < 0:
            self._tail = joined[-len(mark) + 1 :]
            return data, False, ""
        self._tail = ""
        end = at + len(mark) - known
        return data[:end], True, data[end:]

    def _begin(self) -> None:
        """A paste begins; Textual's parser forgets what it has seen of the mark."""
        self._pasted, self._size, self._until = [], 0, monotonic() + PASTE_TIMEOUT_S
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)
        self._timeout_time = None

    def _paste(self, mark: int) -> Message:
        """The paste that is over, without the mark at its end and what no text has."""
        text = "".join(self._pasted or ())
        self._pasted, self._tail = None, ""
        return events.Paste(text[: len(text) - mark][:MAX_PASTE_CHARS].translate(_CONTROLS))


def _few(events: re.Match[str]) -> str:
    each = _MOUSE.findall(events[0])
    return "".join(each[:KEPT_MOUSE_EVENTS] + each[-KEPT_MOUSE_EVENTS:])

"""One line for a knob: pointer, label, control and value."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.knobs import Choice, Knob, Toggle, Value
from sandbox.ui.canvas import line
from sandbox.ui.cells import cell_len, cut, left, right
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks
from sandbox.ui.words import Words

SHORTEST_SLIDER = 5
LONGEST_SLIDER = 24
Pieces = list[tuple[str, Style]]


@dataclass(frozen=True)
class Typing:
    """A value being typed, and why the last try was none."""

    text: str
    error: str = ""
    whole: bool = False
    """Whether the text is the value as it stood: the first character takes its place."""


@dataclass(frozen=True)
class Pen:
    """What all rows of a panel are drawn with."""

    glossary: Glossary
    words: Words
    glyphs: Glyphs
    inks: Inks
    label: int
    value: int
    """Cells that the longest label and the longest value take."""

    def row(self, knob: Knob, value: Value, width: int, chosen: bool, focused: bool) -> Strip:
        """The knob at its value."""
        control = self._control(knob, value, width)
        return self._joined(knob, control, width, chosen, focused)

    def typing(self, knob: Knob, typed: Typing, width: int) -> Strip:
        """The knob while its value is typed; a wrong one says why in what room there is."""
        ink = self.inks["bad" if typed.error else "cursor"]
        text = f"{typed.text}{self.glyphs.caret}"
        pieces = [(text, ink)]
        room = width - self.label - 4 - cell_len(text) - 1
        if typed.error and room > 3:
            mark = f"{self.glyphs.bad} {typed.error}"
            pieces.append((f" {cut(mark, room, self.glyphs.ellipsis)}", self.inks["bad"]))
        return self._joined(knob, pieces, width, True, True)

    def text(self, knob: Knob, value: Value) -> str:
        """The value as a learner reads it."""
        text = knob.format(value)
        if isinstance(knob, Choice) or text in dict(getattr(knob, "words", ())):
            return self.glossary.label("choice", text)
        if isinstance(knob, Toggle):
            return self.words("widgets.knobs.on" if value else "widgets.knobs.off")
        if not text:
            return self.words("widgets.knobs.none")
        return self.glyphs.signed(text)

    def slider(self, width: int) -> int:
        """Cells for a slider in a row of this width; 0 where there is no room for one."""
        size = min(width - self.label - 4 - self.value - 3, LONGEST_SLIDER)
        return size if size >= SHORTEST_SLIDER else 0

    def _joined(
        self, knob: Knob, control: Pieces, width: int, chosen: bool, focused: bool
    ) -> Strip:
        label = left(self.glossary.label("knob", knob.word), self.label, self.glyphs.ellipsis)
        ink = self.inks.plain
        if chosen:
            ink = self.inks["cursor" if focused else "strong"]
        mark = self.glyphs.live if knob.acts == "live" else self.glyphs.restart
        pieces = [
            ((self.glyphs.pointer if chosen else " ") + label, ink),
            # In the ink of what follows, which saves bytes on the wire.
            (f" {mark} ", control[0][1]),
            *control,
        ]
        return line(width, pieces)

    def _control(self, knob: Knob, value: Value, width: int) -> Pieces:
        text = self.text(knob, value)
        if isinstance(knob, Toggle):
            return [
                (self.glyphs.box[bool(value)], self.inks["strong"]),
                (f" {text}", self.inks.plain),
            ]
        opening, closing = self.glyphs.around
        room = width - self.label - 4
        at = knob.position(value)
        if at is None:
            inner = cut(text, room - 4, self.glyphs.ellipsis)
            if not isinstance(knob, Choice):
                return [(inner, self.inks["strong"])]
            dim = self.inks["dim"]
            return [(f"{opening} ", dim), (inner, self.inks["strong"]), (f" {closing}", dim)]
        size = self.slider(width)
        if not size:
            return [(cut(text, room, self.glyphs.ellipsis), self.inks["strong"])]
        log = self.glyphs.log if getattr(knob, "log", False) else " "
        before = min(max(round(at * (size - 1)), 0), size - 1)
        # Three inks and no more: every change of ink takes dozens of bytes on the wire.
        number = right(text, self.value).lstrip()
        rest = f"{log} {' ' * (self.value - cell_len(number))}"
        return [
            (self.glyphs.filled * before + self.glyphs.handle, self.inks["accent"]),
            (self.glyphs.track * (size - 1 - before) + rest, self.inks["dim"]),
            (number, self.inks["strong"]),
        ]


def widest_value(knobs: Sequence[Knob], texts: Sequence[str]) -> int:
    """Cells for the values of sliders: their ends' too, so that turning moves nothing."""
    ends = [
        knob.format(end)
        for knob in knobs
        if (low := getattr(knob, "low", None)) is not None
        for end in (low, getattr(knob, "high", low))
    ]
    return min(max(map(cell_len, [*ends, *texts]), default=1), 10)

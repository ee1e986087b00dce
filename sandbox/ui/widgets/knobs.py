"""The panel of a lab's knobs: sliders, toggles and choices, one a row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.knobs import Choice, Knob, KnobError, Settings, Slider, Toggle, Value
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, rjust, truncate
from sandbox.ui.words import Words

SHORTEST_SLIDER = 5
LONGEST_SLIDER = 24
Pieces = list[tuple[str, Style]]


@dataclass(frozen=True)
class KnobEntry:
    """A value being typed, and why the last try was none."""

    text: str
    error: str = ""
    whole: bool = False
    """Whether the text is the value as it stood: the first character takes its place."""


@dataclass(frozen=True)
class KnobPainter:
    """What all rows of a panel are drawn with."""

    glossary: Glossary
    words: Words
    glyphs: Glyphs
    styles: TextStyles
    label: int
    value: int
    """Cells that the longest label and the longest value take."""

    def row(self, knob: Knob, value: Value, width: int, chosen: bool, focused: bool) -> Strip:
        """The knob at its value."""
        control = self._control(knob, value, width)
        return self._joined(knob, control, width, chosen, focused)

    def typing(self, knob: Knob, typed: KnobEntry, width: int) -> Strip:
        """The knob while its value is typed; a wrong one says why in what room there is."""
        style = self.styles["bad" if typed.error else "cursor"]
        text = f"{typed.text}{self.glyphs.caret}"
        pieces = [(text, style)]
        room = width - self.label - 4 - cell_len(text) - 1
        if typed.error and room > 3:
            mark = f"{self.glyphs.bad} {typed.error}"
            pieces.append((f" {truncate(mark, room, self.glyphs.ellipsis)}", self.styles["bad"]))
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
        label = ljust(self.glossary.label("knob", knob.word), self.label, self.glyphs.ellipsis)
        style = self.styles.plain
        if chosen:
            style = self.styles["cursor" if focused else "strong"]
        mark = self.glyphs.live if knob.acts == "live" else self.glyphs.restart
        pieces = [
            ((self.glyphs.pointer if chosen else " ") + label, style),
            # In the style of what follows, which saves bytes on the wire.
            (f" {mark} ", control[0][1]),
            *control,
        ]
        return make_strip(width, pieces)

    def _control(self, knob: Knob, value: Value, width: int) -> Pieces:
        text = self.text(knob, value)
        if isinstance(knob, Toggle):
            return [
                (self.glyphs.box[bool(value)], self.styles["strong"]),
                (f" {text}", self.styles.plain),
            ]
        opening, closing = self.glyphs.around
        room = width - self.label - 4
        at = knob.position(value)
        if at is None:
            inner = truncate(text, room - 4, self.glyphs.ellipsis)
            if not isinstance(knob, Choice):
                return [(inner, self.styles["strong"])]
            dim = self.styles["dim"]
            return [(f"{opening} ", dim), (inner, self.styles["strong"]), (f" {closing}", dim)]
        size = self.slider(width)
        if not size:
            return [(truncate(text, room, self.glyphs.ellipsis), self.styles["strong"])]
        log = self.glyphs.log if getattr(knob, "log", False) else " "
        before = min(max(round(at * (size - 1)), 0), size - 1)
        # Three styles and no more: every change of style takes dozens of bytes on the wire.
        number = rjust(text, self.value).lstrip()
        rest = f"{log} {' ' * (self.value - cell_len(number))}"
        return [
            (self.glyphs.filled * before + self.glyphs.handle, self.styles["accent"]),
            (self.glyphs.track * (size - 1 - before) + rest, self.styles["dim"]),
            (number, self.styles["strong"]),
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


TYPED = frozenset("0123456789.-")
"""What begins to type a value; while typing, every letter counts."""


class KnobPanel(Canvas, can_focus=True):
    """One line a knob. It keeps the values it shows; the lab's are set when `Turned` is heard."""

    DEFAULT_CSS = """
    KnobPanel { height: auto; max-height: 100%; width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "choose(-1)", show=False),
        Binding("down", "choose(1)", show=False),
        Binding("left", "nudge(-1)", show=False),
        Binding("right", "nudge(1)", show=False),
        Binding("shift+left,pagedown", "nudge(-1, True)", show=False),
        Binding("shift+right,pageup", "nudge(1, True)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "press", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("↑↓", "knob"),
        ("←→", "turn"),
        ("0…9 ↵", "type"),
    )
    MORE_HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("shift ←→", "turn_far"),
        ("home end", "turn_ends"),
    )
    """For the help, as the last line has no room for them."""

    class Turned(Message):
        """A knob has a new value."""

        def __init__(self, panel: "KnobPanel", name: str, value: Value) -> None:
            super().__init__()
            self.panel = panel
            self.name = name
            self.value = value

    class Chosen(Message):
        """Another knob is at hand, or what there is to say of it has changed: see `hint`."""

    def __init__(
        self, knobs: Sequence[Knob], settings: Settings, glossary: Glossary, glyphs: Glyphs
    ) -> None:
        super().__init__()
        self.knobs = tuple(knobs)
        self.settings = dict(settings)
        self.glossary = glossary
        self.glyphs = glyphs
        self.words = Words(glossary.lang)
        self.chosen = 0
        self.late: Collection[str] = ()
        """The live knobs that only another run will heed, as this one is over."""
        self._top = 0
        self._typing: KnobEntry | None = None

    @property
    def knob(self) -> Knob:
        """The knob at hand."""
        return self.knobs[self.chosen]

    @property
    def typing(self) -> bool:
        """Whether a value is being typed."""
        return self._typing is not None

    @property
    def hint(self) -> str:
        """What there is to say of the knob at hand: why a typed value is none, or its help.

        What turning it does to the run comes first: it is to be read before the knob is turned.
        """
        if not self.knobs:
            return ""
        if self._typing and self._typing.error:
            return self._typing.error
        if self._typing:
            return f"{self._range()}; {self.words('widgets.knobs.typing')}"
        live = self.knob.acts == "live"
        mark = self.glyphs.live if live else self.glyphs.restart
        when = "late" if self.knob.name in self.late else self.knob.acts
        said = [f"{mark} {self.words(f'widgets.knobs.{when}')}"]
        if getattr(self.knob, "log", False):
            said.append(f"{self.glyphs.log} {self.words('widgets.knobs.log')}")
        label = self.glossary.label("knob", self.knob.word)
        said.append(self.glossary.help("knob", self.knob.word) or label)
        return f" {self.glyphs.between} ".join(said)

    def _range(self) -> str:
        """What the knob at hand takes, in the ui's language."""
        low, high = (getattr(self.knob, end, None) for end in ("low", "high"))
        if low is None or high is None:
            return self.words("widgets.knobs.list")
        return self.words("widgets.knobs.range", low=f"{low:g}", high=f"{high:g}")

    def set(self, settings: Settings) -> None:
        """Show these values."""
        self.settings = dict(settings)
        self.repaint()

    def relabel(self, glossary: Glossary) -> None:
        """Show in another language."""
        self.glossary = glossary
        self.words = Words(glossary.lang)
        self.repaint()
        self.post_message(self.Chosen())

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line a knob."""
        return max(len(self.knobs), 1)

    def on_resize(self) -> None:
        """More rows to be seen, or fewer."""
        self._count()

    def _count(self) -> None:
        """Say which knob of how many is at hand, where not all are to be seen."""
        few = self.size.height < len(self.knobs)
        self.border_subtitle = f"{self.chosen + 1}/{len(self.knobs)}" if few else ""

    def paint(self, width: int, height: int, styles: TextStyles) -> list[Strip]:
        """The rows around the chosen one."""
        pen = self._pen(width, styles)
        self._top = min(max(self._top, self.chosen - height + 1), self.chosen)
        self._top = max(min(self._top, len(self.knobs) - height), 0)
        rows = []
        for index in range(self._top, min(self._top + height, len(self.knobs))):
            knob, chosen = self.knobs[index], index == self.chosen
            if chosen and self._typing:
                rows.append(pen.typing(knob, self._typing, width))
            else:
                value = self.settings[knob.name]
                rows.append(pen.row(knob, value, width, chosen, self.has_focus))
        return rows

    def _pen(self, width: int, styles: TextStyles) -> KnobPainter:
        labels = [cell_len(self.glossary.label("knob", knob.word)) for knob in self.knobs]
        pen = KnobPainter(self.glossary, self.words, self.glyphs, styles, 0, 0)
        sliders = [knob for knob in self.knobs if knob.position(knob.default) is not None]
        texts = [pen.text(knob, self.settings[knob.name]) for knob in sliders]
        value = widest_value(sliders, texts)
        room = width - value - SHORTEST_SLIDER - 7
        label = min(max(labels, default=0), max(room, width * 2 // 5, 8))
        return KnobPainter(self.glossary, self.words, self.glyphs, styles, label, value)

    def action_choose(self, by: int) -> None:
        """The next knob or the one before."""
        self.choose(self.chosen + by)

    def choose(self, index: int) -> None:
        """The knob of that number, from 0. A value that was being typed is given up."""
        self._typing = None
        self.chosen = min(max(index, 0), max(len(self.knobs) - 1, 0))
        self._count()
        self.repaint()
        self.post_message(self.Chosen())

    def action_nudge(self, steps: int, coarse: bool = False) -> None:
        """Turn the knob at hand."""
        if self.knobs:
            self._typing = None
            self._turn(self.knob.nudge(self.settings[self.knob.name], steps, coarse))

    def action_end(self, direction: int) -> None:
        """Turn the knob at hand as far as it goes."""
        if not self.knobs:
            return
        knob = self.knob
        if isinstance(knob, Choice):
            self._turn(knob.choices[-1 if direction > 0 else 0])
        elif isinstance(knob, Toggle):
            self._turn(direction > 0)
        elif isinstance(knob, Slider):
            self._turn(knob.end if direction > 0 else knob.low)

    def action_press(self) -> None:
        """Turn a switch; begin to type the value of any other knob."""
        if self.knobs and isinstance(self.knob, Choice | Toggle):
            self.action_nudge(1)
        elif self.knobs:
            value = self.settings[self.knob.name]
            slider = self.knob.position(value) is not None
            self._type(KnobEntry(self.knob.format(value), whole=slider))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While a value is typed every letter belongs to it."""
        return self.typing and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Typing: digits begin it; then letters, backspace, enter and escape belong to it."""
        character = event.character or ""
        if self._typing is None:
            switch = not self.knobs or isinstance(self.knob, Choice | Toggle)
            if switch or character not in TYPED or not character:
                return
            self._type(KnobEntry(character))
        elif event.key == "enter":
            self._accept(self._typing.text)
        elif event.key == "escape":
            self._type(None)
        elif event.key == "backspace":
            self._type(KnobEntry(self._typing.text[:-1]))
        elif event.is_printable and character:
            before = "" if self._typing.whole else self._typing.text
            self._type(KnobEntry(before + character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_blur(self) -> None:
        """Leaving gives up what was being typed."""
        self._type(None)

    def on_click(self, event: events.Click) -> None:
        """Choose the row; a switch is turned, a slider moves towards the mouse."""
        under = event.get_content_offset(self)
        if under is None or self._top + under.y >= len(self.knobs):
            return
        index = self._top + under.y
        again = index == self.chosen
        self.choose(index)
        if not isinstance(self.knob, Slider):
            if again or isinstance(self.knob, Toggle):
                self.action_press()
            return
        pen = self._pen(self.size.width, self.text_styles)
        x, size = under.x - pen.label - 4, pen.slider(self.size.width)
        if 0 <= x < size:
            self._turn(self.knob.at(x / max(size - 1, 1)))

    def _accept(self, text: str) -> None:
        try:
            value = self.knob.parse(text)
        except KnobError as error:
            self._type(KnobEntry(text, self.glossary.refused(error)))
            return
        self._typing = None
        self._turn(value)

    def _type(self, typing: KnobEntry | None) -> None:
        if typing == self._typing:
            return
        self._typing = typing
        self.repaint()
        self.post_message(self.Chosen())

    def _turn(self, value: Value) -> None:
        before = self.settings[self.knob.name]
        self.settings[self.knob.name] = value
        self.repaint()
        if value != before:
            self.post_message(self.Turned(self, self.knob.name, value))
        self.post_message(self.Chosen())

"""The lines below a lab's pictures: its figures, how it stands, and what just happened."""

from collections.abc import Mapping, Sequence
from math import isfinite

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.knobs import Choice, Knob, Settings
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate, wrap
from sandbox.ui.widgets.lab.commands import RunStatus
from sandbox.ui.words import Words

SIGNS = {
    "preparing": ("…", "."),
    "running": ("▶", ">"),
    "paused": ("‖", "="),
    "done": ("■", "#"),
    "diverged": ("✗", "x"),
    "failed": ("✗", "x"),
}
"""A sign for each status, and the same in ASCII."""

SAID = 2
"""Lines that a sentence gets before all the facts do."""


Pieces = list[tuple[str, Style]]


class StatusLines(Canvas):
    """Metrics; status and data; and a sentence about the last thing done."""

    DEFAULT_CSS = """
    StatusLines { height: 4; padding: 0 1; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._news = RunStatus()
        self._glossary: Glossary | None = None
        self._words: Words | None = None
        self._sentence = ""
        self._before: Mapping[str, float] = {}
        self._bad = False

    def show(
        self,
        news: RunStatus,
        sentence: str,
        bad: bool,
        glossary: Glossary,
        words: Words,
        before: Mapping[str, float],
    ) -> None:
        """How the lab stands, and a sentence; `bad`: it says what went wrong.

        `before`: the metrics of a run that was kept to compare with.
        """
        self._before = before
        self._news, self._sentence, self._bad = news, sentence, bad
        self._glossary, self._words = glossary, words
        self.repaint()

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """Metrics first, as they change most; then status, then the sentence in what is left.

        Where one line has no room for the metrics, status goes on where they end. It has all the
        facts where they fit, and those that do where the sentence needs a line; the first, which
        data it is, in any case. A sentence that says what went wrong is whole before any of that,
        and so is a status that does.
        """
        if self._glossary is None or self._words is None:
            return []
        dim = styles["dim"]
        lines = len(wrap(self._sentence, width)) if self._sentence else 0
        own = len(self._standing(width))
        waits = own > 1 and not self._bad
        least = lines if self._bad else 0 if waits else min(lines, 1)
        wanted = lines if self._bad else 0 if waits else min(lines, SAID)
        rows = self._packed(self._metrics(styles), width, dim)[: max(height - own - least, 1)]
        status = self._status(width, styles)
        joined, main = (
            self._packed([rows[-1], *parts], width, dim) for parts in (status, status[:2])
        )
        short = height - len(rows) < 1 + wanted
        if len(rows) > 1 and (len(joined) == 1 or (short and len(main) == 1)):
            rows[-1] = joined[0]
        else:
            room = height - len(rows)
            first = min(len(self._packed(status[: own + 1], width, dim)), room - least)
            rows += self._packed(status, width, dim)[: max(room - wanted, first, own)]
        style = styles["bad"] if self._bad else dim
        if (room := height - len(rows)) > 0:
            rows += self._said(width, room, style)
        return [make_strip(width, _cut(pieces, width, self._glyphs.ellipsis)) for pieces in rows]

    def _packed(self, parts: Sequence[Pieces], width: int, between: Style) -> list[Pieces]:
        """The parts beside each other, in as many lines as they take; one at the least."""
        rows: list[Pieces] = [[]]
        for part in parts:
            joined = [*rows[-1], (f" {self._glyphs.between} ", between), *part]
            if not rows[-1]:
                rows[-1] = part
            elif _size(joined) <= width:
                rows[-1] = joined
            else:
                rows.append(part)
        return rows

    def _said(self, width: int, most: int, style: Style) -> list[Pieces]:
        """The sentence, broken between two of its parts where they fit so, else between words."""
        between = f" {self._glyphs.between} "
        parts: list[Pieces] = [[(part, style)] for part in self._sentence.split(between)]
        rows = self._packed(parts, width, style)
        if len(rows) <= most and all(_size(row) <= width for row in rows):
            return rows
        wrapped = wrap(self._sentence, width, most, self._glyphs.ellipsis)
        return [[(text, style)] for text in wrapped]

    def _metrics(self, styles: TextStyles) -> list[Pieces]:
        """Each metric by its name."""
        frame, glossary = self._news.frame, self._glossary
        if frame is None or glossary is None or self._words is None:
            return []
        parts: list[Pieces] = []
        for id, value in frame.metrics.items():
            number = self._figure(id, value)
            if id in self._before:
                kept = self._figure(id, self._before[id])
                number += f" ({self._words('asking.pin.metric', value=kept)})"
            style = styles["strong"] if isfinite(value) else styles["bad"]
            parts.append([(f"{glossary.label('metric', id)} ", styles["dim"]), (number, style)])
        return parts

    def _figure(self, id: str, value: float) -> str:
        """A metric's value; where its 0 means that there is none, in a word."""
        words = self._words
        assert words is not None
        none = f"app.lab.none.{id}"
        return (
            words(none)
            if value == 0 and words.has(none)
            else self._glyphs.signed(metric_text(value))
        )

    def _standing(self, width: int) -> list[str]:
        """How the lab stands, in as many lines as that takes: one, but where it went wrong."""
        assert self._words is not None
        status = self._news.status
        sign = SIGNS[status][self._glyphs.ascii]
        said = self._words(f"app.lab.{status}")
        frame = self._news.frame
        if frame is not None and frame.remedies and self._glossary is not None:
            id = f"{frame.worsened.id if frame.worsened else 'diverged'}_by"
            knobs = (self._glossary.label("knob", word) for word in frame.remedies.values())
            said = self._words(f"app.lab.{id}", knobs=", ".join(knobs))
        return wrap(f"{sign} {said}", width)

    def _status(self, width: int, styles: TextStyles) -> list[Pieces]:
        """Sign and word, and the lab's facts: which data it is."""
        news, glossary = self._news, self._glossary
        assert glossary is not None
        style = {"running": "good", "diverged": "bad", "failed": "bad"}.get(news.status, "accent")
        facts = {} if news.frame is None else news.frame.facts
        return [
            *([(text, styles[style])] for text in self._standing(width)),
            *(
                [(f"{glossary.label('fact', id)} {_fact(glossary, id, value)}", styles["dim"])]
                for id, value in facts.items()
            ),
        ]


def summary(knobs: Sequence[Knob], settings: Settings, glossary: Glossary, glyphs: Glyphs) -> str:
    """The knobs in a line, for where the panel itself is not to be seen."""
    parts = []
    none = Words(glossary.lang)("widgets.knobs.none")
    for knob in knobs:
        text = knob.format(settings[knob.name])
        worded = isinstance(knob, Choice) or text in dict(getattr(knob, "words", ()))
        said = glossary.label("choice", text) if worded else text or none
        parts.append(f"{glossary.label('knob', knob.word)} {said}")
    return f" {glyphs.between} ".join(parts)


def metric_text(value: float) -> str:
    """A number short enough to read at a glance, its width much the same from frame to frame."""
    if not isfinite(value):
        return "NaN" if value != value else "∞" if value > 0 else "-∞"
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"  # What is exactly 0 is not to be taken for what was rounded.
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.4f}" if abs(value) < 10 else f"{value:.2f}"
    return f"{value:.2e}"


def _size(pieces: Pieces) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _cut(pieces: Pieces, width: int, ellipsis: str) -> Pieces:
    """The pieces that `width` cells have room for, the last of them cut short."""
    kept: Pieces = []
    for text, style in pieces:
        room = width - _size(kept)
        if room > 0:
            kept.append((truncate(text, room, ellipsis), style))
    return kept


def _fact(glossary: Glossary, id: str, value: str) -> str:
    """Which data it is has a word; figures stand for themselves."""
    return glossary.label("choice", value) if id == "data" else value

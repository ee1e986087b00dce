"""The lines below a lab's pictures: its figures, how it stands, and what just happened."""

from collections.abc import Mapping, Sequence
from math import isfinite

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.knobs import Choice, Knob, Settings
from sandbox.ui.canvas import Canvas, line
from sandbox.ui.cells import cell_len, cut, wrap
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks
from sandbox.ui.news import News
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


class LabLines(Canvas):
    """Three lines: metrics; status and data; and a sentence about the last thing done."""

    DEFAULT_CSS = """
    LabLines { height: 4; padding: 0 1; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._news = News()
        self._glossary: Glossary | None = None
        self._words: Words | None = None
        self._sentence = ""
        self._before: Mapping[str, float] = {}
        self._bad = False

    def show(
        self,
        news: News,
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

    def paint(self, width: int, height: int, inks: Inks) -> Sequence[Strip]:
        """Metrics first, as they change most; then status, then the sentence in two lines."""
        if self._glossary is None or self._words is None:
            return []
        rows = [line(width, self._metrics(width, inks)), line(width, self._status(width, inks))]
        ink = inks["bad"] if self._bad else inks["dim"]
        said = fitting(self._sentence, width, max(height - 2, 1), self._glyphs.ellipsis)
        return rows + [line(width, [(text, ink)]) for text in said]

    def _metrics(self, width: int, inks: Inks) -> list[tuple[str, Style]]:
        """Each metric by its name, as many as fit."""
        frame, glossary = self._news.frame, self._glossary
        if frame is None or glossary is None or self._words is None:
            return []
        pieces: list[tuple[str, Style]] = []
        used = 0
        for id, value in frame.metrics.items():
            name = glossary.label("metric", id)
            between = f" {self._glyphs.between} " if pieces else ""
            number = figure(value)
            if id in self._before:
                kept = figure(self._before[id])
                number += f" ({self._words('asking.pin.metric', value=kept)})"
            size = cell_len(between + name) + 1 + cell_len(number)
            if used + size > width:
                break
            used += size
            pieces += [(between, inks["dim"]), (f"{name} ", inks["dim"])]
            pieces += [(number, inks["strong"] if isfinite(value) else inks["bad"])]
        return pieces

    def _status(self, width: int, inks: Inks) -> list[tuple[str, Style]]:
        """Sign and word, and the lab's facts: which data it is."""
        news, glossary, words = self._news, self._glossary, self._words
        assert glossary is not None
        assert words is not None
        ink = {"running": "good", "diverged": "bad", "failed": "bad"}.get(news.status, "accent")
        sign = SIGNS[news.status][self._glyphs.ascii]
        said = f"{sign} {words(f'app.lab.{news.status}')}"
        facts = ""
        if news.frame is not None:
            parts = [
                f"{glossary.label('fact', id)} {_fact(glossary, id, value)}"
                for id, value in news.frame.facts.items()
            ]
            facts = "".join(f" {self._glyphs.between} {part}" for part in parts)
        said = cut(said, width)
        return [(said, inks[ink]), (cut(facts, width - cell_len(said)), inks["dim"])]


def summary(knobs: Sequence[Knob], settings: Settings, glossary: Glossary, glyphs: Glyphs) -> str:
    """The knobs in a line, for where the panel itself is not to be seen."""
    parts = []
    for knob in knobs:
        text = knob.format(settings[knob.name])
        said = glossary.label("choice", text) if isinstance(knob, Choice) else text
        parts.append(f"{glossary.label('knob', knob.name)} {said}")
    return f" {glyphs.between} ".join(parts)


def fitting(sentence: str, width: int, lines: int, ellipsis: str) -> list[str]:
    """A sentence in so many lines. If it is too long, what it ends with in brackets still stays."""
    body, bracket, end = sentence.rpartition(" (")
    words = body.split()
    while bracket and words and len(wrap(sentence, width)) > lines:
        words.pop()
        sentence = f"{' '.join(words)}{ellipsis} ({end}"
    return wrap(sentence, width, lines, ellipsis)


def figure(value: float) -> str:
    """A number short enough to read at a glance, its width much the same from frame to frame."""
    if not isfinite(value):
        return "NaN" if value != value else "∞" if value > 0 else "-∞"
    if isinstance(value, int):
        return str(value)
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.4f}" if abs(value) < 10 else f"{value:.2f}"
    return f"{value:.2e}"


def progress(news: News) -> str:
    """How much of the run is behind it."""
    return f"{news.frame.done}/{news.frame.total}" if news.frame is not None else ""


def _fact(glossary: Glossary, id: str, value: str) -> str:
    """Which data it is has a word; figures stand for themselves."""
    return glossary.label("choice", value) if id == "data" else value

"""See one widget with real data: `python tests/ui/demo_widgets.py NAME [--ko] [--ascii]`.

NAME is one of those below, or LAB:PICTURE for any other.

n and b step on and back, l switches the language, t the theme, q leaves.
"""

import sys
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from sandbox.course.glossary import load_glossary
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import defaults
from sandbox.labs.pictures import Matrix
from sandbox.labs.session import Session
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.views import view_for

LABS = {
    "steps": ("propagation", "steps"),
    "graph": ("propagation", "graph"),
    "curves": ("classifier", "curves"),
    "gallery": ("classifier", "gallery"),
    "confusion": ("classifier", "confusion"),
    "losses": ("weight-decay", "losses"),
    "norm": ("weight-decay", "norm"),
    "weights": ("weight-decay", "weights"),
    "code": ("weight-decay", "code"),
}


class Demo(App[None]):
    """One widget, its lab's keys, and a line below for what it says."""

    CSS = "Screen { layout: vertical; } #status { height: 2; }"
    BINDINGS: ClassVar = [
        ("n", "step(1)"),
        ("b", "step(-1)"),
        ("l", "language"),
        ("t", "theme"),
        ("q", "quit"),
    ]

    def __init__(self, name: str, lang: str, glyphs, knobs: dict[str, str]) -> None:
        super().__init__()
        self.shown, self.lang, self.glyphs = name, lang, glyphs
        lab, _, picture = name.partition(":")
        lab, self.picture = LABS.get(name, (lab, picture) if picture else ("propagation", "steps"))
        if name == "knobs":
            lab = knobs.pop("lab", "classifier")
        self.lab = find_lab(lab)
        settings = defaults(self.lab.knobs)
        for knob in self.lab.knobs:
            if knob.name in knobs:
                settings[knob.name] = knob.parse(knobs[knob.name])
        self.session = None if name == "knobs" else Session(self.lab, settings, 1)
        self.settings = settings

    def _picture(self):
        if self.shown == "matrix":
            values = np.random.default_rng(0).normal(size=(784, 256)).astype(np.float32)
            return Matrix(name="weights", values=values)
        return self.session.frame().picture(self.picture)

    def compose(self) -> ComposeResult:
        glossary = load_glossary(self.lang)
        if self.shown == "knobs":
            self.view = KnobPanel(self.lab.knobs, self.settings, glossary, self.glyphs)
        else:
            self.view = view_for(self._picture(), glossary, self.glyphs)
        yield Vertical(self.view)
        yield Static(id="status")

    def on_mount(self) -> None:
        if self.view.can_focus:
            self.view.focus()

    def on_knob_panel_turned(self, message: KnobPanel.Turned) -> None:
        self.settings[message.name] = message.value
        self.query_one("#status", Static).update(self.view.hint)

    def on_knob_panel_chosen(self) -> None:
        self.query_one("#status", Static).update(self.view.hint)

    def action_step(self, by: int) -> None:
        self.session.forward() if by > 0 else self.session.back()
        self.view.show(self._picture())

    def action_language(self) -> None:
        self.lang = "ko" if self.lang == "en" else "en"
        self.view.relabel(load_glossary(self.lang))

    def action_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"


if __name__ == "__main__":
    words = sys.argv[1:]
    options = {word for word in words if word.startswith("--")}
    names = [word for word in words if not word.startswith("--") and "=" not in word]
    turned = dict(word.split("=", 1) for word in words if "=" in word)
    lang = "ko" if "--ko" in options else "en"
    Demo(names[0], lang, ASCII if "--ascii" in options else UNICODE, turned).run()

"""The help: every key of the registry, and what the knobs of the lab at hand do."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from sandbox.labs.lab import Lab
from sandbox.ui import keys
from sandbox.ui.bars import KeyLine, TopLine
from sandbox.ui.knobs import KnobPanel
from sandbox.ui.pictures.base import PictureView
from sandbox.ui.prose import Prose
from sandbox.ui.screens import SandboxScreen

PLACES: tuple[keys.Place, ...] = ("lesson", "steps", "prose", "quiz", "home", "app")


class HelpScreen(SandboxScreen):
    """A page of keys and knobs."""

    realm = "help"
    BINDINGS = keys.bindings("help")

    DEFAULT_CSS = """
    HelpScreen Prose { height: 1fr; padding: 0 1; }
    """

    def __init__(self, lab: Lab[Any] | None = None, views: Sequence[PictureView] = ()) -> None:
        super().__init__()
        self._lab = lab
        self._views = views

    def compose(self) -> ComposeResult:
        """A title, a text that scrolls, the keys of the help itself."""
        yield TopLine(self.sandbox.words("app.name"))
        yield Prose()
        yield KeyLine()

    def on_mount(self) -> None:
        """Words, and the keys scroll."""
        self.relabel()
        self.query_one(Prose).focus()

    def relabel(self) -> None:
        """In the app's language."""
        words = self.sandbox.words
        self.query_one(TopLine).show(words("app.help.title"), "")
        self.query_one(Prose).show(self.text(), keep_place=True)
        self.query_one(KeyLine).show([self.hint(id) for id in keys.FOOTERS["help"]])

    def text(self) -> str:
        """All of it, as Markdown."""
        parts = []
        if self._lab is not None:
            words = self.sandbox.words
            parts += [self._knobs(self._lab), self._hints(words("app.help.panel"), KnobPanel.HINTS)]
            for view in self._views:
                if view.HINTS:
                    name = self.sandbox.glossary.label("picture", view.picture.name)
                    parts.append(self._hints(words("app.help.view", name=name), view.HINTS))
        parts += [self._actions(place) for place in PLACES]
        return "\n\n".join(parts)

    def _actions(self, place: keys.Place) -> str:
        words, plain = self.sandbox.words, self.sandbox.glyphs.ascii
        rows = [
            f"| `{keys.all_keys(action, plain)}` | {words(f'app.action.{action.id}.help')} |"
            for action in keys.of(place)
        ]
        return f"## {words(f'app.help.place_{place}')}\n\n" + _table(rows)

    def _hints(self, heading: str, hints: Sequence[tuple[str, str]]) -> str:
        """The keys of a widget that has some of its own."""
        words, plain = self.sandbox.words, self.sandbox.glyphs.ascii
        rows = [
            f"| `{keys.plainly(signs, plain)}` | {words(f'widgets.hint.{id}')} |"
            for signs, id in hints
        ]
        return f"## {heading}\n\n" + _table(rows)

    def _knobs(self, lab: Lab[Any]) -> str:
        words, glossary = self.sandbox.words, self.sandbox.glossary
        rows = []
        for knob in lab.knobs:
            acts = words(f"widgets.knobs.{knob.acts}")
            help = glossary.help("knob", knob.name)
            rows.append(
                f"- **{glossary.label('knob', knob.name)}** `{knob.name}`: {help} *({acts})*"
            )
        name = glossary.label("lab", lab.id)
        return f"## {words('app.help.knobs', lab=name)}\n\n" + "\n".join(rows)

    def action_close(self) -> None:
        """Back to where the learner was."""
        self.app.pop_screen()

    def on_prose_turn(self) -> None:
        """There is one page only."""


def _table(rows: list[str]) -> str:
    return "\n".join(["| | |", "|---|---|", *rows])

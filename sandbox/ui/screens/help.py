"""The help: every key of the registry, and what the knobs of the lab at hand do."""

from collections.abc import Sequence
from typing import Any

from sandbox.labs.lab import Lab
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.screens.terms import knob_entries
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.pictures.picture_view import PictureView

PLACES: tuple[keys.Place, ...] = (
    "lesson", "steps", "prose", "quiz", "task", "exercise", "question", "home", "search", "app",
)  # fmt: skip


class HelpScreen(DocumentScreen):
    """A page of keys and knobs."""

    def __init__(self, context: Context, topic: HelpTopic) -> None:
        super().__init__(context)
        self._first = topic.first
        self._lab: Lab[Any] | None = topic.lab
        self._views: Sequence[PictureView] = topic.views

    def title_text(self) -> str:
        """What it is."""
        return self.context.words("app.help.title")

    def text(self) -> str:
        """All of it, as Markdown."""
        parts = self._own()
        if self._lab is not None:
            words = self.context.words
            panel = (*KnobPanel.HINTS, *KnobPanel.MORE_HINTS)
            parts += [self._knobs(self._lab), self._hints(words("app.help.panel"), panel)]
            for view in self._views:
                if view.HINTS:
                    name = self.context.glossary.label("picture", view.picture.name)
                    parts.append(self._hints(words("app.help.view", name=name), view.HINTS))
        parts += [
            self._actions(place) for place in sorted(PLACES, key=lambda one: one != self._first)
        ]
        return "\n\n".join(parts)

    def _own(self) -> list[str]:
        """The keys that the learner has changed, as the lessons' text names the usual ones."""
        words, plain = self.context.words, self.context.glyphs.ascii
        rows = [
            f"| `{keys.all_keys(usual, plain)}` | `{keys.all_keys(own, plain)}` "
            f"| {words(f'app.action.{own.id}.label')} |"
            for usual, own in keys.changed()
        ]
        if not rows:
            return []
        head = "| " + words("app.help.usual") + " | " + words("app.help.yours") + " | |"
        heading = words("app.help.own")
        return [f"## {heading}", "\n".join([head, "|---|---|---|", *rows])]

    def _actions(self, place: keys.Place) -> str:
        words, plain = self.context.words, self.context.glyphs.ascii
        rows = [
            f"| `{keys.all_keys(action, plain)}` | {words(f'app.action.{action.id}.help')} |"
            for action in keys.of(place)
        ]
        return f"## {words(f'app.help.place_{place}')}\n\n" + _table(rows)

    def _hints(self, heading: str, hints: Sequence[tuple[str, str]]) -> str:
        """The keys of a widget that has some of its own."""
        words, plain = self.context.words, self.context.glyphs.ascii
        rows = [
            f"| `{keys.plainly(signs, plain)}` | {words(f'widgets.hint.{id}')} |"
            for signs, id in hints
        ]
        return f"## {heading}\n\n" + _table(rows)

    def _knobs(self, lab: Lab[Any]) -> str:
        words, glossary = self.context.words, self.context.glossary
        name = glossary.label("lab", lab.id)
        listed = "\n".join(knob_entries(lab, glossary, words))
        return f"## {words('app.help.knobs', lab=name)}\n\n{listed}"


def _table(rows: list[str]) -> str:
    return "\n".join(["| | |", "|---|---|", *rows])

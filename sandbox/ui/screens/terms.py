"""The glossary of what is on the screen: every word of the lab at hand, with its sentence."""

from collections.abc import Iterable
from typing import Any

from textual.binding import Binding

from sandbox.course.glossary import Glossary
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Choice
from sandbox.labs.lab import Lab
from sandbox.labs.pictures import Graph
from sandbox.passes.lines import AnnotatedLine
from sandbox.ui.context import Context
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.terminal import keys
from sandbox.ui.words import Words


def knob_entries(lab: Lab[Any], glossary: Glossary, words: Words) -> list[str]:
    """What each knob of a lab does, and when."""
    return [
        f"{entry(glossary, 'knob', knob.word, knob.name)} *({words(f'widgets.knobs.{knob.acts}')})*"
        for knob in lab.knobs
    ]


def entry(glossary: Glossary, kind: str, id: str, name: str = "") -> str:
    """An item of a list: the label, the name (or id) where it is another, the sentence."""
    label, name = glossary.label(kind, id), name or id
    named = f"**{label}**" if label == name else f"**{label}** (`{name}`)"
    return f"- {named}: {glossary.help(kind, id)}"


class TermsScreen(DocumentScreen):
    """The line at hand, then the lab's knobs, metrics, pictures and whatever else has a name."""

    BINDINGS = [  # noqa: RUF012
        Binding(key, "close", show=False, id="lesson.terms") for key in keys.DEFAULTS["terms"].keys
    ]

    def __init__(
        self, context: Context, lab: Lab[Any], frame: Frame | None, step: AnnotatedLine | None
    ) -> None:
        super().__init__(context)
        self._lab = lab
        self._frame = frame
        self._step = step

    def title_text(self) -> str:
        """Which lab's words they are."""
        context = self.context
        lab = context.glossary.label("lab", self._lab.id)
        return context.words("search.terms", lab=lab)

    def text(self) -> str:
        """All of it, as Markdown; what has no sentence is left out."""
        glossary, words, lab = self.context.glossary, self.context.words, self._lab
        parts = [glossary.help("lab", lab.id), *self._line()]
        parts += _section(words("search.heading.knob"), knob_entries(lab, glossary, words))
        for kind, ids in self._ids().items():
            told = [entry(glossary, kind, id) for id in ids if glossary.help(kind, id)]
            parts += _section(words(f"search.heading.{kind}"), told)
        return "\n\n".join(parts)

    def _line(self) -> list[str]:
        """The line of a pass that is looked at."""
        if self._step is None:
            return []
        glossary, step = self.context.glossary, self._step.step
        phase = glossary.label("phase", self._step.phase)
        heading = f"{self.context.words('search.heading.step')}: {phase}"
        text = f"**{self._step.symbol}**  `{step.name} = {step.formula}`"
        return [f"## {heading}", text, glossary.about(step)]

    def _ids(self) -> dict[str, list[str]]:
        """Everything else that has a name, by kind."""
        lab, frame = self._lab, self._frame
        choices = [id for knob in lab.knobs if isinstance(knob, Choice) for id in knob.choices]
        ids = {"metric": list(lab.metrics), "picture": list(lab.pictures)}
        if frame is not None:
            graphs = [picture for picture in frame.pictures if isinstance(picture, Graph)]
            ids["picture"] = [picture.name for picture in frame.pictures]
            ids["symbol"] = [node.symbol for graph in graphs for node in graph.nodes]
            ids["unit"], ids["fact"] = [frame.unit], list(frame.facts)
        if self._step is not None:
            entries = self.context.glossary.entries
            ids["phase"] = [id for kind, id in entries if kind == "phase"]
        return {**ids, "choice": list(dict.fromkeys(choices))}


def _section(heading: str, items: Iterable[str]) -> list[str]:
    listed = "\n".join(items)
    return [f"## {heading}", listed] if listed else []

"""A text and its lab: the run, who drives it, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from sandbox.base.errors import UserError
from sandbox.course.glossary import Glossary
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings, defaults, find
from sandbox.labs.lab import Lab, Resources
from sandbox.ui.log import last_log_path
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.lab import commands
from sandbox.ui.widgets.lab.commands import RunStatus
from sandbox.ui.widgets.lab.layout import LabLayout, Part
from sandbox.ui.widgets.lab.pacing import STILL_INTERVAL_S
from sandbox.ui.widgets.lab.picture_area import PictureArea, with_pinned
from sandbox.ui.widgets.lab.runner import Runner
from sandbox.ui.widgets.lab.status_lines import StatusLines, summary
from sandbox.ui.widgets.stepper.model import UndoExtent
from sandbox.ui.widgets.stepper.steps_view import StepsView
from sandbox.ui.widgets.text.lesson_page import LessonPageView
from sandbox.ui.words import Words

LENGTH = "epochs"
"""The knob that has a finished run go on."""


class LabPane(Container):
    """Runs a lab, shows what becomes of it, and hands on what the learner does."""

    DEFAULT_CSS = """
    LabPane { height: 1fr; }
    """

    class Changed(Message):
        """The lab stands otherwise than before."""

    class Told(Message):
        """The runner has news."""

    def __init__(
        self, sources: Resources, glossary: Glossary, words: Words, glyphs: Glyphs, interval: float
    ) -> None:
        super().__init__()
        self.prose = LessonPageView(words, glyphs)
        self.stage = PictureArea(glossary, glyphs)
        self.lines = StatusLines(glyphs)
        self._parts = LabLayout(self.prose, self.stage, self.lines, self.show_lines)
        self.lab: Lab[Any] | None = None
        self._sources = sources
        self._glossary = glossary
        self._words = words
        self._glyphs = glyphs
        self._interval = interval
        self.runner: Runner | None = None
        self.news = RunStatus()
        self.before: Frame | None = None
        self._said = ""
        """A key of the words for what the last key came to, until there is other news."""
        self._wanted: Settings = {}
        """The knobs as they were last asked to be."""
        self._noted = False
        """Whether what the last command came to is newer than the knob at hand."""

    def compose(self) -> ComposeResult:
        """The parts, arranged."""
        yield self._parts

    @property
    def panel(self) -> KnobPanel | None:
        """The knobs, where there is a lab."""
        return self._parts.panel

    @property
    def part(self) -> Part:
        """Which part was looked at last."""
        return self._parts.part

    @property
    def beside(self) -> bool:
        """Whether text and lab are both to be seen."""
        return self._parts.beside

    def look_at(self, part: Part) -> None:
        """Show the text or the lab where there is room for one, and give it the keys."""
        self._parts.look_at(part)

    def open_knobs(self) -> None:
        """Show the knobs and give them the keys."""
        self._parts.open_knobs()

    # The lab.

    def use(
        self,
        lab: Lab[Any],
        presets: Mapping[str, str] | None,
        view: str | None,
        others: Settings | None = None,
    ) -> None:
        """Begin a lab, or set up the one that runs; show a picture first.

        The knobs that `presets` names stand so, every other one as in `others` or at its default;
        None: all as they do. A run with these settings goes on, any other begins anew. Nothing is
        begun any more while the app is being left.
        """
        if not self.is_attached:
            return
        given = (presets or {}).items()
        parsed = {name: find(lab.knobs, name, lab.id).parse(text) for name, text in given}
        settings = {**(others or defaults(lab.knobs)), **parsed}
        if self.runner is None or lab is not self.lab:
            self._begin(lab, settings)
        elif presets is not None:
            if settings != self._wanted:
                self.before = None
            self._wanted = settings
            self.runner.turn(settings, page=True)
        if view is not None:
            self.stage.put_first(view)

    def choose_knob(self, names: Sequence[str]) -> None:
        """The knob at hand is the first that has one of these names, in the glossary or its own."""
        panel, label = self.panel, partial(self._glossary.label, "knob")
        if panel is None:
            return
        for name in names:
            for index, knob in enumerate(panel.knobs):
                if name in (knob.name, label(knob.word)):
                    panel.choose(index)
                    return

    def _begin(self, lab: Lab[Any], settings: Settings) -> None:
        self.close()
        self._wanted = dict(settings)
        self.lab, self.news, self.before = lab, RunStatus(settings=settings), None
        self.stage.clear()
        panel = KnobPanel(lab.knobs, settings, self._glossary, self._glyphs)
        panel.border_title = self._words("app.lab.knobs")
        self._parts.put_knobs(panel, paced=bool(lab.step_delay_s))
        self.runner = Runner(lab, settings, 0, self._sources, self._announce, self._interval)
        self.runner.start()
        self._parts.lay_out()

    def close(self) -> None:
        """End the run."""
        if self.runner is not None:
            self.runner.stop()
            self.runner = None

    def _announce(self) -> None:
        """Called in the runner's thread."""
        self.post_message(self.Told())

    def on_lab_pane_told(self, message: Told) -> None:
        """Take the news and draw what it changes."""
        message.stop()
        runner, panel = self.runner, self.panel
        news = runner.take() if runner is not None else None
        if runner is None or panel is None or news is None:
            return
        self.news, self._noted, self._said = news, bool(news.note), ""
        panel.late = self._late(panel)
        # While more turns are under way the panel knows better.
        if news.heard == runner.turns:
            self._wanted = news.settings
            if news.settings != panel.settings:
                panel.set(news.settings)
        if news.frame is not None:
            if self.before is not None and _data(news.frame) != _data(self.before):
                # Curves of other data say nothing of these.
                self.before, self._said = None, "asking.pin.gone"
            self._show(news.frame)
        self.show_lines()
        self.post_message(self.Changed())

    def on_knob_panel_turned(self, message: KnobPanel.Turned) -> None:
        """A knob was turned; of a lab that has given way to another, it is of no account."""
        message.stop()
        if self.runner is not None and message.panel is self.panel:
            self._wanted = {**self._wanted, message.name: message.value}
            self.runner.turn({message.name: message.value})

    def _show(self, frame: Frame) -> None:
        self.stage.show(
            with_pinned(frame, self.before), UndoExtent(self.news.behind, self.news.ahead)
        )

    def pin(self) -> None:
        """Keep the run as it stands to compare with, or let it go."""
        frame = self.news.frame
        if frame is not None:
            self.before = None if self.before is not None else frame
            self._show(frame)
        kept = "done" if self.before is not None else "gone"
        self.say(f"asking.pin.{'none' if frame is None else kept}")

    def say(self, key: str) -> None:
        """Say that of the words, until there is other news."""
        self._said = key
        self.show_lines()

    def on_steps_view_change(self, message: StepsView.Change) -> None:
        """A number was set by hand."""
        message.stop()
        edit = message.edit
        if self.runner is not None:
            self.runner.act(commands.edit_number(edit.origin, edit.index, edit.value))

    def on_steps_view_jump(self, message: StepsView.Jump) -> None:
        """A whole training step on or back."""
        message.stop()
        if self.runner is not None:
            self.runner.act(commands.jump(message.lines))

    def on_steps_view_looked(self) -> None:
        """While values are to be filled in, the metrics must not tell them."""
        self.show_lines()

    def on_knob_panel_chosen(self) -> None:
        """There is something else to say of the knob at hand."""
        self._noted = False
        self.show_lines()

    # What is said.

    def relabel(self, glossary: Glossary, words: Words) -> None:
        """In another language; the run goes on."""
        self._glossary, self._words = glossary, words
        self.stage.relabel(glossary)
        if self.panel is not None:
            self.panel.relabel(glossary)
            self.panel.border_title = words("app.lab.knobs")
        self.show_lines()

    def show_lines(self) -> None:
        """The lines below, with what is to be said at the moment."""
        sentence, bad = self._sentence()
        news = self.news
        if news.frame is not None and self.stage.predicting:
            news = replace(news, frame=replace(news.frame, metrics={}))
        before = self.before.metrics if self.before is not None else {}
        self.lines.show(news, sentence, bad, self._glossary, self._words, before)

    def _late(self, panel: KnobPanel) -> list[str]:
        """At the end of a training run: the live knobs that do not make it longer."""
        frame = self.news.frame
        if frame is None or frame.unit != "epoch" or frame.done < frame.total:
            return []
        return [knob.name for knob in panel.knobs if knob.acts == "live" and knob.name != LENGTH]

    def _sentence(self) -> tuple[str, bool]:
        news, words = self.news, self._words
        if news.trouble == "crashed":
            log = last_log_path()
            said = words("app.lab.crashed", log=log) if log else words("app.lab.unlogged")
            return said, True
        if isinstance(news.trouble, UserError):
            return self._glossary.refused(news.trouble), True
        if self._said:
            return words(self._said), False
        if self.panel is not None and self.panel.has_focus and not self._noted:
            return self.panel.hint, False
        if news.note == "reseeded" and self.lab is not None:
            told = {"seed": news.seed, "draws": self.lab.draws(news.settings)}
            return self._glossary.phrase(news.note, told), False
        if news.note:
            return words(f"app.lab.{news.note}"), False
        if news.status == "running" and self._interval >= STILL_INTERVAL_S:
            return words("app.lab.still", seconds=f"{self._interval:g}"), False
        if self.panel is None or not self._parts.knobs_closed:
            return "", False
        return summary(self.panel.knobs, self.panel.settings, self._glossary, self._glyphs), False


def _data(frame: Frame) -> str | None:
    return frame.facts.get("data")

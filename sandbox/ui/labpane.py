"""Text and lab side by side or one at a time: what there is room for, and who drives it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message

from sandbox.course.glossary import Glossary
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings, defaults, find
from sandbox.labs.lab import Lab, Sources
from sandbox.ui import acts
from sandbox.ui.clock import INTERVAL, SLOW_INTERVAL
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.knobs import KnobPanel
from sandbox.ui.lablines import LabLines, summary
from sandbox.ui.leaving import log_file
from sandbox.ui.news import News
from sandbox.ui.pagetext import PageText
from sandbox.ui.pictures.asking.asker import Asker
from sandbox.ui.pictures.asking.timeline import Reach
from sandbox.ui.pictures.asking.typist import Typist
from sandbox.ui.reference import beside
from sandbox.ui.runner import Runner
from sandbox.ui.stage import Stage
from sandbox.ui.words import Words

BESIDE = 100
"""From this many cells on the text stands beside the pictures, with the knobs below it."""

SIDE = 76
"""From this many cells on the knobs of a lab that trains stand beside its pictures."""

LOW = 26
"""Below this many lines other knobs show only while they have the keys; a line sums them up."""

LINES = 4
"""The height of the lines below the pictures."""

Part = Literal["text", "lab"]


class LabPane(Container):
    """Holds the text, the pictures, the knobs and the lines, and hands on what the learner does."""

    class Changed(Message):
        """The lab stands otherwise than before."""

    class Told(Message):
        """The runner has news."""

    DEFAULT_CSS = """
    LabPane { layout: grid; grid-size: 1; height: 1fr; }
    LabPane KnobPanel {
        height: 100%; border: round $border-blurred; border-title-color: $text-muted;
    }
    LabPane KnobPanel:focus { border: heavy $border; border-title-color: $text-primary; }
    LabPane.-text Stage, LabPane.-text KnobPanel, LabPane.-text LabLines { display: none; }
    LabPane.-lab Prose { display: none; }
    LabPane.-closed KnobPanel { display: none; }
    LabPane.-side { grid-size: 2; grid-columns: 1fr 34; }
    LabPane.-side LabLines { column-span: 2; }
    LabPane.-beside { grid-size: 2; }
    LabPane.-beside Stage, LabPane.-beside KnobPanel { row-span: 2; }
    """

    def __init__(
        self, sources: Sources, glossary: Glossary, words: Words, glyphs: Glyphs, slow: bool
    ) -> None:
        super().__init__()
        self._sources = sources
        self._glossary = glossary
        self._words = words
        self._glyphs = glyphs
        self._interval = SLOW_INTERVAL if slow else INTERVAL
        self.runner: Runner | None = None
        self.lab: Lab[Any] | None = None
        self.news = News()
        self.before: Frame | None = None
        self.part: Part = "text"
        self.prose = PageText(words, glyphs)
        self.stage = Stage(glossary, glyphs)
        self.panel: KnobPanel | None = None
        self._lines = LabLines(glyphs)

    def compose(self) -> ComposeResult:
        """Everything but the knobs, which come with a lab."""
        yield self.prose
        yield self.stage
        yield self._lines

    # The lab.

    def use(
        self,
        lab: Lab[Any],
        presets: Mapping[str, str],
        view: str | None,
        settings: Settings | None = None,
    ) -> None:
        """Begin a lab, or turn the named knobs of the one that runs; show a picture first.

        `settings`: where the knobs stand to begin with; None: their defaults.
        """
        parsed = {name: find(lab.knobs, name, lab.id).parse(text) for name, text in presets.items()}
        if self.runner is None or lab is not self.lab:
            self._begin(lab, {**(settings or defaults(lab.knobs)), **parsed})
        elif parsed:
            self.runner.turn(parsed)
        if view is not None:
            self.stage.put_first(view)

    def _begin(self, lab: Lab[Any], settings: Settings) -> None:
        self.close()
        self.lab, self.news, self.before = lab, News(settings=settings), None
        self.stage.clear()
        if self.panel is not None:
            self.panel.remove()
        self.panel = KnobPanel(lab.knobs, settings, self._glossary, self._glyphs)
        self.panel.border_title = self._words("app.lab.knobs")
        self.mount(self.panel, after=self.stage)
        self.runner = Runner(lab, settings, 0, self._sources, self._announce, self._interval)
        self.runner.start()
        self.lay_out()

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
        self.news = news
        # While more turns are under way the panel knows better.
        if news.heard == runner.turns and news.settings != panel.settings:
            panel.set(news.settings)
        if news.frame is not None:
            self._show(news.frame)
        self.show_lines()
        self.post_message(self.Changed())

    def on_knob_panel_turned(self, message: KnobPanel.Turned) -> None:
        """A knob was turned."""
        message.stop()
        if self.runner is not None:
            self.runner.turn({message.name: message.value})

    def _show(self, frame: Frame) -> None:
        self.stage.show(beside(frame, self.before), Reach(self.news.behind, self.news.ahead))

    def pin(self) -> str:
        """Keep the run as it stands to compare with, or let it go; the key of what to say."""
        frame = self.news.frame
        if frame is None:
            return "asking.pin.none"
        self.before = None if self.before is not None else frame
        self._show(frame)
        self.show_lines()
        return "asking.pin.done" if self.before is not None else "asking.pin.gone"

    def on_typist_change(self, message: Typist.Change) -> None:
        """A number was set by hand."""
        message.stop()
        if self.runner is not None:
            self.runner.act(acts.change(message.origin, message.index, message.value))

    def on_asker_leap(self, message: Asker.Leap) -> None:
        """A whole training step on or back."""
        message.stop()
        if self.runner is not None:
            self.runner.act(acts.leap(message.lines))

    def on_typist_looked(self) -> None:
        """While values are to be filled in, the metrics must not tell them."""
        self.show_lines()

    def on_knob_panel_chosen(self) -> None:
        """There is something else to say of the knob at hand."""
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
        self._lines.show(news, sentence, bad, self._glossary, self._words, before)

    def _sentence(self) -> tuple[str, bool]:
        news, words = self.news, self._words
        if news.trouble == "crashed":
            return words("app.lab.crashed", log=log_file()), True
        if news.trouble:
            return news.trouble, True
        if self.panel is not None and self.panel.has_focus:
            return self.panel.hint, False
        if news.note:
            return words(f"app.lab.{news.note}", seed=news.seed), False
        if self.panel is None or not self.has_class("-closed"):
            return "", False
        return summary(self.panel.knobs, self.panel.settings, self._glossary, self._glyphs), False

    # What is where.

    @property
    def beside(self) -> bool:
        """Whether text and lab are both to be seen."""
        return self.lab is not None and self._room.width >= BESIDE

    @property
    def _room(self) -> Size:
        """Its size; before it has one, what it will be."""
        return self.size or self.app.size - Size(0, 2)

    def look_at(self, part: Part) -> None:
        """Show the text or the lab where there is room for one, and give it the keys."""
        if self.lab is None:
            return
        self.part = part
        self.lay_out()
        if part == "text":
            self.prose.focus()
        else:
            self.stage.take_keys()

    def open_knobs(self) -> None:
        """Show the knobs and give them the keys."""
        if self.panel is not None:
            self.part = "lab"
            self.panel.focus()
            self.lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another arrangement."""
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """Knobs that were opened for the keys close without them."""
        self.lay_out()

    def lay_out(self) -> None:
        """Arrange the parts for the size and for what has the keys."""
        width, height = self._room
        panel, lab = self.panel, self.lab
        if lab is None or panel is None:
            self.set_classes("-text")
            self.styles.grid_rows = "1fr"
            return
        wanted = len(lab.knobs) + 2
        if self.beside:
            self.set_classes("-beside")
            left = min(width * 42 // 100, 84)
            knobs = max(min(wanted, height * 45 // 100), LINES + 1)
            self.styles.grid_columns = f"{left} 1fr"
            self.styles.grid_rows = f"1fr {knobs - LINES} {LINES}"
        elif self.part == "text":
            self.set_classes("-text")
            self.styles.grid_columns, self.styles.grid_rows = "1fr", "1fr"
        elif width >= SIDE and not lab.pace:
            self.set_classes("-lab -side")
            self.styles.grid_columns, self.styles.grid_rows = "1fr 34", f"1fr {LINES}"
        else:
            self._strip(min(wanted, height * 45 // 100), height < LOW and not panel.has_focus)
        self.show_lines()

    def _strip(self, knobs: int, closed: bool) -> None:
        """Pictures over knobs over lines."""
        self.set_classes("-lab -closed" if closed else "-lab")
        self.styles.grid_columns = "1fr"
        self.styles.grid_rows = f"1fr {LINES}" if closed else f"1fr {knobs} {LINES}"

"""The training step that comes next in a lab's run, line by line; the run itself stands still."""

from textual.app import ComposeResult
from textual.dom import DOMNode

from sandbox.labs.lab import Sources
from sandbox.labs.stepping.stepper import Stepper
from sandbox.ui import keys
from sandbox.ui.bars import KeyLine, TopLine
from sandbox.ui.running.labpane import LabPane
from sandbox.ui.screens import lessonkeys
from sandbox.ui.screens.labscreen import LabScreen

ACTIONS = (
    "forward", "back", "run", "reset", "undo", "again", "knobs", "view", "terms", "switch",
    "leave",
)  # fmt: skip
"""What of a lesson's keys applies here."""


class UpdateScreen(LabScreen):
    """A stepper on another lab's network: the same view and keys as the propagation lab's."""

    BINDINGS = keys.bindings("lesson", ACTIONS) + keys.handed_on()
    leave_label = "asking.update.leave"

    DEFAULT_CSS = """
    UpdateScreen Prose { border: round $border-blurred; }
    UpdateScreen Prose:focus { border: heavy $border; }
    """

    def __init__(self, stepper: Stepper) -> None:
        super().__init__()
        app = self.sandbox
        self._stepper = stepper
        self.top = TopLine(app.words("app.name"))
        self.pane = LabPane(Sources(), app.glossary, app.words, app.glyphs, app.interval)
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """The place, the pane, the keys."""
        yield self.top
        yield self.pane
        yield self.key_line

    def opened(self) -> None:
        """Open at the lines."""
        self.pane.use(self._stepper, {}, "steps", self._stepper.settings)
        self.relabel()
        self.pane.look_at("lab")

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """What of the lesson's applies, and what can be asked of the lines."""
        own = [(action, self) for action in keys.of("lesson") if action.id in ACTIONS]
        return [*own, *super().actions()]

    def relabel(self) -> None:
        """In the app's language."""
        app = self.sandbox
        self.pane.relabel(app.glossary, app.words)
        self.pane.prose.show(app.words("asking.update.text"), keep_place=True)
        self.update_bars()

    def update_bars(self) -> None:
        """Which lab, and which of its training steps."""
        app, news = self.sandbox, self.pane.news
        fact = ""
        if news.frame is not None:
            update = news.frame.facts["update"]
            fact = f"{app.glossary.label('fact', 'update')} {update}"
        lab = app.glossary.label("lab", self._stepper.id)
        self.top.show(f"{lab}: {app.words('asking.update.title')}", fact)
        self.key_line.show(lessonkeys.hints(self), self.hint("help"))

"""The training step that comes next in a lab's run, line by line; the run itself stands still."""

from sandbox.labs.lab import Resources
from sandbox.labs.stepper import Stepper
from sandbox.ui.context import Context
from sandbox.ui.screens.lab_screen import OverlayLabScreen, key_hints
from sandbox.ui.terminal import keys

ACTIONS = (
    "forward", "back", "run", "reset", "undo", "again", "knobs", "view", "terms", "switch",
    "origin", "leave",
)  # fmt: skip
"""What of a lesson's keys applies here."""


class TrainingStepScreen(OverlayLabScreen):
    """A stepper on another lab's network: the same view and keys as the propagation lab's."""

    BINDINGS = keys.bindings("lesson", ACTIONS) + keys.handed_on()
    applying = ACTIONS
    leave_label = "asking.update.leave"

    def __init__(self, context: Context, stepper: Stepper) -> None:
        super().__init__(context, Resources())
        self._stepper = stepper

    def opened(self) -> None:
        """Open at the lines."""
        self.pane.use(self._stepper, {}, "steps", self._stepper.settings)
        self.relabel()
        self.pane.look_at("lab")

    def relabel(self) -> None:
        """In the app's language."""
        context = self.context
        self.pane.relabel(context.glossary, context.words)
        self.pane.prose.show(context.words("asking.update.text"), keep_place=True)
        self.update_bars()

    def update_bars(self) -> None:
        """Which lab, and which of its training steps."""
        context, news = self.context, self.pane.news
        fact = ""
        if news.frame is not None:
            update = news.frame.facts["update"]
            fact = f"{context.glossary.label('fact', 'update')} {update}"
        lab = context.glossary.label("lab", self._stepper.id)
        self.top.show(f"{lab}: {context.words('asking.update.title')}", fact)
        self.key_line.show(key_hints(self), self.hint("help"))

"""A screen with a lab on it: what its keys do to the run."""

from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.dom import DOMNode

from sandbox.course.course import Lesson
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.labs.lab import Resources, StatelessLab
from sandbox.labs.pictures import Steps
from sandbox.labs.stepper import Stepper
from sandbox.labs.training import Stepless
from sandbox.labs.yours import refusal
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.lab import commands
from sandbox.ui.widgets.lab.lab_pane import LabPane
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.stepper.steps_view import StepsView
from sandbox.ui.widgets.title_bar import Hint, KeyHints, TitleBar

REST = 0.02
"""Seconds in which a run leaves the processor to the screen after a key."""


PAGES = {"next_page": 1, "previous_page": -1}
"""What turns a page, and by how many."""

BACK_THERE = "app.lesson.back_there"
"""What leaving is called in a lesson that a link has led to."""


class LabScreen(SandboxScreen):
    """Has a pane with text and lab, a line above it and the line of keys below."""

    leave_label = "app.action.leave.label"
    """What leaving is called here."""

    def __init__(self, context: Context, sources: Resources) -> None:
        super().__init__(context)
        self.top = TitleBar(context.words("app.name"))
        self.pane = LabPane(
            sources, context.glossary, context.words, context.glyphs, context.interval
        )
        self.key_line = KeyHints()

    def compose(self) -> ComposeResult:
        """The place, the pane, the keys."""
        yield self.top
        yield self.pane
        yield self.key_line

    def update_bars(self) -> None:
        """Say where the learner is, and what the keys do there."""
        raise NotImplementedError

    @property
    def next_lesson(self) -> Lesson | None:
        """The lesson that comes after this one; of itself there is none."""
        return None

    def has_page(self, by: int) -> bool:
        """Whether there is a page so many on; of itself it has none."""
        return False

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """The lesson's, and those of the pass that is shown, if there is one."""
        stepper = self.pane.stage.stepper
        asking = [] if stepper is None else [(action, stepper) for action in keys.of("steps")]
        return [*super().actions(), *asking]

    def on_unmount(self) -> None:
        """The run ends with its screen."""
        self.pane.close()

    @property
    def place(self) -> str:
        """Which part has the keys: "prose", "lab" or "knobs"."""
        if self.focused is None or self.focused is self.pane.prose:
            return "prose"
        return "knobs" if isinstance(self.focused, KnobPanel) else "lab"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys apply in another part."""
        self.update_bars()

    def on_lab_pane_changed(self) -> None:
        """Progress, seed and run may be others."""
        self.update_bars()

    def on_knob_panel_chosen(self) -> None:
        """While a value is typed letters are text."""
        self.update_bars()

    def on_steps_view_looked(self) -> None:
        """Other keys apply to another number."""
        self.update_bars()

    def make_way(self) -> None:
        """A key has come: the screen answers it before the run goes on."""
        if self.pane.runner is not None:
            self.pane.runner.rest(REST)

    def help_topic(self) -> HelpTopic:
        """The knobs and keys of the lab at hand."""
        return HelpTopic(self.pane.lab, self.pane.stage.views())

    # Actions of the registry.

    def _command(self, name: str) -> None:
        """Hand a command to the lab's runner."""
        runner = self.pane.runner
        if runner is not None:
            getattr(runner, name)()

    def action_forward(self) -> None:
        """One step of the lab."""
        self._command("forward")

    def action_back(self) -> None:
        """The step before."""
        self._command("back")

    def action_run(self) -> None:
        """Run, or pause."""
        self._command("toggle")

    def action_reset(self) -> None:
        """The same run from its beginning."""
        self._command("reset")

    def action_undo(self) -> None:
        """Take back the last step, edit, reset or restart."""
        self._command("undo")

    def action_again(self) -> None:
        """Do again what was undone."""
        if self.pane.runner is not None:
            self.pane.runner.act(commands.redo)

    def action_knobs(self) -> None:
        """To the knobs, and from them to the picture."""
        if self.place == "knobs":
            self.pane.look_at("lab")
        else:
            self.pane.open_knobs()

    def action_view(self) -> None:
        """The lab's next picture; from the text where the lab is not to be seen, the lab."""
        if self.pane.part == "text" and not self.pane.beside:
            self.pane.look_at("lab")
        elif not self.pane.stage.next_view():
            self.notify(self.context.words("app.lab.only_view"), timeout=3)

    def action_terms(self) -> None:
        """What the words on the screen mean."""
        lab, stage = self.pane.lab, self.pane.stage
        if lab is None:
            self.notify(self.context.words("app.lesson.no_lab"), timeout=3)
        else:
            self.context.routes.terms(lab, self.pane.news.frame, stage.step)

    def action_switch(self) -> None:
        """Between text and lab."""
        if self.pane.lab is None:
            self.notify(self.context.words("app.lesson.no_lab"), timeout=3)
        else:
            self.pane.look_at("lab" if self.place == "prose" else "text")

    def action_leave(self) -> None:
        """From the knobs to the picture; else back to where one came from."""
        if self.place == "knobs":
            self.pane.look_at("lab")
        else:
            self.close()

    def action_hand_on(self, id: str) -> None:
        """A key of the lines of a pass, pressed elsewhere: they get the keys, and do it."""
        stepper = self.pane.stage.stepper
        if stepper is None or self.place == "knobs":
            return
        if not stepper.display:
            self.pane.stage.put_first(stepper.picture.name)
        self.pane.look_at("lab")
        stepper.focus()
        if stepper.check_action(id, ()):
            getattr(stepper, f"action_{id}")()

    def action_pin(self) -> None:
        """Keep this run to compare with, or let it go."""
        self.pane.pin()

    def action_origin(self) -> None:
        """Where a number of a picture came from, which only the lines of a pass know."""
        lab, news = self.pane.lab, self.pane.news
        if lab is None or news.frame is None or self.place != "lab":
            return
        if any(isinstance(picture, Steps) for picture in news.frame.pictures):
            id = "lines"
        else:
            stepless = isinstance(lab.training(news.state), Stepless)
            id = "unrecorded" if stepless else "run"
        self.pane.say(f"asking.enter.{id}")

    def action_inspect(self) -> None:
        """Step through the training step that comes next in the run."""
        lab, news, words = self.pane.lab, self.pane.news, self.context.words
        if lab is None or news.frame is None:
            self.notify(words("app.lesson.no_lab"), timeout=3)
            return
        if any(isinstance(picture, Steps) for picture in news.frame.pictures):
            self.notify(words("asking.update.same"), timeout=3)
            return
        if news.status == "running":
            self._command("toggle")
        training = lab.training(news.state)
        if isinstance(training, Stepless):
            self.notify(words(f"asking.update.{training.value}"), timeout=3)
            return
        try:
            stepper = Stepper(lab, news.state, news.settings, training)
        except LearnerFunctionError as error:
            said = self.context.glossary.refused(refusal(error))
            self.notify(said, severity="error", timeout=6, markup=False)
            return
        self.context.routes.training_step(stepper)


class OverlayLabScreen(LabScreen):
    """Has the view and the keys of a lesson's lab, as far as they apply; its text is no page."""

    DEFAULT_CSS = """
    OverlayLabScreen MarkdownView { border: round $border-blurred; }
    OverlayLabScreen MarkdownView:focus { border: heavy $border; }
    """
    applying: ClassVar[Collection[str]]
    """What of a lesson's actions applies here."""

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """What of the lesson's applies, and what can be asked of the lines."""
        own = [(action, self) for action in keys.of("lesson") if action.id in self.applying]
        return [*own, *super().actions()]


def key_hints(screen: LabScreen) -> list[Hint]:
    """The keys of the picture, the knob or the quiz at hand, then the lesson's own."""
    asked = screen.place == "prose" and screen.pane.prose.asking is not None
    focused = screen.focused
    part: str = screen.place
    if isinstance(focused, StepsView) and focused.model.recorded is not None:
        part = focused.model.keys
    if isinstance(focused, KnobPanel) and focused.typing:
        part = "typing"
    offered = list(keys.FOOTERS["quiz" if asked else part])
    if "next_page" in offered and screen.has_page(-1) and not screen.has_page(1):
        # At the end of a lesson the way on is the next one, or out.
        offered.remove("leave")
        offered.insert(offered.index("next_page") + 1, "leave")
    footer = [id for id in offered if _applies(screen, id)]
    if screen.leave_label == BACK_THERE:
        # Who has followed a link wants to know the way back before all else.
        footer.insert(0, footer.pop(footer.index("leave")) if "leave" in footer else "leave")
    if screen.place == "prose" and screen.pane.prose.has_task:
        footer.insert(0, "exercise")
    return [*_view_hints(screen), *(_hint(screen, id) for id in footer)]


def _applies(screen: LabScreen, id: str) -> bool:
    """Whether a key of the footer does anything here."""
    if id == "next_page" and not screen.has_page(1):
        return screen.next_lesson is not None
    if id in PAGES:
        return screen.has_page(PAGES[id])
    frame, asking = screen.pane.news.frame, screen.pane.prose.asking
    if id == "back" and screen.place == "prose" and asking is not None:
        # While a quiz takes the letter, the step back is the lab's alone.
        return "b" not in asking.taken
    if id == "link":
        return bool(screen.pane.prose.links)
    if frame is None or not screen.pane.lab:
        return True
    # Where each answer is whole nothing steps, and where it takes one step only, nothing runs.
    if id == "forward":
        return frame.unit != StatelessLab.unit
    still = frame.done == frame.total == 1
    return not (still and id in ("back", "run")) and (frame.total > 0 or id != "run")


def _hint(screen: LabScreen, id: str) -> Hint:
    words, asking = screen.context.words, screen.pane.prose.asking
    if id == "link" and screen.pane.prose.link is not None:
        return screen.hint("follow_link")
    if id == "answer" and asking is not None:
        enter = keys.key_name("enter", screen.context.glyphs.ascii)
        return Hint(asking.letters or f"0-9 {enter}", words("app.action.answer.label"))
    if id == "run":
        running = screen.pane.news.status == "running"
        return screen.hint(id, words("app.run.pause" if running else "app.run.run"))
    if id == "switch":
        there = "app.pane.lab" if screen.place == "prose" else "app.pane.text"
        return screen.hint(id, words(there))
    stepper = screen.focused.model if isinstance(screen.focused, StepsView) else None
    if id == "ask" and stepper is not None and stepper.keys != "steps":
        return screen.hint(id, words(f"asking.enter.{stepper.keys}"))
    if id == "next_page" and not screen.has_page(1):
        return screen.hint(id, words("app.lesson.next"))
    if id == "leave":
        return screen.hint(id, words(screen.leave_label))
    if id == "predict" and stepper is not None and stepper.prediction.on:
        return screen.hint(id, words("asking.predict.leave"))
    return screen.hint(id)


def _view_hints(screen: LabScreen) -> list[Hint]:
    """The keys of the picture or knob panel that has the focus."""
    focused = screen.focused
    if not isinstance(focused, PictureView | KnobPanel) or (
        isinstance(focused, KnobPanel) and focused.typing
    ):
        return []
    words, plain = screen.context.words, screen.context.glyphs.ascii
    here = focused.hints_now if isinstance(focused, StepsView) else focused.HINTS
    return [Hint(keys.plainly(signs, plain), words(f"widgets.hint.{id}")) for signs, id in here]

"""A screen with a lab on it: what its keys do to the run."""

from textual import events
from textual.app import ComposeResult
from textual.dom import DOMNode

from sandbox.course.course import Lesson
from sandbox.engine.yours.written import YoursError
from sandbox.labs.lab import Sources
from sandbox.labs.pictures import Steps
from sandbox.labs.stepping.recorded import Pass
from sandbox.labs.stepping.stepper import Stepper
from sandbox.labs.stepping.training import Stepless
from sandbox.labs.yours import refusal
from sandbox.ui import keys
from sandbox.ui.bars import KeyLine, TopLine
from sandbox.ui.knobs import KnobPanel
from sandbox.ui.running import acts
from sandbox.ui.running.labpane import LabPane
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.help import HelpScreen

REST = 0.02
"""Seconds in which a run leaves the processor to the screen after a key."""


class LabScreen(SandboxScreen):
    """Has a pane with text and lab, a line above it and the line of keys below."""

    leave_label = "app.action.leave.label"
    """What leaving is called here."""
    pane: LabPane
    top: TopLine
    key_line: KeyLine

    def furnish(self, sources: Sources) -> None:
        """Make the parts; the labs have their data from the sources."""
        app = self.sandbox
        self.top = TopLine(app.words("app.name"))
        self.pane = LabPane(sources, app.glossary, app.words, app.glyphs, app.interval)
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """The place, the pane, the keys."""
        yield self.top
        yield self.pane
        yield self.key_line

    def update_bars(self) -> None:
        """Say where the learner is, and what the keys do there."""
        raise NotImplementedError

    next_lesson: Lesson | None = None
    """The lesson that the last page leads to; of itself it has none."""

    def has_page(self, by: int) -> bool:
        """Whether there is a page so many on; of itself it has none."""
        return False

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """The lesson's, and those of the pass that is shown, if there is one."""
        asker = self.pane.stage.asker
        asking = [] if asker is None else [(action, asker) for action in keys.of("steps")]
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

    def on_typist_looked(self) -> None:
        """Other keys apply to another number."""
        self.update_bars()

    def make_way(self) -> None:
        """A key has come: the screen answers it before the run goes on."""
        if self.pane.runner is not None:
            self.pane.runner.rest(REST)

    def help(self) -> HelpScreen:
        """The help, with the knobs and keys of the lab at hand."""
        return HelpScreen(self.pane.lab, self.pane.stage.views())

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
            self.pane.runner.act(acts.again)

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
            self.notify(self.sandbox.words("app.lab.only_view"), timeout=3)

    def action_terms(self) -> None:
        """What the words on the screen mean."""
        from sandbox.ui.screens.terms import TermsScreen

        lab, stage = self.pane.lab, self.pane.stage
        if lab is None:
            self.notify(self.sandbox.words("app.lesson.no_lab"), timeout=3)
        else:
            self.app.push_screen(TermsScreen(lab, self.pane.news.frame, stage.step))

    def action_switch(self) -> None:
        """Between text and lab."""
        if self.pane.lab is None:
            self.notify(self.sandbox.words("app.lesson.no_lab"), timeout=3)
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
        asker = self.pane.stage.asker
        if asker is None or self.place == "knobs":
            return
        if not asker.display:
            self.pane.stage.put_first(asker.picture.name)
        self.pane.look_at("lab")
        asker.focus()
        if asker.check_action(id, ()):
            getattr(asker, f"action_{id}")()

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
            id = "unrecorded" if self._next_step() is None else "run"
        self.pane.say(f"asking.enter.{id}")

    def _next_step(self) -> Pass | None:
        """The training step that comes next; None where there is none, or it fails."""
        lab = self.pane.lab
        try:
            return None if lab is None else lab.taken(self.pane.news.state)
        except YoursError:
            return None

    def action_inspect(self) -> None:
        """Step through the training step that comes next in the run."""
        from sandbox.ui.screens.update import UpdateScreen

        lab, news, words = self.pane.lab, self.pane.news, self.sandbox.words
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
        except YoursError as error:
            said = self.sandbox.glossary.refused(refusal(error))
            self.notify(said, severity="error", timeout=6, markup=False)
            return
        self.app.push_screen(UpdateScreen(stepper))

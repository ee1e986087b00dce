"""The lab beside the page: begun when something is first asked of it, and driven by words."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, TypeVar

from sandbox.cli.plain import describe
from sandbox.cli.plain.terminal import Interrupt, Output
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Knob, Value, defaults
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Picture, Steps
from sandbox.labs.session import RunHistory, Session
from sandbox.labs.stepper import Stepper
from sandbox.labs.training import Stepless

T = TypeVar("T")

STEPS_WITHOUT_END = 10
"""Steps that `run` takes in a lab that has no end."""

PROGRESS_INTERVAL_S = 5.0
"""Seconds after which a long run says how far it is."""


class LabConsole:
    """A lab's session, the picture at hand, and the session outside while its lines are shown."""

    def __init__(self, output: Output, sources: Resources) -> None:
        self._output = output
        self._sources = sources
        self.lab: Lab[Any] | None = None
        self.wanted: dict[str, Value] = {}
        """Where the knobs are to stand when the session begins."""
        self.view = ""
        self.stop = Interrupt()
        self._session: Session | None = None
        self._outside: Session | None = None
        self._past = RunHistory()
        self._told: Mapping[str, float] = {}

    def use(self, lab: Lab[Any], turned: Mapping[str, Value], view: str | None) -> None:
        """A lab with these knobs turned, every other one at its default.

        Of another lab nothing is computed yet; a run of this one that has these settings goes on,
        any other begins anew, and `undo` brings it back.
        """
        settings = {**defaults(lab.knobs), **turned}
        if lab is self.lab:
            self.leave()
            self.view, self.wanted = view or self.view, settings
            if self._session is not None and self._session.settings != settings:
                self.replace(lambda session: session.set_up(settings))
            return
        self.lab, self.wanted = lab, settings
        self.view = view or lab.pictures[0]
        self._session = self._outside = None
        self._past, self._told = RunHistory(), {}

    def turn(self, turned: Mapping[str, Value]) -> str:
        """Set some knobs at once; the sentence that says when they act. KnobError if none fits."""
        old = self.session
        goes_on = self.replace(lambda session: session.set_knobs(turned))
        if not goes_on:
            return "turned_anew" if old.position else "turned"
        # What a lab works out anew at once waits for no step.
        later = not self.session.answered and self.session.frame().metrics == old.frame().metrics
        return "turned_live" if later else "turned"

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """What can be turned; nothing where there is no lab."""
        if self._session is not None:
            return self._session.lab.knobs
        return () if self.lab is None else self.lab.knobs

    @property
    def settings(self) -> Mapping[str, Value]:
        """Where the knobs stand."""
        return self.wanted if self._session is None else self._session.settings

    @property
    def session(self) -> Session:
        """The run; it begins here. RefusedError where there is no lab."""
        if self.lab is None:
            raise self._output.refuse("no_lab")
        if self._session is None:
            if any("garments" in getattr(knob, "choices", ()) for knob in self.lab.knobs):
                self._output.say("preparing")
            self._session = Session(self.lab, self.wanted, 0, self._sources)
        return self._session

    def replace(self, change: Callable[[Session], T]) -> T:
        """Change a copy of the run, so that this one stays where the change fails.

        `undo` may want it back.
        """
        old = self.session
        new = old.fork()
        said = change(new)
        self._past.replaced(old, new)
        self._session = new
        return said

    def undo(self) -> bool:
        """To the milestone before, or to what was thrown away or turned for this run."""
        if self.session.back():
            return True
        before = self._past.take()
        self._session = before or self._session
        return before is not None

    def forward(self, steps: int) -> int:
        """So many milestones on, or until Ctrl+C; how many it were. Says nothing."""
        session, done = self.session, 0
        said = monotonic()
        while done < steps and not session.answered:
            session.step()
            done += session.lab.is_checkpoint(session.state)
            if self.stop.asked:
                break
            if monotonic() - said > PROGRESS_INTERVAL_S:
                said = monotonic()
                self._output.tell(describe.describe_progress(session.frame(), self._output))
        return done

    def to_the_end(self) -> int:
        """To the end of the run, or some steps on where it has none; how many it were."""
        session, done = self.session, 0
        if not session.frame().total:
            return self.forward(STEPS_WITHOUT_END)
        while not session.finished and not self.stop.asked:
            if not self.forward(1):
                break
            done += 1
        return done

    def inspect(self) -> None:
        """Into the lines of the next training step; RefusedError where there are none."""
        session = self.session
        if self._outside is not None or isinstance(self._steps(session.frame()), Steps):
            return
        training = session.lab.training(session.state)
        if isinstance(training, Stepless):
            raise self._output.refuse(f"stepless_{training.value}")
        stepper = Stepper(session.lab, session.state, session.settings, training)
        self._outside, self.view = session, "steps"
        self._session = Session(stepper, stepper.settings, session.seed, self._sources)

    def leave(self) -> bool:
        """Back from the lines to the lab; False where it was not left."""
        if self._outside is None or self.lab is None:
            return False
        self._session, self._outside = self._outside, None
        self.view = self.lab.pictures[0]
        return True

    def picture(self, frame: Frame) -> Picture:
        """The picture at hand, the first one where the lab has it no more."""
        named = (picture for picture in frame.pictures if picture.name == self.view)
        return next(named, frame.pictures[0])

    def report(self, *, whole: bool = False) -> None:
        """Say how the lab stands: what is new since the last time, or everything."""
        session = self.session
        frame = session.frame()
        pictures = frame.pictures if whole else (self.picture(frame),)
        news = frame.metrics if whole else describe.changed_metrics(frame, self._told, pictures)
        for sentence in describe.describe_frame(frame, pictures, news, whole, self._output):
            self._output.tell(sentence)
        self._told = frame.metrics
        goes_on = session.answered or frame.unit == "line" or not frame.total or frame.diverged
        if session.finished and not goes_on:
            self._output.say("at_end")

    @staticmethod
    def _steps(frame: Frame) -> Steps | None:
        return next((one for one in frame.pictures if isinstance(one, Steps)), None)

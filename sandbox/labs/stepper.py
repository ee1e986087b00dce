"""Any lab's next training step, line by line: the stepper for networks that train elsewhere."""

from dataclasses import dataclass, replace
from typing import Any

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.frames import Frame
from sandbox.labs.graph import graph_of
from sandbox.labs.knobs import Settings, Value
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Steps
from sandbox.labs.training import Training
from sandbox.labs.yours import facts
from sandbox.passes.recorded_step import RecordedStep


@dataclass(frozen=True)
class Run:
    """Where the lab's training stands, the step that comes next there, and the line at hand."""

    training: Training
    taken: RecordedStep
    cursor: int


class Stepper(Lab[Run]):
    """Goes on from another lab's state, which is never touched: states do not change.

    After the last line the training takes its step, so the next lines are those of its next
    minibatch. Knobs that act live stay knobs. It steps through one network at a time: of a lab that
    trains several, the one at hand.
    """

    metrics = ("J", "L", "s")
    pictures = ("steps", "graph")
    step_delay_s = 1.0

    def __init__(self, lab: Lab[Any], state: Any, settings: Settings, training: Training) -> None:
        self.id = lab.id
        self.knobs = tuple(knob for knob in lab.knobs if knob.acts == "live")
        self._lab = lab
        self._state = state
        self._all = dict(settings)
        self._first = Run(training, training.recorded(), 0)

    @property
    def settings(self) -> dict[str, Value]:
        """What the knobs stand at to begin with."""
        return {knob.name: self._all[knob.name] for knob in self.knobs}

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The training step that comes next, at its first line."""
        return self._first

    def step(self, run: Run, settings: Settings) -> Run:
        """One line on; after the last, the first of the training step after it."""
        if not self.is_done(run):
            return replace(run, cursor=run.cursor + 1)
        training = run.training.after()
        return Run(training, training.recorded(), 0)

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The same training step with the knob's new value, at the same line.

        Where it makes another network the one at hand, that one as the lab's run has it.
        """
        turned = self._lab.training(self._lab.with_settings(self._state, {**self._all, **settings}))
        assert isinstance(turned, Training), "a lab that trains goes on training"
        if _shapes(turned) == _shapes(run.training):
            turned = replace(turned, state=run.training.state)
        taken = turned.recorded()
        return Run(turned, taken, min(run.cursor, len(taken.shown) - 1))

    def with_value(self, run: Run, origin: Provenance, index: Index, value: float) -> Run:
        """The training step with one weight, input or target changed, at the same line.

        It holds for this training step: the next one is again the lab's own.
        """
        return replace(run, taken=run.taken.edited(origin, index, value))

    def is_done(self, run: Run) -> bool:
        """At the last line of a training step."""
        return run.cursor + 1 == len(run.taken.shown)

    def recorded_step(self, run: Run) -> RecordedStep:
        """The training step whose lines are shown."""
        return run.taken

    def nbytes(self, run: Run) -> int:
        """This line's share of its training step, whose lines all hold the same recording."""
        return run.taken.nbytes // len(run.taken.shown) + 1

    def frame(self, run: Run) -> Frame:
        """The lines, the one at hand and what it computed, and the graph."""
        taken, forward = run.taken, run.taken.recording.forward
        metrics = {"J": forward.J.item(), "L": forward.L.item()}
        if forward.s is not None:
            metrics["s"] = forward.s.item()
        return Frame(
            metrics=metrics,
            pictures=(
                Steps(name="steps", steps=taken.shown, cursor=run.cursor, taken=taken),
                graph_of("graph", taken.notation, taken.shown[run.cursor]),
            ),
            done=run.cursor + 1,
            total=len(taken.shown),
            unit="line",
            facts={**facts(taken.trainer), "update": str(taken.recording.before.step + 1)},
        )


def _shapes(training: Training) -> list[dict[str, tuple[int, ...]]]:
    return [{name: w.shape for name, w in layer.items()} for layer in training.state.params]

"""Forward and backward propagation, one executed line at a time."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sandbox.engine.arrays import Array, Params
from sandbox.engine.explain.expression import Index
from sandbox.engine.gradient_check import CheckedGradient, check_gradients, largest_difference
from sandbox.engine.initialisation import Normal
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.losses import HalfSquaredError, Loss, SoftmaxCrossEntropy
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import ForwardValues
from sandbox.engine.optimisers import sgd
from sandbox.engine.penalties import L2
from sandbox.engine.provenance import Provenance
from sandbox.engine.randomness import Noise, generator
from sandbox.engine.recording import Recording
from sandbox.engine.training import State, Trainer
from sandbox.labs.exporting import one_step
from sandbox.labs.frames import Frame
from sandbox.labs.graph import graph_of
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.networks import ACTIVATION_NAMES, mlp
from sandbox.labs.pictures import Steps
from sandbox.labs.settings import KnobSettings, choice, integer, number, sizes
from sandbox.labs.yours import NONE, Yours, facts
from sandbox.passes.recorded_step import RecordedStep

LOSSES: dict[str, Loss] = {"squared": HalfSquaredError(), "cross-entropy": SoftmaxCrossEntropy()}

WEIGHT_STD = 0.5
DRAW = 1
"""Which draw the first seed is: one where most units are on and one is off, so that little of what
can be followed is 0; also with a second hidden layer."""
CHECKED_CELLS = 2000
"""How many parameters are all checked by differences; of a larger network a few of each matrix."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    activation: str = choice("relu", ACTIVATION_NAMES, acts="live")
    loss: str = choice("squared", tuple(LOSSES))
    decay: float = number(0.1, low=0.0, high=10.0, top=1.0, acts="live")
    lr: float = number(0.1, low=1e-4, high=100.0, top=1.0, log=True, acts="live")
    inputs: int = integer(2, low=1, high=784, log=True)
    hidden: tuple[int, ...] = sizes((3,), most=512)
    outputs: int = integer(2, low=1, high=100, log=True)
    batch: int = integer(1, low=1, high=256, log=True)


@dataclass(frozen=True)
class Run:
    """A recorded training step, and the line of it that is at hand."""

    setup: Setup
    taken: RecordedStep
    cursor: int
    checked: tuple[CheckedGradient, ...]
    """Its gradients beside central differences."""
    own: Yours = NONE


class Propagation(Lab[Run]):
    """A small network without bias, in float64, whose every line can be seen at work.

    Inputs, targets and weights begin as round numbers that a hand can reckon with. After the
    update the next line is the first of the next training step, with the new weights.
    """

    id = "propagation"
    drawn = ("drawn_examples", "drawn_weights")
    metrics = ("J", "L", "s", "gradcheck")
    pictures = ("steps", "graph")
    replaceable = tuple(
        name for name in SLOTS if name not in ("dropout_layer", "dropout_backward", "xavier_init")
    )
    step_delay_s = 1.0
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Draw weights, inputs and targets, and record the first training step."""
        setup = Setup.of(settings)
        trainer = trainer_for(setup, resources.own)
        drawn = trainer.objective.network.init(Normal(WEIGHT_STD), seed + DRAW, np.float64)
        X, y = _examples(setup, seed + DRAW)
        taken = RecordedStep.record(trainer, State(_rounded(drawn)), X, y)
        return _at_line(setup, taken, 0, resources.own)

    def step(self, run: Run, settings: Settings) -> Run:
        """One line on; after the last line of a training step, the first of the next."""
        if not self.is_done(run):
            return replace(run, cursor=run.cursor + 1)
        return _at_line(run.setup, run.taken.next(), 0, run.own)

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The same training step with the knob's new value, at the same line."""
        setup = Setup.of(settings)
        taken = run.taken.under(trainer_for(setup, run.own))
        return _at_line(setup, taken, run.cursor, run.own)

    def with_value(self, run: Run, origin: Provenance, index: Index, value: float) -> Run:
        """The same training step with one weight, input or target changed, at the same line."""
        return _at_line(run.setup, run.taken.edited(origin, index, value), run.cursor, run.own)

    def is_done(self, run: Run) -> bool:
        """At the last line of a training step."""
        return run.cursor + 1 == len(run.taken.shown)

    def recorded_step(self, run: Run) -> RecordedStep:
        """The training step whose lines are shown."""
        return run.taken

    def export(self, run: Run, to: str) -> str:
        """The training step whose lines are shown."""
        return one_step.script(to, run.taken)

    def nbytes(self, run: Run) -> int:
        """This line's share of its training step, whose lines all hold the same recording."""
        return run.taken.nbytes // len(run.taken.shown) + 1

    def frame(self, run: Run) -> Frame:
        """The lines, the one at hand and what it computed, and the graph."""
        taken, forward = run.taken, run.taken.recording.forward
        s = 0.0 if forward.s is None else forward.s.item()
        kinks = sum(one.kink for one in run.checked)
        return Frame(
            metrics={
                "J": forward.J.item(),
                "L": forward.L.item(),
                "s": s,
                "gradcheck": largest_difference(run.checked),
            },
            pictures=(
                Steps(name="steps", steps=taken.shown, cursor=run.cursor, taken=taken),
                graph_of("graph", taken.notation, taken.shown[run.cursor]),
            ),
            done=run.cursor + 1,
            total=len(taken.shown),
            unit="line",
            facts={
                **facts(taken.trainer),
                "update": str(taken.recording.before.step + 1),
                **({"kinks": str(kinks)} if kinks else {}),
            },
        )


@lru_cache(maxsize=8)
def trainer_for(setup: Setup, own: Yours = NONE) -> Trainer:
    """One example or a few, no bias, an L2 penalty: the lecture's hand-written page."""
    sizes = (setup.inputs, *setup.hidden, setup.outputs)
    network = mlp(sizes, setup.activation, bias=False, own=own)
    loss, penalty = LOSSES[setup.loss], L2(setup.decay)
    return own.trainer(network, loss, penalty, sgd(setup.lr), setup.batch, dtype=np.float64)


def _at_line(setup: Setup, taken: RecordedStep, cursor: int, own: Yours) -> Run:
    """The line of that number, or the last one of a pass that has fewer."""
    checked = _checked(taken.trainer, taken.recording)
    return Run(setup, taken, min(cursor, len(taken.shown) - 1), checked, own)


@np.errstate(all="ignore")  # Weights that have diverged have no gradient to check.
def _checked(trainer: Trainer, recording: Recording) -> tuple[CheckedGradient, ...]:
    """Backpropagation beside central differences."""
    objective, params = trainer.objective, recording.before.params

    def forward(params: NetworkParams) -> ForwardValues:
        noise = Noise(trainer.seed, recording.before.step)
        return objective.forward(params, recording.X, recording.y, noise)

    grads = objective.backward(params, recording.forward)
    few = sum(W.size for layer in params for W in layer.values()) <= CHECKED_CELLS
    most = CHECKED_CELLS if few else 4
    return tuple(check_gradients(forward, objective.network.layers, params, grads, most))


def _rounded(params: NetworkParams) -> tuple[Params, ...]:
    return tuple({name: W.round(2) for name, W in layer.items()} for layer in params)


def _examples(setup: Setup, seed: int) -> tuple[Array, Array]:
    """X (B, I) in tenths, and targets in tenths or labels."""
    rng = generator(seed, "examples")
    X = _tenths(rng, (setup.batch, setup.inputs))
    if LOSSES[setup.loss].labels:
        return X, rng.integers(0, setup.outputs, (setup.batch, 1))
    return X, _tenths(rng, (setup.batch, setup.outputs))


def _tenths(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Between −1 and 1; a 0 has no sign."""
    return rng.uniform(-1, 1, shape).round(1) + 0.0

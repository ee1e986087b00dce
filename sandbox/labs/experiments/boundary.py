"""The boundary: a network learns to tell two classes of points in the plane apart."""

from dataclasses import dataclass, replace

import numpy as np

from sandbox.engine.batches import Examples
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import Objective
from sandbox.engine.penalties import L1, L2
from sandbox.engine.randomness import Noise
from sandbox.engine.training import Trainer, correct, evaluate
from sandbox.labs.data.points import KINDS, Kind, flip_labels, points
from sandbox.labs.experiments.decision_plane import decisions, representation, units
from sandbox.labs.exporting import script
from sandbox.labs.exporting.preamble import drawn
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import KnobError, Settings
from sandbox.labs.lab import Resources
from sandbox.labs.networks import (
    ACTIVATION_NAMES,
    INITIALISERS,
    OPTIMISERS,
    initialiser,
    mlp,
    optimiser,
    rates_for,
)
from sandbox.labs.pictures import Curves
from sandbox.labs.settings import KnobSettings, choice, integer, number, rates, sizes
from sandbox.labs.source_code import code_of
from sandbox.labs.training_lab import TrainingLab, TrainingRun, curve
from sandbox.labs.yours import Yours, facts

N_TEST = 1000

TEST_SEED = 2**32
"""Added to the seed for the test points, beyond all seeds that a run is given."""

HIGHEST_LOSS = 1.5
"""Where the axis ends: guessing costs ln 2 ≈ .7."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    data: Kind = choice("xor", KINDS, entry="shape")
    hidden: tuple[int, ...] = sizes((), most=256, deepest=6)
    activation: str = choice("tanh", ACTIVATION_NAMES)
    noise: float = number(0.0, low=0.0, high=2.0, top=0.5)
    n: int = integer(200, low=4, high=2000, log=True)
    flip: int = integer(0, low=0, high=1000, top=100)
    lr: float = number(0.03, low=1e-4, high=1e6, top=10.0, log=True, acts="live")
    batch: int = integer(10, low=1, high=2000, log=True)
    decay: float = number(0.0, low=0.0, high=10.0, top=0.1, acts="live")
    dropout: tuple[float, ...] = rates((0.0,), acts="live")
    epochs: int = integer(1000, low=1, high=5000, log=True, acts="live")
    init: str = choice("normal", INITIALISERS)
    init_std: float = number(1.0, low=0.0, high=10.0, top=2.0)
    optimiser: str = choice("sgd", OPTIMISERS)
    penalty: str = choice("l2", ("l2", "l1"), acts="live")


@dataclass(frozen=True)
class Row:
    """What one epoch has come to, over all points and without dropout."""

    epoch: int
    train_loss: float
    test_loss: float
    train_acc: float
    test_acc: float


Run = TrainingRun[Setup, Row]


class Boundary(TrainingLab[Setup, Run]):
    """Two inputs, any hidden layers, two classes: softmax cross-entropy on points in the plane.

    Noise moves the points, `flip` mislabels some of those that are learnt from; the test points
    have the same noise and their true labels.
    """

    id = "boundary"
    drawn = ("drawn_points", "drawn_weights", "drawn_batches")
    metrics = ("train_loss", "test_loss", "train_acc", "test_acc")
    pictures = ("field", "curves", "representation", "network", "code")
    replaceable = tuple(SLOTS)
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Draw the points and the weights; biases are 0."""
        setup = Setup.of(settings)
        if setup.flip > setup.n:
            raise KnobError(
                f"flip={setup.flip} is more than there are points: give {setup.n} or fewer",
                "refused_many",
                knob="flip",
                given=setup.flip,
                there=setup.n,
            )
        own = resources.own
        trainer = self.trainer_for(setup, seed, own)
        X, y = points(setup.data, setup.n, setup.noise, seed)
        train = Examples(X, flip_labels(y, setup.flip, seed))
        test = Examples(*points(setup.data, N_TEST, setup.noise, seed + TEST_SEED))
        state = trainer.start(initialiser(setup.init, setup.init_std, own))
        return self.measured(Run(setup, seed, own, train, test, state, ()))

    def step(self, run: Run, settings: Settings) -> Run:
        """One epoch, and then the losses over all of the points."""
        run = self.with_settings(run, settings)
        training = self.training(run)
        for _ in range(self.steps_per_epoch(run)):
            training = training.after()
        return self.measured(replace(run, state=training.state))

    def build_trainer(self, setup: Setup, seed: int, own: Yours) -> Trainer:
        """Softmax cross-entropy on minibatches, with the penalty and the optimiser chosen."""
        rates = rates_for(setup.dropout, setup.hidden)
        network = mlp((2, *setup.hidden, 2), setup.activation, rates, own=own)
        penalty = (L1 if setup.penalty == "l1" else L2)(setup.decay) if setup.decay else None
        descent = optimiser(setup.optimiser, setup.lr)
        return own.trainer(network, SoftmaxCrossEntropy(), penalty, descent, setup.batch, seed)

    def measured(self, run: Run) -> Run:
        """The losses and accuracies over all of the points, without dropout."""
        objective, params = self.trainer(run).objective, run.state.params
        train, test = (_score(objective, params, data) for data in (run.train, run.test))
        epoch = run.state.step // self.steps_per_epoch(run)
        return replace(run, rows=(*run.rows, Row(epoch, train[0], test[0], train[1], test[1])))

    def export(self, run: Run, to: str) -> str:
        """The training, on the points that it draws itself."""
        setup, seed = run.setup, run.seed
        origin = drawn(
            "points",
            train=f'points("{setup.data}", {setup.n}, {setup.noise}, {seed})',
            test=f'points("{setup.data}", {N_TEST}, {setup.noise}, {seed + TEST_SEED})',
            also=(f"y = flip_labels(y, {setup.flip}, {seed})",) if setup.flip else (),
        )
        start = initialiser(setup.init, setup.init_std)
        return script(to, self.trainer_for(setup, seed), start, setup.epochs, origin)

    def nbytes(self, run: Run) -> int:
        """The weights, and the references to the rows."""
        return run.state.nbytes + 8 * len(run.rows)

    def frame(self, run: Run) -> Frame:
        """The plane with the points on it, loss and accuracy, and how the network sees it all."""
        last, trainer = run.rows[-1], self.trainer(run)
        network, params = trainer.objective.network, run.state.params
        step = max(run.state.step - 1, 0)
        X, _ = trainer.batch(step, run.train)
        return Frame(
            metrics={name: getattr(last, name) for name in self.metrics},
            pictures=(
                decisions("field", network, params, run.train),
                _curves(run),
                representation("representation", network, params, run.train),
                units("network", network, params, X[:1], Noise(run.seed, step)),
                code_of(trainer),
            ),
            done=last.epoch,
            total=run.setup.epochs,
            unit=self.unit,
            facts={
                **facts(trainer, initialiser(run.setup.init, run.setup.init_std, run.own)),
                "data": run.setup.data,
                "train": str(len(run.train)),
                "test": str(len(run.test)),
            },
        )


@np.errstate(all="ignore")  # A run that diverges is a result.
def _score(objective: Objective, params: NetworkParams, data: Examples) -> tuple[float, float]:
    """The mean loss over the data, and the share that is guessed right."""
    result = evaluate(objective, params, data)
    hits = correct(result["outputs"], data.y)
    return float(result["loss"].item()), float(hits.item()) / len(data)


def _curves(run: Run) -> Curves:
    """Losses and accuracies epoch by epoch, on one axis as in the lecture."""
    return Curves(
        name="curves",
        lines=tuple(curve(name, run.rows) for name in Boundary.metrics),
        x_name="epoch",
        x_limits=(0.0, float(run.setup.epochs)),
        y_limits=(0.0, HIGHEST_LOSS),
    )

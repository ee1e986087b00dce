"""The lecture's image classifier: 784-256-10 and its relatives on ten classes of clothes."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from time import perf_counter

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples, steps_per_epoch
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.optimisers import sgd
from sandbox.engine.penalties import L2
from sandbox.engine.training import State, Trainer, correct, evaluate
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.experiments.image_examples import PIXELS, confusion, split, worst_mistakes
from sandbox.labs.exporting import script
from sandbox.labs.exporting.preamble import pictures
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.networks import INITIALISERS, initialiser, mlp, rates_for
from sandbox.labs.pictures import Curves, Line
from sandbox.labs.settings import KnobSettings, choice, integer, number, rates, sizes
from sandbox.labs.source_code import code_of
from sandbox.labs.training import Training
from sandbox.labs.yours import NONE, Yours, facts

HIGHEST_LOSS = 2.5
"""Where the loss axis ends: chance is ln 10 ≈ 2.3, and what lies above says no more."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    data: str = choice("auto", ("auto", "garments", "fashion-mnist"))
    hidden: tuple[int, ...] = sizes((256,))
    activation: str = choice("relu", ("relu", "sigmoid", "tanh", "identity"))
    dropout: tuple[float, ...] = rates((0.0,), acts="live")
    lr: float = number(0.1, low=1e-4, high=1e6, top=10.0, log=True, acts="live")
    batch: int = integer(256, low=1, high=10_000, log=True)
    epochs: int = integer(10, low=1, high=1000, log=True, acts="live")
    decay: float = number(0.0, low=0.0, high=10.0, top=0.1, acts="live")
    init: str = choice("normal", INITIALISERS)
    init_std: float = number(0.01, low=0.0, high=10.0, top=1.0)
    n_train: int = integer(0, low=0, high=60_000, log=True, words=(("all", 0),))


@dataclass(frozen=True)
class Row:
    """What one epoch has come to. The train figures are those of its minibatches, as they came."""

    epoch: float
    train_loss: float
    train_acc: float
    test_loss: float
    test_acc: float


@dataclass(frozen=True)
class Sums:
    """The running figures of the epoch at hand."""

    loss: float = 0.0
    hits: int = 0
    count: int = 0


@dataclass(frozen=True)
class Run:
    """A run of the lab: its data, its training state, a row for every epoch and the last test."""

    setup: Setup
    seed: int
    images: ImageDataset
    train: Examples
    test: Examples
    state: State
    rows: tuple[Row, ...]
    sums: Sums
    outputs: Array
    """The logits of the test pictures (N, 10), as of the last test."""
    test_loss: float
    seconds: float
    """Time spent on training steps alone."""
    own: Yours = NONE


class Classifier(Lab[Run]):
    """An MLP with softmax cross-entropy and SGD on Fashion-MNIST or the drawn garments."""

    id = "classifier"
    drawn = ("drawn_weights", "drawn_batches")
    metrics = ("train_loss", "train_acc", "test_acc", "seconds")
    pictures = ("curves", "gallery", "confusion", "code")
    replaceable = tuple(SLOTS)
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Find or draw the pictures, and draw the weights; biases are 0."""
        setup = Setup.of(settings)
        own = resources.own
        trainer = trainer_for(setup, seed, own)
        images = resources.images(setup.data)
        train, test = split(images, setup.n_train)
        state = trainer.start(initialiser(setup.init, setup.init_std, own))
        empty = np.zeros((0, len(CLASS_KEYS)), np.float32)
        run = Run(setup, seed, images, train, test, state, (), Sums(), empty, np.nan, 0.0, own)
        return _tested(run)

    def step(self, run: Run, settings: Settings) -> Run:
        """One minibatch; at the end of an epoch also the test."""
        run = self.with_settings(run, settings)
        training = self.training(run)
        start = perf_counter()
        X, y = training.batch()
        state, forward = training.trainer.step(run.state, X, y)
        seconds = run.seconds + perf_counter() - start
        sums = Sums(
            run.sums.loss + float(forward.L.item()) * len(y),
            run.sums.hits + int(correct(forward.O, y).item()),
            run.sums.count + len(y),
        )
        run = replace(run, state=state, sums=sums, seconds=seconds)
        if not self.is_checkpoint(run):
            return run
        run = _tested(run)
        return replace(run, rows=(*run.rows, _row(run)), sums=Sums())

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The run under its new settings; they act from the next minibatch on."""
        return replace(run, setup=Setup.of(settings))

    def is_checkpoint(self, run: Run) -> bool:
        """At the end of every epoch."""
        return run.state.step % _steps_per_epoch(run) == 0

    def is_done(self, run: Run) -> bool:
        """After the last epoch, or when an epoch's loss is no number any more."""
        if not run.rows:
            return False
        return run.rows[-1].epoch >= run.setup.epochs or not isfinite(run.rows[-1].train_loss)

    def training(self, run: Run) -> Training:
        """The network on minibatches."""
        return Training(trainer_for(run.setup, run.seed, run.own), run.state, run.train)

    def export(self, run: Run, to: str) -> str:
        """The training, which reads the pictures from their files."""
        setup, trainer = run.setup, trainer_for(run.setup, run.seed)
        start = initialiser(setup.init, setup.init_std)
        return script(to, trainer, start, setup.epochs, pictures(run.images.name, setup.n_train))

    def nbytes(self, run: Run) -> int:
        """Weights, and the outputs of the last test."""
        return run.state.nbytes + run.outputs.nbytes

    def frame(self, run: Run) -> Frame:
        """The lecture's three curves and the test loss, the worst mistakes, the confusions."""
        trainer = trainer_for(run.setup, run.seed, run.own)
        y = run.test.y
        return Frame(
            metrics=_metrics(run),
            pictures=(
                _curves(run),
                worst_mistakes("gallery", run.images.test_images, y, run.outputs),
                confusion("confusion", y, run.outputs),
                code_of(trainer),
            ),
            done=run.state.step // _steps_per_epoch(run),
            total=run.setup.epochs,
            unit="epoch",
            facts={
                **facts(trainer, initialiser(run.setup.init, run.setup.init_std, run.own)),
                "data": run.images.name,
                "train": str(len(run.train)),
                "test": str(len(run.test)),
            },
        )


@lru_cache(maxsize=8)
def trainer_for(setup: Setup, seed: int, own: Yours = NONE) -> Trainer:
    """The network, loss and optimiser that the knobs ask for; KnobError where they do not fit."""
    rates = rates_for(setup.dropout, setup.hidden)
    sizes = (PIXELS, *setup.hidden, len(CLASS_KEYS))
    network = mlp(sizes, setup.activation, rates, own=own)
    penalty = L2(setup.decay) if setup.decay else None
    return own.trainer(network, SoftmaxCrossEntropy(), penalty, sgd(setup.lr), setup.batch, seed)


def _steps_per_epoch(run: Run) -> int:
    return steps_per_epoch(len(run.train), run.setup.batch)


def _tested(run: Run) -> Run:
    """The run with the test pictures' outputs as they are now."""
    objective = trainer_for(run.setup, run.seed, run.own).objective
    tested = evaluate(objective, run.state.params, run.test)
    return replace(run, outputs=tested["outputs"], test_loss=float(tested["loss"].item()))


def _row(run: Run) -> Row:
    """The figures so far: of an epoch that has ended, or of as much of it as there is."""
    count = max(run.sums.count, 1)
    return Row(
        epoch=run.state.step / _steps_per_epoch(run),
        train_loss=run.sums.loss / count,
        train_acc=run.sums.hits / count,
        test_loss=run.test_loss,
        test_acc=_test_accuracy(run),
    )


def _test_accuracy(run: Run) -> float:
    return float(correct(run.outputs, run.test.y).item()) / len(run.test)


def _metrics(run: Run) -> dict[str, float]:
    """The last epoch's figures; before its end those of the test alone."""
    if not run.rows:
        return {"test_acc": _test_accuracy(run), "seconds": run.seconds}
    last = run.rows[-1]
    return {
        "train_loss": last.train_loss,
        "train_acc": last.train_acc,
        "test_acc": last.test_acc,
        "seconds": run.seconds,
    }


def _curves(run: Run) -> Curves:
    """All epochs, and the train figures of the one at hand as they form."""
    forming = (_row(run),) if run.sums.count else ()
    losses = [row.train_loss for row in (*run.rows, *forming)]
    losses += [row.test_loss for row in run.rows]
    highest = max((loss for loss in losses if isfinite(loss)), default=1.0)

    def line(name: str, rows: tuple[Row, ...]) -> Line:
        return Line(
            name, tuple(row.epoch for row in rows), tuple(getattr(row, name) for row in rows)
        )

    return Curves(
        name="curves",
        lines=(
            line("train_loss", run.rows + forming),
            line("train_acc", run.rows + forming),
            line("test_acc", run.rows),
            line("test_loss", run.rows),
        ),
        x_name="epoch",
        x_limits=(0.0, float(run.setup.epochs)),
        y_limits=(0.0, min(max(highest * 1.05, 1.0), HIGHEST_LOSS)),
    )

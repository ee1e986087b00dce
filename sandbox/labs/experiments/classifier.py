"""The lecture's image classifier: 784-256-10 and its relatives on ten classes of clothes."""

from dataclasses import dataclass, replace
from math import isfinite, log
from time import perf_counter

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.optimisers import sgd
from sandbox.engine.penalties import L2
from sandbox.engine.training import Trainer, correct, evaluate
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.data.sources import IMAGE_KINDS
from sandbox.labs.experiments.image_examples import PIXELS, confusion, split, worst_mistakes
from sandbox.labs.exporting import script
from sandbox.labs.exporting.preamble import pictures
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Resources
from sandbox.labs.networks import ACTIVATION_NAMES, INITIALISERS, initialiser, mlp, rates_for
from sandbox.labs.pictures import Curves
from sandbox.labs.settings import KnobSettings, choice, integer, number, rates, sizes
from sandbox.labs.source_code import code_of
from sandbox.labs.training_lab import TrainingLab, TrainingRun, curve
from sandbox.labs.yours import Yours, facts

HIGHEST_LOSS = 2.5
"""Where the loss axis ends: chance is ln 10 ≈ 2.3, and what lies above says no more."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    data: str = choice("auto", IMAGE_KINDS)
    hidden: tuple[int, ...] = sizes((256,))
    activation: str = choice("relu", ACTIVATION_NAMES)
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
class Run(TrainingRun[Setup, Row]):
    """A training with the figures of the epoch at hand and the last test."""

    images: ImageDataset
    sums: Sums
    outputs: Array
    """The logits of the test pictures (N, 10), as of the last test."""
    test_loss: float
    seconds: float
    """Time spent on training steps alone."""


class Classifier(TrainingLab[Setup, Run]):
    """An MLP with softmax cross-entropy and SGD on Fashion-MNIST or the drawn garments."""

    id = "classifier"
    drawn = ("drawn_weights", "drawn_batches")
    metrics = ("train_loss", "train_acc", "test_acc", "seconds")
    pictures = ("curves", "gallery", "confusion", "code")
    replaceable = tuple(SLOTS)
    destabilising = ("lr", "decay", "init_std")
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Find or draw the pictures, and draw the weights; biases are 0."""
        setup = Setup.of(settings)
        own = resources.own
        trainer = self.trainer_for(setup, seed, own)
        images = resources.images(setup.data)
        train, test = split(images, setup.n_train)
        state = trainer.start(initialiser(setup.init, setup.init_std, own))
        empty = np.zeros((0, len(CLASS_KEYS)), np.float32)
        run = Run(setup, seed, own, train, test, state, (), images, Sums(), empty, np.nan, 0.0)
        return self._tested(run)

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
        return self.measured(run) if self.is_checkpoint(run) else run

    def build_trainer(self, setup: Setup, seed: int, own: Yours) -> Trainer:
        """Softmax cross-entropy and SGD, with an L2 penalty if λ is not 0."""
        rates = rates_for(setup.dropout, setup.hidden)
        sizes = (PIXELS, *setup.hidden, len(CLASS_KEYS))
        network = mlp(sizes, setup.activation, rates, own=own)
        penalty = L2(setup.decay) if setup.decay else None
        descent = sgd(setup.lr)
        return own.trainer(network, SoftmaxCrossEntropy(), penalty, descent, setup.batch, seed)

    def measured(self, run: Run) -> Run:
        """The minibatches' figures as they came, and the test."""
        run = self._tested(run)
        return replace(run, rows=(*run.rows, self._row(run)), sums=Sums())

    def _tested(self, run: Run) -> Run:
        """The run with the test pictures' outputs as they are now."""
        tested = evaluate(self.trainer(run).objective, run.state.params, run.test)
        return replace(run, outputs=tested["outputs"], test_loss=float(tested["loss"].item()))

    def _row(self, run: Run) -> Row:
        """The figures so far: of an epoch that has ended, or of as much of it as there is."""
        count = max(run.sums.count, 1)
        return Row(
            epoch=run.state.step / self.steps_per_epoch(run),
            train_loss=run.sums.loss / count,
            train_acc=run.sums.hits / count,
            test_loss=run.test_loss,
            test_acc=_test_accuracy(run),
        )

    def export(self, run: Run, to: str) -> str:
        """The training, which reads the pictures from their files."""
        setup, trainer = run.setup, self.trainer_for(run.setup, run.seed)
        start = initialiser(setup.init, setup.init_std)
        return script(to, trainer, start, setup.epochs, pictures(run.images.name, setup.n_train))

    def nbytes(self, run: Run) -> int:
        """Weights, and the outputs of the last test."""
        return run.state.nbytes + run.outputs.nbytes

    def frame(self, run: Run) -> Frame:
        """The lecture's three curves and the test loss, the worst mistakes, the confusions."""
        trainer = self.trainer(run)
        y = run.test.y
        return Frame(
            metrics=_metrics(run),
            pictures=(
                _curves(run, (self._row(run),) if run.sums.count else ()),
                worst_mistakes("gallery", run.images.test_images, y, run.outputs),
                confusion("confusion", y, run.outputs),
                code_of(trainer),
            ),
            done=run.state.step // self.steps_per_epoch(run),
            total=run.setup.epochs,
            unit=self.unit,
            guessing_loss=log(len(CLASS_KEYS)),
            facts={
                **facts(trainer, initialiser(run.setup.init, run.setup.init_std, run.own)),
                "data": run.images.name,
                "train": str(len(run.train)),
                "test": str(len(run.test)),
            },
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


def _curves(run: Run, forming: tuple[Row, ...]) -> Curves:
    """All epochs, and the train figures of the one at hand as they form."""
    losses = [row.train_loss for row in (*run.rows, *forming)]
    losses += [row.test_loss for row in run.rows]
    highest = max((loss for loss in losses if isfinite(loss)), default=1.0)
    return Curves(
        name="curves",
        lines=(
            curve("train_loss", run.rows + forming),
            curve("train_acc", run.rows + forming),
            curve("test_acc", run.rows),
            curve("test_loss", run.rows),
        ),
        x_name="epoch",
        x_limits=(0.0, float(run.setup.epochs)),
        y_limits=(0.0, min(max(highest * 1.05, 1.0), HIGHEST_LOSS)),
    )

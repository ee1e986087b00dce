"""The same MLP twice, written out and as a list of layers: same weights, batches and numbers."""

import inspect
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from sandbox.engine.initialisation import Normal
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.training import State, Trainer, correct, evaluate
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.data.sources import IMAGE_KINDS
from sandbox.labs.experiments import scratch
from sandbox.labs.experiments.image_examples import PIXELS, split
from sandbox.labs.experiments.scratch import Weights
from sandbox.labs.exporting import as_layers, in_torch, script
from sandbox.labs.exporting.preamble import pictures
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Resources
from sandbox.labs.networks import mlp
from sandbox.labs.pictures import Code, Curves
from sandbox.labs.settings import KnobSettings, choice, integer, number
from sandbox.labs.training_lab import TrainingLab, TrainingRun, curve
from sandbox.labs.yours import NONE, Yours

LAST = 2
"""The place of the second linear layer."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    data: str = choice("auto", IMAGE_KINDS)
    lr: float = number(0.1, low=1e-4, high=1e6, top=10.0, log=True, acts="live")
    units: int = integer(256, low=1, high=2048, log=True)
    batch: int = integer(256, low=1, high=10_000, log=True)
    epochs: int = integer(10, low=1, high=1000, log=True, acts="live")
    n_train: int = integer(0, low=0, high=60_000, log=True, words=(("all", 0),))


@dataclass(frozen=True)
class Row:
    """What one epoch has come to."""

    epoch: float
    scratch_acc: float
    concise_acc: float
    max_difference: float


@dataclass(frozen=True)
class Run(TrainingRun[Setup, Row]):
    """Two trainings on the same minibatches: `state` is the layers', `written` the other's."""

    images: ImageDataset
    written: Weights


class ApiVsScratch(TrainingLab[Setup, Run]):
    """784-256-10 from scratch and as layers; max_difference is max|ΔW| between the two."""

    id = "concise"
    drawn = ("drawn_weights", "drawn_batches")
    metrics = ("max_difference", "scratch_acc", "concise_acc")
    pictures = ("accuracies", "scratch", "concise", "torch")
    knobs = Setup.knobs()
    decisive = "max_difference"

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Both start from the same N(0, .01²) weights; biases are 0."""
        setup = Setup.of(settings)
        images = resources.images(setup.data)
        train, test = split(images, setup.n_train)
        state = self.trainer_for(setup, seed).start(Normal())
        run = Run(setup, seed, NONE, train, test, state, (), images, _written(state))
        return self.measured(run)

    def step(self, run: Run, settings: Settings) -> Run:
        """One minibatch for both; at the end of an epoch also the test."""
        run = self.with_settings(run, settings)
        training = self.training(run)
        X, y = training.batch()
        state, _ = training.trainer.step(run.state, X, y)
        with np.errstate(all="ignore"):  # A run that diverges is a result.
            grads = scratch.gradients(X, y, run.written)
            written = scratch.sgd(run.written, grads, run.setup.lr)
        run = replace(run, state=state, written=written)
        return self.measured(run) if self.is_checkpoint(run) else run

    def build_trainer(self, setup: Setup, seed: int, own: Yours) -> Trainer:
        """The network as a list of layers."""
        network = mlp((PIXELS, setup.units, len(CLASS_KEYS)), "relu")
        return Trainer(Objective(network, SoftmaxCrossEntropy()), sgd(setup.lr), setup.batch, seed)

    def measured(self, run: Run) -> Run:
        """Both accuracies, and how far the weights are apart."""
        objective = self.trainer(run).objective
        outputs = evaluate(objective, run.state.params, run.test)["outputs"]
        X, _ = run.test.take(slice(None), np.float32)
        with np.errstate(all="ignore"):
            own = scratch.net(X, run.written)[-1]
            pairs = zip(_written(run.state), run.written, strict=True)
            difference = max(float(np.abs(a - b).max()) for a, b in pairs)
        n = len(run.test)
        row = Row(
            epoch=run.state.step / self.steps_per_epoch(run),
            scratch_acc=float(correct(own, run.test.y).item()) / n,
            concise_acc=float(correct(outputs, run.test.y).item()) / n,
            max_difference=difference,
        )
        return replace(run, rows=(*run.rows, row))

    def export(self, run: Run, to: str) -> str:
        """The training as a list of layers; it reads the pictures from their files."""
        trainer = self.trainer(run)
        origin = pictures(run.images.name, run.setup.n_train)
        return script(to, trainer, Normal(), run.setup.epochs, origin)

    def nbytes(self, run: Run) -> int:
        """Both sets of weights."""
        return 2 * run.state.nbytes

    def frame(self, run: Run) -> Frame:
        """Both accuracies, and the three ways to write it."""
        last, trainer = run.rows[-1], self.trainer(run)
        epochs = run.setup.epochs
        return Frame(
            metrics={name: getattr(last, name) for name in self.metrics},
            pictures=(
                _accuracies(run),
                Code(name="scratch", text=_scratch_code()),
                Code(name="concise", text=as_layers.training(trainer, Normal(), epochs)),
                Code(name="torch", text=in_torch.training(trainer, Normal(), epochs)),
            ),
            done=int(last.epoch),
            total=run.setup.epochs,
            unit=self.unit,
            facts={"data": run.images.name, "train": str(len(run.train))},
        )


def _written(state: State) -> Weights:
    first, _, last = state.params
    return first["W"], first["b"], last["W"], last["b"]


def _accuracies(run: Run) -> Curves:
    return Curves(
        name="accuracies",
        lines=(curve("scratch_acc", run.rows), curve("concise_acc", run.rows)),
        x_name="epoch",
        x_limits=(0.0, float(run.setup.epochs)),
        y_limits=(0.0, 1.0),
    )


@cache
def _scratch_code() -> str:
    """The functions that run, as they stand in their file."""
    functions = (scratch.net, scratch.gradients, scratch.sgd)
    return "\n\n".join(inspect.getsource(function).rstrip() for function in functions)

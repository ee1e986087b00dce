"""Depth: what becomes of signals and gradients on their way through many layers."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sandbox.engine.activations import Activation
from sandbox.engine.arrays import Array
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.layers import Cache, LinearWithoutBias
from sandbox.engine.randomness import generator
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.networks import ACTIVATION_NAMES, initialiser
from sandbox.labs.pictures import Bars, Table
from sandbox.labs.settings import KnobSettings, choice, integer, number
from sandbox.labs.training import Stepless
from sandbox.labs.yours import NONE, Yours, facts


@dataclass(frozen=True)
class Moments:
    """What the derivation of o = Wx speaks of, as measured: means and mean squares."""

    n_in: int
    n_out: int
    sigma: float
    """Of the weights, as it was asked for."""
    drawn: float
    """Of the weights, as they were drawn."""
    mean_o: float
    x: float
    """E[x²], the γ² of the derivation."""
    o: float
    grad_o: float
    grad_x: float


def moments(start: Initialiser, W: Array, X: Array, O: Array, dO: Array, dX: Array) -> Moments:
    """Of a layer O (B, O) = X (B, I) @ W (I, O), and the gradients dO and dX that came back.

    `start`: what W was drawn from.
    """
    drawn = sqrt(_mean_square(W))
    asked = start.sigma(*W.shape)
    return Moments(
        n_in=W.shape[-2],
        n_out=W.shape[-1],
        sigma=drawn if asked is None else asked,
        drawn=drawn,
        mean_o=float(O.mean()),
        x=_mean_square(X),
        o=float(O.var()),
        grad_o=_mean_square(dO),
        grad_x=_mean_square(dX),
    )


def derivation(m: Moments) -> Table:
    """The lines in the lecture's order: what follows from σ, and what was measured."""
    forward, backward = m.n_in * m.sigma**2, m.n_out * m.sigma**2
    kept, returned = _ratio(m.o, m.x), _ratio(m.grad_x, m.grad_o)
    return Table(
        name="derivation",
        columns=("line", "theory", "measured"),
        rows=(
            ("E[o] = 0", 0.0, m.mean_o),
            ("Var[o] = n_in σ² γ²", forward * m.x, m.o),
            ("n_in σ² = Var[o]/γ²", forward, kept),
            ("Var[∂x] = n_out σ² Var[∂o]", backward * m.grad_o, m.grad_x),
            ("n_out σ² = Var[∂x]/Var[∂o]", backward, returned),
            ("½(n_in + n_out) σ²", (forward + backward) / 2, (kept + returned) / 2),
            ("σ = √(2/(n_in + n_out))", sqrt(2 / (m.n_in + m.n_out)), m.drawn),
        ),
    )


def _mean_square(values: Array) -> float:
    return float(np.square(values).mean())


def _ratio(part: float, whole: float) -> float:
    """Not a number where nothing came to be compared with."""
    return part / whole if whole else float("nan")


BATCH = 16
"""How many examples go through: with them the lecture's starts give the sizes they are known by."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    activation: str = choice("sigmoid", ACTIVATION_NAMES, acts="live")
    init: str = choice("normal", ("normal", "xavier", "he"), acts="live")
    init_std: float = number(
        0.01, entry="start_std", low=1e-4, high=10.0, top=2.0, log=True, acts="live"
    )
    layers: int = integer(10, low=1, high=50, acts="live")
    width: int = integer(64, low=1, high=512, log=True, acts="live")
    inputs: int = integer(64, low=1, high=2000, log=True, acts="live")


@dataclass(frozen=True)
class LayerSpread:
    """One layer after a pass there and back."""

    std: float
    """Of its activations, over units and examples."""
    grad: float
    """How large its weights' gradient is: the root of the mean square."""


@dataclass(frozen=True)
class Run:
    """What one draw of the weights has given."""

    setup: Setup
    seed: int
    draw: int
    layers: tuple[LayerSpread, ...]
    first: Moments
    """Of the first layer: what the derivation speaks of."""
    own: Yours = NONE


class GradientFlow(Lab[Run]):
    """One pass through `layers` layers, forward and backward, before any training.

    16 examples from N(0, 1) go in. Every layer is a matrix from the start chosen, no bias, and
    the activation. At the top a gradient from N(0, 1) comes back, as x went in: so what is left
    of it at the bottom is the layers' doing alone. Each step draws other weights.
    """

    id = "depth"
    drawn = ("drawn_inputs", "drawn_weights")
    metrics = ("first_grad", "last_grad", "first_std", "last_std")
    pictures = ("gradients", "activations", "derivation")
    destabilising = ("init_std",)
    replaceable = ("relu", "sigmoid_grad", "xavier_init")
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The first draw of the weights, and its pass."""
        return _measured(Setup.of(settings), seed, 0, resources.own)

    def step(self, run: Run, settings: Settings) -> Run:
        """Other weights."""
        setup = Setup.of(settings)
        return _measured(setup, run.seed, run.draw + 1, run.own)

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The same draw under the new settings."""
        setup = Setup.of(settings)
        return _measured(setup, run.seed, run.draw, run.own)

    def training(self, run: Run) -> Stepless:
        """Nothing: a pass there and back, without a loss and without an update."""
        return Stepless.NO_UPDATE

    def nbytes(self, run: Run) -> int:
        """A few numbers a layer."""
        return 100 * len(run.layers)

    def frame(self, run: Run) -> Frame:
        """Gradients and activations layer by layer, and the derivation of Xavier's start."""
        labels = tuple(str(number) for number in range(1, len(run.layers) + 1))
        grads = tuple(layer.grad for layer in run.layers)
        stds = tuple(layer.std for layer in run.layers)
        return Frame(
            metrics={
                "first_grad": grads[0],
                "last_grad": grads[-1],
                "first_std": stds[0],
                "last_std": stds[-1],
            },
            pictures=(
                Bars(name="gradients", labels=labels, values=grads, log=True),
                Bars(name="activations", labels=labels, values=stds, log=True),
                derivation(run.first),
            ),
            done=run.draw + 1,
            total=0,
            unit="draw",
            facts=facts(
                run.own.activation(run.setup.activation),
                initialiser(run.setup.init, run.setup.init_std, run.own),
            ),
        )


@dataclass(frozen=True)
class _Passed:
    """A layer on the way there: what it needs on the way back, and its activations."""

    linear: LinearWithoutBias
    cache: Cache
    activation_cache: Cache
    Z: Array
    H: Array


@np.errstate(all="ignore")  # Gradients may vanish or explode: that is what is measured.
def _measured(setup: Setup, seed: int, draw: int, own: Yours) -> Run:
    """There and back through weights that the seed and the draw's number decide."""
    activation = own.activation(setup.activation)
    start = initialiser(setup.init, setup.init_std, own)
    there = _forward(setup, activation, start, seed, draw)
    dH = generator(seed, "depth gradient", draw).standard_normal(there[-1].H.shape)
    layers: list[LayerSpread] = []
    for passed in reversed(there):
        dZ = activation.backward_input(passed.activation_cache, dH)
        dW = passed.linear.backward(passed.cache, dZ)["W"]
        dH = passed.linear.backward_input(passed.cache, dZ)
        layers.insert(0, LayerSpread(float(passed.H.std()), float(np.sqrt(np.square(dW).mean()))))
    X, W = there[0].cache
    return Run(setup, seed, draw, tuple(layers), moments(start, W, X, there[0].Z, dZ, dH), own)


def _forward(
    setup: Setup, activation: Activation, start: Initialiser, seed: int, draw: int
) -> list[_Passed]:
    H = generator(seed, "depth inputs", draw).standard_normal((BATCH, setup.inputs))
    there: list[_Passed] = []
    for place in range(setup.layers):
        linear = LinearWithoutBias(H.shape[-1], setup.width)
        rng = generator(seed, f"depth weights {place}", draw)
        Z, cache = linear.forward({"W": start.draw(rng, linear.inputs, linear.outputs)}, H)
        H, activation_cache = activation.forward({}, Z)
        there.append(_Passed(linear, cache, activation_cache, Z, H))
    return there

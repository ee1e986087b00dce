"""The collapse: linear layers one after another are one linear layer, unless σ is between them."""

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from sandbox.engine.arrays import Array, Params
from sandbox.engine.initialisation import He
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.randomness import generator
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.networks import ACTIVATION_NAMES, mlp
from sandbox.labs.pictures import Matrix
from sandbox.labs.settings import KnobSettings, choice, sizes

EXAMPLES, INPUTS, OUTPUTS = 6, 4, 3

BIAS_STD = 0.5


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    activation: str = choice("identity", ACTIVATION_NAMES, acts="live")
    hidden: tuple[int, ...] = sizes((5,), most=64, fewest=1)


@dataclass(frozen=True)
class Run:
    """One draw of an X (6, 4) and of the layers' weights, and what both networks make of it."""

    setup: Setup
    seed: int
    draw: int
    stacked: Array
    """The layers one after another, σ between them: (6, 3)."""
    collapsed: Array
    """The one layer XW + b: (6, 3)."""


class LinearCollapse(Lab[Run]):
    """(XW⁽¹⁾ + b⁽¹⁾)W⁽²⁾ + b⁽²⁾ against XW + b with W = W⁽¹⁾W⁽²⁾ and b = b⁽¹⁾W⁽²⁾ + b⁽²⁾.

    Every step draws other numbers: what holds, holds for any. Weights are N(0, 2 / inputs), so that
    outputs keep their size through any number of layers; biases are not 0.
    """

    id = "collapse"
    drawn = ("drawn_inputs", "drawn_weights")
    metrics = ("gap",)
    pictures = ("stacked", "collapsed", "difference")
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The first draw."""
        return drawn(Setup.of(settings), seed, 0)

    def step(self, run: Run, settings: Settings) -> Run:
        """Another draw."""
        return drawn(Setup.of(settings), run.seed, run.draw + 1)

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The same numbers through another σ."""
        return drawn(Setup.of(settings), run.seed, run.draw)

    def nbytes(self, run: Run) -> int:
        """Both outputs."""
        return run.stacked.nbytes + run.collapsed.nbytes

    def frame(self, run: Run) -> Frame:
        """Both outputs and their difference."""
        difference = run.stacked - run.collapsed
        return Frame(
            metrics={"gap": float(np.abs(difference).max())},
            pictures=(
                Matrix(name="stacked", values=run.stacked),
                Matrix(name="collapsed", values=run.collapsed),
                Matrix(name="difference", values=difference, heat=True),
            ),
            done=run.draw + 1,
            total=0,
            unit="draw",
        )


def drawn(setup: Setup, seed: int, draw: int) -> Run:
    """The numbers of a draw, and the outputs of the stacked and of the collapsed network."""
    rng = generator(seed, "collapse", draw)
    X = rng.standard_normal((EXAMPLES, INPUTS))
    sizes = (INPUTS, *setup.hidden, OUTPUTS)
    layers: list[Params] = [
        {"W": He().draw(rng, i, o), "b": rng.normal(0.0, BIAS_STD, (1, o))}
        for i, o in pairwise(sizes)
    ]
    return Run(
        setup,
        seed,
        draw,
        stacked(layers, X, setup.activation),
        one_layer(reduce(merged, layers), X),
    )


def stacked(layers: list[Params], X: Array, activation: str) -> Array:
    """The layers one after another with the activation between them: (6, 3)."""
    network = mlp([layers[0]["W"].shape[0], *(layer["W"].shape[1] for layer in layers)], activation)
    params = iter(layers)
    O, _ = network.forward(tuple(next(params) if l.shapes else {} for l in network.layers), X)
    return O


def merged(first: Params, second: Params) -> Params:
    """One layer that does what both do: W = W⁽¹⁾W⁽²⁾ and b = b⁽¹⁾W⁽²⁾ + b⁽²⁾.

    That is the second layer itself, given the first one's W (without its bias) and b as its input.
    """
    i, o = second["W"].shape
    W, _ = LinearWithoutBias(i, o).forward(second, first["W"])
    b, _ = Linear(i, o).forward(second, first["b"])
    return {"W": W, "b": b}


def one_layer(params: Params, X: Array) -> Array:
    """XW + b: (6, 3)."""
    O, _ = Linear(*params["W"].shape).forward(params, X)
    return O

"""Xavier's derivation line by line, each with what one layer of a network really gave."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.initialisation import Initialiser
from sandbox.labs.pictures import Table


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

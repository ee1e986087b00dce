"""Central differences: an independent, slow way to a gradient, to check the fast one with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array, Grads
from sandbox.engine.network import NetworkParams

STEP = 1e-5
"""Half the distance of the two points; near the cube root of float64's precision."""

Cell = tuple[int, str, tuple[int, ...]]
"""A parameter's cell: the layer's place, the parameter's name, and the index in its array."""


@dataclass(frozen=True)
class Checked:
    """One cell's gradient both ways."""

    cell: Cell
    analytic: float
    numeric: float


def central_difference(
    J: Callable[[NetworkParams], float], params: NetworkParams, cell: Cell, step: float = STEP
) -> float:
    """(J(w + step) − J(w − step)) / (2 · step) for the one cell w; params in float64."""
    return (J(nudged(params, cell, step)) - J(nudged(params, cell, -step))) / (2 * step)


def nudged(params: NetworkParams, cell: Cell, by: float) -> NetworkParams:
    """The same parameters with one cell changed by a little."""
    place, name, index = cell
    moved: Array = params[place][name].copy()
    moved[index] += by
    return tuple({**layer, name: moved} if i == place else layer for i, layer in enumerate(params))


def check_gradients(
    J: Callable[[NetworkParams], float],
    params: NetworkParams,
    grads: tuple[Grads, ...],
    most: int = 64,
) -> Iterator[Checked]:
    """Both gradients of every parameter's cells; `most` of a larger one, spread evenly."""
    for place, layer in enumerate(params):
        for name, values in layer.items():
            chosen = np.unique(np.linspace(0, values.size - 1, min(most, values.size)).round())
            for flat in chosen.astype(int):
                index = tuple(int(i) for i in np.unravel_index(flat, values.shape))
                cell = (place, name, index)
                yield Checked(
                    cell, float(grads[place][name][index]), central_difference(J, params, cell)
                )


def largest_difference(checked: list[Checked]) -> float:
    """max |analytic − numeric| over the largest gradient met: 1e-9 is good, 1e-2 a mistake."""
    scale = max((max(abs(c.analytic), abs(c.numeric)) for c in checked), default=0.0)
    worst = max((abs(c.analytic - c.numeric) for c in checked), default=0.0)
    return worst / scale if scale else worst

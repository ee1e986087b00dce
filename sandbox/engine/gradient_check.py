"""Central differences: an independent, slow way to a gradient, to check the fast one with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sandbox.engine.activations import ReLU
from sandbox.engine.arrays import Array, Grads
from sandbox.engine.layers import Layer
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import ForwardValues

STEP = 1e-5
"""Half the distance of the two points; near the cube root of float64's precision."""

Cell = tuple[int, str, tuple[int, ...]]
"""A parameter's cell: the layer's place, the parameter's name, and the index in its array."""


@dataclass(frozen=True)
class CheckedGradient:
    """One cell's gradient both ways."""

    cell: Cell
    analytic: float
    numeric: float
    kink: bool = False
    """Whether a ReLU switches between the two points, where the slope jumps."""

    @property
    def difference(self) -> float:
        """|analytic − numeric|."""
        return abs(self.analytic - self.numeric)


def step_at(w: float) -> float:
    """How far to move a number: a large one further, as its last digits are coarser."""
    return STEP * max(1.0, abs(w))


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
    forward: Callable[[NetworkParams], ForwardValues],
    layers: Sequence[Layer],
    params: NetworkParams,
    grads: tuple[Grads, ...],
    most: int = 64,
) -> Iterator[CheckedGradient]:
    """Both gradients of every parameter's cells; `most` of a larger one, spread evenly."""
    for place, layer in enumerate(params):
        for name, values in layer.items():
            chosen = np.unique(np.linspace(0, values.size - 1, min(most, values.size)).round())
            for flat in chosen.astype(int):
                index = tuple(int(i) for i in np.unravel_index(flat, values.shape))
                cell, step = (place, name, index), step_at(float(values[index]))
                up = forward(nudged(params, cell, step))
                down = forward(nudged(params, cell, -step))
                numeric = float(up.J.sum() - down.J.sum()) / (2 * step)
                kink = not all(map(np.array_equal, _on(layers, up), _on(layers, down)))
                yield CheckedGradient(cell, float(grads[place][name][index]), numeric, kink)


def _on(layers: Sequence[Layer], forward: ForwardValues) -> list[Array]:
    """Which units of each ReLU are on."""
    pairs = zip(layers, forward.caches, strict=True)
    return [cache[0] > 0 for layer, cache in pairs if isinstance(layer, ReLU) and cache]


def largest_difference(checked: Sequence[CheckedGradient]) -> float:
    """max |analytic − numeric| over the largest gradient met: 1e-9 is good, 1e-2 a mistake.

    Cells with a kink are left out: there the two may differ.
    """
    smooth = [c for c in checked if not c.kink]
    scale = max((max(abs(c.analytic), abs(c.numeric)) for c in smooth), default=0.0)
    worst = max((c.difference for c in smooth), default=0.0)
    return worst / scale if scale else worst

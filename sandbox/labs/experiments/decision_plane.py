"""What a network makes of the plane: its decisions there, and what its output layer sees."""

import numpy as np

from sandbox.engine.activations import Activation
from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples
from sandbox.engine.dropout import Dropout
from sandbox.engine.network import Network, NetworkParams
from sandbox.engine.randomness import Noise
from sandbox.labs.pictures import Field, Units

CELLS = 64
"""How many cells a field has across and down."""

PLANE = 2
"""The units that a plane has room for, one along each axis."""

MARGIN = 1.15
"""How much wider a field is than the points on it."""


@np.errstate(all="ignore")  # A network that has diverged decides nothing.
def decisions(name: str, network: Network, params: NetworkParams, data: Examples) -> Field:
    """P(class 1) − P(class 0) over the square that holds the points (N, 2) of `data`."""
    reach = MARGIN * max(float(np.abs(data.X).max()), 1.0)
    axis = np.linspace(-reach, reach, CELLS)
    across, up = np.meshgrid(axis, axis[::-1])
    grid = np.stack([across.ravel(), up.ravel()], axis=1)
    O, _ = network.forward(params, grid)
    values = np.nan_to_num(certainty(O[:, 1] - O[:, 0])).reshape(CELLS, CELLS)
    return Field(
        name=name,
        values=values,
        x_limits=(-reach, reach),
        y_limits=(-reach, reach),
        points=data.X,
        labels=data.y,
    )


@np.errstate(all="ignore")
def representation(name: str, network: Network, params: NetworkParams, data: Examples) -> Field:
    """The points of `data` as the output layer is given them, and its decision between them.

    Two units are drawn as they are. Of more the output layer still compares two weighted sums, so
    one direction of its input is all it looks at: that is the horizontal axis, and its decision is
    an upright line. The vertical axis is where the points spread most besides, in whatever number
    of dimensions.
    """
    *_, output = params
    H, _ = Network(network.layers[:-1]).forward(params[:-1], data.X)
    W, b = output["W"].astype(np.float64), output["b"].astype(np.float64)
    direction, offset = W[:, 1] - W[:, 0], float(b[0, 1] - b[0, 0])
    if not (np.isfinite(H).all() and np.isfinite(direction).all() and np.isfinite(offset)):
        H, direction, offset = np.zeros_like(H), np.zeros_like(direction), 0.0
    if H.shape[1] == PLANE:
        symbol = "x" if len(params) == 1 else "h"
        return _as_they_are(name, H, (f"{symbol}₁", f"{symbol}₂"), direction, offset, data.y)
    length = float(np.linalg.norm(direction))
    along = direction / length if length else np.eye(len(direction))[0]
    centred = H - H.mean(axis=0)
    rest = centred - np.outer(centred @ along, along)
    seen = np.stack([H @ along, rest @ widest(rest)], axis=1)
    (left, right), y_limits = _limits(seen[:, 0]), _limits(seen[:, 1])
    values = certainty(length * np.linspace(left, right, CELLS) + offset)
    return Field(
        name=name,
        values=np.broadcast_to(values, (CELLS, CELLS)),
        x_limits=(left, right),
        y_limits=y_limits,
        points=seen,
        labels=data.y,
    )


def _as_they_are(
    name: str, H: Array, axes: tuple[str, str], direction: Array, offset: float, labels: Array
) -> Field:
    """Two units' values H (N, 2), one along each axis, and the output layer's decision."""
    x_limits, y_limits = _limits(H[:, 0]), _limits(H[:, 1])
    across, up = np.meshgrid(np.linspace(*x_limits, CELLS), np.linspace(*y_limits[::-1], CELLS))
    return Field(
        name=name,
        values=certainty(direction[0] * across + direction[1] * up + offset),
        x_limits=x_limits,
        y_limits=y_limits,
        points=H,
        labels=labels,
        axes=axes,
    )


def certainty(logits: Array) -> Array:
    """P(class 1) − P(class 0) from the difference of the two logits."""
    values: Array = np.tanh(logits / 2)
    return values


def widest(rows: Array) -> Array:
    """The unit vector (I,) along which rows (N, I) of mean 0 spread most."""
    vector: Array = np.linalg.eigh(rows.T @ rows)[1][:, -1]
    # An eigenvector's sign is anybody's choice: without one the picture would flip about.
    return vector if vector[np.abs(vector).argmax()] > 0 else -vector


def _limits(values: Array) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    space = max((high - low) * (MARGIN - 1) / 2, 0.1)
    return low - space, high + space


@np.errstate(all="ignore")
def units(name: str, network: Network, params: NetworkParams, X: Array, noise: Noise) -> Units:
    """Every unit's value for the one example X (1, I) in a training step, and who was dropped."""
    layers = [X]
    alive = [np.ones(X.shape, bool)]
    A = X
    for place, layer in enumerate(network.layers):
        if not layer.active(training=True):
            continue
        given = {**params[place], **layer.draws(noise, place, A)}
        A, cache = layer.forward(given, A)
        if isinstance(layer, Activation):
            layers.append(A)
            alive.append(np.ones(A.shape, bool))
        elif isinstance(layer, Dropout):
            layers[-1], alive[-1] = A, cache[0]
    layers.append(A)
    alive.append(np.ones(A.shape, bool))
    return Units(
        name=name,
        values=tuple(tuple(float(value) for value in row[0]) for row in layers),
        alive=tuple(tuple(bool(one) for one in row[0]) for row in alive),
    )

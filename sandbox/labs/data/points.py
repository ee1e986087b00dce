"""Two classes of points in the plane: small problems whose answer can be drawn."""

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sandbox.engine.randomness import generator

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Kind = Literal["xor", "circles", "moons", "spirals", "blobs"]

KINDS: tuple[Kind, ...] = get_args(Kind)


def points(kind: Kind, n: int, noise: float, seed: int) -> tuple[Floats, Labels]:
    """X (n, 2), about within [-1, 1]², and y (n, 1) of 0 and 1, as many of each as can be.

    `noise` is the standard deviation added to each coordinate after the class is settled; n ≥ 1.
    The points come in shuffled order. Raises ValueError for an unknown kind, n < 1 or noise < 0.
    """
    if kind not in _SHAPES:
        raise ValueError(f"unknown points {kind!r}; choose one of {', '.join(KINDS)}")
    if n < 1 or not noise >= 0:
        raise ValueError(f"points need n ≥ 1 and noise ≥ 0, not n={n} and noise={noise}")
    rng = generator(seed, f"points.{kind}")
    y = np.arange(n) % 2
    X = _SHAPES[kind](rng, y)
    # Noise is drawn last, so that the knob moves the points and does not draw others.
    X = X + noise * rng.standard_normal((n, 2))
    order = rng.permutation(n)
    return X[order], y[order, None]


def flip_labels(y: Labels, count: int, seed: int) -> Labels:
    """A copy of y (n, 1) with `count` labels turned over; a larger count keeps a smaller one's.

    Raises ValueError unless 0 ≤ count ≤ n.
    """
    if not 0 <= count <= len(y):
        raise ValueError(f"cannot flip {count} of {len(y)} labels; choose 0 to {len(y)}")
    chosen = generator(seed, "points.flip").permutation(len(y))[:count]
    flipped = y.copy()
    flipped[chosen] = 1 - flipped[chosen]
    return flipped


def _xor(rng: np.random.Generator, y: Labels) -> Floats:
    # Both quadrants of a class in turn: with uneven quadrants a straight line could beat 1/2.
    sign = 1 - 2 * (np.arange(len(y)) // 2 % 2)
    # A strip along the axes stays free, so that the classes can be told apart at noise 0.
    size = rng.uniform(0.1, 1.0, (len(y), 2))
    return size * np.stack([sign, sign * (1 - 2 * y)], axis=1)


def _circles(rng: np.random.Generator, y: Labels) -> Floats:
    angle = rng.uniform(0, 2 * np.pi, len(y))
    radius = np.where(y == 0, 0.9, 0.4)
    return _polar(radius, angle)


def _moons(rng: np.random.Generator, y: Labels) -> Floats:
    angle = rng.uniform(0, np.pi, len(y))
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=1)
    # The lower moon is the upper one turned by half a circle.
    return 0.62 * upper * (1 - 2 * y)[:, None]


def _spirals(rng: np.random.Generator, y: Labels) -> Floats:
    # The square root spreads the points evenly along the arm, not around its start.
    along = np.sqrt(rng.uniform(0.02, 1, len(y)))
    return _polar(0.95 * along, 3 * np.pi * along + np.pi * y)


def _blobs(rng: np.random.Generator, y: Labels) -> Floats:
    return 0.45 * (2 * y - 1)[:, None] + 0.15 * rng.standard_normal((len(y), 2))


def _polar(radius: Floats, angle: Floats) -> Floats:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


_SHAPES: dict[Kind, Callable[[np.random.Generator, Labels], Floats]] = {
    "xor": _xor,
    "circles": _circles,
    "moons": _moons,
    "spirals": _spirals,
    "blobs": _blobs,
}

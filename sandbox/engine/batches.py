"""Examples, and the minibatches of an epoch as a function of the seed."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sandbox.engine.arrays import Array
from sandbox.engine.randomness import Seed, per_replica


@dataclass(frozen=True)
class Examples:
    """Inputs X (N, I) and targets y (N, 1) or (N, O), or (R, N, …) where replicas have their own.

    Pictures stay in the bytes they came in: a batch of them is multiplied by `scale` as it is
    taken, so that a data set is in memory once and at a quarter of its size in float32.
    """

    X: Array
    y: Array
    scale: float | None = None

    def __post_init__(self) -> None:
        if self.X.ndim < 2 or self.y.ndim < 2:
            raise ValueError(
                f"inputs and targets have rows and columns, not shapes {self.X.shape} and "
                f"{self.y.shape}: give one number for each example as a column, y[:, None]"
            )
        if self.X.shape[-2] != self.y.shape[-2]:
            raise ValueError(
                f"{self.X.shape[-2]} inputs and {self.y.shape[-2]} targets: "
                "every example needs one of each"
            )

    def __len__(self) -> int:
        return int(self.X.shape[-2])

    def take(self, rows: Array | slice, dtype: npt.DTypeLike) -> tuple[Array, Array]:
        """X (…, B, I) in the dtype and y (…, B, O) of the examples numbered by rows (…, B)."""
        X, y = _rows(self.X, rows), _rows(self.y, rows)
        if self.scale is not None:
            X = np.multiply(X, self.scale, dtype=dtype)
        elif X.dtype != dtype:
            X = X.astype(dtype)
        if y.dtype.kind == "f" and y.dtype != dtype:
            y = y.astype(dtype)
        return X, y


def _rows(values: Array, rows: Array | slice) -> Array:
    if isinstance(rows, slice):
        return values[..., rows, :]
    if values.ndim == 2:
        return values.take(rows, axis=0)
    rows = np.broadcast_to(rows, (values.shape[0], rows.shape[-1]))
    return np.take_along_axis(values, rows[..., None], axis=-2)


@lru_cache(maxsize=4)
def shuffled(seed: Seed, epoch: int, n: int) -> Array:
    """The order of n examples in an epoch: (n,), or (R, n) with a seed for each replica."""
    order = per_replica(seed, "shuffle", epoch, lambda rng: rng.permutation(n))
    order.flags.writeable = False
    return order


def minibatch(seed: Seed, step: int, n: int, size: int) -> Array:
    """The examples (…, B) of training step number `step` (from 0); the epoch's last may be fewer.

    Every epoch is shuffled anew and passes over every example once.
    """
    epoch, place = divmod(step, steps_per_epoch(n, size))
    return shuffled(seed, epoch, n)[..., place * size : (place + 1) * size]


def steps_per_epoch(n: int, size: int) -> int:
    """How many minibatches of `size` pass over n examples once."""
    return -(-n // size)

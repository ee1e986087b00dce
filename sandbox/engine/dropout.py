"""Dropout: noise inside a network while it trains, unbiased (Srivastava et al., 2014)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sandbox.engine.arrays import Array, Params, Setting
from sandbox.engine.layers import Cache, Layer
from sandbox.engine.randomness import Noise


@dataclass(frozen=True)
class Dropout(Layer):
    """Each cell becomes 0 with probability p and X / (1 − p) otherwise: its mean stays X.

    The pass brings uniform draws U in [0, 1) as the layer's params; where nothing is drawn, in
    evaluation, the network leaves the layer out and its outputs need no scaling.
    """

    p: Setting

    def __post_init__(self) -> None:
        if not np.all((np.asarray(self.p) >= 0) & (np.asarray(self.p) <= 1)):
            raise ValueError(f"dropout is a probability between 0 and 1, not {self.p}")

    @cached_property
    def kept(self) -> Setting:
        """The share of cells that is kept, 1 − p; 1 where all are dropped and none is divided."""
        kept = np.where(np.asarray(self.p) < 1, 1 - self.p, 1)
        return kept if isinstance(self.p, np.ndarray) else float(kept)

    def active(self, training: bool) -> bool:
        """In training, unless nothing is ever dropped."""
        return training and bool(np.any(np.asarray(self.p) > 0))

    def draws(self, noise: Noise, place: int, X: Array) -> Params:
        """U (…, B, I) for X (…, B, I)."""
        return {"U": noise.uniform(place, X)}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Y (…, B, I) from X (…, B, I), given U (…, B, I)."""
        U = params["U"]
        mask = U >= self.p
        Y = X * mask / self.kept
        return Y, (mask,)

    def backward_input(self, cache: Cache, dY: Array) -> Array:
        """dX (…, B, I) from dY (…, B, I)."""
        (mask,) = cache
        dX = dY * mask / self.kept
        return dX

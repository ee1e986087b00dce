"""Dropout: noise inside a network while it trains, unbiased (Srivastava et al., 2014)."""

from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array, Params, Setting
from sandbox.engine.layers import Cache, Layer


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

    def active(self, training: bool) -> bool:
        """In training, unless nothing is ever dropped."""
        return training and bool(np.any(np.asarray(self.p) > 0))

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Y (…, B, I) from X (…, B, I), given U (…, B, I)."""
        U = params["U"]
        mask = U >= self.p
        Y = np.where(mask, X / (1 - self.p), 0)
        return Y, (mask,)

    def backward_input(self, cache: Cache, dY: Array) -> Array:
        """dX (…, B, I) from dY (…, B, I)."""
        (mask,) = cache
        dX = np.where(mask, dY / (1 - self.p), 0)
        return dX

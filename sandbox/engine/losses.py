"""Losses: one number for how wrong a batch of outputs is, averaged over its examples."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.layers import Cache


@dataclass(frozen=True)
class Loss:
    """`forward` gives L (…, 1, 1); `backward` takes ∂J/∂L (…, 1, 1) and gives ∂J/∂O."""

    watched: ClassVar[tuple[str, ...]] = ("forward", "backward")
    labels: ClassVar[bool] = False
    """True where the targets are class labels (…, B, 1); else they are numbers (…, B, O)."""

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (…, 1, 1) from outputs O (…, B, O) and targets y, and what `backward` needs."""
        raise NotImplementedError(f"{type(self).__name__} needs a forward method")

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (…, B, O) from dL (…, 1, 1)."""
        raise NotImplementedError(f"{type(self).__name__} needs a backward method")


@dataclass(frozen=True)
class SoftmaxCrossEntropy(Loss):
    """−log of the probability that softmax gives the true class, from logits.

    The largest logit of a row is taken off first, so exp never overflows, and the logarithm is
    taken of the sum rather than of a probability, which could have rounded to 0.
    """

    labels: ClassVar[bool] = True

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (…, 1, 1) from logits O (…, B, K) and labels y (…, B, 1) in 0 … K−1."""
        C = O - O.max(axis=-1, keepdims=True)
        E = np.exp(C)
        S = E.sum(axis=-1, keepdims=True)
        Y = y == np.arange(O.shape[-1])
        log_p = (C * Y).sum(axis=-1, keepdims=True) - np.log(S)
        L = -log_p.sum(axis=-2, keepdims=True) / log_p.shape[-2]
        return L, (E, S, Y)

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (…, B, K), the probabilities less the truth, from dL (…, 1, 1)."""
        E, S, Y = cache
        P = E / S
        dO = dL * (P - Y) / Y.shape[-2]
        return dO


@dataclass(frozen=True)
class HalfSquaredError(Loss):
    """½ Σ (o − y)², the lecture's from-scratch loss; its gradient is plain o − y."""

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (…, 1, 1) from outputs O (…, B, O) and targets y (…, B, O)."""
        E = O - y
        e = (E * E).sum(axis=-1, keepdims=True) / 2
        L = e.sum(axis=-2, keepdims=True) / e.shape[-2]
        return L, (E,)

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (…, B, O) from dL (…, 1, 1)."""
        (E,) = cache
        dO = dL * E / E.shape[-2]
        return dO


@dataclass(frozen=True)
class SquaredError(Loss):
    """Σ (o − y)² without the ½, as nn.MSELoss has it for one output."""

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (…, 1, 1) from outputs O (…, B, O) and targets y (…, B, O)."""
        E = O - y
        L = (E * E).sum(axis=(-2, -1), keepdims=True) / E.shape[-2]
        return L, (E,)

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (…, B, O) from dL (…, 1, 1)."""
        (E,) = cache
        dO = dL * 2 * E / E.shape[-2]
        return dO


@dataclass(frozen=True)
class AbsoluteError(Loss):
    """Σ |o − y|, the lecture's L1 loss; where the miss is 0 its slope is taken as 0."""

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (…, 1, 1) from outputs O (…, B, O) and targets y (…, B, O)."""
        E = O - y
        e = np.abs(E).sum(axis=-1, keepdims=True)
        L = e.sum(axis=-2, keepdims=True) / e.shape[-2]
        return L, (E,)

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (…, B, O) from dL (…, 1, 1): a miss counts by its sign alone."""
        (E,) = cache
        dO = dL * np.sign(E) / E.shape[-2]
        return dO

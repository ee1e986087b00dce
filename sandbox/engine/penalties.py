"""Penalties on the weights, the s in J = L + s; Lp norms; and the L1 penalty's own step.

Biases are never penalised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sandbox.engine.arrays import Array, Setting


def lp_norm(x: Array, p: float) -> Array:
    """(Σ |xᵢ|^p)^(1/p) over the last axis: x (…, I) to (…). For p < 1 it is no norm any more.

    The largest entry is taken out first, so that large p neither overflow nor vanish. Raises
    ValueError unless p > 0.
    """
    if not p > 0:
        raise ValueError(f"an Lp norm has p > 0, not {p}")
    sizes = np.abs(np.asarray(x, dtype=np.float64))
    largest = sizes.max(axis=-1, keepdims=True)
    shares = sizes / np.where(largest == 0, 1, largest)
    total: Array = (shares**p).sum(axis=-1) ** (1 / p)
    return largest[..., 0] * total


@dataclass(frozen=True)
class Penalty:
    """s = λ/2 · (the sizes of all weight matrices, added up), λ being `decay`."""

    decay: Setting

    watched: ClassVar[tuple[str, ...]] = ("size", "total", "backward")

    def __post_init__(self) -> None:
        if not np.all(np.asarray(self.decay) >= 0):
            raise ValueError(f"the strength of a penalty is 0 or more, not {self.decay}")

    def forward(self, weights: Sequence[Array]) -> Array:
        """s (…, 1, 1) from the weight matrices (…, I, O)."""
        return self.total([self.size(W) for W in weights])

    def size(self, W: Array) -> Array:
        """How large one weight matrix (…, I, O) is: (…, 1, 1)."""
        raise NotImplementedError(f"{type(self).__name__} needs a size method")

    def total(self, sizes: Sequence[Any]) -> Array:
        """s (…, 1, 1) from the matrices' sizes (…, 1, 1)."""
        s = self.decay / 2 * sum(sizes)
        return s

    def backward(self, W: Array, dW: Array, ds: Array) -> Array:
        """∂J/∂W (…, I, O): the loss's share dW with the penalty's added."""
        raise NotImplementedError(f"{type(self).__name__} needs a backward method")


@dataclass(frozen=True)
class L2(Penalty):
    """Ridge: s = λ/2 Σ‖W‖², the squared Frobenius norms; ∂s/∂W = λW."""

    def size(self, W: Array) -> Array:
        """‖W‖² (…, 1, 1)."""
        n = (W * W).sum(axis=(-2, -1), keepdims=True)
        return n

    def backward(self, W: Array, dW: Array, ds: Array) -> Array:
        """∂J/∂W = dW + ds · λW."""
        dsW = ds * self.decay * W
        dJ = dW + dsW
        return dJ


@dataclass(frozen=True)
class L1(Penalty):
    """Lasso: s = λ/2 Σ|w|, with the lecture's ½; at w = 0 its slope is taken as 0."""

    def size(self, W: Array) -> Array:
        """Σ|w| (…, 1, 1)."""
        n = np.abs(W).sum(axis=(-2, -1), keepdims=True)
        return n

    def backward(self, W: Array, dW: Array, ds: Array) -> Array:
        """∂J/∂W = dW + ds · λ/2 · sign(W)."""
        dsW = ds * self.decay / 2 * np.sign(W)
        dJ = dW + dsW
        return dJ


@dataclass(frozen=True)
class Total:
    """The objective's last line, J = L + s, and the two ones that its backward pass begins with."""

    watched: ClassVar[tuple[str, ...]] = ("forward", "backward_loss", "backward_penalty")

    def forward(self, L: Array, s: Array) -> Array:
        """J (…, 1, 1) from loss and penalty (…, 1, 1)."""
        J = L + s
        return J

    def backward_loss(self, L: Array) -> Array:
        """∂J/∂L = 1 (…, 1, 1)."""
        dL = np.ones_like(L)
        return dL

    def backward_penalty(self, s: Array) -> Array:
        """∂J/∂s = 1 (…, 1, 1)."""
        ds = np.ones_like(s)
        return ds


PENALTIES: dict[str, type[Penalty]] = {"l2": L2, "l1": L1}
"""By the name that knobs use."""


@dataclass(frozen=True)
class SoftThreshold:
    """Moves every weight towards 0 by lr · λ/2 and stops there: the L1 penalty's own step.

    It makes ½(w − v)² + lr · λ/2 · |w| as small as can be, v being where the loss's step has led.
    A subgradient, λ/2 · sign(w), would carry a small weight past 0 and back again for ever.
    """

    decay: Setting

    watched: ClassVar[tuple[str, ...]] = ("shrink",)

    def __post_init__(self) -> None:
        if not np.all(np.asarray(self.decay) >= 0):
            raise ValueError(f"the strength of a penalty is 0 or more, not {self.decay}")

    def shrink(self, v: Array, lr: Setting) -> Array:
        """The weights after the step, of the shape of v."""
        t = lr * self.decay / 2
        w_new = np.maximum(v - t, 0) + np.minimum(v + t, 0)
        return w_new

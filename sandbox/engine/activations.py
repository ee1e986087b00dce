"""The activation functions, elementwise: H = φ(Z) and dZ = dH ⊙ φ′(Z)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sandbox.engine.arrays import Array, Params
from sandbox.engine.layers import Cache, Layer


@dataclass(frozen=True)
class Activation(Layer):
    """A function of each cell on its own; it has no parameters.

    PyTorch's module of the same name computes the same: exported scripts call it.
    """

    off_at_zero: ClassVar[bool] = False
    """Whether a unit whose output is 0 is off: its slope is 0, too."""


@dataclass(frozen=True)
class Identity(Activation):
    """H = Z: no activation at all, which leaves a deep network linear."""

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (…, B, O) from Z (…, B, O)."""
        H = +Z
        return H, (Z,)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ (…, B, O) from dH (…, B, O)."""
        (Z,) = cache
        slope = np.ones_like(Z)
        dZ = dH * slope
        return dZ


@dataclass(frozen=True)
class ReLU(Activation):
    """H = max(0, Z). At Z = 0, where there is no derivative, the slope is taken as 0."""

    off_at_zero: ClassVar[bool] = True

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (…, B, O) from Z (…, B, O)."""
        H = np.maximum(Z, 0)
        return H, (Z,)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ (…, B, O) from dH (…, B, O)."""
        (Z,) = cache
        slope = Z > 0
        dZ = dH * slope
        return dZ


@dataclass(frozen=True)
class Sigmoid(Activation):
    """H = 1 / (1 + exp(−Z)), between 0 and 1; its slope is ¼ at best."""

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (…, B, O) from Z (…, B, O)."""
        H = 1 / (1 + np.exp(-Z))
        return H, (H,)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ (…, B, O) from dH (…, B, O)."""
        (H,) = cache
        slope = H * (1 - H)
        dZ = dH * slope
        return dZ


@dataclass(frozen=True)
class Tanh(Activation):
    """H = tanh(Z) = (1 − exp(−2Z)) / (1 + exp(−2Z)), between −1 and 1."""

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (…, B, O) from Z (…, B, O)."""
        H = np.tanh(Z)
        return H, (H,)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ (…, B, O) from dH (…, B, O)."""
        (H,) = cache
        slope = 1 - H * H
        dZ = dH * slope
        return dZ


ACTIVATIONS: dict[str, type[Activation]] = {
    "relu": ReLU,
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "identity": Identity,
}
"""By the name that knobs use."""

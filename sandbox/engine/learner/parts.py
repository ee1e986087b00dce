"""Layers, a loss, a penalty and a start with a learner's function in the place of some lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sandbox.engine.activations import ReLU, Sigmoid
from sandbox.engine.arrays import Array, Params
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.layers import Cache
from sandbox.engine.learner.function import LearnerFunction
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.penalties import L2
from sandbox.engine.randomness import Noise, generator


@dataclass(frozen=True)
class LearnerReLU(ReLU):
    """The learner's relu; its slope is the engine's."""

    own: LearnerFunction
    title: ClassVar[str] = "relu"

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (B, O) from Z (B, O)."""
        H = self.own(Z)
        return H, (Z,)


@dataclass(frozen=True)
class LearnerSlopeSigmoid(Sigmoid):
    """The engine's sigmoid; its slope is the learner's."""

    own: LearnerFunction
    title: ClassVar[str] = "sigmoid"

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        """H (B, O) from Z (B, O)."""
        H = 1 / (1 + np.exp(-Z))
        return H, (Z,)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ (B, O) from dH (B, O)."""
        (Z,) = cache
        slope = self.own(Z)
        dZ = dH * slope
        return dZ


@dataclass(frozen=True)
class LearnerCrossEntropy(SoftmaxCrossEntropy):
    """The learner's softmax_cross_entropy, whose labels are (B,); its gradient is the engine's."""

    own: LearnerFunction
    title: ClassVar[str] = "softmaxcrossentropy"

    def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
        """L (1, 1) from logits O (B, K) and labels y (B, 1) in 0 … K−1."""
        labels = y[:, 0]
        L = self.own(O, labels)
        return L, (O, y)

    def backward(self, cache: Cache, dL: Array) -> Array:
        """dO (B, K), the probabilities less the truth, from dL (1, 1)."""
        O, y = cache
        E = np.exp(O - O.max(axis=-1, keepdims=True))
        P = E / E.sum(axis=-1, keepdims=True)
        Y = y == np.arange(O.shape[-1])
        dO = dL / Y.shape[-2] * (P - Y)
        return dO


@dataclass(frozen=True)
class LearnerL2(L2):
    """The learner's l2_penalty; its gradient, ∂s/∂W = λW, is the engine's."""

    own: LearnerFunction
    title: ClassVar[str] = "l2"

    def forward(self, weights: Sequence[Array]) -> Array:
        """s (1, 1) from the weight matrices, given as "W1", "W2" …"""
        named = {f"W{number}": W for number, W in enumerate(weights, 1)}
        return self.own(named, self.decay)


@dataclass(frozen=True)
class LearnerDropout(Dropout):
    """The learner's dropout_layer, given a generator; the way back is the engine's."""

    own: LearnerFunction
    title: ClassVar[str] = "dropout"

    def draws(self, noise: Noise, place: int, X: Array) -> Params:
        """A generator, which depends on seed, step and place alone."""
        assert isinstance(noise.seed, int)
        rng: Any = generator(noise.seed, f"dropout {place}", noise.step)
        return {"rng": rng}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Y (B, I) from X (B, I), given a generator."""
        rng = params["rng"]
        Y, mask = self.own(X, self.p, rng)
        return Y, (mask,)


@dataclass(frozen=True)
class LearnerBackDropout(Dropout):
    """The learner's dropout_backward; the way there is the engine's."""

    own_back: LearnerFunction
    title: ClassVar[str] = "dropout"

    def backward_input(self, cache: Cache, dY: Array) -> Array:
        """dX (B, I) from dY (B, I)."""
        (mask,) = cache
        dX = self.own_back(dY, mask, self.p)
        return dX


@dataclass(frozen=True)
class LearnerBothDropout(LearnerBackDropout, LearnerDropout):
    """The learner's dropout, there and back."""


@dataclass(frozen=True)
class LearnerXavier(Initialiser):
    """The learner's xavier_init."""

    own: LearnerFunction

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return self.own(inputs, outputs, rng)

"""What a layer is: pure methods over parameters that belong to nobody; and the affine map.

A layer holds settings only. Its parameters come in as an argument and its results go out as new
arrays; nothing is changed in place. Each line of a watched method is `name = expression`, so that
the stepper can run the very same lines and show every one (see `sandbox.engine.instrument`).
"""

from dataclasses import dataclass
from typing import ClassVar

from sandbox.engine.arrays import Array, Grads, Params
from sandbox.engine.randomness import Noise

Cache = tuple[Array, ...]
"""What a forward pass hands to its backward pass; only the layer itself looks inside."""


@dataclass(frozen=True)
class Layer:
    """A step of a network: `forward`, and the two halves of its gradient."""

    watched: ClassVar[tuple[str, ...]] = ("forward", "backward", "backward_input")

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """The layer's parameters: name to shape, without replicas. None by default."""
        return {}

    def active(self, training: bool) -> bool:
        """Whether the layer does anything; a network leaves it out where it does not."""
        return True

    def draws(self, noise: Noise, place: int, X: Array) -> Params:
        """What the layer at that place draws for its input X in training, beside its parameters."""
        return {}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """The layer's output (…, B, O) for its input (…, B, I), and what `backward` needs."""
        raise NotImplementedError(f"{type(self).__name__} needs a forward method")

    def backward(self, cache: Cache, dY: Array) -> Grads:
        """Gradients of the layer's own parameters, given that of its output."""
        return {}

    def backward_input(self, cache: Cache, dY: Array) -> Array:
        """The gradient of the layer's input (…, B, I), given that of its output (…, B, O)."""
        raise NotImplementedError(f"{type(self).__name__} needs a backward_input method")


@dataclass(frozen=True)
class Linear(Layer):
    """Z = XW + b for rows of X, as the lecture's H = XW⁽¹⁾ + b⁽¹⁾."""

    inputs: int
    outputs: int

    def __post_init__(self) -> None:
        if self.inputs < 1 or self.outputs < 1:
            raise ValueError(
                f"{type(self).__name__} needs at least 1 input and 1 output, "
                f"not {self.inputs} and {self.outputs}"
            )

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """W (I, O) and b (1, O)."""
        return {"W": (self.inputs, self.outputs), "b": (1, self.outputs)}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Z (…, B, O) from X (…, B, I)."""
        W, b = params["W"], params["b"]
        Z = X @ W + b
        return Z, (X, W)

    def backward(self, cache: Cache, dZ: Array) -> Grads:
        """dW (…, I, O) and db (…, 1, O) from dZ (…, B, O)."""
        X, W = cache
        dW = X.mT @ dZ
        db = dZ.sum(axis=-2, keepdims=True)
        return {"W": dW, "b": db}

    def backward_input(self, cache: Cache, dZ: Array) -> Array:
        """dX (…, B, I) from dZ (…, B, O)."""
        X, W = cache
        dX = dZ @ W.mT
        return dX


@dataclass(frozen=True)
class LinearWithoutBias(Linear):
    """Z = XW, the layer of the lecture's hand-written page (z = W⁽¹⁾x there)."""

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """W (I, O)."""
        return {"W": (self.inputs, self.outputs)}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Z (…, B, O) from X (…, B, I)."""
        W = params["W"]
        Z = X @ W
        return Z, (X, W)

    def backward(self, cache: Cache, dZ: Array) -> Grads:
        """dW (…, I, O) from dZ (…, B, O)."""
        X, W = cache
        dW = X.mT @ dZ
        return {"W": dW}

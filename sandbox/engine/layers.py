"""What a layer is: pure methods over parameters that belong to nobody.

A layer holds settings only. Its parameters come in as an argument and its results go out as new
arrays; nothing is changed in place. Each line of a watched method is `name = expression`, so that
the stepper can run the very same lines and show every one (see `sandbox.engine.watching`).
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

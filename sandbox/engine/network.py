"""A network: layers one after another, as nn.Sequential is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sandbox.engine.arrays import Array, Grads, Params
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.layers import Cache, Layer, Linear
from sandbox.engine.randomness import Noise, Seed, per_replica

NetworkParams = tuple[Params, ...]
"""The layers' parameters, one mapping a layer, empty where a layer has none."""


@dataclass(frozen=True)
class Network:
    """Layers one after another. It holds no parameters: they are passed in, layer by layer."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        linear = [layer for layer in self.layers if isinstance(layer, Linear)]
        for before, after in pairwise(linear):
            if before.outputs != after.inputs:
                raise ValueError(
                    f"a layer with {before.outputs} outputs is followed by one with "
                    f"{after.inputs} inputs: make the two numbers equal"
                )

    def init(
        self,
        initialisers: Initialiser | Sequence[Initialiser],
        seed: Seed,
        dtype: npt.DTypeLike = np.float32,
    ) -> NetworkParams:
        """Fresh parameters: weights from the initialiser (or one each layer), biases 0.

        They are drawn in float64 and rounded, so the same seed gives both dtypes the same start.
        """
        params: list[Params] = []
        chosen = iter([initialisers] if isinstance(initialisers, Initialiser) else initialisers)
        initialiser = Initialiser()
        for place, layer in enumerate(self.layers):
            if layer.shapes:
                initialiser = next(chosen, initialiser)
            params.append(
                {
                    name: _draw(initialiser, name, shape, seed, place).astype(dtype)
                    for name, shape in layer.shapes.items()
                }
            )
        return tuple(params)

    def forward(
        self, params: NetworkParams, X: Array, noise: Noise | None = None
    ) -> tuple[Array, list[Cache | None]]:
        """The last layer's output (…, B, O) and every layer's cache.

        Without noise the network evaluates: layers that only train, such as dropout, are left out.
        """
        A = X
        caches: list[Cache | None] = []
        for place, layer in enumerate(self.layers):
            if not layer.active(training=noise is not None):
                caches.append(None)
                continue
            drawn = {} if noise is None else layer.draws(noise, place, A)
            A, cache = layer.forward({**params[place], **drawn}, A)
            caches.append(cache)
        return A, caches

    def backward(self, caches: list[Cache | None], dA: Array) -> Iterator[tuple[int, Grads]]:
        """From the last layer to the first: its place and the gradients of its parameters.

        Below the lowest layer that has parameters nothing is computed, as nobody needs it.
        """
        lowest = self._lowest
        for place in range(len(self.layers) - 1, lowest - 1, -1):
            layer, cache = self.layers[place], caches[place]
            if cache is None:
                continue
            yield place, layer.backward(cache, dA)
            if place > lowest:
                dA = layer.backward_input(cache, dA)

    @cached_property
    def _lowest(self) -> int:
        return next((i for i, layer in enumerate(self.layers) if layer.shapes), 0)


def _draw(
    initialiser: Initialiser, name: str, shape: tuple[int, int], seed: Seed, place: int
) -> Array:
    if name != "W":
        return np.zeros(shape if isinstance(seed, int) else (len(seed), *shape))
    return per_replica(seed, f"weights {place}", 0, lambda rng: initialiser.draw(rng, *shape))

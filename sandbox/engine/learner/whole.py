"""A network, an objective and an optimiser with a learner's function for all of a pass.

The exercises number the parameters, "W1", "b1", "W2" …, have biases (O,) and labels (B,).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sandbox.engine.arrays import Array, Grads, Params
from sandbox.engine.instrument import Record, watch
from sandbox.engine.layers import Cache
from sandbox.engine.learner.function import LearnerFunction
from sandbox.engine.network import Network, NetworkParams
from sandbox.engine.objective import ForwardValues, Objective
from sandbox.engine.optimisers import Optimiser, OptimiserState
from sandbox.engine.randomness import Noise
from sandbox.engine.training import Trainer


@dataclass(frozen=True)
class Rows:
    """The engine's biases (1, O) and labels (B, 1) without their axis of length 1."""

    watched = ("bias", "absent", "labels")

    def bias(self, B: Array) -> Array:
        """b (O,) from b (1, O)."""
        b = B[0]
        return b

    def absent(self, W: Array) -> Array:
        """b (O,) of a layer that has none: zeros."""
        b = np.zeros(W.shape[-1], W.dtype)
        return b

    def labels(self, Y: Array) -> Array:
        """y (B,) from y (B, 1)."""
        y = Y[:, 0]
        return y

    def recording(self, place: str, record: Record) -> "Rows":
        """The same, its lines also recorded."""
        return watch(self, place, record)

    def numbered(self, layers: Sequence[Params | Grads], absent: bool = False) -> dict[str, Array]:
        """The parameters of all layers that have any; with `absent` zeros for missing biases."""
        found: dict[str, Array] = {}
        for number, layer in enumerate((layer for layer in layers if layer), 1):
            found[f"W{number}"] = layer["W"]
            if "b" in layer:
                found[f"b{number}"] = self.bias(layer["b"])
            elif absent:
                found[f"b{number}"] = self.absent(layer["W"])
        return found


def layered(named: dict[str, Array], layers: Iterable[Params]) -> tuple[dict[str, Array], ...]:
    """Numbered parameters or gradients back in the layers that they belong to."""
    found: list[dict[str, Array]] = []
    number = 0
    for layer in layers:
        number += bool(layer)
        found.append({name: named[f"{name}{number}"] for name in layer})
    return tuple(found)


@dataclass(frozen=True)
class LearnerTrainer(Trainer):
    """Asks every part at each step: a learner's function is no line of the engine's."""

    @property
    def compiled(self) -> None:
        """There is no function of the engine's lines alone."""
        return None


@dataclass(frozen=True)
class LearnerNetwork(Network):
    """The learner's mlp_forward: one hidden layer with ReLU, no dropout.

    The way back is the layers' own.
    """

    own: LearnerFunction
    rows: Rows = field(default_factory=Rows)

    def forward(
        self, params: NetworkParams, X: Array, noise: Noise | None = None
    ) -> tuple[Array, list[Cache | None]]:
        """O (B, O), and the caches that the layers' own forward passes would have made of it."""
        values = self.own(X, self.rows.numbered(params, absent=True))
        Z, H, O = values["Z"], values["H"], values["O"]
        first, second = (layer["W"] for layer in params if layer)
        caches: list[Cache | None] = [None] * len(self.layers)
        caches[0], caches[1], caches[-1] = (X, first), (Z,), (H, second)
        return O, caches


@dataclass(frozen=True)
class LearnerObjective(Objective):
    """The learner's mlp_backward: every gradient of cross-entropy, penalty included, at once."""

    own: LearnerFunction = field(kw_only=True)
    rows: Rows = field(default_factory=Rows)

    def forward(
        self, params: NetworkParams, X: Array, y: Array, noise: Noise | None = None
    ) -> ForwardValues:
        """As the engine's, keeping what the learner's way back is given."""
        forward = super().forward(params, X, y, noise)
        return forward._replace(loss_cache=(X, y))

    def backward(self, params: NetworkParams, forward: ForwardValues) -> tuple[Grads, ...]:
        """∂J/∂W and ∂J/∂b for both layers."""
        X, y = forward.loss_cache
        activation, last = forward.caches[1], forward.caches[-1]
        assert activation is not None
        assert last is not None
        cache = {"Z": activation[0], "H": last[0], "O": forward.O}
        decay = 0.0 if self.penalty is None else self.penalty.decay
        named = self.rows.numbered(params, absent=True)
        grads = self.own(X, self.rows.labels(y), named, cache, decay)
        return layered(grads, params)


@dataclass(frozen=True)
class LearnerOptimiser(Optimiser):
    """The learner's sgd_step in the place of rules and descent; `decay` is its own."""

    own: LearnerFunction
    decay: float = 0.0
    rows: Rows = field(default_factory=Rows)

    def update(
        self,
        params: NetworkParams,
        grads: tuple[Grads, ...],
        state: OptimiserState,
        t: int,
    ) -> tuple[NetworkParams, OptimiserState]:
        """All parameters after a step; nothing is remembered."""
        named = self.rows.numbered(params), self.rows.numbered(grads)
        new = self.own(*named, self.descent.lr, self.decay)
        return layered(new, params), state

"""The objective J = L + s: what training makes small."""

from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.engine.arrays import Array, Grads
from sandbox.engine.layers import Cache
from sandbox.engine.losses import Loss
from sandbox.engine.network import Network, NetworkParams
from sandbox.engine.penalties import Penalty, Total
from sandbox.engine.randomness import Noise

PENALISED = "W"
"""The parameter that penalties and weight decay act on; biases are exempt."""


class ForwardValues(NamedTuple):
    """The values of one forward pass: outputs O (…, B, O), and L, s and J (…, 1, 1) each.

    Without a penalty s is None and J is L.
    """

    O: Array
    L: Array
    s: Array | None
    J: Array
    caches: list[Cache | None]
    loss_cache: Cache


@dataclass(frozen=True)
class Objective:
    """A network, the loss of its outputs, and a penalty on its weights (or None)."""

    network: Network
    loss: Loss
    penalty: Penalty | None = None
    total: Total = field(default_factory=Total)

    def forward(
        self, params: NetworkParams, X: Array, y: Array, noise: Noise | None = None
    ) -> ForwardValues:
        """One forward pass for inputs X (…, B, I) and targets y; without noise, an evaluation."""
        O, caches = self.network.forward(params, X, noise)
        L, loss_cache = self.loss.forward(O, y)
        if self.penalty is None:
            return ForwardValues(O, L, None, L, caches, loss_cache)
        s = self.penalty.forward([layer[PENALISED] for layer in params if PENALISED in layer])
        J = self.total.forward(L, s)
        return ForwardValues(O, L, s, J, caches, loss_cache)

    def backward(self, params: NetworkParams, forward: ForwardValues) -> tuple[Grads, ...]:
        """∂J/∂W and ∂J/∂b for every layer, from the values of a forward pass."""
        dL = self.total.backward_loss(forward.L)
        ds = None if forward.s is None else self.total.backward_penalty(forward.s)
        dO = self.loss.backward(forward.loss_cache, dL)
        grads: list[Grads] = [{} for _ in params]
        for place, layer_grads in self.network.backward(forward.caches, dO):
            if self.penalty is not None and ds is not None and PENALISED in layer_grads:
                W, dW = params[place][PENALISED], layer_grads[PENALISED]
                layer_grads = layer_grads | {PENALISED: self.penalty.backward(W, dW, ds)}
            grads[place] = layer_grads
        return tuple(grads)

"""Optimisers: a chain of rules that make a gradient into a step, for each group of parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from sandbox.engine.arrays import Array, Grads, Params, Setting
from sandbox.engine.network import NetworkParams
from sandbox.engine.penalties import SoftThreshold

Slots = Mapping[str, Array]
"""What the rules remember of one parameter, by name, each of the parameter's shape."""

OptimiserState = Mapping[tuple[int, str], Slots]
"""The slots of every parameter, by its layer's place and its name; empty before the first step."""


@dataclass(frozen=True)
class Rule:
    """Makes one gradient into another, remembering what it needs in slots."""

    watched: ClassVar[tuple[str, ...]] = ("direction",)
    remembers: ClassVar[tuple[str, ...]] = ()
    """Names of the slots, as `direction` takes them. It returns the new direction and then the
    slots' new values, in this order; or one array, where the only slot is the direction itself."""

    def apply(self, w: Array, g: Array, slots: Slots, t: int) -> tuple[Array, Slots]:
        """The new direction and the slots after step t (from 1)."""
        raise NotImplementedError(f"{type(self).__name__} needs an apply method")


def recall(w: Array, slots: Slots, name: str) -> Array:
    """What a rule remembers of the parameter w by that name; zeros before the first step."""
    return slots[name] if name in slots else np.zeros_like(w)


@dataclass(frozen=True)
class WeightDecay(Rule):
    """d = g + λw, the optimiser's own weight decay (`weight_decay` of torch.optim.SGD)."""

    decay: Setting

    def __post_init__(self) -> None:
        if not np.all(np.asarray(self.decay) >= 0):
            raise ValueError(f"weight decay is 0 or more, not {self.decay}")

    def apply(self, w: Array, g: Array, slots: Slots, t: int) -> tuple[Array, Slots]:
        """As `direction`; nothing is remembered."""
        return self.direction(w, g), {}

    def direction(self, w: Array, g: Array) -> Array:
        """d from w and its gradient g, all of the parameter's shape."""
        d = g + self.decay * w
        return d


@dataclass(frozen=True)
class Momentum(Rule):
    """v = βv + g: past gradients go on acting (Polyak, 1964; as torch.optim.SGD has it)."""

    beta: Setting = 0.9

    remembers: ClassVar[tuple[str, ...]] = ("v",)

    def __post_init__(self) -> None:
        if not np.all((np.asarray(self.beta) >= 0) & (np.asarray(self.beta) < 1)):
            raise ValueError(f"momentum is 0 or more and below 1, not {self.beta}")

    def apply(self, w: Array, g: Array, slots: Slots, t: int) -> tuple[Array, Slots]:
        """As `direction`; the velocity is remembered."""
        v_new = self.direction(recall(w, slots, "v"), g)
        return v_new, {"v": v_new}

    def direction(self, v: Array, g: Array) -> Array:
        """The new velocity from the old one v and the gradient g."""
        v_new = self.beta * v + g
        return v_new


@dataclass(frozen=True)
class Adam(Rule):
    """The mean of the gradients over the root of the mean of their squares (Kingma & Ba, 2015)."""

    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    remembers: ClassVar[tuple[str, ...]] = ("m", "v")

    def apply(self, w: Array, g: Array, slots: Slots, t: int) -> tuple[Array, Slots]:
        """As `direction`; both moments are remembered."""
        m, v = recall(w, slots, "m"), recall(w, slots, "v")
        d, m_new, v_new = self.direction(m, v, g, t)
        return d, {"m": m_new, "v": v_new}

    def direction(self, m: Array, v: Array, g: Array, t: int) -> tuple[Array, Array, Array]:
        """The direction and the new moments, from the old ones m and v, gradient g and step t."""
        m_new = self.beta1 * m + (1 - self.beta1) * g
        v_new = self.beta2 * v + (1 - self.beta2) * (g * g)
        m_hat = m_new / (1 - self.beta1**t)
        v_hat = v_new / (1 - self.beta2**t)
        d = m_hat / (np.sqrt(v_hat) + self.eps)
        return d, m_new, v_new


@dataclass(frozen=True)
class Descent:
    """w − lr · d: the last line of every update."""

    lr: Setting

    watched: ClassVar[tuple[str, ...]] = ("update",)

    def __post_init__(self) -> None:
        if not np.all(np.asarray(self.lr) >= 0):
            raise ValueError(f"a learning rate is 0 or more, not {self.lr}")

    def update(self, w: Array, d: Array) -> Array:
        """The parameter after a step against d, which has its shape."""
        w_new = w - self.lr * d
        return w_new


@dataclass(frozen=True)
class Group:
    """Parameters that share rules, by name ("W", "b"): torch's parameter group."""

    names: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    proximal: SoftThreshold | None = None
    """What follows the step downhill, if anything."""


@dataclass(frozen=True)
class Optimiser:
    """Makes parameters and their gradients into new parameters; changes neither."""

    descent: Descent
    groups: tuple[Group, ...]

    def update(
        self,
        params: NetworkParams,
        grads: tuple[Grads, ...],
        state: OptimiserState,
        t: int,
    ) -> tuple[NetworkParams, OptimiserState]:
        """All parameters after step t (from 1), and what the rules remember of it."""
        new_state: dict[tuple[int, str], Slots] = {}
        new_params: list[Params] = []
        for place, layer in enumerate(params):
            new_layer: dict[str, Array] = {}
            for name, w in layer.items():
                group, d = self._groups[name], grads[place][name]
                if group.rules:
                    slots = state.get((place, name), {})
                    d, kept = _directed(group.rules, w, d, slots, t)
                    if kept:
                        new_state[place, name] = kept
                v = self.descent.update(w, d)
                if group.proximal is not None:
                    v = group.proximal.shrink(v, self.descent.lr)
                new_layer[name] = v
            new_params.append(new_layer)
        return tuple(new_params), new_state

    @cached_property
    def _groups(self) -> "_ByName":
        return _ByName({name: group for group in self.groups for name in group.names})


class _ByName(dict[str, Group]):
    """Each parameter's group."""

    def __missing__(self, name: str) -> Group:
        raise ValueError(f"no group has the parameter {name}: add it to one")


def _directed(
    rules: tuple[Rule, ...], w: Array, d: Array, slots: Slots, t: int
) -> tuple[Array, Slots]:
    """The gradient after all rules, and what they remember together."""
    remembered: dict[str, Array] = {}
    for rule in rules:
        d, kept = rule.apply(w, d, slots, t)
        remembered.update(kept)
    return d, remembered


def with_decay(rules: tuple[Rule, ...], lr: Setting, decay: Setting | None) -> Optimiser:
    """The rules for all parameters, after weight decay on the weights where one is given."""
    weights = rules if decay is None else (WeightDecay(decay), *rules)
    return Optimiser(Descent(lr), (Group(("W",), weights), Group(("b",), rules)))


def sgd(lr: Setting, momentum: Setting = 0.0, decay: Setting | None = None) -> Optimiser:
    """Minibatch stochastic gradient descent, as torch.optim.SGD with the biases not decayed."""
    plain = isinstance(momentum, float | int) and momentum == 0
    return with_decay(() if plain else (Momentum(momentum),), lr, decay)


def adam(lr: Setting, decay: Setting | None = None) -> Optimiser:
    """Adam with torch's defaults and the biases not decayed."""
    return with_decay((Adam(),), lr, decay)


def proximal_sgd(lr: Setting, decay: Setting) -> Optimiser:
    """Gradient descent on the loss alone, each step followed by the L1 penalty's proximal step."""
    return Optimiser(Descent(lr), (Group(("W",), proximal=SoftThreshold(decay)), Group(("b",))))

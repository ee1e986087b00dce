"""A trainer's step unrolled: forward, backward and update as one function without a call in it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sandbox.engine.dropout import Dropout
from sandbox.engine.inlining import Program, Root, Value, Writer, inlinable, text_of
from sandbox.engine.linear import Linear
from sandbox.engine.network import Network
from sandbox.engine.objective import PENALISED, Objective
from sandbox.engine.optimisers import Group, Optimiser, recall

if TYPE_CHECKING:
    from sandbox.engine.training import Trainer

Unrolled = Callable[..., Any]
"""From (params, slots, X, y, noise, t) to the new params, the new slots and the pass's values."""

STEP = ("step", ("params", "slots", "X", "y", "noise", "t"))
UPDATE = ("update", STEP[1])
GRADIENTS = ("gradients", ("params", "X", "y"))
PREDICT = ("predict", ("params", "X", "y"))


def unrolled(trainer: "Trainer") -> Unrolled | None:
    """The trainer's step; None where a part of it is not made of plain lines, and is called.

    The values are those of the methods, called one by one, to the bit: the lines are theirs.
    """
    things = things_of(trainer)
    parts = (trainer.objective, trainer.objective.network, trainer.optimiser)
    kinds: set[Any] = set(map(type, things.values()))
    if tuple(map(type, parts)) != (Objective, Network, Optimiser) or not all(map(inlinable, kinds)):
        return None
    function: Unrolled = program(trainer).bind(things, STEP[0], trainer.dtype)
    return function


def things_of(trainer: "Trainer") -> dict[Root, Any]:
    """Every object whose methods a step calls."""
    objective, optimiser = trainer.objective, trainer.optimiser
    things: dict[Root, Any] = {("loss",): objective.loss, ("total",): objective.total}
    things |= {("layer", str(i)): layer for i, layer in enumerate(objective.network.layers)}
    if objective.penalty is not None:
        things["penalty",] = objective.penalty
    things["descent",] = optimiser.descent
    for i, group in enumerate(optimiser.groups):
        things |= {("rule", str(i), str(k)): rule for k, rule in enumerate(group.rules)}
        if group.proximal is not None:
            things["proximal", str(i)] = group.proximal
    return things


def program(trainer: "Trainer", kind: tuple[str, tuple[str, ...]] = STEP) -> Program:
    """The source of a STEP; of the UPDATE alone, which gives params, slots and L; of J and its
    GRADIENTS; or of O and L as the network PREDICTs them, where it does not train."""
    return _program(_Structure(trainer), kind)


class _Structure:
    """What a step's lines depend on: settings, sizes and seeds are not among it."""

    def __init__(self, trainer: "Trainer") -> None:
        self.objective, self.optimiser = trainer.objective, trainer.optimiser
        self.things = things_of(trainer)
        layers = trainer.objective.network.layers
        self._key = (
            tuple((root, type(thing)) for root, thing in self.things.items()),
            tuple((tuple(layer.shapes), layer.active(training=True)) for layer in layers),
            tuple(group.names for group in trainer.optimiser.groups),
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Structure) and self._key == other._key


@lru_cache(maxsize=64)
def _program(structure: _Structure, kind: tuple[str, tuple[str, ...]]) -> Program:
    name, parameters = kind
    one = _Unroller(structure, parameters)
    write = {STEP: one.step, UPDATE: one.update, GRADIENTS: one.gradients, PREDICT: one.predict}
    result = ", ".join(map(text_of, write[kind]()))
    head = f"def {name}({', '.join(parameters)}):"
    text = "\n    ".join([head, *one.writer.lines, f"return {result}"]) + "\n"
    return Program(text, one.writer.settings, one.writer.given)


class _Unroller:
    """Writes the lines in the order in which Objective and Optimiser call the methods."""

    def __init__(self, structure: _Structure, parameters: Sequence[str]) -> None:
        self.objective, self.optimiser = structure.objective, structure.optimiser
        self.layers = structure.objective.network.layers
        self.things = structure.things
        self.writer = Writer(parameters)
        self.known: dict[Root, dict[str, Value]] = {root: {} for root in self.things}
        # A layer's number is that of the linear layer that it is or comes after, as in W⁽¹⁾.
        self.tags = [
            str(sum(isinstance(each, Linear) for each in self.layers[: place + 1]))
            for place in range(len(self.layers))
        ]
        self.params = [
            {name: self.writer.line(name + tag, f'params[{i}]["{name}"]') for name in layer.shapes}
            for i, (layer, tag) in enumerate(zip(self.layers, self.tags, strict=True))
        ]

    def update(self) -> tuple[Value, ...]:
        """The new params, the new slots, and L."""
        params, slots, (_, L, *_) = self.step()
        return params, slots, L

    def step(self) -> tuple[Value, ...]:
        """The new params, the new slots, and the values of the pass."""
        O, caches = self._network(training=True)
        L, loss_cache = self._call(("loss",), "forward", [O, "y"])
        s, J = self._penalty(L)
        grads = self._backward(caches, L, s, loss_cache)
        params, slots = self._update(grads)
        return params, slots, (O, L, s, J, caches, loss_cache)

    def gradients(self) -> tuple[Value, ...]:
        """J, and the gradients of all parameters."""
        O, caches = self._network(training=True)
        L, loss_cache = self._call(("loss",), "forward", [O, "y"])
        s, J = self._penalty(L)
        return J, self._backward(caches, L, s, loss_cache)

    def predict(self) -> tuple[Value, ...]:
        """O and L."""
        O, _ = self._network(training=False)
        L, _ = self._call(("loss",), "forward", [O, "y"])
        return O, L

    def _call(
        self,
        root: Root,
        method: str,
        arguments: Sequence[Value] | Mapping[str, Value],
        tag: str = "",
    ) -> Value:
        """A method's lines; what it gives."""
        cls, known = type(self.things[root]), self.known[root]
        return self.writer.inline(cls, method, root, arguments, known, tag)

    def _network(self, training: bool) -> tuple[Value, list[Value]]:
        A: Value = "X"
        caches: list[Value] = []
        for place, layer in enumerate(self.layers):
            if not layer.active(training):
                caches.append(None)
                continue
            tag, given = self.tags[place], self.params[place]
            if isinstance(layer, Dropout):
                given = {"U": self.writer.line(f"U{tag}", f"noise.uniform({place}, {A})")}
            A, cache = self._call(("layer", str(place)), "forward", [given, A], tag)
            caches.append(cache)
        return A, caches

    def _penalty(self, L: Value) -> tuple[Value, Value]:
        if self.objective.penalty is None:
            return None, L
        weights = [names[PENALISED] for names in self.params if PENALISED in names]
        sizes = [self._call(("penalty",), "size", [W], f"_{W}") for W in weights]
        s = self._call(("penalty",), "total", [sizes])
        return s, self._call(("total",), "forward", [L, s])

    def _backward(
        self, caches: list[Value], L: Value, s: Value, loss_cache: Value
    ) -> list[dict[str, Value]]:
        dL = self._call(("total",), "backward_loss", [L])
        ds = None if s is None else self._call(("total",), "backward_penalty", [s])
        dA = self._call(("loss",), "backward", [loss_cache, dL])
        grads: list[dict[str, Value]] = [{} for _ in self.layers]
        lowest = next((i for i, layer in enumerate(self.layers) if layer.shapes), 0)
        for place in range(len(self.layers) - 1, lowest - 1, -1):
            if caches[place] is None:
                continue
            root, tag = ("layer", str(place)), self.tags[place]
            if self.layers[place].shapes:
                grads[place] = dict(self._call(root, "backward", [caches[place], dA], tag))
            if ds is not None and PENALISED in grads[place]:
                W, dW = self.params[place][PENALISED], grads[place][PENALISED]
                added = self._call(("penalty",), "backward", [W, dW, ds], f"_{W}")
                grads[place][PENALISED] = added
            if place > lowest:
                dA = self._call(root, "backward_input", [caches[place], dA], tag)
        return grads

    def _update(self, grads: list[dict[str, Value]]) -> tuple[Value, Value]:
        new: list[dict[str, Value]] = []
        slots: dict[tuple[int, str], Value] = {}
        for place, names in enumerate(self.params):
            new.append({})
            for name, w in names.items():
                number, group = self._group(name)
                key = (place, name)
                d, kept = self._directed(number, group, key, w, grads[place][name])
                if kept:
                    slots[key] = kept
                self.known["descent",] = {}
                v = self._call(("descent",), "update", [w, d], f"_{w}")
                if group.proximal is not None:
                    root = ("proximal", str(number))
                    self.known[root] = {}
                    lr = self.writer.setting(("descent",), "lr")
                    v = self._call(root, "shrink", [v, lr], f"_{w}")
                new[place][name] = v
        return tuple(new), slots

    def _directed(
        self, number: int, group: Group, key: tuple[int, str], w: Value, d: Value
    ) -> tuple[Value, dict[str, Value]]:
        """The gradient after all rules of its group, and what they remember."""
        kept: dict[str, Value] = {}
        for place, rule in enumerate(group.rules):
            root, tag = ("rule", str(number), str(place)), f"_{w}"
            self.known[root] = {}
            arguments: dict[str, Value] = {"w": w, "g": d, "t": "t"}
            for name in rule.remembers:
                self.writer.given["recall"] = recall
                known = f"recall({w}, slots.get({key!r}, {{}}), {name!r})"
                arguments[name] = self.writer.line(f"{name}{tag}", known)
            result = self._call(root, "direction", arguments, tag)
            d, *new = result if isinstance(result, tuple) else (result,)
            kept |= zip(rule.remembers, new or [d], strict=False)
        return d, kept

    def _group(self, name: str) -> tuple[int, Group]:
        for number, group in enumerate(self.optimiser.groups):
            if name in group.names:
                return number, group
        raise ValueError(f"no group has the parameter {name}: add it to one")

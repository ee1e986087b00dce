"""A training step as one function without a call in it, written by running it on written parts."""

from collections.abc import Callable
from functools import lru_cache, partial
from inspect import isfunction
from types import MethodType
from typing import Any

import numpy.typing as npt

from sandbox.engine.layers import Linear
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import Optimiser, recall
from sandbox.engine.program_writer import Program, Root, Value, Writer, inlinable, text_of
from sandbox.engine.step import parts_of, training_step, with_parts

CompiledStep = Callable[..., Any]
"""From (params, slots, X, y, noise, t) to the new params, the new slots and the forward values."""

STEP = ("step", ("params", "slots", "X", "y", "noise", "t"))
UPDATE = ("update", STEP[1])
GRADIENTS = ("gradients", ("params", "X", "y"))
PREDICT = ("predict", ("params", "X", "y"))


def compiled_step(
    objective: Objective, optimiser: Optimiser, dtype: npt.DTypeLike
) -> CompiledStep | None:
    """The training step; None where a part of it is not made of plain lines, and is called.

    The values are those of `training_step`, to the bit: the lines are those of its methods.
    """
    parts = parts_of(objective, optimiser)
    composition = (type(objective), type(objective.network), type(optimiser))
    kinds: set[Any] = set(map(type, parts.values()))
    if composition != (Objective, Network, Optimiser) or not all(map(inlinable, kinds)):
        return None
    function: CompiledStep = program(objective, optimiser).bind(parts, STEP[0], dtype)
    return function


def program(
    objective: Objective, optimiser: Optimiser, kind: tuple[str, tuple[str, ...]] = STEP
) -> Program:
    """The source of a STEP; of the UPDATE alone, which gives params, slots and L; of J and its
    GRADIENTS; or of O and L as the network PREDICTs them, where it does not train."""
    return _program(_Structure(objective, optimiser), kind)


class _Structure:
    """What a step's lines depend on: settings, sizes and seeds are not among it."""

    def __init__(self, objective: Objective, optimiser: Optimiser) -> None:
        self.objective, self.optimiser = objective, optimiser
        layers = objective.network.layers
        self._key = (
            tuple((root, type(part)) for root, part in parts_of(objective, optimiser).items()),
            tuple((tuple(layer.shapes), layer.active(training=True)) for layer in layers),
            tuple(group.names for group in optimiser.groups),
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Structure) and self._key == other._key


@lru_cache(maxsize=64)
def _program(structure: _Structure, kind: tuple[str, tuple[str, ...]]) -> Program:
    name, parameters = kind
    writer = Writer(parameters)
    result = ", ".join(map(text_of, _written(structure, kind, writer)))
    head = f"def {name}({', '.join(parameters)}):"
    text = "\n    ".join([head, *writer.lines, f"return {result}"]) + "\n"
    return Program(text, writer.settings, writer.given)


def _written(
    structure: _Structure, kind: tuple[str, tuple[str, ...]], writer: Writer
) -> tuple[Value, ...]:
    """Writes the lines of that kind; what the function returns."""
    layers = structure.objective.network.layers
    # A layer's number is that of the linear layer that it is or comes after, as in W⁽¹⁾.
    tags = [
        str(sum(isinstance(each, Linear) for each in layers[: place + 1]))
        for place in range(len(layers))
    ]
    params: Any = tuple(
        {name: writer.line(name + tag, f'params[{i}]["{name}"]') for name in layer.shapes}
        for i, (layer, tag) in enumerate(zip(layers, tags, strict=True))
    )
    subject = _Subject()

    def written(root: Root, part: Any) -> _WrittenPart:
        return _WrittenPart(
            part, root, writer, subject, tags[int(root[1])] if root[0] == "layer" else ""
        )

    objective, optimiser = with_parts(structure.objective, structure.optimiser, written)
    X: Any = "X"
    y: Any = "y"
    noise: Any = _WrittenNoise(writer, tags)
    if kind == PREDICT:
        O, _ = objective.network.forward(params, X)
        L, _ = objective.loss.forward(O, y)
        return O, L
    if kind == GRADIENTS:
        forward = objective.forward(params, X, y, noise)
        return forward.J, list(objective.backward(params, forward))
    slots: Any = _WrittenSlots(writer, params)
    t: Any = "t"
    new, kept, values = training_step(objective, optimiser, params, slots, X, y, noise, t)
    return (new, kept, values.L if kind == UPDATE else values)


class _Subject:
    """The parameter that an update is about, by its variable."""

    name = ""


class _WrittenPart:
    """A layer, loss, penalty or rule whose watched methods write their lines where they are called.

    Its settings are names, its other methods those of its class, which call the watched ones.
    """

    def __init__(self, part: Any, root: Root, writer: Writer, subject: _Subject, tag: str) -> None:
        self._part, self._root, self._writer = part, root, writer
        self._subject, self._tag = subject, tag
        self._known: dict[str, Value] = {}
        self.shapes = getattr(part, "shapes", None)
        self.active = getattr(part, "active", None)

    def __getattr__(self, name: str) -> Any:
        cls = type(self._part)
        if name in cls.watched:
            return partial(self._write, name)
        member = getattr(cls, name, None)
        if isfunction(member):
            return partial(self._compose, MethodType(member, self))
        return self._writer.setting(self._root, name)

    def _compose(self, method: Callable[..., Any], *arguments: Value) -> Value:
        if isinstance(arguments[0], str):
            self._subject.name = arguments[0]
        return method(*arguments)

    def _write(self, method: str, *arguments: Value) -> Value:
        """The method's lines with these arguments; what it gives."""
        kind = self._root[0]
        tag, known = self._tag, self._known
        if kind == "penalty":
            tag = f"_{arguments[0]}" if isinstance(arguments[0], str) else ""
        elif kind in ("rule", "descent", "proximal"):
            if kind == "descent":
                self._subject.name = arguments[0]
            tag, known = f"_{self._subject.name}", {}
        return self._writer.inline(type(self._part), method, self._root, arguments, known, tag)


class _WrittenNoise:
    """Writes what a layer draws."""

    def __init__(self, writer: Writer, tags: list[str]) -> None:
        self._writer, self._tags = writer, tags

    def uniform(self, place: int, like: Value) -> Value:
        """The variable that has U for that layer's input."""
        return self._writer.line(f"U{self._tags[place]}", f"noise.uniform({place}, {like})")


class _WrittenSlots:
    """Writes what the rules recall of a parameter."""

    def __init__(self, writer: Writer, params: tuple[dict[str, Value], ...]) -> None:
        self._writer, self._params = writer, params

    def get(self, key: tuple[int, str], default: Any) -> "_WrittenSlot":
        """What is remembered of the parameter with that layer's place and that name."""
        return _WrittenSlot(self._writer, key, self._params[key[0]][key[1]])


class _WrittenSlot:
    def __init__(self, writer: Writer, key: tuple[int, str], w: Value) -> None:
        self._writer, self._key, self._w = writer, key, w

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Value:
        self._writer.given["recall"] = recall
        text = f"recall({self._w}, slots.get({self._key!r}, {{}}), {name!r})"
        return self._writer.line(f"{name}_{self._w}", text)

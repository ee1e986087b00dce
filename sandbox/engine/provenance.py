"""Following a number: which step made it, and which cells were made of it."""

import ast
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.explain.expression import Index
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.recording import Recording
from sandbox.engine.replay import replay

Kind = Literal["step", "input", "target", "parameter", "setting", "draw", "memory"]
"""Where a value is from: a line of the pass, the data, the weights, a setting, a random draw of
dropout, or what the optimiser remembers."""


@dataclass(frozen=True)
class Provenance:
    """Where an operand comes from."""

    kind: Kind
    step: int | None = None
    """The number of the step that made it, from 0, where one did."""
    place: int | None = None
    """The layer, of a parameter."""
    name: str = ""
    """The parameter's or setting's name."""


class Origins:
    """Where everything in a recording comes from, told by the objects themselves."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._known: dict[int, Provenance] = {
            id(recording.X): Provenance("input", name="X"),
            id(recording.y): Provenance("target", name="y"),
        }
        for place, layer in enumerate(recording.before.params):
            for name, values in layer.items():
                self._known[id(values)] = Provenance("parameter", place=place, name=name)
        for slots in recording.before.slots.values():
            for name, values in slots.items():
                self._known[id(values)] = Provenance("memory", name=name)
        for number, step in enumerate(recording.steps):
            self._known.setdefault(id(step.value), Provenance("step", step=number, name=step.name))

    def of(self, name: str, owner: Any) -> Provenance:
        """The origin of an operand, by its name in the formula and the object that it is."""
        if name.startswith("self."):
            return Provenance("setting", name=name.removeprefix("self."))
        known = self._known.get(id(owner))
        if known is not None:
            return known
        if np.ndim(owner) == 0:
            return Provenance("setting", name=name)
        return Provenance("draw" if name == "U" else "memory", name=name)

    def uses(self, value: Any) -> list[tuple[int, str]]:
        """The steps that have the value among their operands, and its name there."""
        found = []
        for number, step in enumerate(self._recording.steps):
            for name, operand in step.operands.items():
                listed = operand if isinstance(operand, list) else [operand]
                if any(one is value for one in listed):
                    found.append((number, name))
        return found


def reached(step: RecordedLine, value: Any, index: Index) -> Array:
    """Where in the step's value, in its shape, one cell of an operand tells.

    The formula itself is asked: it runs again with that cell put out of reach, and the cells
    that differ are the ones.
    """
    differs = np.zeros(np.shape(step.value), bool)
    kept = np.asarray(value)
    # In another dtype all cells would come out a little otherwise.
    floats = [one.dtype for one in (kept, np.asarray(step.value)) if one.dtype.kind == "f"]
    dtype = floats[0] if floats else np.dtype(np.float64)
    # Not a number stays so through all arithmetic; only conditions can swallow it.
    stand_ins = [np.nan]
    if kept.dtype == bool:
        stand_ins.append(float(not kept[index]))
    elif _compares(step.formula):
        stand_ins += [np.inf, -np.inf]
    for stand_in in stand_ins:
        moved = np.array(value, dtype=dtype)
        moved[index] = stand_in
        changed = replay([step], {id(value): moved})
        again = np.asarray(changed.get(id(step.value), step.value))
        same = (again == step.value) | ((again != again) & (step.value != step.value))
        differs |= ~same
    return differs


def _compares(formula: str) -> bool:
    return any(isinstance(node, ast.Compare) for node in ast.walk(ast.parse(formula)))

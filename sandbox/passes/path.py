"""The way of a number: from cell to cell of a pass, down to the data or up to what used it."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.passes.explanation import FormulaPart, cell_name
from sandbox.passes.recorded_step import RecordedStep, Use

By = Literal["asked", "made-of", "used-in"]
"""How a stop was come to: asked for, as a part of the stop before, or as what that went into."""


@dataclass(frozen=True)
class CellRef:
    """One number of a pass: a cell of a line's value, or of something that came from outside.

    It names the number, not the array, so it can be found again in the same pass with other
    numbers: after an edit, under another setting, one update on.
    """

    origin: Provenance
    index: Index
    via: int
    """The line that has it among its operands; the line itself, for what a line computed."""

    @classmethod
    def of_line(cls, step: int, index: Index) -> "CellRef":
        """A cell of what a line computed."""
        return cls(Provenance("step", step=step), index, step)

    @classmethod
    def of_part(cls, part: FormulaPart, via: int) -> "CellRef":
        """A cell that went into one of the line `via`."""
        step = part.origin.step
        return cls(part.origin, part.index, via) if step is None else cls.of_line(step, part.index)

    @classmethod
    def of_operand(cls, taken: RecordedStep, step: int, name: str, cell: Index) -> "CellRef":
        """The cell of an operand as it is drawn: in two dimensions, a list in a row."""
        operand = taken.shown[step].step.operands[name]
        row, column = cell
        if isinstance(operand, list | tuple):
            owner, index = operand[column], (0,) * np.ndim(operand[column])
        else:
            owner, index = operand, ((), (column,), cell)[min(np.ndim(operand), 2)]
        origin = taken.origins.of(name, owner)
        return cls(origin, index, step) if origin.step is None else cls.of_line(origin.step, index)

    @classmethod
    def of_use(cls, use: Use) -> "CellRef":
        """The first cell that was made of a number."""
        return cls.of_line(use.step, use.cells[0])


def whole(taken: RecordedStep, spot: CellRef) -> Any:
    """The value that the spot is a cell of: the very object. LookupError where there is none."""
    return _found(taken, spot)[1]


def symbol(taken: RecordedStep, spot: CellRef) -> str:
    """What the lecture calls that value: "∂J/∂W⁽²⁾"."""
    if spot.origin.step is not None:
        return taken.shown[spot.origin.step].symbol.removesuffix(" ←")
    name = _found(taken, spot)[0]
    return taken.shown[spot.via].operand_symbols.get(name, name)


def name(taken: RecordedStep, spot: CellRef) -> str:
    """The cell as it is called: "∂J/∂W⁽²⁾[0,2]"."""
    return cell_name(symbol(taken, spot), spot.index, np.shape(whole(taken, spot)))


def value(taken: RecordedStep, spot: CellRef) -> float:
    """The number itself."""
    return float(np.asarray(whole(taken, spot))[spot.index])


def _found(taken: RecordedStep, spot: CellRef) -> tuple[str, Any]:
    """The name and the value, by the line that it is met in."""
    steps = taken.recording.steps
    if not 0 <= spot.via < len(steps):
        raise LookupError(f"there is no line {spot.via + 1}")
    step = steps[spot.via]
    if spot.origin.step is not None:
        return step.name, step.value
    for name, operand in step.operands.items():
        for owner in operand if isinstance(operand, list) else [operand]:
            if taken.origins.of(name, owner) == spot.origin:
                return name, owner
    raise LookupError(f"line {spot.via + 1} has no such operand")


@dataclass(frozen=True)
class PathNode:
    """A spot on the way, what it was called there, and how it was come to."""

    spot: CellRef
    symbol: str
    by: By


@dataclass(frozen=True)
class CellPath:
    """The way taken through one pass. Nothing in it changes; every move gives a new one."""

    taken: RecordedStep
    stops: tuple[PathNode, ...]

    @classmethod
    def begin(cls, taken: RecordedStep, spot: CellRef) -> "CellPath":
        """Ask for a number."""
        return cls(taken, (PathNode(spot, symbol(taken, spot), "asked"),))

    @property
    def here(self) -> CellRef:
        """Where the way has come to."""
        return self.stops[-1].spot

    def on(self, spot: CellRef, by: By) -> "CellPath":
        """On to another number."""
        return CellPath(self.taken, (*self.stops, PathNode(spot, symbol(self.taken, spot), by)))

    def back(self) -> "CellPath | None":
        """To the stop before; None at the first."""
        return CellPath(self.taken, self.stops[:-1]) if len(self.stops) > 1 else None

    def beside(self, by: int) -> "CellPath":
        """To another cell of the same value: so many places on, in reading order."""
        shape = np.shape(whole(self.taken, self.here))
        size = int(np.prod(shape))
        flat = int(np.ravel_multi_index(self.here.index, shape)) if shape else 0
        flat = min(max(flat + by, 0), size - 1)
        index = tuple(int(i) for i in np.unravel_index(flat, shape)) if shape else ()
        moved = CellRef(self.here.origin, index, self.here.via)
        last = self.stops[-1]
        return CellPath(self.taken, (*self.stops[:-1], PathNode(moved, last.symbol, last.by)))

    def within(self, taken: RecordedStep) -> "CellPath | None":
        """The same way through another pass; None where it does not lead there."""
        try:
            same = all(_same(taken, stop) for stop in self.stops)
        except LookupError:
            return None
        return CellPath(taken, self.stops) if same else None

    def nodes(self) -> tuple[str, ...]:
        """The values of the graph that the way has touched, in its order."""
        return tuple(self._node(stop.spot) for stop in self.stops)

    def _node(self, spot: CellRef) -> str:
        if spot.origin.step is not None:
            return self.taken.shown[spot.origin.step].node
        return symbol(self.taken, spot)


def _same(taken: RecordedStep, stop: PathNode) -> bool:
    np.asarray(whole(taken, stop.spot))[stop.spot.index]
    return symbol(taken, stop.spot) == stop.symbol

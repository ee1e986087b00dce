"""Stepping: a recorded training step that can be asked, checked and changed."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.explain.expression import Index
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.provenance import Origins, Provenance, reached
from sandbox.engine.recording import Recording, record
from sandbox.engine.replay import measure
from sandbox.engine.training import State, Trainer
from sandbox.passes.annotation import Notation, annotate
from sandbox.passes.comparison import Comparison, Unchecked
from sandbox.passes.explanation import Explanation, cell_name, chain, explain
from sandbox.passes.lines import AnnotatedLine

MAX_LISTED_CELLS = 16
"""Cells made of a number that are listed one by one."""

MAX_CHECKED_CELLS = 64
"""Cells that a gradient check visits; of a larger matrix so many, spread evenly."""

DERIVATIVE = re.compile(r"∂(?P<of>\w)/∂(?P<by>.+)")


class EditError(ValueError):
    """A value cannot be set by hand. `reason` and `values` are for other languages."""

    REASONS: ClassVar[dict[str, str]] = {
        "computed": "only weights, inputs and targets can be set: the rest is computed",
        "no-number": "a value is a finite number",
        "not-whole": "a label is a whole number, not {value}",
        "no-class": "a label is a whole number from 0 to {last}",
    }

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(self.REASONS[reason].format(**values))
        self.reason = reason
        self.values = values


@dataclass(frozen=True)
class Use:
    """A step that a number went into, and the cells there that were made of it."""

    step: int
    symbol: str
    cells: tuple[Index, ...]
    """The first few of them."""
    count: int
    """How many they are."""


@dataclass(frozen=True)
class RecordedStep:
    """A training step line by line: every number in it can be asked where it came from."""

    trainer: Trainer
    recording: Recording

    @classmethod
    def record(cls, trainer: Trainer, state: State, X: Array, y: Array) -> "RecordedStep":
        """Take one training step, every line of it kept."""
        return cls(trainer, record(trainer, state, X, y))

    @cached_property
    def shown(self) -> tuple[AnnotatedLine, ...]:
        """Every line in both notations."""
        return annotate(self.recording, self.trainer.objective.network)

    @cached_property
    def origins(self) -> Origins:
        """Where each operand comes from."""
        return Origins(self.recording)

    @property
    def notation(self) -> Notation:
        """The symbols of the network."""
        penalised = self.recording.forward.s is not None
        return Notation(self.trainer.objective.network, penalised)

    def explain(self, step: int, index: Index) -> Explanation:
        """How a cell of a step's value was made. IndexError where there is no such cell."""
        return explain(self.recording, self.shown, step, index)

    def chain(self, step: int, index: Index) -> list[Explanation]:
        """The explanation, and those of the parts that counted most, down to the data."""
        return list(chain(self.recording, self.shown, step, index))

    def uses(self, value: Any, index: Index) -> list[Use]:
        """Which later steps a cell of a value went into; not those that took its shape alone."""
        steps = self.recording.steps
        found = []
        for number in dict.fromkeys(number for number, _ in self.origins.uses(value)):
            hit = reached(steps[number], value, index)
            flat = np.flatnonzero(hit)
            if flat.size:
                first = np.argwhere(hit)[:MAX_LISTED_CELLS]
                cells = tuple(tuple(map(int, cell)) for cell in first)
                found.append(Use(number, self.shown[number].symbol, cells, flat.size))
        return found

    def check(self, step: int, index: Index) -> Comparison | Unchecked:
        """A gradient's cell beside its central difference, or why there is none."""
        shown = self.shown[step]
        match = DERIVATIVE.fullmatch(shown.symbol)
        if match is None:
            return _no_gradient(shown)
        made = {s.symbol: s.step for s in self.shown if s.phase in ("forward", "loss")}
        name = match["of"] if match["of"] != "J" or self.notation.penalised else "L"
        of, by = made.get(name), self._value(match["by"], made)
        if of is None or by is None or np.shape(by) != np.shape(shown.step.value):
            return Unchecked.UNMATCHED
        measured = measure(self.recording.steps, of, by, index)
        if measured is None:
            return Unchecked.APART
        analytic = float(np.asarray(shown.step.value)[index])
        return Comparison(analytic, name, cell_name(match["by"], index, np.shape(by)), measured)

    def checked_cells(self, step: int) -> list[Index]:
        """The cells that stand for a whole matrix in a check: all of a small one."""
        shape = np.shape(self.shown[step].step.value)
        size = int(np.prod(shape))
        chosen = np.unique(np.linspace(0, size - 1, min(size, MAX_CHECKED_CELLS)).round()).astype(
            int
        )
        return [tuple(int(i) for i in np.unravel_index(flat, shape)) for flat in chosen]

    def gradient_of(self, symbol: str) -> int | None:
        """The number of the line that computes ∂J/∂ of a value; None where nobody needs it."""
        wanted = [f"∂J/∂{symbol}"]
        return next((n for n, one in enumerate(self.shown) if one.symbol in wanted), None)

    def _value(self, symbol: str, made: dict[str, RecordedLine]) -> Array | None:
        if symbol in made:
            return np.asarray(made[symbol].value)
        for place, layer in enumerate(self.recording.before.params):
            for name, values in layer.items():
                if self.notation.parameter(place, name) == symbol:
                    return values
        return None

    def edited(self, origin: Provenance, index: Index, value: float) -> "RecordedStep":
        """The pass again with one weight, input or target changed, everything after it anew.

        Raises EditError for what cannot be set: a number that a line computed.
        """
        self.check_edit(origin, value)
        taken = self.recording
        X, y, before = taken.X, taken.y, taken.before
        if origin.kind == "input":
            X = _set(X, index, value)
        elif origin.kind == "target":
            y = _set(y, index, value)
        else:
            before = _with_parameter(before, origin, index, value)
        # A weight of 1e300 is a learner's right: the numbers run away, and that is the answer.
        with np.errstate(all="ignore"):
            return RecordedStep.record(self.trainer, before, X, y)

    def check_edit(self, origin: Provenance, value: float) -> None:
        """Nothing, where a value can be set; EditError where it cannot."""
        if origin.kind not in ("input", "target", "parameter"):
            raise EditError("computed")
        if not np.isfinite(value):
            raise EditError("no-number")
        if origin.kind == "target" and self.trainer.objective.loss.labels:
            classes = self.recording.forward.O.shape[-1]
            if value != int(value):
                raise EditError("not-whole", value=f"{value:g}")
            if not 0 <= value < classes:
                raise EditError("no-class", last=str(classes - 1))

    def next(self) -> "RecordedStep":
        """The training step after this one, on the same examples."""
        taken = self.recording
        return RecordedStep.record(self.trainer, taken.after, taken.X, taken.y)

    def under(self, trainer: Trainer) -> "RecordedStep":
        """The same training step under other settings."""
        taken = self.recording
        return RecordedStep.record(trainer, taken.before, taken.X, taken.y)

    @cached_property
    def nbytes(self) -> int:
        """The memory that its values take."""
        values = [step.value for step in self.recording.steps]
        return sum(value.nbytes for value in values if isinstance(value, np.ndarray))


def _no_gradient(shown: AnnotatedLine) -> Unchecked:
    """What a line computes that is not called a gradient."""
    if shown.phase == "update":
        return Unchecked.UPDATED if shown.symbol.endswith("←") else Unchecked.DIRECTION
    return Unchecked.HELPER if shown.phase == "backward" else Unchecked.VALUE


def _set(values: Array, index: Index, value: float) -> Array:
    changed: Array = values.copy()
    changed[index] = value
    return changed


def _with_parameter(before: State, origin: Provenance, index: Index, value: float) -> State:
    params = tuple(
        {**layer, origin.name: _set(layer[origin.name], index, value)}
        if place == origin.place
        else layer
        for place, layer in enumerate(before.params)
    )
    return replace(before, params=params)

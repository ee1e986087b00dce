"""Replaying: a recorded pass run again with one of its values changed.

The steps of a recording are a program: each formula, with operands that are the data or other
steps' values. So anything downstream of a change can be computed again, formula by formula, and
the derivative of any value by any other can be had by central differences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.explain.cell import Explainer
from sandbox.engine.explain.expression import Index
from sandbox.engine.gradient_check import step_at
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.learner.time_limit import TIME_LIMIT, TooLongError

Replaced = dict[int, Any]
"""New values by the identity of those whose place they take."""


def replay(steps: Sequence[RecordedLine], replaced: Replaced) -> Replaced:
    """All values that change with the given ones; steps that depend on none are not run."""
    changed = dict(replaced)
    for step in steps:
        operands = {name: _swapped(value, changed) for name, value in step.operands.items()}
        if id(step.value) in replaced or not _differ(operands, step.operands):
            continue
        with np.errstate(all="ignore"):
            changed[id(step.value)] = _rerun(with_operands(step, operands))
    return changed


def _rerun(step: RecordedLine) -> Any:
    """The formula's value; no numbers where a learner's function makes nothing of what it gets."""
    # A function may give what it is given, and what it gives is put into the run's float32: either
    # would round a small change away.
    step = RecordedLine(
        **{**vars(step), "formula": step.formula.replace("np.float32", "np.float64")}
    )
    if not step.own:
        return Explainer(step).rerun()
    wide = with_operands(step, {name: _wide(value) for name, value in step.operands.items()})
    try:
        return TIME_LIMIT.call(Explainer(wide).rerun, ())
    except (Exception, SystemExit, TooLongError):
        return np.full(np.shape(step.value), np.nan)


def _wide(value: Any) -> Any:
    single = isinstance(value, np.ndarray) and value.dtype == np.float32
    return value.astype(np.float64) if single else value


def leading_to(steps: Sequence[RecordedLine], ends: Sequence[RecordedLine]) -> list[RecordedLine]:
    """The steps without which those could not be, in their order, and those themselves."""
    wanted = {id(end.value) for end in ends}
    found = []
    for step in reversed(steps):
        if id(step.value) in wanted:
            found.append(step)
            for operand in step.operands.values():
                wanted |= {id(one) for one in (operand if isinstance(operand, list) else [operand])}
    return found[::-1]


def with_operands(step: RecordedLine, operands: dict[str, Any]) -> RecordedLine:
    """The step with other operands; its value is still the recorded one."""
    return RecordedLine(**{**vars(step), "operands": operands})


def nudged(value: Array, index: Index, by: float) -> Array:
    """A copy of the value with one cell moved."""
    moved = np.array(value, dtype=np.float64)
    moved[index] += by
    return moved


@dataclass(frozen=True)
class Measured:
    """What a value of one cell is when a number is moved up and down by `step`."""

    up: float
    down: float
    step: float
    kink: bool
    """Whether a comparison, such as ReLU's z > 0, or a sign comes out otherwise on the way from
    one point to the other: there the two sides have different slopes."""

    @property
    def slope(self) -> float:
        """The central difference."""
        return (self.up - self.down) / (2 * self.step)


def measure(
    steps: Sequence[RecordedLine], of: RecordedLine, by: Array, index: Index
) -> Measured | None:
    """The value `of`, which has one cell, with by[index] a little larger and smaller.

    None where no line leads from the one to the other, as within a learner's whole function.
    """
    comparing = [one for one in steps if _compares(one)]
    needed = leading_to(steps, [of, *comparing])
    step = step_at(float(by[index]))
    up = replay(needed, {id(by): nudged(by, index, step)})
    down = replay(needed, {id(by): nudged(by, index, -step)})
    if id(of.value) not in up:
        return None
    kink = any(
        not np.array_equal(_side(up.get(id(v), v)), _side(down.get(id(v), v)))
        for v in (one.value for one in comparing)
    )
    high, low = (float(np.sum(moved[id(of.value)])) for moved in (up, down))
    return Measured(high, low, step, kink)


def _compares(step: RecordedLine) -> bool:
    """Whether the line asks on which side of a kink its numbers are."""
    return np.asarray(step.value).dtype == bool or "sign(" in step.formula


def _side(value: Any) -> Array:
    return np.sign(np.asarray(value, np.float64))


def _swapped(value: Any, changed: Replaced) -> Any:
    if isinstance(value, list):
        return [_swapped(one, changed) for one in value]
    return changed.get(id(value), value)


def _differ(new: dict[str, Any], old: Any) -> bool:
    def differs(a: Any, b: Any) -> bool:
        if isinstance(a, list):
            return any(x is not y for x, y in zip(a, b, strict=True))
        return a is not b

    return any(differs(value, old[name]) for name, value in new.items())

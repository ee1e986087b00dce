"""A gradient beside its central differences: the cell at once, its matrix bit by bit."""

import time
from typing import Literal

import numpy as np

from sandbox.engine.explain.expression import Index
from sandbox.passes.comparison import Comparison, Unchecked
from sandbox.passes.recorded_step import RecordedStep
from sandbox.passes.zero_cause import ZeroCause, find_zero_cause

Agreement = Literal["same", "close", "different"]

SAME, CLOSE = 1e-5, 1e-3
"""Up to these shares of the larger one two derivatives agree, or agree in float32."""
NOISE = 1e-9
"""Of a J near 1, central differences in float64 cannot tell less than this from 0."""


class GradientCheck:
    """One check, going on. `go_on` is called until it has nothing left to do."""

    def __init__(self, recorded: RecordedStep, step: int, index: Index) -> None:
        self.step = step
        self._recorded = recorded
        self._left: list[Index] = []
        found = recorded.check(step, index)
        self.cell = found if isinstance(found, Comparison) else None
        self.unchecked = found if isinstance(found, Unchecked) else None
        """Why there is nothing to compare, where the line computes no gradient."""
        self.silent: ZeroCause | None = None
        """What makes the cell zero, or the loss's share of it."""
        self.size = int(np.size(recorded.shown[step].step.value))
        self.many = self.done = self.kinks = 0
        self._worst = self._scale = 0.0
        if self.cell is not None:
            self._left = recorded.checked_cells(step)[::-1]
            self.many = len(self._left)
            self.silent = self._silence(recorded, step, index)

    @staticmethod
    def _silence(recorded: RecordedStep, step: int, index: Index) -> ZeroCause | None:
        """A weight's gradient can be all penalty: then its other part is the silent one."""
        found = find_zero_cause(recorded, step, index)
        if found is None and "dsW" in recorded.shown[step].step.operands:
            for part in recorded.explain(step, index).parts:
                if part.origin.step is not None and part.value == 0:
                    return find_zero_cause(recorded, part.origin.step, part.index)
        return found

    def go_on(self, seconds: float) -> bool:
        """Check further cells for about so long; whether there are more."""
        end = time.monotonic() + seconds
        while self._left and time.monotonic() < end:
            compared = self._recorded.check(self.step, self._left.pop())
            assert isinstance(compared, Comparison)
            self.done += 1
            self.kinks += compared.kink
            sizes = abs(compared.analytic), abs(compared.numeric)
            self._scale = max(self._scale, *sizes)
            if not compared.kink:
                self._worst = max(self._worst, abs(compared.analytic - compared.numeric))
        return bool(self._left)

    @property
    def largest(self) -> float:
        """The largest difference met away from kinks, over the largest gradient met."""
        return self._worst / self._scale if self._scale else self._worst


def agreement(compared: Comparison) -> Agreement:
    """What a cell's difference amounts to."""
    apart = abs(compared.analytic - compared.numeric)
    if apart <= NOISE or compared.difference <= SAME:
        return "same"
    return "close" if compared.difference <= CLOSE else "different"

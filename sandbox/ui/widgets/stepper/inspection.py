"""Looking at a number: the way that led to it, what is said of it, and where to go on.

Looking is reading, not acting. The way belongs to the view and the line at hand to the run: so a
way can be followed and left without a step in the run's history, nothing that was undone is lost,
and n, b and undo mean what they always mean.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.passes import path
from sandbox.passes.comparison import Unchecked
from sandbox.passes.explanation import Explanation, cell_name
from sandbox.passes.path import By, CellPath, CellRef
from sandbox.passes.recorded_step import RecordedStep, Use
from sandbox.ui.widgets.stepper.gradient_check import GradientCheck

Mode = Literal["from", "used", "check"]


@dataclass(frozen=True)
class LinkedNumber:
    """A number, or several of a line, that the way can go on to."""

    name: str
    spot: CellRef
    by: By
    value: float | None = None
    origin: Provenance | None = None
    cells: tuple[str, ...] = ()
    """For a line that used the number: the first few cells there that were made of it."""
    count: int = 0
    """How many those are in all."""


class Inspection:
    """The number at hand, and the list of those it can be followed to."""

    def __init__(self, recorded: RecordedStep, spot: CellRef) -> None:
        self.trail = CellPath.begin(recorded, spot)
        self.mode: Mode = "from"
        self.explanation: Explanation | None = None
        self.checking: GradientCheck | None = None
        self.rows: tuple[LinkedNumber, ...] = ()
        self.chosen = 0
        self._kept: list[int] = []
        """Which row was chosen at each stop before this one."""
        self.ask()

    @property
    def recorded(self) -> RecordedStep:
        """The pass that is looked at."""
        return self.trail.taken

    @property
    def here(self) -> CellRef:
        """The number at hand."""
        return self.trail.here

    @property
    def line(self) -> int | None:
        """The line that computed it; None for what came from outside."""
        return self.here.origin.step

    @property
    def name(self) -> str:
        """As it is called: "∂J/∂W⁽²⁾[2,1]"."""
        return path.name(self.recorded, self.here)

    @property
    def value(self) -> float:
        """The number itself."""
        return path.value(self.recorded, self.here)

    @property
    def row(self) -> LinkedNumber | None:
        """The chosen row."""
        return self.rows[self.chosen] if self.rows else None

    def ask(self) -> None:
        """Where is it from?"""
        self._show("from", ())
        if self.line is not None:
            self.explanation = self.recorded.explain(self.line, self.here.index)
            self.rows = tuple(
                LinkedNumber(
                    part.name, CellRef.of_part(part, self.line), "made-of", part.value, part.origin
                )
                for part in self.explanation.parts
            )

    def used(self) -> None:
        """Who used it?"""
        uses = self.recorded.uses(path.whole(self.recorded, self.here), self.here.index)
        self._show("used", tuple(self._use(use) for use in uses))

    def check(self) -> None:
        """Is it right? For what is no gradient: which line computes its gradient, if one does."""
        rows: tuple[LinkedNumber, ...] = ()
        self.checking = None
        checking = None
        if self.line is not None:
            checking = GradientCheck(self.recorded, self.line, self.here.index)
        if checking is None or checking.unchecked is Unchecked.VALUE:
            rows = self._its_gradient()
        elif checking.silent is not None:
            silent = checking.silent
            spot = CellRef.of_line(silent.step, silent.index)
            rows = (
                LinkedNumber(
                    silent.cell, spot, "made-of", 0.0, Provenance("step", step=silent.step)
                ),
            )
        self._show("check", rows)
        self.checking = checking

    def _its_gradient(self) -> tuple[LinkedNumber, ...]:
        step = self.recorded.gradient_of(path.symbol(self.recorded, self.here))
        if step is None:
            return ()
        value = np.asarray(self.recorded.shown[step].step.value)
        if value.shape != np.shape(path.whole(self.recorded, self.here)):
            return ()
        spot = CellRef.of_line(step, self.here.index)
        origin = Provenance("step", step=step)
        number = float(value[spot.index])
        return (LinkedNumber(path.name(self.recorded, spot), spot, "used-in", number, origin),)

    def _use(self, use: Use) -> LinkedNumber:
        spot = CellRef.of_use(use)
        origin = Provenance("step", step=use.step)
        shape = np.shape(self.recorded.shown[use.step].step.value)
        symbol = path.symbol(self.recorded, spot)
        cells = tuple(cell_name(symbol, cell, shape) for cell in use.cells)
        return LinkedNumber(cells[0], spot, "used-in", None, origin, cells, use.count)

    def _show(self, mode: Mode, rows: tuple[LinkedNumber, ...]) -> None:
        self.mode, self.rows, self.chosen = mode, rows, 0
        self.explanation, self.checking = None, None

    def choose(self, by: int) -> None:
        """Another row of the list."""
        self.chosen = min(max(self.chosen + by, 0), max(len(self.rows) - 1, 0))

    def follow(self) -> bool:
        """On to the chosen number; False where there is none."""
        row = self.row
        if row is None:
            return False
        self._kept.append(self.chosen)
        self.trail = self.trail.on(row.spot, row.by)
        self.ask()
        return True

    def back(self) -> bool:
        """To the number before; False at the first."""
        before = self.trail.back()
        if before is None:
            return False
        self.trail = before
        self.ask()
        self.choose(self._kept.pop())
        return True

    def beside(self, by: int) -> None:
        """Another cell of the same value."""
        self.trail = self.trail.beside(by)
        self.ask()

    def go(self, index: Index) -> None:
        """The cell of that index, of the same value."""
        shape = np.shape(path.whole(self.recorded, self.here))
        if shape and self.here.index:
            here, there = (int(np.ravel_multi_index(i, shape)) for i in (self.here.index, index))
            self.beside(there - here)

    def within(self, recorded: RecordedStep) -> bool:
        """The same numbers in another pass; False where they are not there."""
        moved = self.trail.within(recorded)
        if moved is None:
            return False
        mode, chosen = self.mode, self.chosen
        self.trail = moved
        {"from": self.ask, "used": self.used, "check": self.check}[mode]()
        self.choose(chosen)
        return True

    @property
    def editable(self) -> CellRef | None:
        """What `change` is meant for: the number itself, else the chosen part."""
        row = self.row
        for spot in (self.here, *((row.spot,) if row else ())):
            if spot.origin.kind in ("input", "target", "parameter"):
                return spot
        return None

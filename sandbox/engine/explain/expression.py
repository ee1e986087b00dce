"""How one number was made: a small tree of operations, down to the operands' cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array

Index = tuple[int, ...]

SORTED_AT_ONCE = 4096
"""Up to so many addends are simply sorted."""


@dataclass(frozen=True)
class Expression:
    """A number of a formula; the kinds say what it was made of."""

    value: float

    def parts(self) -> tuple["Expression", ...]:
        """What it was made of, where that is a handful; a Total has its `term`s instead."""
        return ()

    def recompute(self) -> float:
        """The number again, from the parts' numbers."""
        return self.value


@dataclass(frozen=True)
class NumberLiteral(Expression):
    """A number that stands in the formula or follows from shapes alone."""


@dataclass(frozen=True)
class Operand(Expression):
    """A cell of an operand: what can be followed to the step that made it."""

    name: str
    index: Index
    owner: Any
    """The operand itself, the very object; of a list of operands, the one that is meant."""


@dataclass(frozen=True)
class Operation(Expression):
    """Two parts and what is done with them: + − · / ** and comparisons."""

    symbol: str
    left: Expression
    right: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.left, self.right)

    def recompute(self) -> float:
        return float(OPERATIONS[self.symbol](self.left.recompute(), self.right.recompute()))


@dataclass(frozen=True)
class Negative(Expression):
    """A part with its sign turned."""

    part: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.part,)

    def recompute(self) -> float:
        return -self.part.recompute()


@dataclass(frozen=True)
class FunctionCall(Expression):
    """A function of its parts, cell by cell: exp, log, tanh, maximum …"""

    name: str
    arguments: tuple[Expression, ...]
    function: Callable[..., Any]

    def parts(self) -> tuple[Expression, ...]:
        return self.arguments

    def recompute(self) -> float:
        return float(self.function(*(part.recompute() for part in self.arguments)))


@dataclass(frozen=True)
class Selection(Expression):
    """One of two, by a condition: what np.where took, and the condition's cell."""

    condition: Expression
    part: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.condition, self.part)

    def recompute(self) -> float:
        return self.part.recompute()


@dataclass(frozen=True)
class Summation(Expression):
    """A sum of many addends, or their mean.

    The addends are there as numbers at once; how one of them was made, only when asked, so that
    a sum over 200 000 cells is as quick to explain as one over three.
    """

    addends: Array
    """(N,) in the order of the sum."""
    term: Callable[[int], Expression]
    divisor: int = 1
    """N for a mean, else 1."""

    def recompute(self) -> float:
        return float(np.sum(self.addends, dtype=np.float64)) / self.divisor

    def largest(self, most: int) -> Array:
        """The positions of the `most` addends that are largest in size, the largest first."""
        sizes = np.abs(self.addends)
        if sizes.size <= SORTED_AT_ONCE or most >= sizes.size:
            return np.argsort(-sizes, kind="stable")[:most]
        # Sorting all of 200 000 to see six would keep a learner waiting.
        found = np.sort(np.argpartition(-sizes, most)[:most])
        return found[np.argsort(-sizes[found], kind="stable")]


@dataclass(frozen=True)
class Extremum(Expression):
    """The largest or the least of many: which one it was, and of how many."""

    name: str
    part: Expression
    count: int

    def parts(self) -> tuple[Expression, ...]:
        return (self.part,)

    def recompute(self) -> float:
        return self.part.recompute()


@dataclass(frozen=True)
class Spread(Expression):
    """A statistic of many cells that is no sum of them: var, std, prod."""

    name: str
    values: Array
    term: Callable[[int], Expression]

    def recompute(self) -> float:
        return float(getattr(np, self.name)(self.values.astype(np.float64)))


def _power(base: float, exponent: float) -> float:
    return float(np.power(base, exponent))


OPERATIONS: dict[str, Callable[[float, float], Any]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: np.divide(a, b),
    "^": _power,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "≥": lambda a, b: a >= b,
    "≤": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
}


def leaves(cell: Expression, most: int = 64) -> Iterator[Operand]:
    """The operands' cells below a cell, those of a sum's largest addends first, `most` of each."""
    if isinstance(cell, Operand):
        yield cell
    elif isinstance(cell, Summation):
        for k in cell.largest(most):
            yield from leaves(cell.term(int(k)), most)
    elif isinstance(cell, Spread):
        for k in range(min(most, cell.values.size)):
            yield from leaves(cell.term(k), most)
    else:
        for part in cell.parts():
            yield from leaves(part, most)

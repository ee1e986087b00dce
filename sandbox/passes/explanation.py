"""Explanations of cells as a learner reads them: the rule, the numbers in it, and where to go on.

The words around them belong to the course's tables; here are symbols and numbers alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from sandbox.engine.explain.cell import Explainer, UnexplainedError
from sandbox.engine.explain.expression import (
    Expression,
    Extremum,
    FunctionCall,
    Index,
    Negative,
    NumberLiteral,
    Operand,
    Operation,
    Selection,
    Spread,
    Summation,
)
from sandbox.engine.explain.formula import LOOSE, PRODUCT, SUM, TIGHT, TIGHTNESS, General
from sandbox.engine.provenance import Origins, Provenance
from sandbox.engine.recording import Recording
from sandbox.passes.lines import AnnotatedLine

SHOWN_ADDENDS = 6
"""A longer sum shows its largest addends."""


@dataclass(frozen=True)
class FormulaPart:
    """A cell that went into the number, and where that cell is from."""

    symbol: str
    """The whole value's: "∂J/∂W⁽²⁾"."""
    index: Index
    shape: tuple[int, ...]
    value: float
    origin: Provenance

    @property
    def name(self) -> str:
        """The cell as it is called: "∂J/∂W⁽²⁾[0,2]"."""
        return cell_name(self.symbol, self.index, self.shape)


@dataclass(frozen=True)
class Explanation:
    """How one cell was made."""

    step: int
    symbol: str
    index: Index
    shape: tuple[int, ...]
    value: float
    rule: str
    """For any cell, in the code's names: "dW[i,j] = Σₙ X[n,i]·dZ[n,j]"."""
    notation: str
    """The same in the lecture's symbols."""
    numbers: str
    """This cell's: "0.2·(−0.5) + 0.1·0.3"."""
    more: int
    """How many further addends a long sum has."""
    together: float
    """What those come to."""
    parts: tuple[FormulaPart, ...]
    """What can be followed, in the order it stands in `numbers`."""
    unexplained: bool = False
    """Whether the line is a learner's that cannot be taken apart cell by cell."""

    @property
    def name(self) -> str:
        """The cell as it is called: "∂J/∂W⁽²⁾[0,2]"."""
        return cell_name(self.symbol, self.index, self.shape)


def explain(
    recording: Recording, shown: tuple[AnnotatedLine, ...], step: int, index: Index
) -> Explanation:
    """How a cell of a step's value was made. IndexError where there is no such cell."""
    this = shown[step]
    np.asarray(this.step.value)[index]
    if this.step.own:
        try:
            return _explained(recording, shown, step, index)
        except Exception:  # Whatever a learner has written: it runs, but cannot be taken apart.
            return _unexplained(shown, step, index)
    return _explained(recording, shown, step, index)


def _explained(
    recording: Recording, shown: tuple[AnnotatedLine, ...], step: int, index: Index
) -> Explanation:
    this = shown[step]
    explainer = Explainer(this.step)
    cell = explainer.cell(index)
    if this.step.own and not _adds_up(cell):
        raise UnexplainedError(this.step.formula)
    symbol = this.symbol.removesuffix(" ←")
    names = {**this.operand_symbols, this.step.name: symbol}
    origins = Origins(recording)
    more, together = _rest(cell)
    parts = tuple(
        FormulaPart(
            _symbol(ref, names, shown, origins), ref.index, np.shape(ref.owner), ref.value, origin
        )
        for ref in _unique(_refs(cell))
        for origin in [origins.of(ref.name, ref.owner)]
    )
    return Explanation(
        step=step,
        symbol=symbol,
        index=index,
        shape=np.shape(this.step.value),
        value=float(np.asarray(this.step.value)[index]),
        rule=General(explainer).text(),
        notation=General(explainer, names).text(),
        numbers=in_numbers(cell)[0],
        more=more,
        together=together,
        parts=parts,
    )


def _adds_up(cell: Expression) -> bool:
    """Whether the numbers of an explanation give the cell's."""
    again = cell.recompute()
    scale = max(abs(cell.value), abs(again), 1.0)
    return again == cell.value or bool(np.isnan(again)) or abs(again - cell.value) < 1e-4 * scale


def _unexplained(shown: tuple[AnnotatedLine, ...], step: int, index: Index) -> Explanation:
    """The line itself, where how a cell of it was made cannot be told."""
    this = shown[step]
    value = float(np.asarray(this.step.value)[index])
    symbol, line = this.symbol.removesuffix(" ←"), this.step.formula
    return Explanation(
        step=step,
        symbol=symbol,
        index=index,
        shape=np.shape(this.step.value),
        value=value,
        rule=f"{this.step.name} = {line}",
        notation=f"{symbol} = {line}",
        numbers=number(value),
        more=0,
        together=0.0,
        parts=(),
        unexplained=True,
    )


def chain(
    recording: Recording, shown: tuple[AnnotatedLine, ...], step: int, index: Index
) -> Iterator[Explanation]:
    """The explanation, then that of the part that counted most, and so on down to the data."""
    explanation = explain(recording, shown, step, index)
    yield explanation
    made = sorted(explanation.parts, key=lambda part: -abs(part.value))
    for part in made:
        if part.origin.step is None:
            continue
        further = list(chain(recording, shown, part.origin.step, part.index))
        # A constant, such as ∂J/∂L = 1, leads nowhere.
        if further[0].parts:
            yield from further
            return


def cell_name(symbol: str, index: Index, shape: tuple[int, ...]) -> str:
    """A cell as the code counts, from 0; no place where there is one only, as in the rule."""
    places = ",".join(str(i) for i, n in zip(index, shape, strict=True) if n > 1)
    bare = symbol if " " not in symbol else f"({symbol})"
    return f"{bare}[{places}]" if places else symbol


def number(value: float) -> str:
    """Four figures, with a real minus sign."""
    if not isfinite(value):
        return str(value).replace("-", "−").replace("inf", "∞")
    whole = value == int(value) and abs(value) < 1e6
    text = str(int(value)) if whole else f"{value:.4g}"
    return text.replace("-", "−")


def in_numbers(cell: Expression) -> tuple[str, int]:
    """The cell's formula with numbers for names, and how tightly the text holds together."""
    match cell:
        case Operand() | NumberLiteral():
            return number(cell.value), PRODUCT if cell.value < 0 else TIGHT
        case Negative():
            inner = _held(cell.part, PRODUCT)
            return f"−({inner})" if inner.startswith("−") else f"−{inner}", SUM
        case Operation():
            tightness = TIGHTNESS.get(cell.symbol, LOOSE)
            left = _held(cell.left, tightness)
            right = _held(cell.right, tightness + (cell.symbol in "·−/^"))
            if cell.symbol == "+":
                return _added(left, right), tightness
            if cell.symbol == "−" and right.startswith("−"):
                right = f"({right})"
            space = "" if cell.symbol in "·^" else " "
            return f"{left}{space}{cell.symbol}{space}{right}", tightness
        case FunctionCall():
            inner = ", ".join(in_numbers(part)[0] for part in cell.arguments)
            return f"{cell.name.removesuffix('imum')}({inner})", TIGHT
        case Selection():
            return in_numbers(cell.part)
        case Extremum():
            dots = ", …" if cell.count > 1 else ""
            return f"{cell.name}({in_numbers(cell.part)[0]}{dots})", TIGHT
        case Summation():
            return _sum_in_numbers(cell)
        case Spread():
            few = ", ".join(number(float(v)) for v in cell.values[:SHOWN_ADDENDS])
            dots = ", …" if cell.values.size > SHOWN_ADDENDS else ""
            return f"{cell.name}({few}{dots})", TIGHT
    raise TypeError(type(cell).__name__)


def _held(cell: Expression, least: int) -> str:
    text, tightness = in_numbers(cell)
    return text if tightness >= least else f"({text})"


def _sum_in_numbers(cell: Summation) -> tuple[str, int]:
    text = ""
    for k in _shown_addends(cell):
        part = _held(cell.term(k), SUM)
        text = _added(text, part) if text else part
    if cell.addends.size > SHOWN_ADDENDS:
        text += " + …"
    if cell.divisor > 1:
        return f"({text}) / {cell.divisor}", PRODUCT
    return text, SUM if cell.addends.size > 1 else PRODUCT


def _added(left: str, right: str) -> str:
    return f"{left} − {right[1:]}" if right.startswith("−") else f"{left} + {right}"


def _shown_addends(cell: Summation) -> list[int]:
    """All addends of a short sum, the largest of a long one, in the order of the sum."""
    return sorted(int(k) for k in cell.largest(SHOWN_ADDENDS))


def _refs(cell: Expression) -> Iterator[Operand]:
    """The operands' cells that `in_numbers` shows."""
    match cell:
        case Operand():
            yield cell
        case Summation():
            for k in _shown_addends(cell):
                yield from _refs(cell.term(k))
        case Spread():
            for k in range(min(SHOWN_ADDENDS, cell.values.size)):
                yield from _refs(cell.term(k))
        case _:
            for part in cell.parts():
                yield from _refs(part)


def _unique(refs: Iterator[Operand]) -> list[Operand]:
    return list({(id(ref.owner), ref.name, ref.index): ref for ref in refs}.values())


def _symbol(
    ref: Operand, names: dict[str, str], shown: tuple[AnnotatedLine, ...], origins: Origins
) -> str:
    """A part's symbol; that of its own step where it is one of a list of values."""
    step = origins.of(ref.name, ref.owner).step
    return names.get(ref.name, ref.name) if step is None else shown[step].symbol.removesuffix(" ←")


def _rest(cell: Expression) -> tuple[int, float]:
    """How many addends of the first long sum are not shown, and what they come to."""
    if isinstance(cell, Summation):
        hidden = np.delete(cell.addends, cell.largest(SHOWN_ADDENDS))
        return hidden.size, float(np.sum(hidden)) / cell.divisor
    for part in cell.parts():
        more, together = _rest(part)
        if more:
            return more, together
    return 0, 0.0

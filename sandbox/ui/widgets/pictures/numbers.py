"""Numbers in little room: one format for a whole matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array


@dataclass(frozen=True)
class Format:
    """How the cells of one matrix are written: with so many decimals, or as 1.2e-05."""

    decimals: int = 0
    scientific: bool = False
    minus: str = "−"
    width: int = 1
    """Cells that the widest number takes."""

    def __call__(self, value: Any) -> str:
        """A number in short. 0 is exactly 0: what would be rounded to it is written as 4e-5."""
        number = float(value)
        if number == 0 or not isfinite(number):
            text = f"{abs(number) if number == 0 else number:g}"
        elif self.scientific:
            text = f"{number:.1e}"
        else:
            text = f"{number:.{self.decimals}f}"
            if not text.strip("-0."):
                text = f"{number:.0e}".replace("e-0", "e-")
        return typeset(text, self.minus)

    def lost(self, values: Array) -> Array:
        """Those that its decimals would round to 0."""
        return values[(values != 0) & (np.abs(values) <= 0.5 * 10.0**-self.decimals)]


def typeset(text: str, minus: str) -> str:
    """A number's text with the sign that the terminal has, and ∞ where it has more than ASCII."""
    text = text.replace("-", minus, 1) if text.startswith("-") else text
    return text if minus.isascii() else text.replace("inf", "∞")


def format_for(values: Array, minus: str = "−") -> Format:
    """The format for a matrix: enough decimals for its largest number to have four digits."""
    least, most, special = _range(values)
    if values.dtype.kind in "biu":
        found = Format(0, False, minus)
    else:
        size = max(abs(least), abs(most))
        digits = floor(log10(size)) if size else 0
        scientific = not -4 < digits < 6
        found = Format(max(3 - max(digits, -2), 0) if digits else 3, scientific, minus)
    ends = [least, most]
    if found.scientific:
        # An exponent of three digits can be that of the smallest number.
        ends += [-np.abs(values[values != 0]).min()]
    elif found.decimals and (lost := found.lost(values)).size:
        ends += [lost.min(), lost.max(), np.sign(lost.min()) * np.abs(lost).min()]
    width = max(*(len(found(end)) for end in ends), 4 if special else 1)
    return Format(found.decimals, found.scientific, minus, width)


def _range(values: Array) -> tuple[float, float, bool]:
    """The least and the largest finite number, and whether there are others."""
    if not values.size:
        return 0.0, 0.0, False
    if values.dtype == bool:
        return 0.0, 1.0, False
    least, most = float(values.min()), float(values.max())
    if isfinite(least) and isfinite(most):
        return least, most, False
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 0.0, True
    return float(finite.min()), float(finite.max()), True


DIGITS = 12
"""So many digits of a float64 are told: behind them stands what rounding has left."""


def digits(value: Any, minus: str = "−") -> str:
    """A number by itself: a float32 with the digits that it has, a float64 with DIGITS at most."""
    if np.asarray(value).dtype.kind in "biu":
        text = str(int(value))
    else:
        text = min(str(value), f"{value:.{DIGITS}g}", key=len)
    return typeset(text, minus)


def scientific(value: Any, minus: str = "−") -> str:
    """A number as 1.2e−15, by itself; what is exactly 0 is a bare 0."""
    number = float(value)
    text = f"{number:.1e}" if isfinite(number) and number else f"{number:g}"
    return typeset(text.replace("-", minus), minus)


def column_texts(values: Sequence[float], minus: str = "−") -> list[str]:
    """The numbers of a table's column: in one format, or each by itself where their sizes differ.

    Whole numbers have no decimals.
    """
    array = np.array(values, np.float64)
    finite = array[np.isfinite(array)]
    if (finite == np.round(finite)).all() and np.abs(finite).max(initial=0.0) < 1e6:
        whole = Format(0, False, minus)
        return [whole(value) for value in values]
    short = format_for(array, minus)
    # Two digits of the smallest number should be left.
    least = np.abs(finite[finite != 0]).min(initial=np.inf)
    if not short.scientific and least >= 10.0 ** (1 - short.decimals):
        return [short(value) for value in values]
    return [
        typeset(f"{value:.4g}".replace("-", minus), minus) if value else "0" for value in values
    ]


def changes(old: Array, new: Array, most: bool = False) -> Array | None:
    """Which numbers differ, in two arrays of one shape; None where there is none to point out.

    Where most of them are new there is none either, unless `most` are wanted too.
    """
    with np.errstate(invalid="ignore"):
        same = (old == new) | ((old != old) & (new != new))
    if same.all() or (not most and same.mean() < 0.5 and same.size > 1):
        return None
    differ: Array = ~same
    return differ

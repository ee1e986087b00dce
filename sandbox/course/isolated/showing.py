"""Values in a few words, as a teacher would quote them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sandbox.course.isolated.values import Other

WIDEST = 64
"""Letters of a value."""
WHOLE = 100
"""Letters of an array, which is an input worth seeing."""
_SMALL = 12
"""Cells of an array that is shown whole."""
_GRID = 24
"""Cells of an array that is shown in rows and columns."""

Grid = list[list[str]]
"""An array's rows, or the one that a vector is; nothing where it is large or none of them."""


def shape_text(shape: Sequence[int]) -> str:
    """`3×2`, `(4,)` of one axis, `()` of a single number."""
    return "×".join(map(str, shape)) if len(shape) > 1 else str(tuple(shape))


def type_name(value: Any) -> str:
    """What kind of thing a value is, in Python's words."""
    if isinstance(value, Other):
        return value.type
    return "array" if isinstance(value, np.ndarray) else type(value).__name__


def number(value: Any, digits: int = 6) -> str:
    """One number."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        value = value[()].item()
    if value == 0 and isinstance(value, float):
        value = 0.0  # −0 is the same number
    return f"{value:.{digits}g}" if isinstance(value, float | complex) else str(value)


def number_pair(got: Any, expected: Any) -> tuple[str, str]:
    """Two numbers, with as many digits as it takes to see that they differ."""
    for digits in (4, 6, 9, 12, 17):
        pair = number(got, digits), number(expected, digits)
        if pair[0] != pair[1]:
            break
    return pair


def brief(value: Any, where: tuple[int, ...] | None = None, shape: Sequence[int] = ()) -> str:
    """An input: all of it where it is small, else what it is, and its cell at `where`.

    The cell is told where the input has the `shape` of the answer that it is about.
    """
    if isinstance(value, np.ndarray):
        return _array(value, where, shape)
    if isinstance(value, np.random.Generator):
        return "rng"
    if isinstance(value, dict):
        return _cut("{" + ", ".join(f"{k}: {_inner(v)}" for k, v in value.items()) + "}")
    if isinstance(value, tuple | list):
        marks = "()" if isinstance(value, tuple) else "[]"
        return _cut(marks[0] + ", ".join(map(_inner, value)) + marks[1])
    if callable(value):
        return "f"
    return _cut(number(value, 4) if isinstance(value, float) else repr(value))


def _array(array: np.ndarray[Any, Any], where: tuple[int, ...] | None, shape: Sequence[int]) -> str:
    sides = shape_text(array.shape)
    if array.size <= _SMALL:
        whole = _nested(array.tolist())
        if len(whole) <= WHOLE:
            return whole
    head = f"{sides} {array.dtype.name}"
    if where is not None and array.shape == tuple(shape) and where:
        at = ", ".join(map(str, where))
        return f"{head}, [{at}] = {number(array[where], 4)}"
    return head


def grids(got: Any, expected: Any) -> tuple[Grid, Grid]:
    """Two arrays to be shown side by side; nothing where one of them cannot be."""
    both = grid(np.asarray(got)), grid(np.asarray(expected))
    return both if all(both) else ([], [])


def grid(array: np.ndarray[Any, Any]) -> Grid:
    """An array's rows, nothing of one that is large or has other axes."""
    if array.ndim not in (1, 2) or not 0 < array.size <= _GRID:
        return []
    return [[number(cell, 4) for cell in row] for row in np.atleast_2d(array)]


def _nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    return number(value, 4)


def _inner(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.size > 4:
        return shape_text(value.shape)
    return brief(value)


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"

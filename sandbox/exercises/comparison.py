"""An answer against the right one: the same, nearly so, or where and how it differs, in short."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sandbox.exercises.wire_values import Other, arrays

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


Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Tolerance:
    """How far off is still right: relative to a cell, to the largest of its array, and at all."""

    relative: float
    absolute: float
    least: float

    def allowed(self, expected: Array) -> Array:
        """By how much each cell may differ."""
        # Near infinity there is nothing.
        sizes = np.abs(np.where(np.isfinite(expected), expected, 0.0))
        largest = float(sizes.max()) if sizes.size else 0.0
        allowed: Array = self.relative * sizes + self.absolute * largest + self.least
        return allowed


ROUNDING = Tolerance(1e-10, 1e-12, 1e-14)
"""What is nothing but rounding, of float64 all the way."""
DOUBLE = Tolerance(1e-4, 1e-5, 1e-11)
"""As near as float32 somewhere on the way allows: right, and coarser than it need be."""
SINGLE = Tolerance(1e-3, 1e-5, 1e-7)
HALF = Tolerance(5e-2, 1e-2, 1e-3)

_HALF = ("float16",)
_SINGLE = ("float32", "complex64", *_HALF)


def tolerance(args: Any, expected: Any, own: float | None = None) -> Tolerance:
    """What is usual for such numbers, or what the checks say."""
    if own is not None:
        return Tolerance(own, own / 100, own / 10_000)
    # A number that came of single precision is no better than its inputs were.
    return SINGLE if is_single((args, expected)) else DOUBLE


def is_single(value: Any) -> bool:
    """Whether there is an array in it of fewer digits than float64 has."""
    return any(array.dtype.name in _SINGLE for array in arrays(value))


@dataclass(frozen=True)
class Difference:
    """What is wrong with an answer, in the words of a Verdict; "" for nothing."""

    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""
    got: str = ""
    expected: str = ""
    where: tuple[int, ...] | None = None
    largest: float = 0.0
    exact: bool = True
    grids: tuple[Grid, Grid] = ([], [])
    """The two arrays, cell by cell, where both are small."""
    coarse: bool = False
    """Right, and yet further off than rounding comes to."""


def compare(got: Any, expected: Any, near: Tolerance) -> Difference:
    """The first difference that matters, or none and how exactly it is right."""
    largest, exact, coarse = 0.0, True, False
    for found in _differences(got, expected, near, ""):
        if found.kind:
            return found
        largest, exact = max(largest, found.largest), exact and found.exact
        coarse = coarse or found.coarse
    return Difference(largest=largest, exact=exact, coarse=coarse)


def agree(got: Any, other: Any, near: Tolerance) -> bool:
    """Whether two answers are the same, wrong or not: dtypes do not count, and NaN is NaN."""
    return all(
        found.kind in ("", "dtype") for found in _differences(got, other, near, "", alike=True)
    )


def _differences(
    got: Any, expected: Any, near: Tolerance, part: str, alike: bool = False
) -> Iterator[Difference]:
    if got is None and expected is not None:
        yield Difference("none", {}, part)
    elif got is Ellipsis:
        yield Difference("unfinished", {}, part)
    elif isinstance(expected, dict):
        yield from _dicts(got, expected, near, part, alike)
    elif isinstance(expected, tuple | list):
        yield from _tuples(got, expected, near, part, alike)
    elif expected is None or isinstance(expected, str):
        if type(got) is not type(expected) or got != expected:
            yield Difference("type", _types(got, expected), part)
    elif isinstance(got, tuple | list | dict | str | Other) or got is None:
        yield Difference("type", _types(got, expected), part)
    else:
        yield _leaf(np.asarray(got), np.asarray(expected), near, part, alike)


def _dicts(
    got: Any, expected: dict[str, Any], near: Tolerance, part: str, alike: bool
) -> Iterator[Difference]:
    if not isinstance(got, dict):
        yield Difference("type", _types(got, expected), part)
        return
    missing = ", ".join(key for key in expected if key not in got)
    extra = ", ".join(key for key in got if key not in expected)
    if missing or extra:
        yield Difference("keys", {"missing": missing, "extra": extra}, part)
        return
    for key, right in expected.items():
        yield from _differences(got[key], right, near, f'{part}["{key}"]', alike)


def _tuples(
    got: Any, expected: tuple[Any, ...] | list[Any], near: Tolerance, part: str, alike: bool
) -> Iterator[Difference]:
    if not isinstance(got, tuple | list):
        yield Difference("type", _types(got, expected), part)
    elif len(got) != len(expected):
        yield Difference("count", {"count": len(got), "wanted": len(expected)}, part)
    else:
        for at, pair in enumerate(zip(got, expected, strict=True)):
            yield from _differences(*pair, near, f"{part}[{at}]", alike)


def _leaf(got: Array, expected: Array, near: Tolerance, part: str, alike: bool) -> Difference:
    near = _own(got, near)
    if got.shape != expected.shape:
        turned = got.ndim == 2 and got.shape[::-1] == expected.shape
        if turned and _right(got.T, expected, near).all():
            return Difference(
                "transposed", _shapes(got, expected), part, grids=grids(got, expected)
            )
        return Difference("shape", _shapes(got, expected), part, grids=grids(got, expected))
    right = _right(got, expected, near)
    if not right.all():
        return _wrong(got, expected, near, right, part)
    half = got.dtype.name in _HALF and expected.dtype.name not in _HALF
    if not alike and (half or not _same_kind(got, expected)):
        names = {"dtype": got.dtype.name, "wanted": expected.dtype.name}
        return Difference("dtype", names, part)
    away = _away(got, expected)
    largest = float(away.max()) if away.size else 0.0
    coarse = near == DOUBLE and not _right(got, expected, ROUNDING).all()
    return Difference(part=part, largest=largest, exact=largest == 0, coarse=coarse)


def _own(got: Array, near: Tolerance) -> Tolerance:
    """What the answer's own numbers allow, where these are coarser."""
    if got.dtype.name in _HALF:
        return HALF
    return SINGLE if got.dtype.name in _SINGLE else near


def _wrong(got: Array, expected: Array, near: Tolerance, right: Array, part: str) -> Difference:
    """Cells that are wrong: which of them tells most, and whether another order would be right."""
    square = got.ndim == 2 and got.shape[0] == got.shape[1]
    if square and _right(got.T, expected, near).all():
        return Difference("transposed", _shapes(got, expected), part, grids=grids(got, expected))
    lost = ~np.isfinite(got) & np.isfinite(expected)
    if lost.any():
        nans = np.isnan(got) & lost
        kind, cells = ("nan", nans) if nans.any() else ("infinite", lost)
        where = _first(cells)
        values = {"count": int(cells.sum()), "size": int(got.size)}
        shown = number_pair(got[where], expected[where])
        return Difference(
            kind, values, part, *shown, where=where, exact=False, grids=grids(got, expected)
        )
    away = np.where(right, 0.0, _away(got, expected))
    where = tuple(int(i) for i in np.unravel_index(int(away.argmax()), away.shape))
    values = {"wrong": int((~right).sum()), "count": int(right.size)}
    shown = number_pair(got[where], expected[where])
    both = grids(got, expected)
    return Difference("different", values, part, *shown, where, float(away[where]), False, both)


def _right(got: Array, expected: Array, near: Tolerance) -> Array:
    with np.errstate(all="ignore"):
        same = (got == expected) | (np.isnan(got) & np.isnan(expected))
        right: Array = same | (_away(got, expected) <= near.allowed(_wide(expected)))
    return right


def _away(got: Array, expected: Array) -> Array:
    """How far apart, 0 where both are the same infinity or not a number."""
    with np.errstate(all="ignore"):
        a, b = _wide(got), _wide(expected)
        same = (a == b) | (np.isnan(a) & np.isnan(b))
        away: Array = np.where(same, 0.0, np.abs(a - b))
    return away


def _wide(array: Array) -> Array:
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)


def _same_kind(got: Array, expected: Array) -> bool:
    """Whether the numbers are of the kind that is wanted; a whole number may stand for another."""
    whole, kind = "biu", got.dtype.kind
    if expected.ndim == 0 or expected.dtype.kind == "b":
        return kind in "biuf"
    return kind == expected.dtype.kind or (kind in whole and expected.dtype.kind in whole)


def _first(cells: Array) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(cells)[0])


def _shapes(got: Array, expected: Array) -> dict[str, str]:
    return {"shape": shape_text(got.shape), "wanted": shape_text(expected.shape)}


def _types(got: Any, expected: Any) -> dict[str, str]:
    return {"type": type_name(got), "wanted": type_name(expected)}

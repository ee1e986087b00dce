"""What a learner's function has to give, and the checks that it does at every call."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.learner.source import LearnerFunctionError


class ArraySpec(NamedTuple):
    """An array: its shape and dtype."""

    shape: tuple[int, ...]
    dtype: Any
    loose: bool = False
    """Whether another shape with as many numbers is accepted, and reshaped."""


Expected = ArraySpec | tuple["Expected", ...] | Mapping[str, "Expected"]
"""An array, or several, in a tuple or by name."""

Converted = Callable[[str, Any, Array], None]
"""Told of a value that was put into the due shape or dtype: the formula with {} for it, both."""


def validated(
    name: str, result: Any, expected: Expected, args: Any, turned: Converted | None = None
) -> Any:
    """The result as the engine needs it, the same object where it is so already.

    LearnerFunctionError where its type or shape is another than expected, or where it has NaN
    though all `args` are finite.
    """
    fitted = _fit(name, result, expected, turned)
    if any(_has_nan(one) for one in arrays(fitted)) and not any(
        not np.isfinite(one).all() for one in arrays(args)
    ):
        raise LearnerFunctionError("nan", name=name)
    return fitted


def arrays(values: Any) -> Iterator[Any]:
    """All arrays and numbers in nested tuples, lists and dicts."""
    if isinstance(values, np.ndarray | np.generic | float):
        yield values
    elif isinstance(values, tuple | list):
        for value in values:
            yield from arrays(value)
    elif isinstance(values, Mapping):
        for value in values.values():
            yield from arrays(value)


def _has_nan(values: Any) -> bool:
    # One pass and no array of its own; what overflows in the sum only costs the second look.
    if np.asarray(values).dtype.kind != "f" or np.isfinite(np.add.reduce(values, axis=None)):
        return False
    return bool(np.isnan(values).any())


def _fit(name: str, result: Any, expected: Expected, turned: Converted | None) -> Any:
    if isinstance(expected, ArraySpec):
        return _array(name, result, expected, turned)
    if isinstance(expected, tuple):
        if not isinstance(result, tuple) or len(result) != len(expected):
            due = f"tuple[{len(expected)}]"
            raise LearnerFunctionError("type", name=name, got=_kind(result), expected=due)
        pairs = zip(result, expected, strict=True)
        return tuple(_fit(name, one, due, turned) for one, due in pairs)
    if not isinstance(result, Mapping):
        raise LearnerFunctionError("type", name=name, got=_kind(result), expected="dict")
    if not expected.keys() <= result.keys():
        got, due = (", ".join(map(str, keys)) or "{}" for keys in (result, expected))
        raise LearnerFunctionError("keys", name=name, got=got, expected=due)
    return {key: _fit(name, result[key], due, turned) for key, due in expected.items()}


def _array(name: str, result: Any, expected: ArraySpec, turned: Converted | None) -> Any:
    array = (
        np.asarray(result) if isinstance(result, np.ndarray | np.generic | float | int) else None
    )
    if array is None or array.dtype.kind not in "fiub":
        raise LearnerFunctionError("type", name=name, got=_kind(result), expected="ndarray")
    formula = "{}"
    if array.shape != expected.shape:
        if not expected.loose or array.size != np.prod(expected.shape):
            got, due = (_sides(shape) for shape in (array.shape, expected.shape))
            raise LearnerFunctionError("shape", name=name, got=got, expected=due)
        formula = f"np.reshape({formula}, {expected.shape})"
        array = array.reshape(expected.shape)
    if array.dtype != expected.dtype:
        formula = f"np.asarray({formula}, np.{np.dtype(expected.dtype)})"
        array = array.astype(expected.dtype)
    if formula != "{}" and turned is not None:
        turned(formula, result, array)
    return array


def _sides(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _kind(value: Any) -> str:
    """A value's type, as Python calls it, in any language."""
    if isinstance(value, tuple):
        return f"tuple[{len(value)}]"
    return "None" if value is None else type(value).__name__

"""Inputs and answers as plain data: JSON that says what they are, and the bytes of the arrays.

What comes from the learner's process is read with suspicion: it can be any bytes at all.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sandbox.exercises.exercise import Function, Seed
from sandbox.exercises.limits import LIMITS


class ValueRefusedError(ValueError):
    """A value that is far too large, or bytes that are no value."""


@dataclass(frozen=True)
class Other:
    """Something that is no data, such as a function or a set: only its type is known."""

    type: str


class Encoder:
    """A value to JSON; the bytes of its arrays are collected in `body`.

    Of a list of more than `many` numbers it is told that it is one, and not what is in it.
    """

    def __init__(self, many: int = LIMITS.max_value_parts) -> None:
        self._many = many
        self._chunks: list[bytes] = []
        self._size = 0
        self._parts = 0

    @property
    def body(self) -> bytes:
        """The arrays' bytes, one after the other."""
        return b"".join(self._chunks)

    def encode(self, value: Any, depth: int = 0) -> Any:
        """What JSON has for a value; ValueRefusedError where it is too large."""
        self._parts += 1
        if self._parts > LIMITS.max_value_parts or depth > LIMITS.max_value_depth:
            raise ValueRefusedError("too many parts")
        if value is None or isinstance(value, bool):
            return value
        if value is Ellipsis:
            return ["..."]
        if isinstance(value, np.ndarray | np.generic):
            return self._array(np.asarray(value))
        if isinstance(value, int):
            return ["int", value] if abs(value) < 1 << 63 else ["other", "huge int"]
        if isinstance(value, float):
            return ["float", repr(float(value))]
        if isinstance(value, str):
            return ["str", self._text(value)]
        if isinstance(value, tuple | list):
            kind = "tuple" if isinstance(value, tuple) else "list"
            if _numbers(value) > self._many:
                return ["other", kind]
            return [kind, [self.encode(part, depth + 1) for part in value]]
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            pairs = value.items()
            return ["dict", {self._key(key): self.encode(part, depth + 1) for key, part in pairs}]
        if isinstance(value, Seed):
            return ["seed", value.number]
        if isinstance(value, Function):
            return ["function", value.text, self.encode(value.names, depth + 1)]
        return ["other", type(value).__name__[:100]]

    def _key(self, key: str) -> str:
        if len(key) > LIMITS.max_text_letters:
            raise ValueRefusedError("too long a key")
        return self._text(key)

    def _text(self, text: str) -> str:
        text = text[: LIMITS.max_text_letters]
        self._take(len(text))
        return text

    def _take(self, size: int) -> None:
        self._size += size
        if self._size > LIMITS.max_value_bytes:
            raise ValueRefusedError("too many bytes")

    def _array(self, array: np.ndarray[Any, Any]) -> Any:
        if array.dtype.kind not in "biufc":
            return ["other", f"array of {array.dtype.name}"]
        # Broadcast views are small in memory, and are written out here.
        self._take(array.nbytes)
        self._chunks.append(array.tobytes())
        return ["array", array.dtype.str, list(array.shape)]


def _numbers(value: tuple[Any, ...] | list[Any]) -> int:
    """How many parts a list has, or the lists in it have together."""
    return max(len(value), sum(len(part) for part in value if isinstance(part, tuple | list)))


def decode(said: Any, body: bytes, *, markers: bool = False) -> Any:
    """The value again, its arrays fresh and its own; ValueRefusedError where it is none.

    With `markers`, seeds are Generators and functions can be called, as inputs have them. Of an
    answer they would be the learner's code.
    """
    try:
        return _Decoder(body, markers).decode(said)
    except Exception as error:
        # Bytes from the learner's process can be wrong in any way there is.
        raise ValueRefusedError(str(error)) from None


class _Decoder:
    def __init__(self, body: bytes, markers: bool) -> None:
        self._body = body
        self._markers = markers
        self._at = 0
        self._parts = 0

    def decode(self, said: Any, depth: int = 0) -> Any:
        self._parts += 1
        if self._parts > LIMITS.max_value_parts or depth > LIMITS.max_value_depth:
            raise ValueRefusedError("too many parts")
        if said is None or isinstance(said, bool):
            return said
        kind, *rest = said
        match kind:
            case "...":
                return Ellipsis
            case "int":
                return int(rest[0])
            case "float":
                return float(rest[0])
            case "str":
                return str(rest[0])
            case "tuple":
                return tuple(self.decode(part, depth + 1) for part in rest[0])
            case "list":
                return [self.decode(part, depth + 1) for part in rest[0]]
            case "dict":
                return {str(key): self.decode(part, depth + 1) for key, part in rest[0].items()}
            case "array":
                return self._array(*rest)
            case "seed" if self._markers:
                return np.random.default_rng(int(rest[0]))
            case "function" if self._markers:
                return function(str(rest[0]), self.decode(rest[1], depth + 1))
            case "other":
                return Other(str(rest[0]))
        raise ValueRefusedError(f"no kind of value: {kind}")

    def _array(self, dtype: str, shape: list[int]) -> np.ndarray[Any, Any]:
        form = np.dtype(dtype)
        if form.kind not in "biufc" or any(side < 0 for side in shape):
            raise ValueRefusedError("no array of numbers")
        count = 1
        for side in shape:
            count *= int(side)
        end = self._at + count * form.itemsize
        if end > len(self._body):
            raise ValueRefusedError("too few bytes")
        flat = np.frombuffer(self._body, form, count, self._at) if count else np.empty(0, form)
        self._at = end
        return flat.reshape(shape).copy()


def function(text: str, names: dict[str, Any]) -> Any:
    """The function that a Python expression is, with NumPy as np and values by name."""
    code = compile(ast.parse(text, "<function>", "eval"), "<function>", "eval")
    return eval(code, {"np": np, **names})


def arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """All arrays in a value, in their order."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from arrays(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from arrays(part)

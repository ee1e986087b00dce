"""The tape: what every line of a learner's function has computed in one call, and from what."""

import ast
import copy
import inspect
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from sandbox.engine.explain.cell import Explainer
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.learner.rewriting import TAPE, InstrumentedLine, Rewritten, rewritten
from sandbox.engine.learner.source import LearnerFunctionError, LearnerSource, loaded, plain
from sandbox.engine.learner.validation import arrays

MAX_TRACED_LINES = 60
"""Lines of one call that are shown; a loop over cells has more."""


Reason = Literal["in_place", "many", "nested", "parts", "raised"]
"""Why a call is no lines: an array is changed in place; there are too many; what a line works on
are lists within lists, or parts taken out of an array by a loop; it raised when it was watched."""


class CannotTraceError(Exception):
    """The call cannot be shown line by line; `reason` is why, for the course's words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Ran:
    """A line that has run."""

    line: InstrumentedLine
    name: str | None
    operands: Mapping[str, Any]
    names: Mapping[str, Any]
    """What else the formula needs, by name."""
    value: Any


@dataclass
class Tape:
    """The lines of one call, in the order they ran."""

    lines: tuple[InstrumentedLine, ...]
    ran: list[Ran] = field(default_factory=list)
    known: dict[int, Any] = field(default_factory=dict)
    """The numbers that came in or that a line gave. They are kept: no other gets their identity."""
    counts: dict[int, int] = field(default_factory=dict)

    def line(self, number: int, scope: "Scope", value: Any, key: Any = None) -> Any:
        """A line has computed a value; one that only hands on what is known is none."""
        line = self.lines[number]
        if not _numbers(value) or id(value) in self.known:
            return value
        if not (scope.operands or scope.names):
            return self.constant(value)
        if len(self.ran) == MAX_TRACED_LINES:
            raise CannotTraceError("many")
        name = line.name
        if key is not None:
            name = str(key) if name is None else f"{name}[{_quoted(key)}]"
        self.known[id(value)] = value
        self.ran.append(Ran(line, name, scope.operands, scope.names, value))
        return value

    def scope(self, number: int, local: Mapping[str, Any]) -> "Scope":
        """What the names of a line stand for, as they are before it runs."""
        line = self.lines[number]
        values = {name: local[name] for name in line.used if name in local}
        scope = captured(line.formula, values)
        if not all(id(one) in self.known for one in arrays(tuple(scope.operands.values()))):
            # A row that a loop took out of an array could not be followed back to it.
            raise CannotTraceError("parts")
        return scope

    def constant(self, value: Any) -> Any:
        """A number that stands in the code."""
        self.known[id(value)] = value
        return value

    def unpacked(self, first: int, scope: "Scope", values: Any) -> Any:
        """Several names were given what one expression gave."""
        values = tuple(values)
        for place, value in enumerate(values):
            self.line(first + place, scope, value)
        return values

    def counted(self, number: int) -> int:
        """The place of a list's next element."""
        self.counts[number] = self.counts.get(number, -1) + 1
        return self.counts[number]

    def listed(self, number: int, values: Any) -> Any:
        """A list is complete: the next one begins at 0."""
        self.counts.pop(number, None)
        return values

    def stored(self, container: Any, value: Any) -> Any:
        """A value goes into a dict, which is not shown itself."""
        if not isinstance(container, dict):
            raise CannotTraceError("in_place")
        return value

    def replaced(self, old: Any, value: Any) -> Any:
        """`+=` gave a new value, unless the old one is an array."""
        if isinstance(old, np.ndarray | list | dict):
            raise CannotTraceError("in_place")
        return value

    def give_up(self, number: int, value: Any) -> Any:
        """Something was changed in place."""
        raise CannotTraceError("in_place")


@dataclass(frozen=True)
class Scope:
    """What a formula's names stand for: numbers that can be shown, and all else."""

    operands: Mapping[str, Any]
    names: Mapping[str, Any]


def captured(formula: str, values: Mapping[str, Any]) -> Scope:
    """The values sorted. A dict or tuple of arrays is taken apart into what the formula uses."""
    operands: dict[str, Any] = {}
    names: dict[str, Any] = {}
    for name, value in values.items():
        listed = isinstance(value, list) and len(value) > 0 and all(map(_numbers, value))
        if listed or _numbers(value) or isinstance(value, int | bool):
            operands[name] = value
        elif isinstance(value, dict | tuple | list) and any(True for _ in arrays(value)):
            names[name] = value
            operands |= _taken_apart(name, value, _keys(formula, name, values))
        else:
            # A generator draws other numbers every time, unless it is kept as it was.
            drawing = isinstance(value, np.random.Generator)
            names[name] = copy.deepcopy(value) if drawing else value
    return Scope(operands, names)


def _keys(formula: str, name: str, values: Mapping[str, Any]) -> list[Any] | None:
    """The keys by which the formula takes from what has that name; None where it takes all."""
    nodes = list(ast.walk(ast.parse(formula)))
    used = [node for node in nodes if isinstance(node, ast.Name) and node.id == name]
    taken = [
        node.slice for node in nodes
        if isinstance(node, ast.Subscript) and node.value in used
    ]  # fmt: skip
    if len(taken) < len(used):
        return None
    try:
        return [eval(ast.unparse(key), {}, dict(values)) for key in taken]
    except Exception:
        return None  # Such as a[rows[k]]: whatever it is, it is there.


def _taken_apart(name: str, values: Any, keys: list[Any] | None) -> Iterator[tuple[str, Any]]:
    pairs = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in pairs:
        if keys is not None and key not in keys:
            continue
        if _numbers(value):
            yield f"{name}[{_quoted(key)}]", value
        elif any(True for _ in arrays(value)):
            raise CannotTraceError("nested")


def _quoted(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else repr(key)


def _numbers(value: Any) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "fiub"
    return isinstance(value, float)


_current = threading.local()


class _Tapes:
    """What a rewritten function finds under the tape's name: the tape of the call at hand."""

    def __getattr__(self, method: str) -> Any:
        return getattr(_current.tape, method)


@lru_cache(maxsize=32)
def _traced(written: LearnerSource) -> tuple[Rewritten, dict[str, Any]]:
    new = rewritten(written)
    return new, loaded(written, new.code, **{TAPE: _Tapes()})


def trace(written: LearnerSource, args: tuple[Any, ...]) -> tuple[Any, list[RecordedLine]]:
    """What the function gives, and its lines as steps without a place.

    Each step's formula, run again on its operands, gives its value. CannotTraceError where that
    does not hold: something is changed in place, or there are more than MAX_TRACED_LINES.
    """
    new, namespace = _traced(written)
    # What the call draws it must be able to draw again if it gives up.
    given = copied(args)
    function = namespace[written.name]
    came_in = arrays((given, function.__defaults__, function.__kwdefaults__))
    tape = Tape(new.lines, known={id(one): one for one in came_in})
    before, _current.tape = getattr(_current, "tape", None), tape
    try:
        result = written.call(function, given)
    except LearnerFunctionError as error:
        if error.reason == "slow":
            raise
        cause = error.__cause__
        raise CannotTraceError(getattr(cause, "reason", "raised")) from error
    finally:
        _current.tape = before
    steps = [_step(written, ran) for ran in tape.ran]
    if not all(_repeats(step) for step in steps):
        raise CannotTraceError("in_place")
    return result, steps


def copied(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments with generators of their own."""
    return tuple(
        copy.deepcopy(arg) if isinstance(arg, np.random.Generator) else arg for arg in args
    )


def _step(written: LearnerSource, ran: Ran) -> RecordedLine:
    line = ran.line
    # What a function within returns as it is computed has no other name.
    name = ran.name or ("" if line.function == written.name else line.function)
    return RecordedLine(
        id=f"yours.{line.function}.{name}",
        place="",
        method="",
        name=name,
        formula=line.formula,
        operands=ran.operands,
        value=ran.value,
        number=line.number,
        source=line.source,
        own=line.function,
        names={**plain(written), **ran.names},
    )


def _repeats(step: RecordedLine) -> bool:
    """Whether the formula gives the value again: nothing in it was changed since."""
    try:
        with np.errstate(all="ignore"):
            again = Explainer(step).rerun()
    except Exception:
        return False
    a, b = np.asarray(again), np.asarray(step.value)
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def whole(
    written: LearnerSource, args: tuple[Any, ...], parts: Mapping[Any, Any], why: str
) -> list[RecordedLine]:
    """The call as one step for each of its results, by their keys; None is the only one's."""
    function = written.function
    parameters = list(inspect.signature(function).parameters)[: len(args)]
    call = f"{written.name}({', '.join(parameters)})"
    scope = captured(call, dict(zip(parameters, copied(args), strict=True)))
    return [
        RecordedLine(
            id=f"yours.{written.name}.{key}",
            place="",
            method="",
            name="",
            formula=call if key is None else f"{call}[{_quoted(key)}]",
            operands=scope.operands,
            value=value,
            number=1,
            source=written.source,
            own=written.name,
            names={written.name: function, **scope.names},
            whole=why,
        )
        for key, value in parts.items()
    ]

"""Watching: the same lines, run so that each one also says what it computed and from what.

A watched object is its own class again, its watched methods recompiled from their source with
every `name = expression` turned into `name = record(expression, …)`, which hands the very same
value back. Training runs the methods as they stand; nothing here is in its way.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import CodeType, FunctionType
from typing import Any, TypeVar

from sandbox.engine.house_style import check

T = TypeVar("T")

RECORD = "__record__"


@dataclass(frozen=True)
class MethodLine:
    """A computing line of a watched method."""

    name: str
    formula: str
    operands: tuple[str, ...]
    """Names and settings that the formula uses: "X", "W", "self.lr"."""
    number: int
    """Its line in the method's source, from 1."""


@dataclass(frozen=True)
class RecordedLine:
    """A line that has run: the formula, what went in and what came out.

    The arrays are the ones that the pass itself used. As nothing is changed in place, an operand
    that is another step's value *is* that value, the same object: that tells where it came from.
    """

    id: str
    """Class (or its `title`), method and name in lower case: "linear.backward.dW"."""
    place: str
    """Which object of the run it was: "layer 0", "loss", "update"."""
    method: str
    name: str
    formula: str
    operands: Mapping[str, Any]
    value: Any
    number: int
    source: str
    """The method's source text, as it is in the file."""
    own: str = ""
    """The learner's function that it is a line of; "" for the engine's lines."""
    names: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What else a learner's formula names: other functions of the file, words, generators."""
    whole: str = ""
    """Why a learner's function is one step instead of its lines; "" where it is not."""


Record = Callable[[RecordedLine], None]


@dataclass(frozen=True)
class Method:
    """A watched method, recompiled."""

    code: CodeType
    lines: tuple[MethodLine, ...]
    source: str
    defaults: tuple[Any, ...] | None


def lines(cls: type, method: str) -> tuple[MethodLine, ...]:
    """The computing lines of a class's watched method, without running it."""
    return _recompiled(cls, method).lines


def source(cls: type, method: str) -> str:
    """A method's source text, its indentation taken off."""
    return _recompiled(cls, method).source


def watch(thing: T, place: str, record: Record) -> T:
    """The same layer, loss, penalty or rule, every line of which is also recorded."""
    cls = type(thing)
    body = {name: _bound(cls, name, place, record) for name in cls.watched}  # type: ignore[attr-defined]
    watched = type(cls.__name__, (cls,), {"__module__": cls.__module__, **body})
    if not is_dataclass(thing):
        raise TypeError(f"{cls.__name__} cannot be watched: make it a frozen dataclass")
    given = {f.name: getattr(thing, f.name) for f in fields(thing) if f.init}
    copy: T = watched(**given | recording_parts(thing, place, record))
    return copy


def recording_parts(thing: Any, place: str, record: Record) -> dict[str, Any]:
    """An object's settings that record lines of their own, as a learner's function does, so."""
    parts = {f.name: getattr(thing, f.name) for f in fields(thing) if f.init}
    return {
        name: part.recording(place, record)
        for name, part in parts.items()
        if hasattr(part, "recording")
    }


def _bound(cls: type, name: str, place: str, record: Record) -> FunctionType:
    """The recompiled method, its record calls bound to this place."""
    method = _recompiled(cls, name)
    title = getattr(cls, "title", cls.__name__.lower())

    def keep(value: Any, index: int, *operands: Any) -> Any:
        line = method.lines[index]
        record(
            RecordedLine(
                id=f"{title}.{name}.{line.name}",
                place=place,
                method=name,
                name=line.name,
                formula=line.formula,
                operands=dict(zip(line.operands, operands, strict=True)),
                value=value,
                number=line.number,
                source=method.source,
            )
        )
        return value

    plain = getattr(cls, name)
    return FunctionType(method.code, {**plain.__globals__, RECORD: keep}, name, plain.__defaults__)


@cache
def _recompiled(cls: type, name: str) -> Method:
    function = getattr(cls, name)
    text = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(text)
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise TypeError(f"{cls.__name__}.{name} is not a plain method")
    computing = check(definition, f"{cls.__name__}.{name}")
    parameters = {argument.arg for argument in definition.args.args} - {"self"}
    local = parameters | _given(definition)
    found = tuple(_line(line, text, local) for line in computing)
    for index, assign in enumerate(computing):
        operands = [ast.parse(operand, mode="eval").body for operand in found[index].operands]
        assign.value = ast.Call(
            ast.Name(RECORD, ast.Load()),
            [assign.value, ast.Constant(index), *operands],
            [],
        )
    # Annotations and defaults belong to the plain method; evaluated here they could not be found.
    definition.returns = None
    definition.args.defaults = []
    for argument in definition.args.args:
        argument.annotation = None
    module = compile(ast.fix_missing_locations(tree), inspect.getfile(function), "exec")
    code = next(c for c in module.co_consts if isinstance(c, CodeType))
    return Method(code, found, text, function.__defaults__)


def _given(definition: ast.FunctionDef) -> set[str]:
    """All names that the method's own lines give."""
    stored = (n for n in ast.walk(definition) if isinstance(n, ast.Name))
    return {name.id for name in stored if isinstance(name.ctx, ast.Store)}


def _line(assign: ast.Assign, text: str, local: set[str]) -> MethodLine:
    (target,) = assign.targets
    assert isinstance(target, ast.Name)
    operands: dict[str, None] = {}
    for node in ast.walk(assign.value):
        if isinstance(node, ast.Name) and node.id in local:
            operands[node.id] = None
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            operands[f"self.{node.attr}"] = None
    formula = ast.get_source_segment(text, assign.value) or ""
    if not formula or "\n" in formula:
        formula = ast.unparse(assign.value)  # On one line, and without comments.
    return MethodLine(target.id, formula, tuple(operands), assign.lineno)

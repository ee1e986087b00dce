"""A whole training step as one plain function, written of the methods' own lines.

The house style (`sandbox.engine.house_style`) has each line give one new name and change nothing.
So the lines of all methods that a step runs, in the order in which it runs them and with names of
their own, are that step: the same expressions on the same arrays, without the calls in between,
which on small networks take a third of the time.
"""

import ast
import inspect
import linecache
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

import numpy as np
import numpy.typing as npt

from sandbox.engine.house_style import StyleError, check

Value = Any
"""What a name stands for while lines are gathered: a variable, or a tuple, list or dict of them."""


Root = tuple[str, ...]
"""Which part of a step has a method or a setting: ("layer", "0"), ("loss",), ("rule", "1", "0")."""


@dataclass(frozen=True)
class Program:
    """A function's source, and what its free names stand for."""

    source: str
    settings: Mapping[str, tuple[Root, str]]
    """Name to the object and its attribute."""
    given: Mapping[str, Any]
    """What the methods' own modules know by these names, such as np."""

    def bind(self, things: Mapping[Root, Any], name: str, dtype: npt.DTypeLike) -> Any:
        """The function of that name, its settings those of the things, its arrays of the dtype.

        A number that only multiplies arrays is made one of them here, as NumPy otherwise does at
        every line: the same value, and 2 to 9 % of a step's time on small networks with sgd.
        """
        space = dict(self.given)
        for free, (root, attribute) in self.settings.items():
            value = getattr(things[root], attribute)
            space[free] = np.array(value, dtype) if self._scales(free, value) else value
        exec(_compiled(self.source), space)
        return space[name]

    def _scales(self, free: str, value: Any) -> bool:
        """Whether it is a number of an update, whose lines are about arrays of one dtype alone, and
        stands nowhere but before a product's other factor."""
        if type(value) is not float or self.settings[free][0][0] not in UPDATING:
            return False
        places, factors = _uses(self.source)
        return factors[free] == places[free]


UPDATING = ("descent", "rule")
"""The roots of what makes an update of gradients."""


@cache
def _uses(source: str) -> tuple[Counter[str], Counter[str]]:
    """How often each name stands in a source, and how often as the first factor of a variable."""
    nodes = list(ast.walk(ast.parse(source)))
    products = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult)]
    return Counter(node.id for node in nodes if isinstance(node, ast.Name)), Counter(
        product.left.id
        for product in products
        if isinstance(product.left, ast.Name)
        and isinstance(product.right, ast.Name)
        and product.right.id != "t"
    )


@cache
def _compiled(source: str) -> Any:
    file = f"<training step {hash(source):x}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    return compile(source, file, "exec")


def method_tree(cls: type, name: str) -> tuple[ast.FunctionDef, Mapping[str, Any]]:
    """A method's syntax tree in the house style, and the names that its module knows.

    TypeError where its source is not to be had, or is not what runs; StyleError where it is out of
    style.
    """
    function = getattr(cls, name)
    text = textwrap.dedent(inspect.getsource(function))
    module = compile(text, "", "exec")
    code = next((c for c in module.co_consts if isinstance(c, CodeType)), None)
    if code is None or _words(code) != _words(function.__code__):
        raise TypeError(f"{cls.__name__}.{name} does not run the lines of its file")
    definition = ast.parse(text).body[0]
    assert isinstance(definition, ast.FunctionDef)
    check(definition, f"{cls.__name__}.{name}")
    return definition, function.__globals__


def _words(code: CodeType) -> tuple[Any, ...]:
    """What a code object is made of; its instructions differ with what a module has imported."""
    return code.co_names, code.co_varnames, code.co_consts


@cache
def inlinable(cls: Any) -> bool:
    """Whether all watched methods of a class are plain lines in the house style, from a file."""
    try:
        trees = [method_tree(cls, name)[0] for name in cls.watched]
    except (StyleError, TypeError, OSError):
        return False
    return not any(_calls_itself(node) for tree in trees for node in ast.walk(tree))


def _calls_itself(node: ast.AST) -> bool:
    """Whether it is self.…(…): such a line may be anything."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "self"
    )


class Writer:
    """Gathers lines, each under a name that no other has."""

    def __init__(self, taken: Sequence[str] = ()) -> None:
        self.lines: list[str] = []
        self.settings: dict[str, tuple[Root, str]] = {}
        self.given: dict[str, Any] = {}
        self._taken = set(taken)

    def name(self, wish: str) -> str:
        """A free name like the one that is wished for."""
        found, number = wish, 2
        while found in self._taken:
            found, number = f"{wish}_{number}", number + 1
        self._taken.add(found)
        return found

    def line(self, wish: str, expression: str) -> str:
        """A line `name = expression`; its name."""
        name = self.name(wish)
        self.lines.append(f"{name} = {expression}")
        return name

    def setting(self, root: Root, attribute: str) -> str:
        """The name of a thing's attribute."""
        for name, place in self.settings.items():
            if place == (root, attribute):
                return name
        name = self.name(attribute)
        self.settings[name] = (root, attribute)
        return name

    def inline(
        self,
        cls: type,
        method: str,
        root: Root,
        arguments: Sequence[Value] | Mapping[str, Value],
        known: dict[str, Value],
        tag: str = "",
    ) -> Value:
        """Append a method's lines, its names replaced by unique ones; what it returns, in these.

        `arguments` has a variable for each parameter, in order, or by name (further names are
        ignored). `known` maps the method's own names to the variables they became, for all methods
        of one part, and is added to: so dX is named after the variable that X became. Any other
        name gets `tag` as its suffix.
        """
        tree, space = method_tree(cls, method)
        parameters = [argument.arg for argument in tree.args.args[1:]]
        if isinstance(arguments, Mapping):
            names = {parameter: arguments[parameter] for parameter in parameters}
        else:
            names = dict(zip(parameters, arguments, strict=True))
        result: Value = {}
        for line in tree.body:
            if isinstance(line, ast.Return) and line.value is not None:
                result = _meant(line.value, names)
            elif isinstance(line, ast.Assign):
                target = line.targets[0]
                if _only_names(line.value, names):
                    _unpack(target, _meant(line.value, names), names)
                else:
                    assert isinstance(target, ast.Name)
                    known.update({k: v for k, v in names.items() if k not in known})
                    self._learn(line.value, space)
                    text = ast.unparse(_Renamed(self, root, names).visit(_copied(line.value)))
                    names[target.id] = self.line(_called(target.id, known, tag), text)
        known.update({k: v for k, v in names.items() if k not in known})
        return result

    def _learn(self, expression: ast.expr, space: Mapping[str, Any]) -> None:
        """What a line takes from its module."""
        for node in ast.walk(expression):
            if isinstance(node, ast.Name) and node.id in space:
                self._taken.add(node.id)
                if self.given.setdefault(node.id, space[node.id]) is not space[node.id]:
                    raise ValueError(f"two modules mean different things by {node.id}")


class _Renamed(ast.NodeTransformer):
    """Puts new names for a method's own, and free names for `self.…`."""

    def __init__(self, writer: Writer, root: Root, names: Mapping[str, Value]) -> None:
        self._writer, self._root, self._names = writer, root, names

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return ast.Name(self._writer.setting(self._root, node.attr), ast.Load())
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id not in self._names:
            return node
        return ast.parse(text_of(self._names[node.id]), mode="eval").body


def text_of(value: Value) -> str:
    """A variable, or a tuple, list or dict of them, as source."""
    if isinstance(value, tuple):
        return f"({', '.join(map(text_of, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(map(text_of, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {text_of(each)}' for key, each in value.items())}}}"
    return str(value)


def _key(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else repr(key)


def _copied(expression: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(expression), mode="eval").body


def _called(name: str, known: Mapping[str, Value], tag: str) -> str:
    """dX after the variable that X is, w_new after the one that w is, else with the tag."""
    if name[0] == "d" and isinstance(known.get(name[1:]), str):
        return f"d{known[name[1:]]}"
    stem, bar, rest = name.partition("_")
    if bar and isinstance(known.get(stem), str):
        return f"{known[stem]}_{rest}"
    return f"{name}{tag}"


def _only_names(expression: ast.expr, names: Mapping[str, Value]) -> bool:
    """Whether a line only gives names to what came in."""
    if isinstance(expression, ast.Tuple):
        return all(_only_names(element, names) for element in expression.elts)
    if isinstance(expression, ast.Subscript):
        return isinstance(expression.value, ast.Name) and isinstance(
            names.get(expression.value.id), dict
        )
    return isinstance(expression, ast.Name) and expression.id in names


def _meant(expression: ast.expr, names: Mapping[str, Value]) -> Value:
    """What an expression of names alone stands for."""
    if isinstance(expression, ast.Name):
        return names[expression.id]
    if isinstance(expression, ast.Tuple):
        return tuple(_meant(element, names) for element in expression.elts)
    if isinstance(expression, ast.Dict):
        return {
            key.value: _meant(value, names)
            for key, value in zip(expression.keys, expression.values, strict=True)
            if isinstance(key, ast.Constant)
        }
    assert isinstance(expression, ast.Subscript)
    assert isinstance(expression.slice, ast.Constant)
    return _meant(expression.value, names)[expression.slice.value]


def _unpack(target: ast.expr, value: Value, names: dict[str, Value]) -> None:
    if isinstance(target, ast.Name):
        names[target.id] = value
        return
    assert isinstance(target, ast.Tuple)
    for element, each in zip(target.elts, value, strict=True):
        _unpack(element, each, names)

"""A learner's file rewritten so that every line of its functions also tells what it computed.

`name = expression` becomes `name = tape.line(n, tape.scope(n, locals()), expression)`, which hands
the very same value back. A list or a dict that is written out tells each of its elements, and one
inside an expression gets a line of its own before it. What cannot be told, such as a change in
place, gives up the tape; the function is then run as it stands.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

from sandbox.engine.learner.source import LearnerSource

TAPE = "__tape__"
LISTED = "terms"
"""What a list within an expression is called."""
Listing = ast.ListComp | ast.GeneratorExp


@dataclass(frozen=True)
class InstrumentedLine:
    """A line, or an element of one, that tells what it computed."""

    function: str
    name: str | None
    """None where it is returned as it is computed."""
    formula: str
    used: tuple[str, ...]
    """The names in the formula."""
    number: int
    """Its line in the function, from 1."""
    source: str
    """The function's text."""


@dataclass(frozen=True)
class Rewritten:
    """The file's code, and its lines by the numbers that they tell."""

    code: CodeType
    lines: tuple[InstrumentedLine, ...]


@lru_cache(maxsize=32)
def rewritten(written: LearnerSource) -> Rewritten:
    """The file with every function at its top level rewritten."""
    tree = ast.parse(written.text)
    lines: list[InstrumentedLine] = []
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    named = {node.name: [parameter.arg for parameter in node.args.args] for node in functions}
    for node in functions:
        if not _yields(node):
            _Rewriter(node, named, written.text, lines).rewrite()
    ast.fix_missing_locations(tree)
    return Rewritten(compile(tree, written.path, "exec"), tuple(lines))


class _Rewriter:
    """Rewrites one function, and adds its lines to those of the file."""

    def __init__(
        self,
        function: ast.FunctionDef,
        others: Mapping[str, list[str]],
        text: str,
        lines: list[InstrumentedLine],
    ) -> None:
        self.function = function
        self.others = others
        self.text = text
        self.source = ast.get_source_segment(text, function) or ast.unparse(function)
        self.lines = lines
        taken = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        self.listed = LISTED if LISTED not in taken else f"_{LISTED}"

    def rewrite(self) -> None:
        """In place."""
        self.function.body = self._body(self.function.body)

    def _body(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return [new for line in body for new in self._statement(line)]

    def _statement(self, line: ast.stmt) -> list[ast.stmt]:
        """What stands in a statement's place; loops and conditions keep their own heads."""
        before: list[ast.stmt] = []
        match line:
            case ast.Assign(targets=[ast.Name(id=name), *_]):
                line.value = self._value(line, name, line.value, before)
            case ast.Assign(targets=[ast.Tuple(elts=targets)]):
                line.value = self._values(line, targets, line.value, before)
            case ast.Assign(targets=[ast.Subscript() as target]):
                line.value = self._stored(line, target, line.value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                line.value = self._value(line, name, value, before)
            case ast.AugAssign():
                return [self._added(line)]
            case ast.Return(value=ast.expr() as value):
                line.value = self._value(line, None, value, before)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                pass
            case _:
                for part in ("body", "orelse", "finalbody"):
                    if inner := getattr(line, part, None):
                        setattr(line, part, self._body(inner))
        return [*before, line]

    # Values.

    def _value(
        self, line: ast.stmt, name: str | None, value: ast.expr, before: list[ast.stmt]
    ) -> ast.expr:
        """The expression, telling its value, or what it lists telling theirs."""
        match value:
            case ast.Name():
                return value
            case ast.Constant():
                return self._call("constant", value)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                value.elts = [
                    self._told(line, name and f"{name}[{i}]", part, ast.Constant(i), part)
                    for i, part in enumerate(parts)
                ]
                return value
            case ast.Dict(keys=keys, values=parts):
                value.values = [
                    part if key is None else self._told(line, name, part, key, part)
                    for key, part in zip(keys, parts, strict=True)
                ]
                return value
            case ast.DictComp(key=key, value=part):
                value.value = self._told(line, name, part, key, part)
                return value
            case ast.ListComp():
                return self._list(line, name or self.listed, value)
        shown = self._hoisted(line, value, before)
        return self._told(line, name, shown, None, value)

    def _values(
        self,
        line: ast.stmt,
        targets: list[ast.expr],
        value: ast.expr,
        before: list[ast.stmt],
    ) -> ast.expr:
        """`a, b = …`: both tell theirs where each has an expression of its own."""
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if len(names) < len(targets):
            return value
        if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
            pairs = zip(names, value.elts, strict=True)
            value.elts = [self._value(line, name, one, before) for name, one in pairs]
            return value
        numbers = [
            self._line(line, name, f"({self._text(value)})[{i}]", value)
            for i, name in enumerate(names)
        ]
        return self._call("unpacked", numbers[0], self._scope(numbers[0]), value)

    def _stored(self, line: ast.stmt, target: ast.Subscript, value: ast.expr) -> ast.expr:
        """`new[name] = …`: an element of a dict tells its value; a cell of an array gives up."""
        if not isinstance(target.value, ast.Name):
            return self._call("give_up", 0, value)
        told = self._told(line, target.value.id, value, target.slice, value)
        return self._call("stored", target.value, told)

    def _added(self, line: ast.AugAssign) -> ast.stmt:
        """`total += …` as `total = total + …`, unless it would change an array in place."""
        old: ast.expr
        if isinstance(line.target, ast.Name):
            old = ast.Name(line.target.id, ast.Load())
        else:
            old = ast.parse(ast.unparse(line.target), mode="eval").body
        formula = ast.BinOp(old, line.op, line.value)
        text = ast.unparse(formula)
        told = self._told(line, ast.unparse(line.target), formula, None, formula, text)
        new = ast.Assign([line.target], self._call("replaced", old, told))
        return ast.copy_location(new, line)

    def _list(self, line: ast.stmt, name: str, value: Listing) -> ast.expr:
        """[… for …]: each element tells its value, by its place."""
        number = self._line(line, name, self._text(value.elt), value.elt)
        counted = self._call("counted", number)
        value.elt = self._call("line", number, self._scope(number), value.elt, counted)
        return self._call("listed", number, ast.ListComp(value.elt, value.generators))

    def _hoisted(self, line: ast.stmt, value: ast.expr, before: list[ast.stmt]) -> ast.expr:
        """The expression with a name for each list that it makes on its way."""
        for number, (owner, field, place, made) in enumerate(_lists(value), 1):
            name = self.listed + (str(number) if number > 1 else "")
            new = ast.Assign([ast.Name(name, ast.Store())], self._list(line, name, made))
            before.append(ast.copy_location(new, line))
            stand_in = ast.Name(name, ast.Load())
            if place is None:
                setattr(owner, field, stand_in)
            else:
                getattr(owner, field)[place] = stand_in
        return value

    def told(self, line: ast.stmt, name: str, value: ast.expr) -> ast.expr:
        """An expression with nothing listed in it, telling its value under that name."""
        return self._told(line, name, value, None, value)

    # Calls of the tape.

    def _told(
        self,
        line: ast.stmt,
        name: str | None,
        value: ast.expr,
        key: ast.expr | None,
        original: ast.expr,
        text: str | None = None,
    ) -> ast.expr:
        """The value, telling itself; `key`: its place in what has that name."""
        if isinstance(original, ast.Constant | ast.Name):
            return value
        number = self._line(line, name, text or self._text(value), value)
        keys = [] if key is None else [key]
        value = _Arguments(self, line).visit(value)
        return self._call("line", number, self._scope(number), value, *keys)

    def _line(self, line: ast.stmt, name: str | None, formula: str, value: ast.expr) -> int:
        used = {node.id: None for node in ast.walk(value) if isinstance(node, ast.Name)}
        number = line.lineno - self.function.lineno + 1
        self.lines.append(
            InstrumentedLine(self.function.name, name, formula, tuple(used), number, self.source)
        )
        return len(self.lines) - 1

    def _scope(self, number: int) -> ast.expr:
        return self._call("scope", number, ast.Call(ast.Name("locals", ast.Load()), [], []))

    def _call(self, method: str, *arguments: ast.expr | int) -> ast.expr:
        function = ast.Attribute(ast.Name(TAPE, ast.Load()), method, ast.Load())
        given = [ast.Constant(one) if isinstance(one, int) else one for one in arguments]
        return ast.Call(function, given, [])

    def _text(self, value: ast.expr) -> str:
        """An expression as it is in the file where that is one line of it."""
        text = ast.get_source_segment(self.text, value) or ""
        names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        replaced = any(name.startswith(self.listed) for name in names)
        return ast.unparse(value) if not text or "\n" in text or replaced else text


class _Arguments(ast.NodeTransformer):
    """What is computed on its way into another function of the file tells its value there."""

    def __init__(self, rewriter: _Rewriter, line: ast.stmt) -> None:
        self._rewriter = rewriter
        self._line = line

    def visit_Call(self, node: ast.Call) -> ast.AST:
        parameters = self._rewriter.others.get(getattr(node.func, "id", ""), [])
        given = list(zip(parameters, node.args, strict=False))
        told = [self._rewriter.told(self._line, name, one) for name, one in given]
        node.args[: len(told)] = told
        return node if told else self.generic_visit(node)


def _lists(value: ast.expr) -> list[tuple[ast.AST, str, int | None, Listing]]:
    """The lists that an expression makes for certain, with where each stands."""
    found: list[tuple[ast.AST, str, int | None, Listing]] = []

    def look(node: ast.AST) -> None:
        if isinstance(node, ast.Lambda | ast.IfExp | ast.BoolOp | ast.SetComp | ast.DictComp):
            return
        for field, part in ast.iter_fields(node):
            inner = list(enumerate(part)) if isinstance(part, list) else [(None, part)]
            for place, one in inner:
                if isinstance(one, Listing):
                    found.append((node, field, place, one))
                elif isinstance(one, ast.AST):
                    look(one)

    look(value)
    return found


def _yields(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))

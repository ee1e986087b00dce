"""Explaining: how any one cell of a step was made, from the step's own formula and operands.

One general piece of code walks the formula's syntax tree. It knows NumPy, not layers: a layer
written in the house style is explained as it stands.
"""

import ast
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array
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
from sandbox.engine.explain.vocabulary import (
    CASTS,
    GATHERING,
    MADE_OF_SHAPES,
    OPERATORS,
    REDUCTIONS,
    Names,
    normalised,
)
from sandbox.engine.instrument import RecordedLine


class UnexplainedError(Exception):
    """A formula has a construct that has no explanation yet; the message names it."""


class Explainer:
    """Explains the cells of one step."""

    def __init__(self, step: RecordedLine) -> None:
        self.step = step
        self._line = ast.parse(step.formula, mode="eval").body
        self._names = Names(step)
        self.tree = normalised(ast.parse(step.formula, mode="eval").body, self._names)
        self._values: dict[int, Any] = {id(self.tree): step.value}

    def cell(self, index: Index) -> Expression:
        """How the cell of the step's value was made. IndexError where there is no such cell."""
        np.asarray(self.step.value)[index]
        return self._cell(self.tree, index)

    def rerun(self) -> Any:
        """What the formula gives for the operands, computed now."""
        return self._evaluate(self._line)

    def value(self, node: ast.expr) -> Any:
        """What a part of the formula comes to, all of it."""
        if id(node) not in self._values:
            code = compile(ast.Expression(node), "<formula>", "eval")
            with np.errstate(all="ignore"):
                self._values[id(node)] = eval(code, self._names.all())
        return self._values[id(node)]

    def _at(self, node: ast.expr, index: Index) -> float:
        return float(np.asarray(self.value(node))[index])

    def _cell(self, node: ast.expr, index: Index) -> Expression:
        match node:
            case ast.Constant(value=int() | float()):
                return NumberLiteral(self._at(node, ()))
            case ast.Name():
                owner = self._names[node.id]
                return Operand(self._at(node, index), node.id, index, owner)
            case ast.Attribute(value=ast.Name(id="self")):
                owner = self.value(node)
                return Operand(self._at(node, index), f"self.{node.attr}", index, owner)
            case ast.Attribute(attr="mT"):
                return self._cell(node.value, (*index[:-2], index[-1], index[-2]))
            case ast.Attribute(attr="T"):
                return self._cell(node.value, index[::-1])
            case ast.Subscript():
                return self._subscript(node, index)
            case ast.UnaryOp(op=ast.UAdd()):
                return self._cell(node.operand, index)
            case ast.UnaryOp(op=ast.USub()):
                return Negative(self._at(node, index), self._cell(node.operand, index))
            case ast.BinOp(op=ast.MatMult()):
                return self._product(node, index)
            case ast.BinOp():
                return self._operation(node, node.op, node.left, node.right, index)
            case ast.Compare(ops=[op], comparators=[right]):
                return self._operation(node, op, node.left, right, index)
            case ast.IfExp():
                return self._part(self.branch(node), index)
            case ast.Call():
                return self._call(node, index)
        raise UnexplainedError(f"`{ast.unparse(node)}`")

    def _part(self, node: ast.expr, index: Index) -> Expression:
        """The cell of a part that was broadcast to the whole: where it has one row, that row."""
        shape = np.shape(self.value(node))
        tail = index[len(index) - len(shape) :] if shape else ()
        return self._cell(node, tuple(0 if n == 1 else i for i, n in zip(tail, shape, strict=True)))

    def _operation(
        self, node: ast.expr, op: ast.AST, left: ast.expr, right: ast.expr, index: Index
    ) -> Expression:
        symbol = OPERATORS.get(type(op))
        if symbol is None:
            raise UnexplainedError(f"`{ast.unparse(node)}`")
        return Operation(
            self._at(node, index), symbol, self._part(left, index), self._part(right, index)
        )

    def _product(self, node: ast.BinOp, index: Index) -> Expression:
        """A row times a column."""
        A, B = np.asarray(self.value(node.left)), np.asarray(self.value(node.right))
        if min(A.ndim, B.ndim) < 2:
            raise UnexplainedError(f"`{ast.unparse(node)}`")
        *lead, i, j = index
        left_lead, right_lead = _leading(A, lead), _leading(B, lead)
        row, column = A[(*left_lead, i)], B[(*right_lead, slice(None), j)]
        addends = row * column

        def term(k: int) -> Expression:
            left = self._cell(node.left, (*left_lead, i, k))
            right = self._cell(node.right, (*right_lead, k, j))
            return Operation(float(addends[k]), "·", left, right)

        return Summation(self._at(node, index), addends, term)

    def _subscript(self, node: ast.Subscript, index: Index) -> Expression:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            return NumberLiteral(float(self.value(node)))
        if (name := self.taken(node)) is not None:
            return Operand(self._at(node, index), name, index, self.value(node))
        if isinstance(self.value(node.value), dict | list | tuple):
            raise UnexplainedError(f"`{ast.unparse(node)}`")
        places = _places(self.value(node.value))
        picked = ast.Subscript(ast.Name("places", ast.Load()), node.slice, ast.Load())
        return self._gathered(node.value, self._evaluate(picked, places=places), index)

    def taken(self, node: ast.Subscript) -> str | None:
        """The operand that stands in a dict or list at the place that is named, if it is one."""
        if not isinstance(self.value(node.value), dict | list | tuple):
            return None
        owner = self.value(node)
        return next((name for name, one in self.step.operands.items() if one is owner), None)

    def branch(self, node: ast.IfExp) -> ast.expr:
        """Which of the two it was."""
        return node.body if self.value(node.test) else node.orelse

    def _gathered(self, source: ast.expr, places: Any, index: Index) -> Expression:
        flat = int(np.asarray(places)[index])
        shape = np.shape(self.value(source))
        return self._cell(source, tuple(int(i) for i in np.unravel_index(flat, shape)))

    def _evaluate(self, node: ast.expr, **names: Any) -> Any:
        expression = ast.fix_missing_locations(ast.Expression(node))
        return eval(compile(expression, "<formula>", "eval"), {**self._names.all(), **names})

    def _call(self, node: ast.Call, index: Index) -> Expression:
        function, arguments, method = self.called(node)
        if function in REDUCTIONS and isinstance(self.value(arguments[0]), list):
            return self._sum_of_list(node, arguments[0], index)
        if function in REDUCTIONS:
            return self._reduction(node, function, arguments[0], index)
        if function in MADE_OF_SHAPES or self._draws(node):
            return NumberLiteral(self._at(node, index))
        if function == "where" and len(arguments) == 3:
            condition, yes, no = arguments
            asked = self._part(condition, index)
            return Selection(
                self._at(node, index), asked, self._part(yes if asked.value else no, index)
            )
        if function in CASTS:
            return self._part(arguments[0], index)
        if function in GATHERING:
            return self._gathered(arguments[0], self._moved(node, arguments, method), index)
        ufunc = getattr(np, function, None)
        if isinstance(ufunc, np.ufunc) and not node.keywords:
            parts = tuple(self._part(argument, index) for argument in arguments)
            return FunctionCall(self._at(node, index), function, parts, ufunc)
        raise UnexplainedError(f"`{ast.unparse(node)}`")

    def called(self, node: ast.Call) -> tuple[str, list[ast.expr], bool]:
        """The function's name, its arguments (a method's object first), and if it is a method."""
        if isinstance(node.func, ast.Name):
            self._check_numpy(node.func)
            return node.func.id, node.args, False
        if not isinstance(node.func, ast.Attribute):
            raise UnexplainedError(f"`{ast.unparse(node)}`")
        if self._names.is_numpy(node.func.value):
            return node.func.attr, node.args, False
        return node.func.attr, [node.func.value, *node.args], True

    def _check_numpy(self, name: ast.Name) -> None:
        """A learner may give the name of one of NumPy's functions to another."""
        function = self._names.get(name.id)
        if function not in (None, sum, getattr(np, name.id, None)):
            raise UnexplainedError(f"`{name.id}`")

    def _draws(self, node: ast.Call) -> bool:
        """Whether the call draws random numbers."""
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        known = self._names.get(owner.id) if isinstance(owner, ast.Name) else None
        return isinstance(known, np.random.Generator)

    def _moved(self, node: ast.Call, arguments: list[ast.expr], method: bool) -> Any:
        """The same call on the cells' numbers instead of the cells."""
        places = _places(self.value(arguments[0]))
        stand_in = ast.Name("places", ast.Load())
        if method and isinstance(node.func, ast.Attribute):
            func = ast.Attribute(stand_in, node.func.attr, ast.Load())
            return self._evaluate(ast.Call(func, node.args, node.keywords), places=places)
        call = ast.Call(node.func, [stand_in, *node.args[1:]], node.keywords)
        return self._evaluate(call, places=places)

    def _sum_of_list(self, node: ast.Call, argument: ast.expr, index: Index) -> Expression:
        """sum(sizes): a cell of each value of the list."""
        values = [np.asarray(value) for value in self.value(argument)]
        name = argument.id if isinstance(argument, ast.Name) else ast.unparse(argument)
        owners = list(self.value(argument))
        addends = np.array([value[index] for value in values])

        def term(k: int) -> Expression:
            return Operand(float(addends[k]), name, index, owners[k])

        return Summation(self._at(node, index), addends, term)

    def _reduction(
        self, node: ast.Call, function: str, source: ast.expr, index: Index
    ) -> Expression:
        """A sum, mean, largest … over some of the axes."""
        whole = np.asarray(self.value(source))
        axes, keep = self.axes(node, whole.ndim)
        kept = iter(index)
        box = tuple(_span(axis, axes, keep, kept) for axis in range(whole.ndim))
        values = whole[box]
        starts = [0 if isinstance(part, slice) else part for part in box]

        def term(k: int) -> Expression:
            inner = iter(np.unravel_index(k, values.shape))
            at = [
                int(next(inner)) if isinstance(part, slice) else start
                for part, start in zip(box, starts, strict=True)
            ]
            return self._cell(source, tuple(at))

        value = self._at(node, index)
        flat = values.ravel()
        if function in ("max", "min"):
            which = int(flat.argmax() if function == "max" else flat.argmin())
            return Extremum(value, function, term(which), flat.size)
        if function in ("sum", "mean"):
            return Summation(value, flat, term, flat.size if function == "mean" else 1)
        return Spread(value, function, flat, term)

    def axes(self, node: ast.Call, ndim: int) -> tuple[set[int], bool]:
        """The axes that a reduction runs over, and whether it keeps them."""
        given = {keyword.arg: self.value(keyword.value) for keyword in node.keywords}
        _, arguments, _ = self.called(node)
        axis = self.value(arguments[1]) if len(arguments) > 1 else given.get("axis")
        if axis is None:
            return set(range(ndim)), bool(given.get("keepdims", False))
        axes = axis if isinstance(axis, tuple) else (axis,)
        return {a % ndim for a in axes}, bool(given.get("keepdims", False))


def _leading(array: Array, lead: list[int]) -> list[Any]:
    """The index of an operand's replica, where it has one."""
    own = array.shape[:-2]
    return [0 if n == 1 else i for i, n in zip(lead[len(lead) - len(own) :], own, strict=True)]


def _places(array: Any) -> Array:
    """The array's cells numbered, in its shape."""
    return np.arange(np.size(array)).reshape(np.shape(array))


def _span(axis: int, axes: set[int], keep: bool, kept: Any) -> slice | int:
    if axis not in axes:
        return int(next(kept))
    if keep:
        next(kept)
    return slice(None)

"""What an explanation knows of NumPy: operators, functions and their other spellings, and what the
names of a formula stand for.
"""

import ast
import copy
import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from sandbox.engine.instrument import RecordedLine

PLACED = re.compile(r"(\w+)\[(.+)\]")
"""An operand out of a dict or a list: `params["W1"]`, `cache[0]`."""


class Names:
    """A step's names, for formulas that are run again."""

    def __init__(self, step: RecordedLine) -> None:
        own = {k.removeprefix("self."): v for k, v in step.operands.items() if "." in k}
        plain = {k: v for k, v in step.operands.items() if k.isidentifier()}
        self._names: dict[str, Any] = {
            "np": np, "sum": sum, "self": SimpleNamespace(**own), **step.names, **plain,
        }  # fmt: skip
        if step.own:
            self._fill(step)
        self._drawing = [
            name for name, value in self._names.items() if isinstance(value, np.random.Generator)
        ]

    def _fill(self, step: RecordedLine) -> None:
        """Put the operands that are out of dicts and lists into such, as the formula has them."""
        for name, value in step.operands.items():
            if (place := PLACED.fullmatch(name)) is None:
                continue
            holder, key = place[1], ast.literal_eval(place[2])
            given = self._names[holder]
            if isinstance(given, Mapping):
                self._names[holder] = {**given, key: value}
            else:
                listed = list(given)
                listed[key] = value
                self._names[holder] = type(given)(listed)

    def __getitem__(self, name: str) -> Any:
        return self._names[name]

    numpy = "np"
    """What NumPy is always known by."""

    def is_numpy(self, node: ast.expr) -> bool:
        """Whether an expression is NumPy itself, by whatever name."""
        return isinstance(node, ast.Name) and self.get(node.id) is np

    def get(self, name: str) -> Any:
        """What the name stands for; None where it is Python's or nobody's."""
        return self._names.get(name)

    def all(self) -> dict[str, Any]:
        """All of them; a generator is as it was before the step, whoever draws from it."""
        return {**self._names, **{name: copy.deepcopy(self._names[name]) for name in self._drawing}}


NOTHING = ast.Constant(None)


def normalised(tree: ast.expr, names: Names) -> ast.expr:
    """The formula in the operators and functions that are explained; in place."""
    return ast.fix_missing_locations(_Speller(names).visit(tree))


class _Speller(ast.NodeTransformer):
    """Writes calls in another way."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute) or node.keywords:
            return node
        function, arguments = node.func.attr, list(node.args)
        if not self._names.is_numpy(node.func.value):
            arguments.insert(0, node.func.value)
        if function in ("dot", "matmul") and len(arguments) == 2:
            return ast.BinOp(arguments[0], ast.MatMult(), arguments[1])
        if function == "clip" and len(arguments) in (2, 3):
            return self._clipped(*arguments)
        return node

    def _clipped(self, value: ast.expr, low: ast.expr, high: ast.expr = NOTHING) -> ast.expr:
        """np.minimum(np.maximum(value, low), high), without the bound that is None."""
        for name, bound in (("maximum", low), ("minimum", high)):
            if not (isinstance(bound, ast.Constant) and bound.value is None):
                function = ast.Attribute(ast.Name(self._names.numpy, ast.Load()), name, ast.Load())
                value = ast.Call(function, [value, bound], [])
        return value


OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "·",
    ast.Div: "/",
    ast.Pow: "^",
    ast.Gt: ">",
    ast.Lt: "<",
    ast.GtE: "≥",
    ast.LtE: "≤",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
GATHERING = {
    "reshape",
    "transpose",
    "swapaxes",
    "squeeze",
    "ravel",
    "take",
    "take_along_axis",
    "broadcast_to",
    "expand_dims",
}
"""Functions that only say which cell goes where."""
MADE_OF_SHAPES = {"ones_like", "zeros_like", "ones", "zeros", "arange", "eye", "len"}
"""Functions whose cells depend on no operand's value."""
CASTS = {"astype", "asarray", "array", "float", "float32", "float64", "int64"}
"""Functions that change a number's type at most."""
REDUCTIONS = {"sum", "mean", "max", "min", "var", "std", "prod"}

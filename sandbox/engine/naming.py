"""What the names of a step's formula stand for."""

import ast
import copy
import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from sandbox.engine.watching import Step

PLACED = re.compile(r"(\w+)\[(.+)\]")
"""An operand out of a dict or a list: `params["W1"]`, `cache[0]`."""


class Names:
    """A step's names, for formulas that are run again."""

    def __init__(self, step: Step) -> None:
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

    def _fill(self, step: Step) -> None:
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

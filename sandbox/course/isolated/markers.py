"""What stands in an exercise's inputs for things that no plain data is: a generator, a function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Seed:
    """A NumPy Generator, fresh for each function that is called with it: `default_rng(number)`."""

    number: int


class Function:
    """A function as the text of a Python expression, with NumPy as `np` and values by name.

    `Function("lambda w: 0.5 * (A @ w - b) @ (A @ w - b)", A=A, b=b)`
    """

    def __init__(self, text: str, **names: Any) -> None:
        self.text = text
        self.names = names

    def __repr__(self) -> str:
        return f"Function({self.text!r})"

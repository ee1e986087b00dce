"""An exercise of a course, and the markers that its inputs may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STARTERS = "exercises"
SOLUTIONS = "solutions"
CHECKS = "checks"
"""The folders of a lesson that have a file for each exercise: ID.py."""

FIRST_LANG = "en"
"""Its starters are in the folder itself, those of another language in a folder of its name."""


@dataclass(frozen=True)
class Exercise:
    """A function to write, in one language's words.

    Texts are Markdown; those of `mistakes` are sentences with blanks, by the id that the checks
    have in MISTAKES, or that their `judge` answers with.
    """

    id: str
    function: str
    """What the learner's function is called."""
    lesson: str
    """The lesson's id: "15-assignment"."""
    folder: Path
    """The lesson's folder."""
    title: str
    task: str
    hints: tuple[str, ...]
    """To be given one at a time."""
    why: str
    """After success: why it matters."""
    mistakes: Mapping[str, str]
    starter: Path
    solution: Path
    checks: Path
    seconds: float
    """Of processor time that all of the inputs may take together."""
    memory: int
    """Megabytes that it may take."""
    passed: str = ""
    """What success came to, a sentence with blanks for what `judge` says of it."""
    lab: str | None = None
    """The lab that can train with the learner's function."""
    line: int = field(default=0, compare=False)

    @property
    def course(self) -> Path:
        """The folder of the course."""
        return self.folder.parent


def starter_file(folder: Path, id: str, lang: str) -> Path:
    """The starter in a language; the first language's where it has none of its own."""
    own = folder / STARTERS / lang / f"{id}.py"
    first = folder / STARTERS / f"{id}.py"
    return own if lang != FIRST_LANG and own.is_file() else first


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

"""What a check came to: as plain values, which `words.verdict_lines` says in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS: Mapping[str, str] = {
    "passed": "right on every input; `exact` and `precision` say how nearly",
    # What came out of the function.
    "mistake": "one that the exercise knows by name: `mistake`",
    "in_place": "an input was changed; values: what",
    "moved": "an input was changed and put back, but for rounding; values: what",
    "unfinished": "the starter's placeholder (...) or NotImplementedError",
    "no_return": "None, from a function that returns nothing anywhere",
    "none": "None came back on this input",
    "type": "not an array, a number, a tuple …; values: type, wanted",
    "count": "too few or too many parts; values: count, wanted",
    "keys": "a dict with other keys; values: missing, extra",
    "transposed": "right, except that rows and columns are exchanged",
    "shape": "values: shape, wanted",
    "dtype": "values: dtype, wanted",
    "nan": "NaN where a number is expected; values: count",
    "infinite": "infinity where a number is expected; values: count",
    "different": "values that are wrong; values: wrong, count",
    "odd": "nothing that the checks can judge; values: problem",
    # What happened instead of an answer.
    "raised": "an exception; values: error, message",
    "truth": "one answer asked of a whole array, as `if x > 0` and `max(0, x)` do",
    "scalar": "an array given to what takes one number, as math.exp does",
    "rows": "one number for each row, without its column, beside the rows; values: rows",
    "broadcast": "two shapes that do not fit cell by cell; values: one, other",
    "product": "a matrix product whose sizes do not fit; values: columns, rows",
    "recursion": "a function that calls itself without end",
    "signature": "a function that cannot take these inputs; values: takes, given",
    "missing": "no function of that name; values: near, inside",
    "syntax": "no Python; values: message",
    "import": "a module that is not there; values: module",
    "exit": "the program was ended: sys.exit, os._exit",
    "timeout": "values: seconds",
    "memory": "values: memory",
    "output": "more output than anyone reads",
    "crashed": "ended by a signal; values: signal",
    "size": "an answer, or a file, that is far too large",
    # What a solution has no need of, and is refused.
    "process": "another process",
    "signal": "a signal to a process",
    "write": "writing, moving or deleting files; values: what",
    "network": "a connection",
    "input": "reading what is typed",
    "native": "code outside Python: ctypes and the like",
    "engine": "the engine itself; values: what",
    # Neither right nor wrong.
    "unreadable": "the file is not there or cannot be read; values: reason",
    "stopped": "the check was stopped",
    "broken": "the exercise itself is at fault; values: file, line, problem",
}
"""All kinds of verdict, and the values that their sentences need."""


Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Verdict:
    """Whether a learner's file is right, and if not, what is wrong with it, and where."""

    passed: bool
    kind: str
    """One of KINDS."""
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    """What fills the blanks of its sentence; an input that is a number is among them by name."""
    mistake: str = ""
    """Of kind "mistake": its id."""
    case: str = ""
    """The name of the input."""
    inputs: tuple[tuple[str, str], ...] = ()
    """The input, briefly: the parameters' names and their values."""
    part: str = ""
    """Where several things are returned, which of them this is about: `[0]`, `["W1"]`."""
    got: str = ""
    """What came, briefly: all of it where it is small, else the cell at `where`."""
    expected: str = ""
    """The same of what was expected."""
    difference: float | None = None
    """The largest one."""
    where: str = ""
    """In which cell that is: "1, 2"."""
    exact: bool = False
    precision: str = ""
    """Right, but in single precision ("single"), or further off than rounding is ("coarse")."""
    line: int | None = None
    """Of the learner's file."""
    code: str = ""
    """What stands there."""
    printed: str = ""
    """What the file printed, as far as anyone would read it."""
    seed: int = 0
    """The inputs follow from it: `check(…, seed=…)` has the same again."""
    cases: int = 0
    """How many inputs there were."""
    number: int | None = None
    """Which of them this is about, from 0."""
    given: Grid = ()
    came: Grid = ()
    wanted: Grid = ()
    """The input, what came and what was expected, in rows and columns, where they are small."""

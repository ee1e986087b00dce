"""What is right or wrong with a learner's file, and how it follows from what the processes say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from signal import Signals
from typing import Any

from sandbox.exercises.exercise import Exercise

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


Table = Mapping[str, Any]


def judged(table: Table, exercise: Exercise, returns: bool, mishap: Verdict | None) -> Verdict:
    """What the checks say of the answers, or of the input on which something else happened."""
    kind, mistake = str(table["kind"]), str(table.get("mistake", ""))
    values = dict(table.get("values", {}))
    if kind == "mistake" and mistake in KINDS and mistake not in exercise.mistakes:
        kind, mistake = mistake, ""
    if kind == "none" and not returns and not table.get("part"):
        kind = "no_return"
    if kind == "passed":
        exact = bool(table["exact"])
        near, precision = table["difference"], str(table["precision"])
        said = dict(table["judged"])
        return Verdict(True, kind, said, exact=exact, difference=near, precision=precision)
    verdict = Verdict(
        False,
        kind,
        {},
        mistake,
        str(table["case"]),
        tuple((str(name), str(said)) for name, said in table["inputs"]),
        str(table["part"]),
        str(table["got"]),
        str(table["expected"]),
        table["difference"],
        str(table["where"]),
        number=int(table["number"]),
        given=_grid(table["given"]),
        came=_grid(table["grids"][0]),
        wanted=_grid(table["grids"][1]),
    )
    line, code = (None, "") if mishap is None else (mishap.line, mishap.code)
    if mishap is not None and kind == mishap.kind:
        values = dict(mishap.values)
    blanks = {**table["numbers"], **_blanks(verdict), **values, **table.get("judged", {})}
    return replace(verdict, values=blanks, line=line, code=code)


def _grid(rows: Any) -> Grid:
    return tuple(tuple(str(cell) for cell in row) for row in rows)


def unanswered(table: Any, exercise: Exercise) -> Verdict:
    """What the learner's process says happened instead of an answer."""
    said = table if isinstance(table, dict) else {}
    kind = said.get("kind")
    values = said.get("values")
    plain = {
        str(name): value
        for name, value in (values.items() if isinstance(values, dict) else ())
        if isinstance(value, str | int | float)
    }
    if not isinstance(kind, str) or kind not in KINDS or kind == "passed":
        return Verdict(False, "odd", {"problem": "?"})
    if kind == "missing":
        plain = {**_near(exercise.function, values if isinstance(values, dict) else {})}
    if kind == "memory":
        plain = {"memory": exercise.memory}
    line = said.get("line")
    return Verdict(
        False,
        kind,
        plain,
        line=line if isinstance(line, int) else None,
        code=str(said.get("code", "")),
    )


def _near(function: str, values: Table) -> dict[str, str]:
    """What the file has instead: a function whose name is nearly the same, or one elsewhere."""
    names = {str(name).lower(): str(name) for name in values.get("names", [])}
    near = get_close_matches(function.lower(), names, n=1, cutoff=0.4)
    inside = str(values.get("inside", ""))
    found = {"near": names[near[0]] if near else ""}
    return {**found, "inside": inside} if inside else found


def ended(how: Table, garbled: bool) -> Verdict:
    """How a learner's process ended that was to answer."""
    if garbled:
        return Verdict(False, "odd", {"problem": "frame"})
    number = how.get("signal")
    if not isinstance(number, int):
        return Verdict(False, "exit", {"status": how.get("exit", 0)})
    try:
        name = Signals(number).name
    except ValueError:
        name = str(number)
    return Verdict(False, "timeout" if name == "SIGXCPU" else "crashed", {"signal": name})


def broken(table: Table, exercise: Exercise) -> Verdict:
    """What is wrong with the checks."""
    line = table.get("line")
    values = {"file": str(exercise.checks), "line": line or 1, "problem": str(table["problem"])}
    return Verdict(False, "broken", values)


def _blanks(verdict: Verdict) -> dict[str, Any]:
    blanks: dict[str, Any] = {
        "case": verdict.case,
        "got": verdict.got,
        "expected": verdict.expected,
        "where": verdict.where,
    }
    if verdict.difference is not None:
        blanks["difference"] = verdict.difference
    return {name: value for name, value in blanks.items() if value != ""}

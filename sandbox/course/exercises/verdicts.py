"""From what the two processes say to a Verdict. What the learner's says may be anything."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from signal import Signals
from typing import Any

from sandbox.course.exercises.exercise import Exercise
from sandbox.course.exercises.verdict import KINDS, Grid, Verdict

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

"""[exercise.ID] in lesson.toml: what an exercise has that does not depend on the language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from keyword import iskeyword
from math import isfinite
from pathlib import Path
from typing import Any

from sandbox.course import tables
from sandbox.course.errors import CourseError, Report, stop

FILE = "lesson.toml"
SECONDS = 5.0
LONGEST = 600.0
MEMORY = 512
MOST = 16384
KEYS = ("function", "seconds", "memory", "lab")

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(frozen=True)
class Declared:
    """An exercise's function and limits, and the line that opens its table."""

    function: str
    seconds: float
    memory: int
    lab: str | None
    line: int


Declarations = Mapping[str, Declared | None]
"""By the exercise's id; None where it is there and wrong, which was reported."""


def read_declared(folder: Path, report: Report = stop) -> Declarations:
    """The exercises in a lesson's lesson.toml; none where it cannot be read, which is not reported.

    `answers.read_answers` reads the same file, and says what is wrong with the whole of it.
    """
    file = folder / FILE
    try:
        text = tables.read(file)
        entries = tables.parse(text, file).get("exercise", {})
    except CourseError:
        return {}
    if not isinstance(entries, dict):
        line = tables.line_of(text, "exercise")
        report(CourseError("exercise is not a table", "write [exercise.ID]", file, line))
        return {}
    declared: dict[str, Declared | None] = {}
    for id, entry in entries.items():
        line = _line(text, id)
        try:
            declared[id] = _declared(id, entry, line)
        except _WrongError as wrong:
            declared[id] = None
            problem, remedy = wrong.args
            report(CourseError(problem, remedy, file, line))
    return declared


class _WrongError(Exception):
    """A problem and its remedy."""


def _line(text: str, id: str) -> int:
    """Where the table of an exercise is opened; a quiz may have the same id."""
    heading = re.compile(rf"\s*\[\s*exercise\s*\.\s*[\"']?{re.escape(id)}[\"']?\s*\]")
    for number, line in enumerate(text.split("\n"), start=1):
        if heading.match(line):
            return number
    return tables.line_of(text, id) or 1


def _declared(id: str, entry: Any, line: int) -> Declared:
    if not _ID.fullmatch(id):
        remedy = "write small letters, digits and underscores: its files are named ID.py"
        raise _WrongError(f"{id!r} is no id for an exercise", remedy)
    if not isinstance(entry, dict):
        raise _WrongError(f"exercise {id} is not a table", f"write [exercise.{id}]")
    for key in entry:
        if key not in KEYS:
            raise _WrongError(
                f"an exercise has no {key}", f"leave it out: it has {', '.join(KEYS)}"
            )
    function = entry.get("function", id)
    if not isinstance(function, str) or not function.isidentifier() or iskeyword(function):
        raise _WrongError(f"exercise {id} names no function", f'write function = "{id}"')
    seconds = entry.get("seconds", SECONDS)
    if not _is_number(seconds) or not 0 < seconds <= LONGEST:
        remedy = f"write how many it may take, up to {LONGEST:g}: seconds = {SECONDS:g}"
        raise _WrongError(f"the seconds of exercise {id} are no time", remedy)
    memory = entry.get("memory", MEMORY)
    if not isinstance(memory, int) or isinstance(memory, bool) or not 16 <= memory <= MOST:
        remedy = f"write how many megabytes it may take, 16 to {MOST}: memory = {MEMORY}"
        raise _WrongError(f"the memory of exercise {id} is no size", remedy)
    lab = entry.get("lab")
    if lab is not None and not isinstance(lab, str):
        raise _WrongError(f"the lab of exercise {id} is not text", 'write lab = "classifier"')
    return Declared(function, float(seconds), memory, lab, line)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)

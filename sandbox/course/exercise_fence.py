"""The fence of an exercise, its table in lesson.toml, and its files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from keyword import iskeyword
from math import isfinite
from pathlib import Path
from typing import Any

from sandbox.course import toml_file
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.lesson_text import Fence, argument
from sandbox.course.phrasing import fillable
from sandbox.exercises.exercise import CHECKS, SOLUTIONS, Exercise, starter_file
from sandbox.exercises.limits import LIMITS

FILE = "lesson.toml"
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
        text = toml_file.read(file)
        entries = toml_file.parse(text, file).get("exercise", {})
    except CourseError:
        return {}
    if not isinstance(entries, dict):
        line = toml_file.line_of(text, "exercise")
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
    return toml_file.line_of(text, id) or 1


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
    seconds = entry.get("seconds", LIMITS.exercise_default_s)
    if not _is_number(seconds) or not 0 < seconds <= LIMITS.exercise_max_s:
        remedy = (
            f"write how many it may take, up to {LIMITS.exercise_max_s:g}: "
            f"seconds = {LIMITS.exercise_default_s:g}"
        )
        raise _WrongError(f"the seconds of exercise {id} are no time", remedy)
    memory = entry.get("memory", LIMITS.exercise_default_mb)
    if (
        not isinstance(memory, int)
        or isinstance(memory, bool)
        or not 16 <= memory <= LIMITS.exercise_max_mb
    ):
        remedy = (
            f"write how many megabytes it may take, 16 to {LIMITS.exercise_max_mb}: "
            f"memory = {LIMITS.exercise_default_mb}"
        )
        raise _WrongError(f"the memory of exercise {id} is no size", remedy)
    lab = entry.get("lab")
    if lab is not None and not isinstance(lab, str):
        raise _WrongError(f"the lab of exercise {id} is not text", 'write lab = "classifier"')
    return Declared(function, float(seconds), memory, lab, line)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


TEXTS = ("title", "task", "why")
MAY = ("passed",)
GROUPS = ("hint", "mistake")


def exercise_id(fence: Fence, file: Path) -> str:
    """Which exercise a fence sets; CourseError where it does not say."""
    return argument(fence, "exercise", file)


def read_exercise(
    fence: Fence, file: Path, declared: Declarations, report: Report
) -> Exercise | None:
    """The exercise that a fence sets, or None where something is wrong with it, as reported.

    `file` is the lesson's Markdown, named after its language.
    """
    id = exercise_id(fence, file)
    if id not in declared:
        remedy = f"write [exercise.{id}] there"
        report(CourseError(f"{FILE} has no exercise {id}", remedy, file, fence.line))
    its = declared.get(id)
    if its is None:
        return None
    text = "\n".join(fence.lines)
    table = toml_file.parse(text, file, above=fence.line)
    wrong = list(_mistakes(id, table))
    for key, problem, remedy in wrong:
        line = fence.line + (toml_file.line_of(text, key) or 0)
        report(CourseError(problem, remedy, file, line))
    if wrong:
        return None
    folder = file.parent
    return Exercise(
        id,
        its.function,
        folder.name,
        folder,
        " ".join(table["title"].split()),
        cleandoc(table["task"]),
        tuple(cleandoc(table["hint"][str(n)]) for n in range(1, len(table["hint"]) + 1)),
        cleandoc(table["why"]),
        {name: " ".join(said.split()) for name, said in table.get("mistake", {}).items()},
        starter_file(folder, id, file.stem),
        folder / SOLUTIONS / f"{id}.py",
        folder / CHECKS / f"{id}.py",
        its.seconds,
        its.memory,
        " ".join(table.get("passed", "").split()),
        its.lab,
        fence.line,
    )


def _mistakes(id: str, table: toml_file.Table) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a fence's table: the key it is about, the problem, the remedy."""
    for key in TEXTS:
        if not _is_text(table.get(key)):
            yield key, f"exercise {id} has no {key}", f'write {key} = "…"'
    for key in table:
        if key not in (*TEXTS, *MAY, *GROUPS):
            known = ", ".join((*TEXTS, *MAY, "hint.1", "mistake.ID"))
            yield key, f"an exercise has no {key}", f"leave it out: it has {known}"
    passed = table.get("passed", "-")
    if not _is_text(passed) or not fillable(passed):
        remedy = "write a sentence whose blanks are names in braces: {accuracy}"
        yield "passed", f"what exercise {id} says of success cannot be filled in", remedy
    hints = table.get("hint")
    if not isinstance(hints, dict) or not hints:
        yield "title", f"exercise {id} has no hints", 'write hint.1 = "…", hint.2 = "…"'
    elif list(hints) != [str(n) for n in range(1, len(hints) + 1)]:
        yield "hint", f"the hints of exercise {id} are not 1, 2, 3 …", "number them in their order"
    elif not all(map(_is_text, hints.values())):
        yield "hint", f"a hint of exercise {id} is empty", "write it, or take it out"
    named = table.get("mistake", {})
    if not isinstance(named, dict):
        yield "mistake", f"the mistakes of exercise {id} have no names", 'write mistake.ID = "…"'
        return
    for name, said in named.items():
        if not _is_text(said):
            yield "mistake", f"mistake {name} of exercise {id} is empty", "say what it is"
        elif not fillable(said):
            remedy = "write a sentence whose blanks are names in braces: {p}"
            yield "mistake", f"mistake {name} of exercise {id} cannot be filled in", remedy


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())

"""The ```exercise ID``` fence: its words; its function and limits are in lesson.toml."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from sandbox.course import tables
from sandbox.course.errors import CourseError, Report
from sandbox.course.exercises.declared import FILE, Declarations
from sandbox.course.exercises.exercise import CHECKS, SOLUTIONS, Exercise, starter_file
from sandbox.course.fences import Fence, argument
from sandbox.course.phrasing import fillable

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
    table = tables.parse(text, file, above=fence.line)
    wrong = list(_mistakes(id, table))
    for key, problem, remedy in wrong:
        line = fence.line + (tables.line_of(text, key) or 0)
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


def _mistakes(id: str, table: tables.Table) -> Iterator[tuple[str, str, str]]:
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

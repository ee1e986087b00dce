"""lesson.toml: what a lesson has that does not depend on the language, its quizzes' answers.

Its exercises are read in `exercises.declared`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from sandbox.base.errors import closest_match
from sandbox.course import tables
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.quizzes import KINDS, LETTERS, Kind

FILE = "lesson.toml"
TABLES = ("quiz", "exercise")

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_KEYS: Mapping[Kind, tuple[str, ...]] = {
    "choice": ("kind", "answer"),
    "number": ("kind", "answer", "tolerance"),
}


@dataclass(frozen=True)
class Answer:
    """A quiz's right answer, and the line that opens its table."""

    kind: Kind
    answer: str | float
    tolerance: float
    line: int


Answers = Mapping[str, Answer | None]
"""By the quiz's id; None where it is there and wrong, which was reported."""


def read_answers(folder: Path, report: Report = stop) -> Answers:
    """The answers in a lesson's lesson.toml; none where there is no such file."""
    file = folder / FILE
    if not os.path.lexists(file):
        return {}
    try:
        text = tables.read(file)
        table = tables.parse(text, file)
    except CourseError as error:
        report(error)
        return {}
    for name in table:
        if name not in TABLES:
            hint = closest_match(name, TABLES)
            remedy = f"did you mean {hint}?" if hint else f"it has {', '.join(TABLES)}"
            line = tables.line_of(text, name)
            report(CourseError(f"there is no table {name} in {FILE}", remedy, file, line))
    quizzes = table.get("quiz", {})
    if not isinstance(quizzes, dict):
        line = tables.line_of(text, "quiz")
        report(CourseError("quiz is not a table", "write [quiz.ID]", file, line))
        return {}
    answers: dict[str, Answer | None] = {}
    for id, entry in quizzes.items():
        line = tables.line_of(text, id) or 1
        try:
            answers[id] = _answer(id, entry, line)
        except _WrongError as wrong:
            answers[id] = None
            problem, remedy = wrong.args
            report(CourseError(problem, remedy, file, line))
    return answers


class _WrongError(Exception):
    """A problem and its remedy."""


def _answer(id: str, entry: Any, line: int) -> Answer:
    if not _ID.fullmatch(id):
        raise _WrongError(f"{id!r} is no id for a quiz", "write small letters, digits, hyphens")
    if not isinstance(entry, dict):
        raise _WrongError(f"quiz {id} is not a table", f"write [quiz.{id}]")
    kind = entry.get("kind")
    if kind not in KINDS:
        known = " or ".join(f'kind = "{known}"' for known in KINDS)
        raise _WrongError(f"quiz {id} does not say what kind it is", f"write {known}")
    for key in entry:
        if key not in _KEYS[kind]:
            keys = ", ".join(_KEYS[kind])
            raise _WrongError(f"a {kind} quiz has no {key}", f"leave it out: it has {keys}")
    answer = entry.get("answer")
    if kind == "choice":
        if not isinstance(answer, str) or len(answer) != 1 or answer not in LETTERS:
            raise _WrongError(f"quiz {id} has no letter for an answer", 'write answer = "b"')
        return Answer(kind, answer, 0.0, line)
    right = _number(answer)
    if right is None:
        raise _WrongError(f"quiz {id} has no number for an answer", "write answer = 0.25")
    tolerance = _number(entry.get("tolerance"))
    if tolerance is None or tolerance < 0:
        remedy = "write how far off is still right, 0 for not at all: tolerance = 0.001"
        raise _WrongError(f"quiz {id} has no tolerance", remedy)
    return Answer(kind, right, tolerance, line)


def _number(value: Any) -> float | None:
    """A finite number; None where it is none."""
    try:
        number = None if isinstance(value, bool | str) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) else None

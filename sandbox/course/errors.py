"""What is wrong with a course, where, and what to do about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from sandbox.base.errors import UserError

AUTHORS = "course_mistake"
"""The saying for what only a course's author can mend, who is told in English how."""


class CourseError(UserError, ValueError):
    """A course that cannot be read as it is: one sentence, with file, line and remedy.

    What learners can mend has an `id` and `values` for a glossary's own sentence.
    """

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        file: Path | None = None,
        line: int | None = None,
        id: str = AUTHORS,
        **values: Any,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.line = line
        super().__init__(problem, id, **values)
        place = {} if file is None else {"file": file}
        self.values |= {"mistake": str(self)} if id == AUTHORS else place

    def __str__(self) -> str:
        """`FILE, line N: problem: remedy`, without the parts that are not known."""
        place = "" if self.file is None else str(self.file)
        if self.line is not None:
            place += f", line {self.line}" if place else f"line {self.line}"
        return ": ".join(part for part in (place, self.problem, self.remedy) if part)


Report = Callable[[CourseError], None]
"""What to do with a mistake: `stop` at it, or note it and read on with what is right."""


def stop(error: CourseError) -> NoReturn:
    """Raise the first mistake, as is right for whoever wants the course and not an audit of it."""
    raise error


def located(error: ValueError, file: Path, line: int) -> CourseError:
    """Another part's error, which reads `problem: remedy`, as an error at a place of a course."""
    problem, _, remedy = str(error).partition(": ")
    return CourseError(problem, remedy, file, line)

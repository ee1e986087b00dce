"""What an audit finds."""

from dataclasses import dataclass
from pathlib import Path

from sandbox.course.errors import CourseError


@dataclass(frozen=True, order=True)
class Finding:
    """One mistake: where it is, what it is, and what to do about it."""

    file: Path
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """`file:line: message. Remedy.`"""
        remedy = self.remedy[:1].upper() + self.remedy[1:]
        end = "" if remedy.endswith(("?", ".", "…")) else "."
        return f"{self.file}:{self.line}: {self.message}. {remedy}{end}"


class Findings:
    """Mistakes as they are found; one that is found twice is one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._found: dict[Finding, None] = {}

    def report(self, error: CourseError) -> None:
        """Note a mistake; one that says no file is in the course's own."""
        self.add(error.file or self._file, error.line, error.problem, error.remedy)

    def add(self, file: Path, line: int | None, message: str, remedy: str) -> None:
        """Note a mistake."""
        self._found[Finding(file, line or 1, message, remedy)] = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def sorted(self) -> list[Finding]:
        """All of them, by file and line."""
        return sorted(self._found)

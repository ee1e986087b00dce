"""The learner's own files: made from the starters, apart from the course, never overwritten."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sandbox.base import atomic_files
from sandbox.base.files import read
from sandbox.course.errors import CourseError
from sandbox.course.folders import BUILT_IN
from sandbox.course.progress import course_key, progress_file
from sandbox.exercises.exercise import Exercise

FOLDER = "exercises"


class Workplace:
    """The folder of one course's exercises, beside the learner's progress."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, course: Path, progress: Path | None = None) -> Workplace:
        """That of the course in a folder; CourseError where there is no folder for progress.

        `progress` is the file of the learner's progress, if not the usual one.
        """
        beside = progress_file() if progress is None else progress
        if beside is None:
            raise CourseError(
                "there is no folder for your exercises",
                "set HOME or MLP_SANDBOX_HOME",
                id="work_homeless",
            )
        return cls(beside.parent / FOLDER / _name(course))

    def file(self, exercise: Exercise) -> Path:
        """The learner's file, whether it is there or not."""
        return self.folder / exercise.lesson / f"{exercise.id}.py"

    def begin(self, exercise: Exercise) -> Path:
        """The learner's file, made from the starter where there is none; CourseError if it cannot
        be made. One that is there is left as it is.
        """
        file = self.file(exercise)
        with _troubles(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                with suppress(FileExistsError):  # another session has made it meanwhile
                    atomic_files.create(file, read(exercise.starter))
        return file

    def reset(self, exercise: Exercise) -> Path:
        """The starter once more. The file as it was is kept beside it: relu.1.py, relu.2.py …"""
        file = self.file(exercise)
        with _troubles(file):
            if file.exists():
                file.rename(_free(file))
        return self.begin(exercise)


def _name(course: Path) -> str:
    """A folder's name for a course: its own, and a number that no other course has."""
    key = course_key(course)
    if key == BUILT_IN:
        return key
    slug = re.sub(r"[^0-9A-Za-z가-힣_-]+", "-", course.resolve().name).strip("-") or "course"
    return f"{slug}-{zlib.crc32(key.encode()):08x}"


def _free(file: Path) -> Path:
    number = 1
    while (aside := file.with_name(f"{file.stem}.{number}.py")).exists():
        number += 1
    return aside


@contextmanager
def _troubles(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        about = Path(error.filename) if isinstance(error.filename, str) else file
        raise CourseError(
            f"cannot be made or read ({reason})",
            "see to the folder",
            about,
            id="work_trouble",
            reason=reason,
        ) from None

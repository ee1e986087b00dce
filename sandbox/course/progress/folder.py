"""Where progress is kept, and under which name a course is known there."""

import os
from collections.abc import Mapping
from pathlib import Path

from sandbox.base.folders import home_folder
from sandbox.course.builtin import builtin
from sandbox.course.errors import CourseError

FILE = "progress.json"
BUILT_IN = "built-in"


def progress_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file in $MLP_SANDBOX_HOME, else in the user's data folder; None without either."""
    folder = home_folder("data", environ)
    return None if folder is None else folder / FILE


def course_key(folder: Path) -> str:
    """What a course is called in the file: a course of one's own by its folder."""
    here = os.path.realpath(folder)
    try:
        if here == os.path.realpath(builtin()):
            return BUILT_IN
    except CourseError:
        pass  # then this one is another
    return here.encode("utf-8", "backslashreplace").decode()

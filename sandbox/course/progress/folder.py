"""Where progress is kept, and under which name a course is known there."""

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from sandbox.course.builtin import builtin
from sandbox.course.errors import CourseError

VARIABLE = "MLP_SANDBOX_HOME"
FILE = "progress.json"
BUILT_IN = "built-in"


def progress_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file in $MLP_SANDBOX_HOME, else in the user's data folder; None where neither is known.

    A folder that is not absolute is none: without HOME the data folder's `~` would be a folder of
    that name right here.
    """
    asked = environ.get(VARIABLE)
    if asked:
        return Path(os.path.abspath(os.path.expanduser(asked))) / FILE  # noqa: PTH100, PTH111
    folder = Path(platformdirs.user_data_dir("mlp-sandbox", appauthor=False))
    return folder / FILE if folder.is_absolute() else None


def course_key(folder: Path) -> str:
    """What a course is called in the file: a course of one's own by its folder."""
    here = os.path.realpath(folder)
    try:
        if here == os.path.realpath(builtin()):
            return BUILT_IN
    except CourseError:
        pass  # then this one is another
    return here.encode("utf-8", "backslashreplace").decode()

"""Where the built-in lessons are, where progress is kept, and a course's name there."""

import os
from collections.abc import Mapping
from pathlib import Path

import sandbox
from sandbox.base.folders import home_folder
from sandbox.course.errors import CourseError


def builtin_lessons() -> Path:
    """The folder of the built-in lessons: inside the package, or beside it in a checkout."""
    package = Path(sandbox.__file__).parent
    for folder in (package / "lessons", package.parent / "lessons"):
        if (folder / "course.toml").is_file():
            return folder
    raise CourseError(
        f"the built-in lessons are missing from {package}", "install mlp-sandbox again"
    )


PROGRESS_FILE = "progress.json"
BUILT_IN = "built-in"


def progress_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file in $MLP_SANDBOX_HOME, else in the user's data folder; None without either."""
    folder = home_folder("data", environ)
    return None if folder is None else folder / PROGRESS_FILE


def course_key(folder: Path) -> str:
    """What a course is called in the file: a course of one's own by its folder."""
    here = os.path.realpath(folder)
    try:
        if here == os.path.realpath(builtin_lessons()):
            return BUILT_IN
    except CourseError:
        pass  # then this one is another
    return here.encode("utf-8", "backslashreplace").decode()

"""Where the lessons are that come with the program."""

from pathlib import Path

import sandbox
from sandbox.course.errors import CourseError


def builtin() -> Path:
    """The folder of the built-in lessons: inside the package, or beside it in a checkout."""
    package = Path(sandbox.__file__).parent
    for folder in (package / "lessons", package.parent / "lessons"):
        if (folder / "course.toml").is_file():
            return folder
    raise CourseError(
        f"the built-in lessons are missing from {package}", "install mlp-sandbox again"
    )

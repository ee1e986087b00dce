"""TOML with errors that say where."""

import re
import tomllib
from pathlib import Path
from typing import Any

from sandbox.base import files
from sandbox.course.errors import CourseError

Table = dict[str, Any]

_PLACE = re.compile(r" ?\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def read(file: Path) -> str:
    """A plain file's text, its line ends made plain; CourseError where it cannot be read."""
    try:
        text = files.read(file).decode("utf-8-sig")
    except FileNotFoundError:
        raise CourseError("there is no such file", "create it", file, id="course_missing") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CourseError(
            f"cannot be read ({reason})",
            "see to its permissions",
            file,
            id="course_unreadable",
            reason=reason,
        ) from None
    except UnicodeDecodeError:
        raise CourseError(
            "is not UTF-8 text", "save it as UTF-8", file, id="course_encoding"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, file: Path, above: int = 0) -> Table:
    """The tables that TOML text says; `above` is how many lines of the file come before it."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _PLACE.search(str(error))
        lines = text.count("\n") + 1
        line = int(found["line"]) if found and found["line"] else lines
        problem = _PLACE.sub("", str(error)).rstrip(".")
        raise CourseError(
            f"this is not TOML ({problem[:1].lower()}{problem[1:]})",
            'every line is `name = "text"`',
            file,
            above + line,
        ) from None


def line_of(text: str, key: str, start: int = 1) -> int | None:
    """The first line, from `start` on, that sets a key or opens a table of that name."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    sets = re.compile(rf"\s*(?:{name}\s*[=.]|\[+\s*(?:[^\]=]*\.)?\s*{name}\s*[\].])")
    for number, line in enumerate(text.split("\n"), start=1):
        if number >= start and sets.match(line):
            return number
    return None

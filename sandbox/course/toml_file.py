"""TOML with errors that say where."""

import re
import tomllib
from pathlib import Path
from typing import Any

from sandbox.base import files
from sandbox.course.errors import CourseError

Table = dict[str, Any]

_PLACE = re.compile(r" ?\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")

MAX_LINE_LETTERS = 2000
"""Letters of a line."""
MAX_KEY_DOTS = 32
"""Dots in a key."""

_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^']|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[.=\[\]{},\n]"
    r"|[^.=\[\]{},\n\"'#]++",
    re.DOTALL,
)
"""Strings, comments, signs and the rest of TOML; each letter is looked at once."""


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_lines(text, file)
    return text


def _check_lines(text: str, file: Path) -> None:
    """CourseError where a line is too long: readers may take its square in time."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE_LETTERS:
            problem = f"this line has {len(line)} letters"
            raise CourseError(problem, f"break it: {MAX_LINE_LETTERS} are the most", file, number)


def _check_keys(text: str, file: Path, above: int) -> None:
    """CourseError where a key has too many parts: TOML's reader takes their square in time."""
    if not any(line.count(".") > MAX_KEY_DOTS for line in text.split("\n")):
        return
    dots = 0
    for found in _TOKENS.finditer(text):
        token = found[0]
        if token == ".":
            dots += 1
        elif token[0] in "=[]{},\n#":
            dots = 0
        if dots > MAX_KEY_DOTS:
            line = above + text.count("\n", 0, found.start()) + 1
            problem = f"a key has more than {MAX_KEY_DOTS} parts"
            raise CourseError(problem, "put the rest into a table of its own", file, line)


def parse(text: str, file: Path, above: int = 0) -> Table:
    """The tables that TOML text says; `above` is how many lines of the file come before it."""
    _check_keys(text, file, above)
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

"""What happened instead of an answer: an exception, with the learner's own line."""

import errno
import re
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from sandbox.exercises.isolation import RefusedError
from sandbox.exercises.limits import LIMITS


@dataclass(frozen=True)
class Mishap:
    """A kind of verdict, its values, and where in the learner's file it comes from."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None
    code: str = ""

    def table(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def mishap(error: BaseException, file: str, source: str) -> Mishap:
    """What an exception comes to."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return _syntax(error, source)
    line = error.line if isinstance(error, RefusedError) else _line(error.__traceback__, file)
    kind, values = kind_and_values(error)
    return Mishap(kind, values, line, _code(source, line))


def kind_and_values(error: BaseException) -> tuple[str, dict[str, Any]]:
    """An exception's kind of verdict, and the values of its sentence."""
    if isinstance(error, RefusedError):
        return error.kind, {"what": error.name[: LIMITS.max_message_letters]}
    if isinstance(error, SystemExit):
        return "exit", {}
    if isinstance(error, NotImplementedError):
        return "unfinished", {}
    if isinstance(error, RecursionError):
        return "recursion", {}
    if isinstance(error, MemoryError):
        return "memory", {}
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        # No file may have a byte: so a lock that processes share cannot be made either.
        frames = traceback.extract_tb(error.__traceback__)
        shared = any("multiprocessing" in Path(frame.filename).parts for frame in frames)
        return ("process", {"what": "multiprocessing"}) if shared else ("write", {"what": "file"})
    if isinstance(error, ImportError) and error.name:
        return "import", {
            "module": str(error.name)[: LIMITS.max_message_letters],
            "message": _message(error),
        }
    if "ellipsis" in _message(error):
        return "unfinished", {}
    return _of_arrays(_message(error)) or (
        "raised",
        {"error": type(error).__name__[: LIMITS.max_message_letters], "message": _message(error)},
    )


def _of_arrays(message: str) -> tuple[str, dict[str, Any]] | None:
    """What NumPy says to usual mistakes with arrays, whose advice is for others than beginners."""
    for kind, pattern in _ARRAYS:
        found = re.search(pattern, message)
        if found is not None:
            return kind, found.groupdict()
    return None


_SHAPE = r"\([\d,\s]*\)"
_ARRAYS = (
    ("truth", r"^The truth value of an array"),
    ("scalar", r"only (0-dimensional|length-1|size-1) arrays can be converted"),
    ("rows", r"not be broadcast together with shapes \((?P<rows>\d+),\d+\) \((?P=rows),\)"),
    ("rows", r"not be broadcast together with shapes \((?P<rows>\d+),\) \((?P=rows),\d+\)"),
    ("broadcast", rf"not be broadcast together with shapes (?P<one>{_SHAPE}) (?P<other>{_SHAPE})"),
    ("product", r"matmul: .*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)"),
    ("product", r"not aligned: (?P<columns>\d+) \(dim \d+\) != (?P<rows>\d+) \(dim \d+\)"),
)
"""Kinds by the messages of NumPy, and what stands in these."""


def _syntax(error: SyntaxError, source: str) -> Mishap:
    line = error.lineno
    return Mishap(
        "syntax",
        {"message": str(error.msg)[: LIMITS.max_message_letters]},
        line,
        _code(source, line),
    )


def _line(trace: TracebackType | None, file: str) -> int | None:
    """The learner's line that is nearest to where it was raised."""
    found = None
    for frame, line in traceback.walk_tb(trace):
        if frame.f_code.co_filename == file:
            found = line
    return found


def _code(source: str, line: int | None) -> str:
    lines = source.splitlines()
    return (
        lines[line - 1].strip()[: LIMITS.max_message_letters] if line and line <= len(lines) else ""
    )


def _message(error: BaseException) -> str:
    # An exception of the learner's own may fail even at this.
    try:
        said = " ".join(str(error).split())
    except BaseException:
        return ""
    return said[: LIMITS.max_message_letters]

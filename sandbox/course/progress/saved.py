"""A record as the bytes of a file, and back; bytes that are none are an error and no worse."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from sandbox.course.progress.record import Answered, Latest, Learned, Progress, Worked

VERSION = 1
LARGEST = 2**53
"""Of any number in the file, which every reader of JSON can hold."""

T = TypeVar("T")


class DamagedError(ValueError):
    """Bytes that are no record."""


class NewerError(ValueError):
    """A record that a later version of the program wrote."""


def encode(progress: Progress) -> bytes:
    """The record as JSON."""
    courses = {key: _course(course) for key, course in progress.courses.items()}
    table = {
        "version": VERSION,
        "lang": _pair(progress.lang, str),
        "theme": _pair(progress.theme, str),
        "courses": courses,
    }
    return json.dumps(table, indent=1, sort_keys=True).encode() + b"\n"


def decode(data: bytes) -> Progress:
    """The record that the bytes are; DamagedError or NewerError where they are none to use."""
    try:
        table = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from None
    version = _number(_table(table).get("version"))
    if version > VERSION:
        raise NewerError(f"version {version}")
    courses = _table(table.get("courses"))
    return Progress(
        _latest(table.get("lang"), _text),
        _latest(table.get("theme"), _text),
        {_text(key): _learned(_table(course)) for key, course in courses.items()},
    )


def _course(course: Learned) -> dict[str, Any]:
    quizzes: dict[str, dict[str, Any]] = {}
    for (lesson, quiz), answered in course.quizzes.items():
        said = {"right": answered.right, "tries": answered.tries}
        quizzes.setdefault(lesson, {})[quiz] = said
    exercises: dict[str, dict[str, Any]] = {}
    for (lesson, exercise), worked in course.exercises.items():
        exercises.setdefault(lesson, {})[exercise] = asdict(worked)
    return {
        "pages": {lesson: sorted(pages) for lesson, pages in course.pages.items()},
        "quizzes": quizzes,
        "places": {lesson: _pair(page, int) for lesson, page in course.places.items()},
        "exercises": exercises,
        # Earlier versions read the first, which says nothing of what the code was.
        "trusted": bool(course.trusted),
        "trusted_code": sorted(course.trusted),
    }


def _pair(latest: Latest[T] | None, plain: Callable[[T], Any]) -> list[Any] | None:
    return None if latest is None else [latest.count, plain(latest.value)]


def _learned(table: dict[str, Any]) -> Learned:
    pages = _table(table.get("pages"))
    quizzes = _table(table.get("quizzes"))
    places = _table(table.get("places"))
    exercises = _table(table.get("exercises", {}))
    return Learned(
        {_text(lesson): frozenset(map(_number, _list(read))) for lesson, read in pages.items()},
        {
            (_text(lesson), _text(quiz)): _answered(_table(answered))
            for lesson, own in quizzes.items()
            for quiz, answered in _table(own).items()
        },
        {_text(lesson): _pair_of(page, _number) for lesson, page in places.items()},
        {
            (_text(lesson), _text(exercise)): _worked(_table(worked))
            for lesson, own in exercises.items()
            for exercise, worked in _table(own).items()
        },
        frozenset(map(_text, _list(table.get("trusted_code", [])))),
    )


def _latest(value: Any, read: Callable[[Any], T]) -> Latest[T] | None:
    return None if value is None else _pair_of(value, read)


def _pair_of(value: Any, read: Callable[[Any], T]) -> Latest[T]:
    if len(_list(value)) != 2:
        raise DamagedError("not a count and a value")
    return Latest(_number(value[0]), read(value[1]))


def _answered(table: dict[str, Any]) -> Answered:
    return Answered(_yes_or_no(table.get("right")), _number(table.get("tries")))


def _worked(table: dict[str, Any]) -> Worked:
    passed = _yes_or_no(table.get("passed"))
    return Worked(passed, _number(table.get("tries")), _number(table.get("hints")))


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise DamagedError("neither right nor wrong")
    return value


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DamagedError("not a table")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise DamagedError("not a list")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise DamagedError("not a whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise DamagedError("not a text")
    return value

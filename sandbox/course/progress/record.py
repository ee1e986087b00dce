"""What a learner has done: frozen, merged with another session's, and as the bytes of a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Generic, TypeVar

from sandbox.course.course import Lesson

T = TypeVar("T")


@dataclass(frozen=True)
class ReadingPosition:
    """A page of a lesson, counted from 0."""

    lesson: str
    page: int


@dataclass(frozen=True)
class QuizRecord:
    """A quiz: whether it was ever answered rightly, and how often it was tried."""

    right: bool = False
    tries: int = 0


@dataclass(frozen=True)
class ExerciseRecord:
    """An exercise: whether a file of the learner's ever passed, and how they went about it."""

    passed: bool = False
    tries: int = 0
    hints: int = 0
    """How many were taken."""


@dataclass(frozen=True)
class Versioned(Generic[T]):
    """A value, and how many others there had been when it was set."""

    count: int
    value: T


@dataclass(frozen=True)
class CourseRecord:
    """What was done in one course."""

    pages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The pages read, counted from 0, by lesson."""
    quizzes: Mapping[tuple[str, str], QuizRecord] = field(default_factory=dict)
    """By lesson and quiz."""
    places: Mapping[str, Versioned[int]] = field(default_factory=dict)
    """The page that was open last, by lesson."""
    exercises: Mapping[tuple[str, str], ExerciseRecord] = field(default_factory=dict)
    """By lesson and exercise."""
    trusted: frozenset[str] = frozenset()
    """Digests of the course's own Python of which the learner has said that it may run."""

    @property
    def place(self) -> ReadingPosition | None:
        """The page that was open last in all of the course."""
        last = max(self.places.items(), key=lambda item: (item[1].count, item[0]), default=None)
        return None if last is None else ReadingPosition(last[0], last[1].value)

    def read(self, lesson: str) -> frozenset[int]:
        """The pages of a lesson that were read."""
        return self.pages.get(lesson, frozenset())

    def answered(self, lesson: str, quiz: str) -> QuizRecord:
        """How a quiz stands."""
        return self.quizzes.get((lesson, quiz), QuizRecord())

    def worked(self, lesson: str, exercise: str) -> ExerciseRecord:
        """How an exercise stands."""
        return self.exercises.get((lesson, exercise), ExerciseRecord())


@dataclass(frozen=True)
class LearnerRecord:
    """Everything that is kept. Its methods give the record with one thing more in it."""

    lang: Versioned[str] | None = None
    theme: Versioned[str] | None = None
    courses: Mapping[str, CourseRecord] = field(default_factory=dict)
    """By `course_key`."""

    @property
    def count(self) -> int:
        """How many values have been set so far."""
        places = [latest for course in self.courses.values() for latest in course.places.values()]
        return max((n.count for n in (self.lang, self.theme, *places) if n), default=0)

    def course(self, key: str) -> CourseRecord:
        """What was done in a course."""
        return self.courses.get(key, CourseRecord())

    def reading(self, key: str, lesson: str, page: int) -> LearnerRecord:
        """A page is read, and is the last place now."""
        course = self.course(key)
        pages = {**course.pages, lesson: course.read(lesson) | {page}}
        places = {**course.places, lesson: self._set(page)}
        return self._with(key, replace(course, pages=pages, places=places))

    def answering(self, key: str, lesson: str, quiz: str, right: bool) -> LearnerRecord:
        """A quiz is answered once more; an answer that was right once stays so."""
        course = self.course(key)
        before = course.answered(lesson, quiz)
        now = QuizRecord(before.right or right, before.tries + 1)
        return self._with(key, replace(course, quizzes={**course.quizzes, (lesson, quiz): now}))

    def working(self, key: str, lesson: str, exercise: str, passed: bool) -> LearnerRecord:
        """An exercise is checked once more; one that passed once stays so."""
        before = self.course(key).worked(lesson, exercise)
        now = replace(before, passed=before.passed or passed, tries=before.tries + 1)
        return self._worked(key, lesson, exercise, now)

    def hinted(self, key: str, lesson: str, exercise: str, hints: int) -> LearnerRecord:
        """So many hints of an exercise were taken by now."""
        before = self.course(key).worked(lesson, exercise)
        now = replace(before, hints=max(before.hints, hints))
        return self._worked(key, lesson, exercise, now)

    def trusting(self, key: str, code: str) -> LearnerRecord:
        """The course's own Python may run as it is now, which its digest tells."""
        course = self.course(key)
        return self._with(key, replace(course, trusted=course.trusted | {code}))

    def speaking(self, lang: str) -> LearnerRecord:
        """The language is chosen."""
        return replace(self, lang=self._set(lang))

    def coloured(self, theme: str) -> LearnerRecord:
        """The theme is chosen."""
        return replace(self, theme=self._set(theme))

    def merged(self, other: LearnerRecord) -> LearnerRecord:
        """Both records in one, the same whichever comes first."""
        courses = _union(self.courses, other.courses, _merged_course)
        return LearnerRecord(
            _later(self.lang, other.lang), _later(self.theme, other.theme), courses
        )

    def _worked(
        self, key: str, lesson: str, exercise: str, worked: ExerciseRecord
    ) -> LearnerRecord:
        course = self.course(key)
        exercises = {**course.exercises, (lesson, exercise): worked}
        return self._with(key, replace(course, exercises=exercises))

    def _set(self, value: T) -> Versioned[T]:
        return Versioned(self.count + 1, value)

    def _with(self, key: str, course: CourseRecord) -> LearnerRecord:
        return replace(self, courses={**self.courses, key: course})


def _merged_course(one: CourseRecord, other: CourseRecord) -> CourseRecord:
    return CourseRecord(
        _union(one.pages, other.pages, lambda a, b: a | b),
        _union(
            one.quizzes,
            other.quizzes,
            lambda a, b: QuizRecord(a.right or b.right, max(a.tries, b.tries)),
        ),
        _union(one.places, other.places, lambda a, b: max(a, b, key=_rank)),
        _union(
            one.exercises,
            other.exercises,
            lambda a, b: ExerciseRecord(
                a.passed or b.passed, max(a.tries, b.tries), max(a.hints, b.hints)
            ),
        ),
        one.trusted | other.trusted,
    )


K = TypeVar("K")
V = TypeVar("V")


def _union(one: Mapping[K, V], other: Mapping[K, V], both: Callable[[V, V], V]) -> dict[K, V]:
    shared = {key: both(one[key], other[key]) for key in one if key in other}
    return {**one, **other, **shared}


def _later(one: Versioned[T] | None, other: Versioned[T] | None) -> Versioned[T] | None:
    return max((latest for latest in (one, other) if latest), key=_rank, default=None)


def _rank(latest: Versioned[T]) -> tuple[int, str]:
    """Later is larger; two sessions at the same count agree on one of their values."""
    return latest.count, repr(latest.value)


VERSION = 1
MAX_NUMBER = 2**53
"""Of any number in the file, which every reader of JSON can hold."""


class DamagedError(ValueError):
    """Bytes that are no record."""


class NewerError(ValueError):
    """A record that a later version of the program wrote."""


def encode(progress: LearnerRecord) -> bytes:
    """The record as JSON."""
    courses = {key: _course(course) for key, course in progress.courses.items()}
    table = {
        "version": VERSION,
        "lang": _pair(progress.lang, str),
        "theme": _pair(progress.theme, str),
        "courses": courses,
    }
    return json.dumps(table, indent=1, sort_keys=True).encode() + b"\n"


def decode(data: bytes) -> LearnerRecord:
    """The record that the bytes are; DamagedError or NewerError where they are none to use."""
    try:
        table = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from None
    version = _number(_table(table).get("version"))
    if version > VERSION:
        raise NewerError(f"version {version}")
    courses = _table(table.get("courses"))
    return LearnerRecord(
        _latest(table.get("lang"), _text),
        _latest(table.get("theme"), _text),
        {_text(key): _learned(_table(course)) for key, course in courses.items()},
    )


def _course(course: CourseRecord) -> dict[str, Any]:
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


def _pair(latest: Versioned[T] | None, plain: Callable[[T], Any]) -> list[Any] | None:
    return None if latest is None else [latest.count, plain(latest.value)]


def _learned(table: dict[str, Any]) -> CourseRecord:
    pages = _table(table.get("pages"))
    quizzes = _table(table.get("quizzes"))
    places = _table(table.get("places"))
    exercises = _table(table.get("exercises", {}))
    return CourseRecord(
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


def _latest(value: Any, read: Callable[[Any], T]) -> Versioned[T] | None:
    return None if value is None else _pair_of(value, read)


def _pair_of(value: Any, read: Callable[[Any], T]) -> Versioned[T]:
    if len(_list(value)) != 2:
        raise DamagedError("not a count and a value")
    return Versioned(_number(value[0]), read(value[1]))


def _answered(table: dict[str, Any]) -> QuizRecord:
    return QuizRecord(_yes_or_no(table.get("right")), _number(table.get("tries")))


def _worked(table: dict[str, Any]) -> ExerciseRecord:
    passed = _yes_or_no(table.get("passed"))
    return ExerciseRecord(passed, _number(table.get("tries")), _number(table.get("hints")))


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
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_NUMBER:
        raise DamagedError("not a whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise DamagedError("not a text")
    return value


@dataclass(frozen=True)
class LessonProgress:
    """What there is in a lesson, and what of it was done."""

    pages: int = 0
    read: int = 0
    quizzes: int = 0
    right: int = 0
    exercises: int = 0
    passed: int = 0

    @property
    def begun(self) -> bool:
        """Whether any page was read."""
        return self.read > 0

    @property
    def finished(self) -> bool:
        """Whether all pages were read, all quizzes answered rightly, all exercises passed."""
        done, all = (
            (self.read, self.right, self.passed),
            (self.pages, self.quizzes, self.exercises),
        )
        return self.begun and done == all


def lesson_progress(lesson: Lesson, learned: CourseRecord, lang: str) -> LessonProgress:
    """How a lesson stands, counted in one language. Pages that are no more do not count."""
    outline = lesson.outline(lang)
    read = [page for page in learned.read(lesson.id) if page < outline.pages]
    right = [quiz for quiz in outline.quizzes if learned.answered(lesson.id, quiz).right]
    passed = [id for id in outline.exercises if learned.worked(lesson.id, id).passed]
    return LessonProgress(
        outline.pages,
        len(read),
        len(outline.quizzes),
        len(right),
        len(outline.exercises),
        len(passed),
    )

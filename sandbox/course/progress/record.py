"""The record itself: frozen, and merged with another session's so that nothing is lost.

Sets are united and tries take the larger number. Of things that have one value, the last place or
the language, the later wins; "later" is a number that counts on, as clocks jump.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A page of a lesson, counted from 0."""

    lesson: str
    page: int


@dataclass(frozen=True)
class Answered:
    """A quiz: whether it was ever answered rightly, and how often it was tried."""

    right: bool = False
    tries: int = 0


@dataclass(frozen=True)
class Worked:
    """An exercise: whether a file of the learner's ever passed, and how they went about it."""

    passed: bool = False
    tries: int = 0
    hints: int = 0
    """How many were taken."""


@dataclass(frozen=True)
class Latest(Generic[T]):
    """A value, and how many others there had been when it was set."""

    count: int
    value: T


@dataclass(frozen=True)
class Learned:
    """What was done in one course."""

    pages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The pages read, counted from 0, by lesson."""
    quizzes: Mapping[tuple[str, str], Answered] = field(default_factory=dict)
    """By lesson and quiz."""
    places: Mapping[str, Latest[int]] = field(default_factory=dict)
    """The page that was open last, by lesson."""
    exercises: Mapping[tuple[str, str], Worked] = field(default_factory=dict)
    """By lesson and exercise."""
    trusted: frozenset[str] = frozenset()
    """Digests of the course's own Python of which the learner has said that it may run."""

    @property
    def place(self) -> Place | None:
        """The page that was open last in all of the course."""
        last = max(self.places.items(), key=lambda item: (item[1].count, item[0]), default=None)
        return None if last is None else Place(last[0], last[1].value)

    def read(self, lesson: str) -> frozenset[int]:
        """The pages of a lesson that were read."""
        return self.pages.get(lesson, frozenset())

    def answered(self, lesson: str, quiz: str) -> Answered:
        """How a quiz stands."""
        return self.quizzes.get((lesson, quiz), Answered())

    def worked(self, lesson: str, exercise: str) -> Worked:
        """How an exercise stands."""
        return self.exercises.get((lesson, exercise), Worked())


@dataclass(frozen=True)
class Progress:
    """Everything that is kept. Its methods give the record with one thing more in it."""

    lang: Latest[str] | None = None
    theme: Latest[str] | None = None
    courses: Mapping[str, Learned] = field(default_factory=dict)
    """By `course_key`."""

    @property
    def count(self) -> int:
        """How many values have been set so far."""
        places = [latest for course in self.courses.values() for latest in course.places.values()]
        return max((n.count for n in (self.lang, self.theme, *places) if n), default=0)

    def course(self, key: str) -> Learned:
        """What was done in a course."""
        return self.courses.get(key, Learned())

    def reading(self, key: str, lesson: str, page: int) -> Progress:
        """A page is read, and is the last place now."""
        course = self.course(key)
        pages = {**course.pages, lesson: course.read(lesson) | {page}}
        places = {**course.places, lesson: self._set(page)}
        return self._with(key, replace(course, pages=pages, places=places))

    def answering(self, key: str, lesson: str, quiz: str, right: bool) -> Progress:
        """A quiz is answered once more; an answer that was right once stays so."""
        course = self.course(key)
        before = course.answered(lesson, quiz)
        now = Answered(before.right or right, before.tries + 1)
        return self._with(key, replace(course, quizzes={**course.quizzes, (lesson, quiz): now}))

    def working(self, key: str, lesson: str, exercise: str, passed: bool) -> Progress:
        """An exercise is checked once more; one that passed once stays so."""
        before = self.course(key).worked(lesson, exercise)
        now = replace(before, passed=before.passed or passed, tries=before.tries + 1)
        return self._worked(key, lesson, exercise, now)

    def hinted(self, key: str, lesson: str, exercise: str, hints: int) -> Progress:
        """So many hints of an exercise were taken by now."""
        before = self.course(key).worked(lesson, exercise)
        now = replace(before, hints=max(before.hints, hints))
        return self._worked(key, lesson, exercise, now)

    def trusting(self, key: str, code: str) -> Progress:
        """The course's own Python may run as it is now, which its digest tells."""
        course = self.course(key)
        return self._with(key, replace(course, trusted=course.trusted | {code}))

    def speaking(self, lang: str) -> Progress:
        """The language is chosen."""
        return replace(self, lang=self._set(lang))

    def coloured(self, theme: str) -> Progress:
        """The theme is chosen."""
        return replace(self, theme=self._set(theme))

    def merged(self, other: Progress) -> Progress:
        """Both records in one, the same whichever comes first."""
        courses = _union(self.courses, other.courses, _merged_course)
        return Progress(_later(self.lang, other.lang), _later(self.theme, other.theme), courses)

    def _worked(self, key: str, lesson: str, exercise: str, worked: Worked) -> Progress:
        course = self.course(key)
        exercises = {**course.exercises, (lesson, exercise): worked}
        return self._with(key, replace(course, exercises=exercises))

    def _set(self, value: T) -> Latest[T]:
        return Latest(self.count + 1, value)

    def _with(self, key: str, course: Learned) -> Progress:
        return replace(self, courses={**self.courses, key: course})


def _merged_course(one: Learned, other: Learned) -> Learned:
    return Learned(
        _union(one.pages, other.pages, lambda a, b: a | b),
        _union(
            one.quizzes,
            other.quizzes,
            lambda a, b: Answered(a.right or b.right, max(a.tries, b.tries)),
        ),
        _union(one.places, other.places, lambda a, b: max(a, b, key=_rank)),
        _union(
            one.exercises,
            other.exercises,
            lambda a, b: Worked(a.passed or b.passed, max(a.tries, b.tries), max(a.hints, b.hints)),
        ),
        one.trusted | other.trusted,
    )


K = TypeVar("K")
V = TypeVar("V")


def _union(one: Mapping[K, V], other: Mapping[K, V], both: Callable[[V, V], V]) -> dict[K, V]:
    shared = {key: both(one[key], other[key]) for key in one if key in other}
    return {**one, **other, **shared}


def _later(one: Latest[T] | None, other: Latest[T] | None) -> Latest[T] | None:
    return max((latest for latest in (one, other) if latest), key=_rank, default=None)


def _rank(latest: Latest[T]) -> tuple[int, str]:
    """Later is larger; two sessions at the same count agree on one of their values."""
    return latest.count, repr(latest.value)

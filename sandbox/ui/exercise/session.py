"""The exercises of a lesson, which of them is at hand, and how the learner stands with each."""

from pathlib import Path
from typing import Literal

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.learner_files import Workplace
from sandbox.course.pages import exercises_of
from sandbox.course.progress import ExerciseRecord
from sandbox.course.trust import trusted
from sandbox.exercises import Exercise, Verdict
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.learner_progress import LearnerProgress

State = Literal["passed", "begun", "new"]

NO_TRIES = ("stopped", "broken", "unreadable")
"""Verdicts that say nothing of what the learner has written."""


class ExerciseSession:
    """Work on a lesson's exercises. CourseError where it has none to work on.

    `folder` is the course's; `id` names the exercise to begin with, else it is the first.
    """

    def __init__(
        self,
        lesson: Lesson,
        lang: str,
        folder: Path,
        progress: LearnerProgress,
        id: str | None = None,
    ) -> None:
        self.lesson = lesson
        self.exercises: tuple[Exercise, ...] = exercises_of(lesson, lang)
        ids = [exercise.id for exercise in self.exercises]
        self.at = ids.index(id) if id in ids else 0
        self._folder, self._progress = folder, progress
        self._places = Workplace.of(folder)

    @property
    def exercise(self) -> Exercise:
        """The one at hand."""
        return self.exercises[self.at]

    def translate(self, lang: str) -> None:
        """Read the exercises in another language, if that has the one at hand."""
        try:
            fresh = exercises_of(self.lesson, lang)
        except CourseError:
            return
        ids = [exercise.id for exercise in fresh]
        if self.exercise.id in ids:
            self.at, self.exercises = ids.index(self.exercise.id), fresh

    def can_go(self, by: int) -> bool:
        """Whether there is an exercise so many further on."""
        return 0 <= self.at + by < len(self.exercises)

    def path(self, exercise: Exercise | None = None) -> Path:
        """The learner's file, whether it is there or not."""
        return self._places.file(exercise or self.exercise)

    def open_file(self) -> EditedFile:
        """The learner's file, made from the starter if need be, and read; CourseError, OSError."""
        file = EditedFile(self._places.begin(self.exercise))
        file.read()
        return file

    def start_over(self) -> Path | None:
        """The starter in place of the learner's file, which keeps the returned other name."""
        folder = self.path().parent
        before = set(folder.iterdir())
        self._places.reset(self.exercise)
        return next(iter(set(folder.iterdir()) - before), None)

    def state(self, exercise: Exercise) -> State:
        """Whether an exercise is passed, begun or new."""
        return state_of(self._worked(exercise), self.path(exercise))

    @property
    def passed(self) -> int:
        """How many were passed."""
        return sum(self._worked(exercise).passed for exercise in self.exercises)

    @property
    def hints(self) -> tuple[str, ...]:
        """Those of the exercise at hand that were taken."""
        return self.exercise.hints[: self._worked(self.exercise).hints]

    def take_hint(self) -> bool:
        """Take one more; False where there are no more."""
        taken = len(self.hints)
        if taken == len(self.exercise.hints):
            return False
        self._progress.record_hints(self.lesson, self.exercise.id, taken + 1)
        return True

    def record_check(self, verdict: Verdict) -> None:
        """Keep that the exercise at hand was checked, if the verdict is on what was written."""
        if verdict.kind not in NO_TRIES:
            self._progress.record_check(self.lesson, self.exercise.id, verdict.passed)

    @property
    def trusted(self) -> bool:
        """Whether the course's own Python may run."""
        return trusted(self._folder, self._progress.all)

    def _worked(self, exercise: Exercise) -> ExerciseRecord:
        return self._progress.learned.worked(self.lesson.id, exercise.id)


def state_of(worked: ExerciseRecord, file: Path | None) -> State:
    """How the learner stands with an exercise whose file this is, if there is a place for one."""
    if worked.passed:
        return "passed"
    return "begun" if file is not None and file.exists() else "new"

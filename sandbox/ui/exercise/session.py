"""The exercises of a lesson, which of them is at hand, and how the learner stands with each."""

from pathlib import Path

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.exercises import Exercise, Workplace, trusted
from sandbox.course.pages import exercises_of
from sandbox.course.progress import Worked
from sandbox.ui.context import Context
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.screens.exercise.verdict_view import State, state_of
from sandbox.ui.terminal.glyphs import Glyphs


class ExerciseSession:
    """Where a lesson's exercises are worked on. CourseError where it has none to work on."""

    def __init__(self, context: Context, lesson: Lesson, id: str | None = None) -> None:
        self._context = context
        self.lesson = lesson
        self.exercises: tuple[Exercise, ...] = exercises_of(lesson, context.lang)
        ids = [exercise.id for exercise in self.exercises]
        self.at = ids.index(id) if id in ids else 0
        self._places = Workplace.of(context.course.folder)

    @property
    def exercise(self) -> Exercise:
        """The one at hand."""
        return self.exercises[self.at]

    def relabel(self) -> None:
        """In the app's language, where it has the same exercise."""
        try:
            fresh = exercises_of(self.lesson, self._context.lang)
        except CourseError:
            return
        ids = [exercise.id for exercise in fresh]
        if self.exercise.id in ids:
            self.at, self.exercises = ids.index(self.exercise.id), fresh

    def can_go(self, by: int) -> bool:
        """Whether there is an exercise so many further on."""
        return 0 <= self.at + by < len(self.exercises)

    def file(self, exercise: Exercise | None = None) -> Path:
        """The learner's file, whether it is there or not."""
        return self._places.file(exercise or self.exercise)

    def begin(self) -> EditedFile:
        """The learner's file, made from the starter if need be, and read; CourseError, OSError."""
        own = EditedFile(self._places.begin(self.exercise))
        own.read()
        return own

    def start_over(self) -> Path | None:
        """The starter in place of the learner's file, which keeps this other name."""
        folder = self.file().parent
        before = set(folder.iterdir())
        self._places.reset(self.exercise)
        return next(iter(set(folder.iterdir()) - before), None)

    def state(self, exercise: Exercise) -> State:
        """How the learner stands with one."""
        return state_of(self._worked(exercise), self.file(exercise))

    @property
    def passed(self) -> int:
        """How many were passed."""
        return sum(self._worked(exercise).passed for exercise in self.exercises)

    def marks(self, glyphs: Glyphs) -> str:
        """All exercises in a row, each a mark of how it stands; the one at hand between signs."""
        new = "." if glyphs.ascii else "·"
        signs = {"passed": glyphs.good, "begun": glyphs.begun, "new": new}
        row = [signs[self.state(exercise)] for exercise in self.exercises]
        row[self.at] = glyphs.around[0] + row[self.at] + glyphs.around[1]
        return "".join(row)

    @property
    def hints(self) -> tuple[str, ...]:
        """Those that were taken."""
        return self.exercise.hints[: self._worked(self.exercise).hints]

    def take_hint(self) -> bool:
        """One more; False where there are no more."""
        taken = len(self.hints)
        if taken == len(self.exercise.hints):
            return False
        self._context.progress.record_hints(self.lesson, self.exercise.id, taken + 1)
        return True

    @property
    def trusted(self) -> bool:
        """Whether the course's own Python may run."""
        return trusted(self._context.course.folder, self._context.progress.all)

    def _worked(self, exercise: Exercise) -> Worked:
        return self._context.learned.worked(self.lesson.id, exercise.id)

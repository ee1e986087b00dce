"""What the app remembers of the learner, and sees to whatever ends it."""

from typing import TYPE_CHECKING

from sandbox.course.course import Course, Lesson
from sandbox.course.progress import Learned, course_key
from sandbox.ui.keeper import Keeper
from sandbox.ui.words import Words

if TYPE_CHECKING:
    from sandbox.ui.exercise.checking import Checking
    from sandbox.ui.exercise.filing import FilingScreen
    from sandbox.ui.exercise.rescue import Rescued


class Remembering:
    """An app's part that keeps progress, the files that are edited and the checks that run."""

    words: Words
    keeper: Keeper
    open_files: set["FilingScreen"]
    """Where files are being edited."""
    checks: set["Checking"]
    """Those that run."""
    rescued: list["Rescued"]
    """What was typed and could be kept in no file of the learner's."""

    def keep_in(self, keeper: Keeper, course: Course) -> None:
        """Keep progress there, that of this course."""
        self.keeper = keeper
        self._course_key = course_key(course.folder)
        self.open_files, self.checks, self.rescued = set(), set(), []

    @property
    def learned(self) -> Learned:
        """What the learner has done in this course."""
        return self.keeper.progress.course(self._course_key)

    def remember(self, lesson: Lesson, page: int) -> None:
        """Keep that the page is read, and where the lesson is to open the next time."""
        key = self._course_key
        self.keeper.record(lambda progress: progress.reading(key, lesson.id, page))

    def remember_check(self, lesson: Lesson, exercise: str, passed: bool) -> None:
        """Keep that an exercise was checked."""
        key = self._course_key
        self.keeper.record(lambda progress: progress.working(key, lesson.id, exercise, passed))

    def remember_hints(self, lesson: Lesson, exercise: str, hints: int) -> None:
        """Keep how many hints of an exercise were taken."""
        key = self._course_key
        self.keeper.record(lambda progress: progress.hinted(key, lesson.id, exercise, hints))

    def remember_trust(self) -> None:
        """Keep that this course's own Python may run."""
        key = self._course_key
        self.keeper.record(lambda progress: progress.trusting(key))

    def remember_answer(self, lesson: Lesson, quiz: str, right: bool) -> None:
        """Keep that a quiz was answered."""
        key = self._course_key
        self.keeper.record(lambda progress: progress.answering(key, lesson.id, quiz, right))

    def keep_typed(self) -> None:
        """Save what was typed, from whichever thread; what cannot be saved is `rescued`."""
        for screen in tuple(self.open_files):
            rescued = screen.finish()
            if rescued is not None:
                self.rescued.append(rescued)

    def last_words(self) -> str:
        """Save what was typed, from whichever thread; what is to be said of what cannot be."""
        self.keep_typed()
        return "".join(one.said(self.words) for one in self.rescued)

    def finish(self) -> None:
        """Save what was done and typed, and end what runs; once more does no harm."""
        self.keep_typed()
        for check in tuple(self.checks):
            check.close()
        self.keeper.close()

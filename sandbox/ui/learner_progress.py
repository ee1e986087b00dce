"""The learner's progress in the course at hand, saved in the background."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sandbox.course.course import Course, Lesson
from sandbox.course.progress import CourseRecord, LearnerRecord, Store, course_key

Change = Callable[[LearnerRecord], LearnerRecord]


class BackgroundSaver:
    """Changes the record at once, and saves it in a thread of its own.

    A slow disk, or another session that is saving, so never delays a key. `told` is called in that
    thread whenever a save is over.
    """

    def __init__(self, store: Store, told: Callable[[], object]) -> None:
        self.store = store
        self._told = told
        self._waiting = threading.Event()
        self._saver = ThreadPoolExecutor(max_workers=1, thread_name_prefix="progress")
        self._closed = False
        store.load()

    @property
    def progress(self) -> LearnerRecord:
        """The record as it is now."""
        return self.store.progress

    def record(self, change: Change) -> None:
        """Change the record, and have it saved: changes that come in a row are saved together."""
        self.store.change(change)
        if not self._waiting.is_set() and not self._closed:
            self._waiting.set()
            self._saver.submit(self._save)

    def _save(self) -> None:
        self._waiting.clear()
        self.store.save()
        if not self._closed:
            self._told()

    def close(self) -> None:
        """Wait until all is saved; nothing is saved afterwards."""
        self._closed = True
        self._saver.shutdown(wait=True)


class LearnerProgress:
    """Reads and records how far the learner is."""

    def __init__(self, keeper: BackgroundSaver, course: Course) -> None:
        self.keeper = keeper
        self._course = course_key(course.folder)

    @property
    def all(self) -> LearnerRecord:
        """The record of all courses, and of what was chosen last."""
        return self.keeper.progress

    @property
    def learned(self) -> CourseRecord:
        """What the learner has done in this course."""
        return self.all.course(self._course)

    def record_page(self, lesson: Lesson, page: int) -> None:
        """Keep that the page is read, and where the lesson is to open the next time."""
        self.keeper.record(lambda progress: progress.reading(self._course, lesson.id, page))

    def record_check(self, lesson: Lesson, exercise: str, passed: bool) -> None:
        """Keep that an exercise was checked."""
        self.keeper.record(
            lambda progress: progress.working(self._course, lesson.id, exercise, passed)
        )

    def record_hints(self, lesson: Lesson, exercise: str, hints: int) -> None:
        """Keep how many hints of an exercise were taken."""
        self.keeper.record(
            lambda progress: progress.hinted(self._course, lesson.id, exercise, hints)
        )

    def record_trust(self, code: str) -> None:
        """Keep that this course's own Python may run, of this digest."""
        self.keeper.record(lambda progress: progress.trusting(self._course, code))

    def record_answer(self, lesson: Lesson, quiz: str, right: bool) -> None:
        """Keep that a quiz was answered."""
        self.keeper.record(
            lambda progress: progress.answering(self._course, lesson.id, quiz, right)
        )

    def record_language(self, lang: str) -> None:
        """Keep the language that was chosen."""
        self.keeper.record(lambda progress: progress.speaking(lang))

    def record_theme(self, theme: str) -> None:
        """Keep the colours that were chosen."""
        self.keeper.record(lambda progress: progress.coloured(theme))

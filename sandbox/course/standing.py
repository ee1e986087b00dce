"""How far a learner is with a lesson."""

from dataclasses import dataclass

from sandbox.course.course import Lesson
from sandbox.course.progress import Learned


@dataclass(frozen=True)
class Standing:
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


def standing(lesson: Lesson, learned: Learned, lang: str) -> Standing:
    """How a lesson stands, counted in one language. Pages that are no more do not count."""
    outline = lesson.outline(lang)
    read = [page for page in learned.read(lesson.id) if page < outline.pages]
    right = [quiz for quiz in outline.quizzes if learned.answered(lesson.id, quiz).right]
    passed = [id for id in outline.exercises if learned.worked(lesson.id, id).passed]
    return Standing(
        outline.pages,
        len(read),
        len(outline.quizzes),
        len(right),
        len(outline.exercises),
        len(passed),
    )

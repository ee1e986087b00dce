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

    @property
    def begun(self) -> bool:
        """Whether any page was read."""
        return self.read > 0

    @property
    def finished(self) -> bool:
        """Whether all pages were read and all quizzes answered rightly."""
        return self.begun and (self.read, self.right) == (self.pages, self.quizzes)


def standing(lesson: Lesson, learned: Learned, lang: str) -> Standing:
    """How a lesson stands, counted in one language. Pages that are no more do not count."""
    outline = lesson.outline(lang)
    read = [page for page in learned.read(lesson.id) if page < outline.pages]
    right = [quiz for quiz in outline.quizzes if learned.answered(lesson.id, quiz).right]
    return Standing(outline.pages, len(read), len(outline.quizzes), len(right))

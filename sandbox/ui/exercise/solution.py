"""A solution beside the learner's own: shown once that has passed."""

from sandbox.course import tables
from sandbox.course.exercises import Exercise
from sandbox.ui.context import Context
from sandbox.ui.exercise.telling import translated
from sandbox.ui.screens.sheet import Sheet


class SolutionScreen(Sheet):
    """Both, one below the other."""

    def __init__(self, context: Context, exercise: Exercise, typed: str) -> None:
        super().__init__(context)
        self._exercise = exercise
        self._typed = typed

    def title_text(self) -> str:
        """Of which exercise."""
        return self.context.words(
            "exercise.solution.title", title=translated(self._exercise, self.context).title
        )

    def text(self) -> str:
        """All of it, as Markdown."""
        words, exercise = self.context.words, translated(self._exercise, self.context)
        solution = tables.read(exercise.solution)
        return "\n\n".join(
            [
                f"## {words('exercise.solution.theirs')}",
                _fenced(solution),
                exercise.why,
                f"## {words('exercise.solution.yours')}",
                _fenced(self._typed),
            ]
        )


def _fenced(code: str) -> str:
    """A block of Python, whatever is in it."""
    fence = "`" * 3
    while fence in code:
        fence += "`"
    return f"{fence}python\n{code.strip()}\n{fence}"

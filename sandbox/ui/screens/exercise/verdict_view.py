"""What is said of an exercise: its task with the hints, the checker's answer, a solution."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from textual.content import Content

from sandbox.course import tables
from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.exercises import Exercise, Verdict, Workplace
from sandbox.course.pages import exercises_of
from sandbox.course.progress import Worked
from sandbox.ui.context import Context
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.screens.exercise.array_diff import side_by_side
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.text import cell_len, printable
from sandbox.ui.widgets.text.markdown import TextBlock, text_blocks
from sandbox.ui.words import Words


def abbreviate_home(file: Path) -> str:
    """The name with ~ for the learner's home."""
    try:
        return str(Path("~") / file.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(file)


def truncate_left(text: str, width: int, ellipsis: str) -> str:
    """The end of a text, in at most `width` cells."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - cell_len(ellipsis):
        text = text[1:]
    return ellipsis + text


State = Literal["passed", "begun", "new"]

GOOD = "bold $text-success"
BAD = "bold $text-error"
QUIET = "$text-muted"


def page_parts(context: Context, lesson: Lesson, exercise: Exercise) -> tuple[TextBlock, ...]:
    """An exercise on its page: what is to be written, how it stands, the file, the key."""
    words, glyphs = context.words, context.glyphs
    try:
        file = Workplace.of(context.course.folder).file(exercise)
        below = words("exercise.page.file", file=file.name, folder=abbreviate_home(file.parent))
        further = words("exercise.page.open", letter=keys.shown(keys.find("exercise")))
    except CourseError as error:
        # Without a home there is no place for the file.
        file, below, further = None, context.told(error), ""
    state = state_of(context.learned.worked(lesson.id, exercise.id), file)
    sign = {"passed": glyphs.good, "begun": glyphs.begun, "new": glyphs.pointer}[state]
    title = _styled(words("exercise.page.title", title=exercise.title), "bold")
    style = GOOD if state == "passed" else QUIET
    standing = _styled(words(f"exercise.state.{state}"), style)
    first, *rest = text_blocks(exercise.task)
    return (
        TextBlock(title + Content("  ") + standing, first=f"{sign} ", indent=2),
        replace(first, indent=2, gap=False),
        *(replace(part, indent=part.indent + 2) for part in rest),
        TextBlock(_styled(below, QUIET), indent=2),
        TextBlock(_styled(further, QUIET), indent=2, gap=False),
    )


def translated(exercise: Exercise, context: Context) -> Exercise:
    """The same exercise in the app's language, where that has it."""
    try:
        here = exercises_of(context.course.find(exercise.lesson), context.lang)
    except CourseError:
        return exercise
    return next((one for one in here if one.id == exercise.id), exercise)


def state_of(worked: Worked, file: Path | None) -> State:
    """How the learner stands with an exercise whose file this is, if there is a place for one."""
    if worked.passed:
        return "passed"
    return "begun" if file is not None and file.exists() else "new"


def task_parts(exercise: Exercise, hints: tuple[str, ...], words: Words) -> tuple[TextBlock, ...]:
    """What is to be written, and the hints that were taken."""
    parts = list(text_blocks(exercise.task))
    for number, hint in enumerate(hints, start=1):
        label = words("exercise.hint.label", number=number, hints=len(exercise.hints))
        first, *rest = text_blocks(hint)
        content = _styled(f"{label}  ", "bold $text-accent") + first.content
        parts += [TextBlock(content, gap=number == 1), *rest]
    return tuple(parts)


def verdict_parts(
    verdict: Verdict, exercise: Exercise, context: Context, width: int
) -> tuple[TextBlock, ...]:
    """What the checker says, line by line; small arrays in full; after success why it matters."""
    from sandbox.course.exercises.words import verdict_lines

    first, *rest = verdict_lines(verdict, exercise, context.glossary, width)
    parts = [TextBlock(_styled(first, GOOD if verdict.passed else BAD))]
    parts += [TextBlock(_styled(line), gap=False) for line in rest]
    ids = "exercise.say.given", "exercise.say.came", "exercise.say.wanted"
    given, came, wanted = map(context.words, ids)
    shown = side_by_side(verdict, (given, came, wanted), context.glyphs.cell, width)
    parts += [TextBlock(line, gap=at == 0) for at, line in enumerate(shown)]
    if verdict.passed:
        parts += text_blocks(exercise.why)
    return tuple(parts)


def said(text: str, style: str = QUIET) -> tuple[TextBlock, ...]:
    """A sentence of the screen's own."""
    return (TextBlock(_styled(text, style)),)


def _styled(text: str, style: str = "") -> Content:
    return Content.styled(printable(text), style)


class SolutionScreen(DocumentScreen):
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

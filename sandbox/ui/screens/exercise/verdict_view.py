"""What is said of an exercise: its task with the hints, the checker's answer, a solution."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from textual.content import Content

from sandbox.course import toml_file
from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.learner_files import Workplace
from sandbox.course.pages import exercises_of
from sandbox.exercises import Exercise, Verdict
from sandbox.ui.context import Context
from sandbox.ui.exercise.session import ExerciseSession, state_of
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.screens.exercise.array_diff import side_by_side
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.glyphs import Glyphs
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


GOOD = "bold $text-success"
BAD = "bold $text-error"
QUIET = "$text-muted"

TICK_S = 0.5
"""Seconds between two looks at the check that runs, and at the file."""


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
    from sandbox.course.verdict_lines import verdict_lines

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


FileState = Literal["", "unsaved", "elsewhere"]
"""Saved; something typed is not; nor is it where another program has changed the file."""


def task_title(session: ExerciseSession, words: Words) -> str:
    """Which exercise it is, of how many."""
    return words(
        "exercise.title.task",
        number=session.at + 1,
        count=len(session.exercises),
        title=session.exercise.title,
    )


def file_title(path: Path, state: FileState, width: int, context: Context) -> str:
    """The file's name in so many cells, and whether all that was typed is in it."""
    glyphs, unsaved = context.glyphs, ""
    if state:
        sign = "*" if glyphs.ascii else "●"
        unsaved = f"  {sign} {context.words(f'exercise.title.{state}')}"
    room = width - cell_len(unsaved) - 6
    return f"{truncate_left(abbreviate_home(path), room, glyphs.ellipsis)}{unsaved}"


def answer_parts(
    verdict: Verdict | None, session: ExerciseSession, context: Context, width: int
) -> tuple[TextBlock, ...]:
    """What the checker says, and after success what there is to do next; or how to ask it."""
    if verdict is None:
        check, hint = (keys.outside_text(keys.find(id)) for id in ("check_file", "hint"))
        return said(context.words("exercise.say.how", check=check, hint=hint))
    parts = verdict_parts(verdict, session.exercise, context, width)
    if not verdict.passed:
        return parts
    ids = {"solution": "solution", "train": "train_yours", "next": "next_exercise"}
    # The answer stays where the keys go to the editor: those that are no text do both.
    shown = {name: keys.outside_text(keys.find(id)) for name, id in ids.items()}
    further = context.words(f"exercise.say.{'next' if session.can_go(1) else 'last'}", **shown)
    if session.passed == len(session.exercises):
        count = len(session.exercises)
        further = f"{context.words('exercise.say.all_done', count=count)} {further}"
    return (*parts, *said(further))


def answer_title(verdict: Verdict | None, elapsed: float | None, context: Context) -> str:
    """What the answer is, or that one is on its way, with the seconds since it was asked for."""
    words, glyphs = context.words, context.glyphs
    if elapsed is not None:
        step = max(TICK_S, context.interval)
        turns = int(elapsed / step)
        sign, seconds = glyphs.spinner[turns % len(glyphs.spinner)], int(turns * step)
        return f"{sign} {words('exercise.title.checking', seconds=seconds)}"
    if verdict is None:
        return words("exercise.title.answer")
    if verdict.passed:
        return f"{glyphs.good} {words('exercise.title.passed')}"
    return f"{glyphs.bad} {words('exercise.title.failed')}"


def marks(session: ExerciseSession, glyphs: Glyphs) -> str:
    """All exercises in a row, each a mark of how it stands; the one at hand between signs."""
    new = "." if glyphs.ascii else "·"
    signs = {"passed": glyphs.good, "begun": glyphs.begun, "new": new}
    row = [signs[session.state(exercise)] for exercise in session.exercises]
    row[session.at] = glyphs.around[0] + row[session.at] + glyphs.around[1]
    return "".join(row)


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
        solution = toml_file.read(exercise.solution)
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

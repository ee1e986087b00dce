"""What is on a page: that it fits one, and that its links lead somewhere."""

from pathlib import Path

from sandbox.course import links, tables
from sandbox.course.audit.complaints import Complaints
from sandbox.course.cells import width, wrap
from sandbox.course.course import Course
from sandbox.course.errors import CourseError
from sandbox.course.pages import Page
from sandbox.course.quizzes import Quiz
from sandbox.exercises.exercise import Exercise

LINES = 40
CELLS = 80


def check(file: Path, pages: tuple[Page, ...], course: Course, found: Complaints) -> None:
    """Complain of pages that are too long or too wide, and of links that are dead."""
    lines = tables.read(file).splitlines()
    for page in pages:
        length = len(page.markdown.split("\n")) + sum(map(_height, page.quizzes))
        length += _room(page.exercise)
        if length > LINES:
            problem = f"the page “{page.title}” has {length} lines"
            found.add(file, page.line, problem, f"make it {LINES} or fewer, or two pages")
        for text in page.markdown.split("\n"):
            if width(text) > CELLS:
                problem = f"a line is {width(text)} cells wide"
                line = _line(lines, text, page.line)
                found.add(file, line, problem, f"break it at {CELLS} or before")
        for target in links.targets(page.markdown):
            _link(target, file, _line(lines, f"({target})", page.line), course, found)


def _link(target: str, file: Path, line: int, course: Course, found: Complaints) -> None:
    if target.startswith(links.LESSON):
        try:
            course.find(target.removeprefix(links.LESSON))
        except CourseError as error:
            found.add(file, line, error.problem, error.remedy)
    elif not target.startswith(links.OUTWARD):
        remedy = f"write {links.LESSON}09 for a lesson, https://… for a page elsewhere"
        found.add(file, line, f"the link {target or 'to nothing'} leads nowhere", remedy)


def _height(quiz: Quiz) -> int:
    """How many lines a quiz takes, with an empty one before it."""
    texts = [quiz.question, *(option.text for option in quiz.options)]
    return 1 + sum(len(wrap(text, CELLS - 4)) for text in texts)


def _room(exercise: Exercise | None) -> int:
    """How many lines an exercise takes: its title, its task, its file and the key, and a gap."""
    if exercise is None:
        return 0
    return 4 + sum(len(wrap(line, CELLS - 4)) or 1 for line in exercise.task.split("\n"))


def _line(lines: list[str], text: str, after: int) -> int:
    """Where a text stands in the file, from a line on; that line where it comes from elsewhere."""
    for number, line in enumerate(lines[after - 1 :], start=after):
        if text in line:
            return number
    return after

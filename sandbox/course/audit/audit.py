"""The audit of a course: all its files, and how many pages, quizzes and exercises there are."""

from dataclasses import dataclass
from pathlib import Path

from sandbox.course import toml_file
from sandbox.course.audit import glossary, lessons
from sandbox.course.audit.findings import Finding, Findings
from sandbox.course.course import Course, Lesson, is_id, open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS
from sandbox.course.pages import Page, read_pages
from sandbox.exercises.exercise import Exercise


@dataclass(frozen=True)
class Audited:
    """What was looked at, and what is wrong with it."""

    lessons: int
    """Those that have pages."""
    pages: int
    quizzes: int
    exercises: int
    complaints: list[Finding]


def audit(folder: Path) -> list[Finding]:
    """All that is wrong with the course in a folder; CourseError where there is none to read."""
    return audited(folder).complaints


def audited(folder: Path, *, run: bool = False) -> Audited:
    """The same, with what was looked at; with `run`, starters and solutions are checked, too.

    That runs Python from the folder. Without it nothing of the course is run.
    """
    file = folder / "course.toml"
    found = Findings(file)
    if not folder.is_dir():
        raise CourseError(f"there is no folder {folder}", "give one that has a course.toml")
    toml_file.read(file)
    try:
        course = open_course(folder, found.report)
    except CourseError as error:
        found.report(error)
        return Audited(0, 0, 0, 0, found.sorted())
    _strays(course, found)
    ready = [lesson for lesson in course.lessons if lesson.ready]
    pages: list[Page] = []
    sound: list[Exercise] = []
    for lesson in ready:
        read = _read(lesson, course, found)
        pages += next(iter(read.values()), ())
        sound += lessons.check_exercises(lesson, read, found)
    own = [page.exercise for page in pages if page.exercise]
    lessons.twice(own, found)
    if run:
        lessons.check_runs(sound, found)
    glossary.check_glossary(course, {page.lab.lab for page in pages if page.lab}, found)
    quizzes = sum(len(page.quizzes) for page in pages)
    return Audited(len(ready), len(pages), quizzes, len(own), found.sorted())


def _read(lesson: Lesson, course: Course, found: Findings) -> dict[str, tuple[Page, ...]]:
    """Check a lesson in every language; its pages in those that can be read."""
    before = len(found)
    read: dict[str, tuple[Page, ...]] = {}
    for lang in LANGS:
        file = lesson.folder / f"{lang}.md"
        if not file.is_file():
            problem = f"lesson {lesson.id} has no pages in {lang}"
            found.add(file, 1, problem, "write them, in this file")
            continue
        try:
            read[lang] = read_pages(file, found.report)
        except CourseError as error:
            found.report(error)
    if len(read) == len(LANGS) and len(found) == before:
        # A mistake in one language is a difference too: one complaint is enough.
        lessons.check_languages(lesson, read, found)
    for lang, pages in read.items():
        lessons.check_pages(lesson.folder / f"{lang}.md", pages, course, found)
    return read


def _strays(course: Course, found: Findings) -> None:
    """Folders that look like lessons, and are in no list."""
    listed = {lesson.id for lesson in course.lessons}
    try:
        folders = sorted(course.folder.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = f"{course.folder} cannot be listed ({reason})"
        raise CourseError(problem, "see to its permissions") from None
    for folder in folders:
        if is_id(folder.name) and folder.name not in listed and folder.is_dir():
            problem = f"the folder {folder.name} is no lesson of the course"
            remedy = f'list it with [[lesson]] and id = "{folder.name}", or take it out'
            found.add(course.folder / "course.toml", 1, problem, remedy)

"""A course: its lessons in order. Opening it reads one file; pages are read when asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.base.errors import closest_match
from sandbox.course import toml_file
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.folders import builtin_lessons
from sandbox.course.glossary import LANGS
from sandbox.course.lesson_text import Outline, outline

__all__ = ["Course", "CourseError", "Lesson", "builtin_lessons", "open_course"]

_ID = re.compile(r"(?P<number>\d\d)-(?P<slug>[a-z0-9]+(-[a-z0-9]+)*)")


@dataclass(frozen=True)
class Lesson:
    """One lesson: what course.toml says of it, and its pages in a folder of its name."""

    id: str
    """Number and slug: "11-propagation"."""
    folder: Path
    titles: Mapping[str, str]
    summaries: Mapping[str, str]

    @property
    def number(self) -> int:
        """Its number in the course."""
        return int(self.id[:2])

    @property
    def slug(self) -> str:
        """Its id without the number."""
        return self.id[3:]

    def title(self, lang: str) -> str:
        """What it is called."""
        return self.titles[lang]

    def summary(self, lang: str) -> str:
        """What it is about, in one line."""
        return self.summaries[lang]

    @property
    def ready(self) -> bool:
        """Whether it has pages yet, in any language."""
        return any((self.folder / f"{lang}.md").is_file() for lang in LANGS)

    def outline(self, lang: str) -> Outline:
        """How many pages, which quizzes and exercises it has; none where it cannot be read."""
        try:
            return outline(toml_file.read(self.folder / f"{lang}.md"))
        except CourseError:
            return Outline(0, ())


@dataclass(frozen=True)
class Course:
    """Lessons in the order of course.toml."""

    folder: Path
    lessons: tuple[Lesson, ...]

    def after(self, lesson: Lesson) -> Lesson | None:
        """The next lesson that can be opened; None after the last."""
        later = (one for one in self.lessons if one.number > lesson.number and one.ready)
        return next(later, None)

    def find(self, word: str) -> Lesson:
        """The lesson of that id, number or slug ("11-propagation", "11", "propagation").

        CourseError, with the nearest right word, where there is none.
        """
        for lesson in self.lessons:
            named = word in (lesson.id, lesson.slug)
            if named or (word.isdecimal() and word.lstrip("0") == str(lesson.number).lstrip("0")):
                return lesson
        words = [lesson.slug for lesson in self.lessons] + [lesson.id for lesson in self.lessons]
        hint = closest_match(word, words)
        numbers = [lesson.number for lesson in self.lessons]
        others = f"its lessons are numbered {min(numbers)} to {max(numbers)}"
        raise CourseError(
            f"there is no lesson {word}",
            f"did you mean {hint}?" if hint else others,
            id="course_lesson",
            word=word,
            hint=hint,
            first=min(numbers),
            last=max(numbers),
        )


def open_course(folder: Path | None = None, report: Report = stop) -> Course:
    """The course in a folder (None: the built-in one); CourseError where it cannot be read.

    What else is wrong with its course.toml is reported; a lesson without an id is left out.
    """
    folder = builtin_lessons() if folder is None else folder
    if not folder.is_dir():
        remedy = "give one that has a course.toml"
        raise CourseError(f"there is no folder {folder}", remedy, id="course_folder", folder=folder)
    file = folder / "course.toml"
    text = toml_file.read(file)
    table = toml_file.parse(text, file)
    entries = table.get("lesson")
    if not isinstance(entries, list) or not entries:
        report(CourseError("the course has no lessons", "begin each with [[lesson]]", file))
        return Course(folder, ())
    headings = [n for n, line in enumerate(text.split("\n"), 1) if line.strip() == "[[lesson]]"]
    lines = headings if len(headings) == len(entries) else [1] * len(entries)
    lessons: list[Lesson] = []
    for entry, line in zip(entries, lines, strict=True):
        lesson = _lesson(entry, folder, file, line, report)
        if lesson is None:
            continue
        if any(lesson.number == other.number for other in lessons):
            remedy = "give each lesson its own number"
            report(CourseError(f"lesson {lesson.number} is there twice", remedy, file, line))
        lessons.append(lesson)
    return Course(folder, tuple(lessons))


def is_id(text: str) -> bool:
    """Whether a text is a number and a slug, as a lesson's id and folder are."""
    return _ID.fullmatch(text) is not None


def _lesson(entry: Any, folder: Path, file: Path, line: int, report: Report) -> Lesson | None:
    id = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(id, str) or not is_id(id):
        remedy = 'write two digits and a slug: id = "04-mlp-scratch"'
        report(CourseError("this lesson has no proper id", remedy, file, line))
        return None
    words: dict[str, dict[str, str]] = {"title": {}, "summary": {}}
    for key, said in words.items():
        given = entry.get(key)
        for lang in LANGS:
            text = given.get(lang) if isinstance(given, dict) else None
            if isinstance(text, str) and text.strip() and "\n" not in text:
                said[lang] = text
            else:
                problem = f"lesson {id} lacks {key}.{lang}"
                report(CourseError(problem, f'write {key}.{lang} = "…"', file, line))
    return Lesson(id, folder / id, words["title"], words["summary"])

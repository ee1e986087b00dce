"""`read`: a lesson as plain text, its labs as the commands that run them."""

import shutil

from sandbox.cli.errors import UsageError
from sandbox.cli.parser import CommandOptions
from sandbox.cli.words import language
from sandbox.course.course import Course, CourseError, Lesson, open_course
from sandbox.course.glossary import load_glossary
from sandbox.course.plain_text import plain_lesson

MAX_LINE_CELLS = 100
"""Beyond this many cells a line is hard to read."""


def run(options: CommandOptions) -> int:
    """Print the lesson; UsageError where there is none of that name, or no pages yet."""
    width = min(shutil.get_terminal_size().columns, MAX_LINE_CELLS)
    try:
        glossary = load_glossary(language(options.lang), options.course)
        lesson = _find(open_course(options.course), options.lesson)
        print(plain_lesson(lesson, glossary, width), end="")
    except CourseError as error:
        raise UsageError.of(error) from error
    return 0


def _find(course: Course, word: str | None) -> Lesson:
    ready = ", ".join(lesson.id for lesson in course.lessons if lesson.ready)
    if word is None:
        raise UsageError(f"which lesson? Ready to read: {ready}")
    lesson = course.find(word)
    if not lesson.ready:
        sentence = f"lesson {lesson.id} is still to come; ready to read: {ready}"
        raise UsageError(sentence, "course_later", lesson=lesson.id, ready=ready)
    return lesson

"""A lesson as plain text, for pipes and screen readers: no marks, no drawing."""

import re
import shlex
from collections.abc import Iterator
from functools import partial

from sandbox.base.text_width import wrap
from sandbox.course import lesson_text
from sandbox.course.course import Lesson
from sandbox.course.folders import BUILT_IN, course_key
from sandbox.course.glossary import Glossary
from sandbox.course.inline_markdown import name_links, strip_markdown
from sandbox.course.lesson_text import LabUse, bare_heading
from sandbox.course.pages import Page, Prose, lab_at, pages_of
from sandbox.course.quizzes import Quiz
from sandbox.exercises.exercise import Exercise
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import defaults, parse_settings

CODE_INDENT = "    "

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*)")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])[ \t]+(?P<text>.*)")
_KEPT = re.compile(r"\s*\|")


def plain_lesson(lesson: Lesson, glossary: Glossary, width: int = 80) -> str:
    """The whole lesson in the glossary's language, in lines of at most `width` cells.

    Code and tables keep their own lines. CourseError where the lesson cannot be read.
    """
    lang = glossary.lang
    pages = pages_of(lesson, lang)
    head = {"number": lesson.number, "title": lesson.title(lang)}
    lines = [*wrap(glossary.phrase("lesson", head), width), *wrap(lesson.summary(lang), width)]
    for index in range(len(pages)):
        lines += ["", "", *page_lines(pages, index, glossary, width)]
    return "\n".join(lines) + "\n"


def page_lines(
    pages: tuple[Page, ...], index: int, glossary: Glossary, width: int = 80
) -> list[str]:
    """One page's lines, its place and title first."""
    page = pages[index]
    head = {"number": index + 1, "count": len(pages), "title": page.title}
    lines = wrap(glossary.phrase("page", head), width)
    for block in page.blocks:
        lines.append("")
        if isinstance(block, Prose):
            lines += prose_lines(
                name_links(block.markdown, partial(_lesson_named, glossary)), width
            )
        elif isinstance(block, Quiz):
            lines += quiz_lines(block, glossary, width)
        elif isinstance(block, Exercise):
            lines += exercise_lines(block, glossary, width)
        elif (use := lab_at(pages, index)) and not _goes_on(pages, index):
            lines += _lab_lines(use, glossary, width)
    while not lines[-1]:
        lines.pop()
    return lines


def quiz_lines(quiz: Quiz, glossary: Glossary, width: int) -> list[str]:
    """A question, its options and how to answer it; the answer is not given away."""
    letters = ", ".join(option.id for option in quiz.options)
    how = glossary.phrase(f"quiz_{quiz.kind}", {"letters": letters or "-"})
    return [*question_lines(quiz, glossary, width), *wrap(how, width)]


def question_lines(quiz: Quiz, glossary: Glossary, width: int) -> list[str]:
    """A question and its options."""
    lines = wrap(glossary.phrase("quiz", {"question": strip_markdown(quiz.question)}), width)
    for option in quiz.options:
        lines += wrap(strip_markdown(option.text), width, f"  {option.id}  ", " " * 5)
    return lines


def exercise_lines(exercise: Exercise, glossary: Glossary, width: int) -> list[str]:
    """What to write, and the command that makes the file; hints are for those who ask."""
    head = glossary.phrase("exercise", {"title": strip_markdown(exercise.title)})
    own = course_key(exercise.course) != BUILT_IN
    course = ["--course", str(exercise.course)] if own else []
    command = shlex.join(["mlp-sandbox", "exercise", exercise.id, *course])
    return [
        *wrap(head, width),
        *prose_lines(exercise.task, width),
        "",
        *wrap(glossary.phrase("exercise_file", {}), width),
        "",
        CODE_INDENT + command,
    ]


def _lesson_named(glossary: Glossary, word: str) -> str:
    number = word[:2].lstrip("0") if word[:2].isdecimal() else word
    return glossary.phrase("lesson_link", {"number": number})


def _goes_on(pages: tuple[Page, ...], index: int) -> bool:
    """Whether a page's lab runs on from the page before, no knob turned: told once, it will do."""
    before, now = lab_at(pages, index - 1) if index else None, lab_at(pages, index)
    return bool(before and now and (before.lab, before.presets) == (now.lab, now.presets))


def _lab_lines(use: LabUse, glossary: Glossary, width: int) -> list[str]:
    """Which lab the page has, and what to type to run it here; the command is never broken.

    Knobs at their defaults need no word in it.
    """
    knobs = find_lab(use.lab).knobs
    settings, usual = parse_settings(knobs, use.presets), defaults(knobs)
    turned = [
        f"{name}={text}" for name, text in use.presets.items() if settings[name] != usual[name]
    ]
    command = shlex.join(["mlp-sandbox", "run", use.lab, *turned])
    sentence = glossary.phrase("run_lab", {"lab": use.lab})
    return [*wrap(sentence, width), "", CODE_INDENT + command]


def prose_lines(markdown: str, width: int) -> list[str]:
    """Markdown as plain lines: paragraphs and list items wrapped, code and tables as they are."""
    lines: list[str] = []
    paragraph: list[str] = []
    first = rest = ""

    def settle() -> None:
        nonlocal first, rest
        if paragraph:
            lines.extend(wrap(strip_markdown(" ".join(paragraph)), width, first, rest))
        paragraph.clear()
        first = rest = ""

    source: Iterator[tuple[int, str]] = iter(enumerate(markdown.split("\n"), start=1))
    for _, line in source:
        opened = lesson_text.opening(line)
        item = _ITEM.match(line)
        if opened is not None:
            settle()
            lines += _code_lines(opened[0], source)
        elif not line.strip():
            settle()
            if lines and lines[-1]:
                lines.append("")
        elif heading := _HEADING.match(line):
            settle()
            lines += wrap(strip_markdown(bare_heading(heading["text"])), width)
        elif item and (not paragraph or first or item["mark"] in "-*+"):
            settle()
            first = f"{item['indent']}{item['mark']} "
            rest = " " * len(first)
            paragraph.append(item["text"])
        elif _KEPT.match(line):
            settle()
            lines.append(strip_markdown(line))
        else:
            paragraph.append(line.removesuffix("\\").strip())
    settle()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _code_lines(marks: str, source: Iterator[tuple[int, str]]) -> list[str]:
    """The lines of a block of code up to its closing marks, which are there: pages see to it."""
    body: list[str] = []
    for _, line in source:
        if line.strip().startswith(marks) and not line.strip().strip(marks[0]):
            break
        body.append(f"{CODE_INDENT}{line}" if line.strip() else "")
    return body

"""How much there is in a lesson, told without a look at labs and answers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sandbox.course import fences
from sandbox.course.errors import CourseError

HEADING = re.compile(r" {0,3}#(?=[ \t]|$)")
"""A line that begins a page."""


def bare_heading(text: str) -> str:
    """What a heading says, from the text after its marks: without the marks that may end it."""
    return text.strip(" \t").rstrip("#").rstrip(" \t")


@dataclass(frozen=True)
class Outline:
    """How much there is in a lesson."""

    pages: int
    quizzes: tuple[str, ...]
    """Their ids."""
    exercises: tuple[str, ...] = ()
    """Theirs."""


@lru_cache(maxsize=64)
def outline(text: str) -> Outline:
    """What a lesson's Markdown has, for a list of lessons.

    Of a lesson with mistakes it is what can be told.
    """
    pages = 0
    found: dict[str, list[str]] = {"quiz": [], "exercise": []}
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        opened = fences.opening(line)
        if opened is None:
            pages += HEADING.match(line) is not None
            continue
        words = opened[1].split()
        if words and words[0] in found:
            found[words[0]] += words[1:2]
        try:
            fences.read_fence(*opened, number, lines, Path())
        except CourseError:
            break
    return Outline(pages, tuple(found["quiz"]), tuple(found["exercise"]))

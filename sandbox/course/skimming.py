"""A lesson's text for those who look for something in it, without labs, answers or sources.

Reading the pages themselves tries every preset on its lab, and so loads NumPy; this only looks.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.course import fences, tables
from sandbox.course.errors import CourseError
from sandbox.course.marks import unmarked
from sandbox.course.outline import bare_heading

_TITLE = re.compile(r" {0,3}#(?=[ \t]|$)(?P<title>.*)")
_LEADING = re.compile(r"\s*(?:#{1,6}\s|>\s|[-*+]\s)?\s*")
_RULE = re.compile(r"[\s|:-]+")


@dataclass
class Skimmed:
    """What a page says, and which labs and sources it names."""

    title: str
    words: list[str] = field(default_factory=list)
    """Its lines, without marks."""
    labs: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    """What its code fences name: "Linear.forward"."""
    exercises: list[tuple[str, str]] = field(default_factory=list)
    """The title and the task of each."""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.words)


def skim(markdown: str) -> tuple[Skimmed, ...]:
    """The pages of a lesson's Markdown; of one with mistakes, as far as it can be told.

    Quizzes and exercises are left out: what gives an answer away is not to be found before it is
    given.
    """
    pages: list[Skimmed] = []
    lines = iter(enumerate(markdown.splitlines(), start=1))
    for number, line in lines:
        opened = fences.opening(line)
        if opened is not None:
            try:
                fence = fences.read_fence(*opened, number, lines, Path())
            except CourseError:
                break
            if pages:
                _take(pages[-1], fence)
        elif heading := _TITLE.match(line):
            pages.append(Skimmed(unmarked(bare_heading(heading["title"]))))
        elif pages and not _RULE.fullmatch(line):
            text = unmarked(_LEADING.sub("", line, count=1).replace(" | ", " ").strip("| "))
            pages[-1].words += [text] if text else []
    return tuple(pages)


def _take(page: Skimmed, fence: fences.Fence) -> None:
    """A directive's argument, or the lines of a plain block."""
    named = fence.info.split()[1:2]
    if fence.word == "lab":
        page.labs += named
    elif fence.word == "code":
        page.codes += named
    elif fence.word == "exercise":
        page.exercises += _exercise(fence)
    elif fence.word != "quiz":
        page.words += [" ".join(line.split()) for line in fence.lines if line.strip()]


def _exercise(fence: fences.Fence) -> list[tuple[str, str]]:
    try:
        table = tables.parse("\n".join(fence.lines), Path())
    except CourseError:
        return []
    title, task = (table.get(key) for key in ("title", "task"))
    if not isinstance(title, str) or not isinstance(task, str):
        return []
    return [(unmarked(title), " ".join(unmarked(task).split()))]

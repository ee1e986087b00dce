"""A lesson's text, line by line: headings, fences and their directives, and how much there is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sandbox.course import toml_file
from sandbox.course.errors import CourseError, Report, located, stop

DIRECTIVES = ("lab", "code", "quiz", "exercise")

_OPENING = re.compile(r" {0,3}(?P<marks>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")


@dataclass(frozen=True)
class LabUse:
    """A lab on a page: its id, the knobs to turn (name to text) and the picture to show first."""

    lab: str
    presets: Mapping[str, str]
    view: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Fence:
    """A fenced block as it stands in the file, `line` being that of its opening."""

    marks: str
    info: str
    lines: tuple[str, ...]
    line: int

    @property
    def word(self) -> str:
        """What kind of block it is: "lab", "code", "python", or "" for none said."""
        return self.info.split()[0] if self.info else ""

    @property
    def markdown(self) -> str:
        """The block as Markdown."""
        return "\n".join([self.marks + self.info, *self.lines, self.marks])


def opening(line: str) -> tuple[str, str] | None:
    """The marks and the info string of a line that opens a fence."""
    found = _OPENING.match(line)
    return (found["marks"], found["info"].strip()) if found else None


def closes(line: str, marks: str) -> bool:
    """Whether a line closes a fence that was opened with those marks."""
    text = line.rstrip(" \t")
    inner = text.lstrip(" ")
    same = len(inner) >= len(marks) and not inner.strip(marks[0])
    return bool(inner) and same and len(text) - len(inner) <= 3


def read_fence(
    marks: str, info: str, line: int, rest: Iterator[tuple[int, str]], file: Path
) -> Fence:
    """The fence that was opened at `line`, up to its closing marks; the rest is used up so far."""
    body: list[str] = []
    for _, text in rest:
        if closes(text, marks):
            return Fence(marks, info, tuple(body), line)
        body.append(text)
    raise CourseError("this fence is never closed", f"end it with a line {marks}", file, line)


def directive(fence: Fence, file: Path) -> str | None:
    """Which directive a fence is, None for an ordinary block; CourseError for a near miss."""
    if fence.word in DIRECTIVES:
        return fence.word
    from difflib import get_close_matches  # Slow to load, and only a mistake needs it.

    near = get_close_matches(fence.word.lower(), DIRECTIVES, n=1, cutoff=0.75)
    if near:
        raise CourseError(
            f"there is no directive {fence.word}", f"did you mean {near[0]}?", file, fence.line
        )
    return None


def argument(fence: Fence, what: str, file: Path) -> str:
    """The one word after the directive."""
    words = fence.info.split()[1:]
    if len(words) != 1:
        raise CourseError(
            f"a {fence.word} fence names one {what}, not {len(words)}",
            f"write {fence.marks}{fence.word} {what.upper()}",
            file,
            fence.line,
        )
    return words[0]


def lab_use(fence: Fence, file: Path, report: Report = stop) -> LabUse:
    """The lab that a fence places, its presets tried on the lab's own knobs.

    A preset that is wrong is reported and left out; CourseError where there is no such lab.
    """
    # Labs compute, and so load NumPy: only a page that has one pays for it.
    from sandbox.labs.catalogue import LabError, find_lab
    from sandbox.labs.knobs import KnobError, find

    try:
        lab = find_lab(argument(fence, "lab", file))
    except LabError as error:
        raise located(error, file, fence.line) from None
    text = "\n".join(fence.lines)
    table = toml_file.parse(text, file, above=fence.line)
    view: str | None = None
    presets: dict[str, str] = {}
    for name, value in table.items():
        line = fence.line + (toml_file.line_of(text, name) or 0)
        try:
            if not isinstance(value, str):
                example = f'write it in quotes: {name} = "{value}"'
                raise CourseError(f"the value of {name} is not text", example, file, line)
            if name == "view":
                if value not in lab.pictures:
                    known = f"give one of {', '.join(lab.pictures)}"
                    raise CourseError(f"{lab.id} has no view {value}", known, file, line)
                view = value
            else:
                find(lab.knobs, name, lab.id).parse(value)
                presets[name] = value
        except KnobError as error:
            report(located(error, file, line))
        except CourseError as error:
            report(error)
    return LabUse(lab.id, presets, view, fence.line)


def code(fence: Fence, file: Path) -> str:
    """The engine's own source that a fence names, as a python block."""
    from sandbox.course.sources import UnknownSourceError, source

    target = argument(fence, "target", file)
    if any(line.strip() for line in fence.lines):
        remedy = "leave it empty: its lines come from the engine"
        raise CourseError("this code fence has text of its own", remedy, file, fence.line)
    try:
        text = source(target)
    except UnknownSourceError as error:
        raise located(error, file, fence.line) from None
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}python\n{text}\n{marks}"


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
        opened = opening(line)
        if opened is None:
            pages += HEADING.match(line) is not None
            continue
        words = opened[1].split()
        if words and words[0] in found:
            found[words[0]] += words[1:2]
        try:
            read_fence(*opened, number, lines, Path())
        except CourseError:
            break
    return Outline(pages, tuple(found["quiz"]), tuple(found["exercise"]))

"""A lesson's Markdown as pages: prose, and the labs that belong to it.

Every level-1 heading begins a page. Fences of two kinds are directives: ```lab ID``` places a lab,
```code TARGET``` is replaced by the engine's own source, so that the code on the page is the code
that runs. All other Markdown is passed on as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sandbox.course import fences, tables
from sandbox.course.errors import CourseError
from sandbox.course.fences import LabUse

_HEADING = re.compile(r" {0,3}#(?=[ \t]|$)")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")


@dataclass(frozen=True)
class Prose:
    """Markdown between directives, without blank lines around it."""

    markdown: str


Block = Prose | LabUse


@dataclass(frozen=True)
class Page:
    """One idea and one thing to do. A page without a lab goes on with that of the page before."""

    title: str
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)
    """Where its heading is in the file."""

    @property
    def markdown(self) -> str:
        """All of its prose, without the title."""
        return "\n\n".join(block.markdown for block in self.blocks if isinstance(block, Prose))

    @property
    def lab(self) -> LabUse | None:
        """The lab that the page places, if it does."""
        return next((block for block in self.blocks if isinstance(block, LabUse)), None)


@dataclass
class _Draft:
    """A page while it is being read."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    def place(self, lab: LabUse, file: Path) -> None:
        """A lab after what was read so far."""
        if any(isinstance(block, LabUse) for block in self.blocks):
            remedy = "move it to a page of its own"
            raise CourseError(f"the page “{self.title}” has a lab already", remedy, file, lab.line)
        self._settle()
        self.blocks.append(lab)

    def page(self, file: Path) -> Page:
        """The page, now that all of it is read."""
        self._settle()
        if not self.blocks:
            remedy = "give it one idea and one thing to do"
            raise CourseError(f"the page “{self.title}” is empty", remedy, file, self.line)
        return Page(self.title, tuple(self.blocks), self.line)

    def _settle(self) -> None:
        text = "\n".join(self.prose).strip("\n")
        if text.strip():
            self.blocks.append(Prose(text))
        self.prose = []


def lab_at(pages: tuple[Page, ...], index: int) -> LabUse | None:
    """The lab that a learner has who has read up to page `index`, all knobs turned so far.

    A page without a lab goes on with that of the page before; one with the lab that is running
    already only turns the knobs it names. None where no page up to here places one.
    """
    use: LabUse | None = None
    for page in pages[: index + 1]:
        if page.lab is None:
            continue
        turned = dict(use.presets) if use is not None and use.lab == page.lab.lab else {}
        use = replace(page.lab, presets={**turned, **page.lab.presets})
    return use


def read_pages(file: Path) -> tuple[Page, ...]:
    """The pages of a lesson in one language; CourseError where something in it is wrong."""
    return parse(tables.read(file), file)


def parse(text: str, file: Path) -> tuple[Page, ...]:
    """The pages that Markdown text says; `file` is what errors name."""
    drafts: list[_Draft] = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = iter(enumerate(plain.split("\n"), start=1))
    for number, line in lines:
        if _HEADING.match(line):
            drafts.append(_Draft(_title(line, number, file), number))
        elif drafts:
            _read_line(drafts[-1], number, line, lines, file)
        elif line.strip():
            remedy = "begin the first page with `# Title`"
            raise CourseError("there is text before the first page", remedy, file, number)
    if not drafts:
        raise CourseError("there are no pages", "begin each with a line `# Title`", file, 1)
    return tuple(draft.page(file) for draft in drafts)


def _title(line: str, number: int, file: Path) -> str:
    text = line.strip()[1:].strip()
    title = _CLOSING_MARKS.sub("", text).strip()
    if not title:
        raise CourseError("this page has no title", "write it after the #", file, number)
    return title


def _read_line(
    draft: _Draft, number: int, line: str, rest: Iterator[tuple[int, str]], file: Path
) -> None:
    opened = fences.opening(line)
    if opened is None:
        draft.prose.append(line)
        return
    fence = fences.read_fence(*opened, number, rest, file)
    kind = fences.directive(fence, file)
    if kind == "lab":
        draft.place(fences.lab_use(fence, file), file)
    else:
        draft.prose.append(fences.code(fence, file) if kind == "code" else fence.markdown)

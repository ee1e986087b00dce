"""A lesson's Markdown as pages: prose, and the labs, quizzes and exercises that belong to it.

Every level-1 heading begins a page. Four kinds of fence are directives: ```lab ID``` places a lab,
```quiz ID``` asks a question, ```exercise ID``` sets a function to write, and ```code TARGET``` is
replaced by the engine's own source, so that the code on the page is the code that runs. All other
Markdown is passed on as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sandbox.course import lesson_text, toml_file
from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.exercise_fence import Declarations, exercise_id, read_declared, read_exercise
from sandbox.course.glossary import LANGS
from sandbox.course.lesson_text import HEADING, Fence, LabUse
from sandbox.course.quizzes import LESSON_FILE, Answers, Quiz, quiz_id, read_answers, read_quiz
from sandbox.exercises.exercise import Exercise

LARGEST = 8000
"""Letters of a page, which has room for less than half of it."""

_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
_BOLD = re.compile(r"^\*\*(?=\S)", re.MULTILINE)
_NAMED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


@dataclass(frozen=True)
class Prose:
    """Markdown between directives, without blank lines around it."""

    markdown: str


Block = Prose | LabUse | Quiz | Exercise


@dataclass(frozen=True)
class Page:
    """One idea and one thing to do. A page without a lab goes on with that of the page before."""

    title: str
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)
    """Where its heading is in the file."""
    codes: tuple[str, ...] = field(default=(), compare=False)
    """What its code fences name; the sources themselves are in the prose."""

    @property
    def markdown(self) -> str:
        """All of its prose, without the title."""
        return "\n\n".join(block.markdown for block in self.blocks if isinstance(block, Prose))

    @property
    def lab(self) -> LabUse | None:
        """The lab that the page places, if it does."""
        return next((block for block in self.blocks if isinstance(block, LabUse)), None)

    @property
    def quizzes(self) -> tuple[Quiz, ...]:
        """The questions that the page asks, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Quiz))

    @property
    def exercise(self) -> Exercise | None:
        """The function that the page asks for, if it does."""
        return next((block for block in self.blocks if isinstance(block, Exercise)), None)

    @property
    def names(self) -> tuple[str, ...]:
        """What its last paragraphs, from the last bold word that begins one, name in backticks."""
        *_, last = _BOLD.split(self.markdown)
        return tuple(_NAMED.findall(last))


def set_by(pages: tuple[Page, ...], index: int) -> int | None:
    """Which page sets up the lab that page `index` has; None where no page up to it has one.

    One whose fence names knobs, or another lab than the page before has. A page without a fence,
    or whose fence names a picture alone, goes on with the lab as it is.
    """
    found = None
    for number, page in enumerate(pages[: index + 1]):
        lab, before = page.lab, None if found is None else pages[found].lab
        if lab is not None and (before is None or lab.presets or lab.lab != before.lab):
            found = number
    return found


def lab_at(pages: tuple[Page, ...], index: int) -> LabUse | None:
    """The lab that page `index` has, with the knobs that its fence names, or that of the page that
    sets it up; every other knob is at its default. None where no page up to here places one.
    """
    found = set_by(pages, index)
    if found is None:
        return None
    use, *later = [page.lab for page in pages[found : index + 1] if page.lab is not None]
    return replace(use, view=later[-1].view) if later else use


def pages_of(lesson: Lesson, lang: str) -> tuple[Page, ...]:
    """A lesson's pages, checked against labs and engine; CourseError where they are not right."""
    file = lesson.folder / f"{lang}.md"
    if not file.is_file():
        here = [other for other in LANGS if (lesson.folder / f"{other}.md").is_file()]
        remedy = f"read it in {here[0]}, or write {file}" if here else f"write {file}"
        raise CourseError(
            f"lesson {lesson.id} has no pages in {lang}",
            remedy,
            id="course_pages",
            lesson=lesson.id,
            lang=lang,
            other="".join(here[:1]),
            page=file,
        )
    return read_pages(file)


def exercises_of(lesson: Lesson, lang: str) -> tuple[Exercise, ...]:
    """Its exercises, in the order of its pages; CourseError where a page is not right."""
    return tuple(page.exercise for page in pages_of(lesson, lang) if page.exercise)


def read_pages(file: Path, report: Report = stop) -> tuple[Page, ...]:
    """The pages of a lesson in one language, its quizzes' answers from the lesson.toml beside it.

    CourseError where something in it is wrong, unless `report` goes on.
    """
    answers = read_answers(file.parent, report)
    declared = read_declared(file.parent, report)
    reader = _read(toml_file.read(file), file, answers, declared, report)
    for id, answer in answers.items():
        if answer is not None and id not in reader.asked:
            remedy = f"ask it there with a fence ```quiz {id}, or take it out"
            problem = f"quiz {id} is not asked in {file.name}"
            report(CourseError(problem, remedy, file.parent / LESSON_FILE, answer.line))
    for id, its in declared.items():
        if its is not None and id not in reader.set:
            remedy = f"set it there with a fence ```exercise {id}, or take it out"
            problem = f"exercise {id} is not set in {file.name}"
            report(CourseError(problem, remedy, file.parent / LESSON_FILE, its.line))
    return reader.pages()


def parse(
    text: str,
    file: Path,
    answers: Answers | None = None,
    report: Report = stop,
    declared: Declarations | None = None,
) -> tuple[Page, ...]:
    """The pages that Markdown text says; `file` is what errors name."""
    return _read(text, file, answers or {}, declared or {}, report).pages()


def _read(
    text: str, file: Path, answers: Answers, declared: Declarations, report: Report
) -> "_Reader":
    reader = _Reader(file, answers, declared, report)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    reader.read(iter(enumerate(plain.split("\n"), start=1)))
    return reader


@dataclass
class _Draft:
    """A page while it is being read."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    spoilt: bool = False
    """Whether something on it was reported, and is missing now."""

    def place(self, block: LabUse | Quiz | Exercise) -> None:
        """A directive's block after what was read so far."""
        self.settle()
        self.blocks.append(block)

    def settle(self) -> None:
        """The lines read so far are a block of prose."""
        text = "\n".join(self.prose).strip("\n")
        if text.strip():
            self.blocks.append(Prose(text))
        self.prose = []


class _Reader:
    """Lines to pages. A mistake is reported; what follows it is read if the reporter goes on."""

    def __init__(
        self, file: Path, answers: Answers, declared: Declarations, report: Report
    ) -> None:
        self._file = file
        self._answers = answers
        self._declared = declared
        self._report = report
        self._drafts: list[_Draft] = []
        self._letters = 0
        """Of the page at hand."""
        self.asked: set[str] = set()
        """The ids of all quizzes that were asked, rightly or not."""
        self.set: set[str] = set()
        """The ids of all exercises that were set, rightly or not."""

    def read(self, lines: Iterator[tuple[int, str]]) -> None:
        """All lines; a fence takes its own from the same iterator."""
        strayed = False
        lines = self._counted(lines)
        for number, line in lines:
            if HEADING.match(line):
                self._drafts.append(_Draft(self._title(line, number), number))
                self._letters = len(line)
            elif self._drafts:
                self._line(self._drafts[-1], number, line, lines)
            elif line.strip() and not strayed:
                strayed = True
                remedy = "begin the first page with `# Title`"
                self._wrong("there is text before the first page", remedy, number)
        if not self._drafts:
            self._wrong("there are no pages", "begin each with a line `# Title`", 1)

    def _counted(self, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines; CourseError where a page has too many letters for its Markdown to be read."""
        for number, line in lines:
            self._letters += len(line) + 1
            if self._drafts and self._letters > LARGEST and not HEADING.match(line):
                remedy = "make two pages of it"
                problem = f"this page has more than {LARGEST} letters"
                raise CourseError(problem, remedy, self._file, self._drafts[-1].line)
            yield number, line

    def pages(self) -> tuple[Page, ...]:
        """The pages, now that all lines are read."""
        for draft in self._drafts:
            draft.settle()
            if not draft.blocks and not draft.spoilt:
                remedy = "give it one idea and one thing to do"
                self._wrong(f"the page “{draft.title}” is empty", remedy, draft.line)
        return tuple(
            Page(draft.title, tuple(draft.blocks), draft.line, tuple(draft.codes))
            for draft in self._drafts
        )

    def _title(self, line: str, number: int) -> str:
        text = line.strip()[1:].strip()
        title = _CLOSING_MARKS.sub("", text).strip()
        if not title:
            self._wrong("this page has no title", "write it after the #", number)
        return title

    def _line(self, draft: _Draft, number: int, line: str, rest: Iterator[tuple[int, str]]) -> None:
        opened = lesson_text.opening(line)
        if opened is None:
            draft.prose.append(line)
            return
        try:
            fence = lesson_text.read_fence(*opened, number, rest, self._file)
            self._fence(draft, fence)
        except CourseError as error:
            draft.spoilt = True
            self._report(error)

    def _fence(self, draft: _Draft, fence: Fence) -> None:
        kind = lesson_text.directive(fence, self._file)
        if kind == "lab":
            self._lab(draft, fence)
        elif kind == "quiz":
            self._quiz(draft, fence)
        elif kind == "exercise":
            self._exercise(draft, fence)
        elif kind == "code":
            draft.prose.append(lesson_text.code(fence, self._file))
            draft.codes.append(fence.info.split()[1])
        else:
            draft.prose.append(fence.markdown)

    def _lab(self, draft: _Draft, fence: Fence) -> None:
        lab = lesson_text.lab_use(fence, self._file, self._report)
        if any(isinstance(block, LabUse) for block in draft.blocks):
            remedy = "move it to a page of its own"
            self._wrong(f"the page “{draft.title}” has a lab already", remedy, fence.line)
        else:
            draft.place(lab)

    def _quiz(self, draft: _Draft, fence: Fence) -> None:
        id = quiz_id(fence, self._file)
        if id in self.asked:
            remedy = "ask each once, with an id of its own"
            raise CourseError(f"quiz {id} is asked twice", remedy, self._file, fence.line)
        self.asked.add(id)
        quiz = read_quiz(fence, self._file, self._answers, self._report)
        if quiz is None:
            draft.spoilt = True
        else:
            draft.place(quiz)

    def _exercise(self, draft: _Draft, fence: Fence) -> None:
        id = exercise_id(fence, self._file)
        if id in self.set:
            remedy = "set each once, with an id of its own"
            raise CourseError(f"exercise {id} is set twice", remedy, self._file, fence.line)
        self.set.add(id)
        exercise = read_exercise(fence, self._file, self._declared, self._report)
        if exercise is None:
            draft.spoilt = True
        elif any(isinstance(block, Exercise) for block in draft.blocks):
            remedy = "move it to a page of its own"
            self._wrong(f"the page “{draft.title}” has an exercise already", remedy, fence.line)
        else:
            draft.place(exercise)

    def _wrong(self, problem: str, remedy: str, line: int) -> None:
        self._report(CourseError(problem, remedy, self._file, line))

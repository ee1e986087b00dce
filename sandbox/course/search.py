"""Words looked for in all that there is to read, and where a glossary entry is used."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from unicodedata import normalize

from sandbox.course import lesson_text, toml_file
from sandbox.course.course import Course, Lesson
from sandbox.course.errors import CourseError
from sandbox.course.glossary import Glossary
from sandbox.course.inline_markdown import strip_markdown
from sandbox.course.lesson_text import bare_heading
from sandbox.course.synonyms import Synonyms, comparable, load_synonyms

_TITLE = re.compile(r" {0,3}#(?=[ \t]|$)(?P<title>.*)")
_LEADING = re.compile(r"\s*(?:#{1,6}\s|>\s|[-*+]\s)?\s*")
_RULE = re.compile(r"[\s|:-]+")


@dataclass
class SearchablePage:
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


def searchable_pages(markdown: str) -> tuple[SearchablePage, ...]:
    """The pages of a lesson's Markdown; of one with mistakes, as far as it can be told.

    Quizzes and exercises are left out: what gives an answer away is not to be found before it is
    given.
    """
    pages: list[SearchablePage] = []
    lines = iter(enumerate(markdown.splitlines(), start=1))
    for number, line in lines:
        opened = lesson_text.opening(line)
        if opened is not None:
            try:
                fence = lesson_text.read_fence(*opened, number, lines, Path())
            except CourseError:
                break
            if pages:
                _add_fence(pages[-1], fence)
        elif heading := _TITLE.match(line):
            pages.append(SearchablePage(strip_markdown(bare_heading(heading["title"]))))
        elif pages and not _RULE.fullmatch(line):
            text = strip_markdown(_LEADING.sub("", line, count=1).replace(" | ", " ").strip("| "))
            pages[-1].words += [text] if text else []
    return tuple(pages)


def _add_fence(page: SearchablePage, fence: lesson_text.Fence) -> None:
    """A directive's argument, or the lines of a plain block."""
    named = fence.info.split()[1:2]
    if fence.word == "lab":
        page.labs += named
    elif fence.word == "code":
        page.codes += named
    elif fence.word == "exercise":
        page.exercises += _exercise_texts(fence)
    elif fence.word != "quiz":
        page.words += [" ".join(line.split()) for line in fence.lines if line.strip()]


def _exercise_texts(fence: lesson_text.Fence) -> list[tuple[str, str]]:
    try:
        table = toml_file.parse("\n".join(fence.lines), Path())
    except CourseError:
        return []
    title, task = (table.get(key) for key in ("title", "task"))
    if not isinstance(title, str) or not isinstance(task, str):
        return []
    return [(strip_markdown(title), " ".join(strip_markdown(task).split()))]


LEAD_LETTERS = 16
"""Characters of an excerpt before the word that was looked for."""


@dataclass(frozen=True)
class Item:
    """Something that can be found: a lesson, a page or exercise of it, an entry of the glossary."""

    kind: str
    """"lesson", "page", "exercise", or the entry's kind in the glossary: "knob", "metric"."""
    id: str
    """The lesson's id, or the entry's."""
    title: str
    text: str
    """A summary, a page's text, a task, or the entry's sentence."""
    page: int | None = None
    """Which page, from 0."""

    @property
    def is_reading(self) -> bool:
        """Whether it is in a lesson, and no entry."""
        return self.kind in ("lesson", "page", "exercise")

    @cached_property
    def _title(self) -> str:
        return comparable(self.title)

    @cached_property
    def _names(self) -> str:
        """What it is called: an entry also by its id."""
        return self._title if self.is_reading else f"{self._title}\n{comparable(self.id)}"

    @cached_property
    def _body(self) -> str:
        return comparable(self.text)

    def rank(self, words: Sequence[str]) -> tuple[int, int, bool] | None:
        """How well it fits, the least best; None where it lacks one of the words.

        Its whole name comes first, then titles of lessons and pages, then labels, then texts; the
        beginning of a word before what stands inside one; and last what has no text to tell.
        """
        if self.text and " ".join(words) == self._title:
            return 0, 0, False
        worst = (0, 0)
        for word in words:
            inside = _within(word, self._names)
            if inside is not None:
                found = (1 if self.is_reading else 2, inside)
            else:
                inside = _within(word, self._body)
                if inside is None:
                    return None
                found = (3, inside)
            worst = max(worst, found)
        return *worst, not self.text


class Index:
    """All items of a course in the glossary's language; they are read when first asked for."""

    def __init__(self, course: Course, glossary: Glossary) -> None:
        self._course = course
        self.glossary = glossary

    @cached_property
    def pages(self) -> tuple[tuple[Lesson, tuple[SearchablePage, ...]], ...]:
        """Every lesson's pages; none where they cannot be read."""
        return tuple((lesson, self._skim(lesson)) for lesson in self._course.lessons)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Lessons, each with its pages and exercises, then the glossary in its order."""
        lang = self.glossary.lang
        items: list[Item] = []
        for lesson, pages in self.pages:
            items.append(Item("lesson", lesson.id, lesson.title(lang), lesson.summary(lang)))
            items += [
                Item("page", lesson.id, page.title, page.text, number)
                for number, page in enumerate(pages)
            ]
            items += [
                Item("exercise", lesson.id, title, task, number)
                for number, page in enumerate(pages)
                for title, task in page.exercises
            ]
        items += [
            Item(kind, id, entry.label or id, entry.help)
            for (kind, id), entry in self.glossary.entries.items()
        ]
        return tuple(items)

    @cached_property
    def synonyms(self) -> Synonyms:
        """Words that mean the same; none where the course's cannot be read."""
        try:
            return load_synonyms(self._course.folder)
        except CourseError:
            return load_synonyms()

    def find(self, query: str) -> tuple[Item, ...]:
        """What has all words of the query, or of one that means the same, the best first.

        Nothing for an empty one.
        """
        queries = [words for other in self.synonyms.widened(query) if (words := other.split())]
        ranked = []
        for item in self.items:
            found = [
                (rank, place > 0)
                for place, words in enumerate(queries)
                if (rank := item.rank(words)) is not None
            ]
            if found:
                ranked.append((min(found), item))
        return tuple(item for _, item in sorted(ranked, key=lambda pair: pair[0]))

    def lit(self, query: str) -> str:
        """The words that `find` looks for in the query's place, for `spans` and `excerpt`."""
        return " ".join(self.synonyms.widened(query))

    def _skim(self, lesson: Lesson) -> tuple[SearchablePage, ...]:
        try:
            return searchable_pages(toml_file.read(lesson.folder / f"{self.glossary.lang}.md"))
        except CourseError:
            return ()


def spans(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the query's words stand in a text as it is written: each first and one after last."""
    whole, places = _by_letter(text)
    taken = [
        (places[found.start()], places[found.end() - 1] + 1)
        for word in comparable(query).split()
        for found in re.finditer(re.escape(word), whole)
    ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(taken):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def excerpt(text: str, query: str, ellipsis: str = "…") -> str:
    """The text from a little before the first of the query's words; all of it if that is early."""
    first = next(iter(spans(text, query)), (0, 0))[0]
    if first <= 2 * LEAD_LETTERS:
        return text
    start = text.find(" ", first - LEAD_LETTERS, first) + 1 or first
    return f"{ellipsis}{text[start:]}"


@lru_cache(maxsize=512)
def _by_letter(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its letters which one of the text it is of."""
    folded = [_letter(letter) for letter in text]
    return "".join(folded), [place for place, letters in enumerate(folded) for _ in letters]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return comparable(letter)


def _within(word: str, text: str) -> int | None:
    """0 where a word of the text begins so, 1 where it only stands inside one, None for neither."""
    at = text.find(word)
    if at < 0:
        return None
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return 0 if at >= 0 else 1


def labs_with(kind: str, id: str) -> tuple[str, ...]:
    """The ids of the labs that have this knob, metric, picture or choice."""
    # Labs compute, and so load NumPy: searching itself has no need of them.
    from sandbox.labs.catalogue import LABS
    from sandbox.labs.knobs import Choice
    from sandbox.labs.lab import Lab

    def has(lab: Lab[object]) -> bool:
        if kind == "choice":
            return any(isinstance(knob, Choice) and id in knob.choices for knob in lab.knobs)
        named = {
            "lab": (lab.id,),
            "knob": tuple(knob.word for knob in lab.knobs),
            "metric": lab.metrics,
            "picture": lab.pictures,
        }
        return id in named.get(kind, ())

    return tuple(lab.id for lab in LABS if has(lab))


def pages_with(index: Index, kind: str, id: str) -> tuple[tuple[Lesson, tuple[int, ...]], ...]:
    """The lessons and their pages, from 0, that are about an entry.

    A lab is on the pages that place it, a line of code on those that show its method, anything else
    on those that name it: nowhere, if more than half of the lessons do, for then it is a common
    word, or one that the whole course is about.
    """
    label = index.glossary.label(kind, id)
    found = [
        (lesson, tuple(n for n, page in enumerate(pages) if _about(page, kind, id, label)))
        for lesson, pages in index.pages
    ]
    having = tuple((lesson, numbers) for lesson, numbers in found if numbers)
    common = kind not in ("lab", "step") and 2 * len(having) > len(found)
    return () if common else having


def _about(page: SearchablePage, kind: str, id: str, label: str) -> bool:
    if kind == "lab":
        return id in page.labs
    if kind == "step":
        method = id.rpartition(".")[0]
        return method in [code.casefold() for code in page.codes]
    # L is the loss and l is not.
    case = re.NOFLAG if kind == "symbol" else re.IGNORECASE
    name = re.escape(normalize("NFKC", label).strip())
    text = normalize("NFKC", f"{page.title} {page.text}")
    return re.search(rf"(?<![0-9A-Za-z]){name}(?![0-9A-Za-z])", text, case) is not None

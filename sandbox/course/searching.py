"""Looking for words in everything there is to read: lessons, their pages, and the glossary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sandbox.course import tables
from sandbox.course.course import Course, Lesson
from sandbox.course.errors import CourseError
from sandbox.course.folding import plain
from sandbox.course.glossary import Glossary
from sandbox.course.skimming import Skimmed, skim
from sandbox.course.synonyms import Synonyms, load_synonyms

LEAD = 16
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
        return plain(self.title)

    @cached_property
    def _names(self) -> str:
        """What it is called: an entry also by its id."""
        return self._title if self.is_reading else f"{self._title}\n{plain(self.id)}"

    @cached_property
    def _body(self) -> str:
        return plain(self.text)

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
    def pages(self) -> tuple[tuple[Lesson, tuple[Skimmed, ...]], ...]:
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

    def _skim(self, lesson: Lesson) -> tuple[Skimmed, ...]:
        try:
            return skim(tables.read(lesson.folder / f"{self.glossary.lang}.md"))
        except CourseError:
            return ()


def spans(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the query's words stand in a text as it is written: each first and one after last."""
    whole, places = _by_letter(text)
    taken = [
        (places[found.start()], places[found.end() - 1] + 1)
        for word in plain(query).split()
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
    if first <= 2 * LEAD:
        return text
    start = text.find(" ", first - LEAD, first) + 1 or first
    return f"{ellipsis}{text[start:]}"


@lru_cache(maxsize=512)
def _by_letter(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its letters which one of the text it is of."""
    folded = [_letter(letter) for letter in text]
    return "".join(folded), [place for place, letters in enumerate(folded) for _ in letters]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return plain(letter)


def _within(word: str, text: str) -> int | None:
    """0 where a word of the text begins so, 1 where it only stands inside one, None for neither."""
    at = text.find(word)
    if at < 0:
        return None
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return 0 if at >= 0 else 1

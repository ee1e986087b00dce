"""Text as it is compared in a search, and words that mean the same in all languages at once."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from sandbox.course import toml_file
from sandbox.course.errors import CourseError
from sandbox.course.folders import builtin_lessons


def comparable(text: str) -> str:
    """No case, no raised or joined letters, - and _ as blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).replace("-", " ").replace("_", " ")


MAX_QUERIES = 40
"""Queries that one is widened to."""

_PARTICLE = "(?:은|는|이|가|을|를|의|와|과|도)?"


@dataclass(frozen=True)
class Synonyms:
    """Groups of words with one meaning, each as it is compared."""

    groups: tuple[tuple[str, ...], ...]

    def of(self, word: str) -> tuple[str, ...]:
        """Every word of the groups that have this one, and it itself."""
        own = comparable(word)
        found = chain.from_iterable(group for group in self.groups if own in group)
        return tuple(dict.fromkeys([own, *found]))

    def widened(self, query: str) -> tuple[str, ...]:
        """The query as it is compared, then with others for the words that it has."""
        first = " ".join(comparable(query).split())
        queries = {first: None}
        for group in self.groups:
            for known in tuple(queries):
                queries |= dict.fromkeys(_replaced(known, group))
        return tuple(queries)[:MAX_QUERIES]


@cache
def load_synonyms(folder: Path | None = None) -> Synonyms:
    """The built-in groups, and those of the course in `folder`; CourseError if not readable."""
    places = (
        [builtin_lessons()]
        if folder is None or folder == builtin_lessons()
        else [builtin_lessons(), folder]
    )
    files = [place / "glossary" / "synonyms.toml" for place in places]
    return Synonyms(tuple(chain.from_iterable(_groups(file) for file in files if file.is_file())))


def _groups(file: Path) -> Iterator[tuple[str, ...]]:
    text = toml_file.read(file)
    groups = toml_file.parse(text, file).get("same", [])
    for group in groups if isinstance(groups, list) else [groups]:
        if not isinstance(group, list) or not all(isinstance(word, str) for word in group):
            remedy = 'write same = [["weight", "가중치"], …]'
            raise CourseError("same is not a list of lists of words", remedy, file)
        yield tuple(comparable(word) for word in group)


def _replaced(query: str, group: Sequence[str]) -> Iterator[str]:
    """The query with the longest word of the group that it has replaced by each other one."""
    for word in sorted(group, key=len, reverse=True):
        blank = r"\s+" if word.isascii() else r"\s*"
        pattern = blank.join(map(re.escape, word.split()))
        match = re.search(rf"(?<!\w){pattern}{_PARTICLE}(?!\w)", query)
        if match:
            start, end = match.span()
            yield from (query[:start] + other + query[end:] for other in group if other != word)
            return

"""What is said: sentences on lines of their own, in the learner's language, and numbered lists."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from sandbox.base.errors import closest_match
from sandbox.cli.layout import width
from sandbox.cli.plain.words import load_words
from sandbox.course.ascii import spell
from sandbox.course.cells import wrap
from sandbox.course.glossary import load_glossary

WIDEST = 100
"""Beyond this many cells a line is hard to read."""

_RULE = re.compile(r"[\s|:-]+")


class RefusedError(Exception):
    """Something typed that cannot be done, in one sentence of the learner's language."""


Choice = Callable[[], None]


class Voice:
    """Says things by appending lines to stdout, and knows what a number picks from the last list.

    CourseError where the course in `folder` has a glossary that cannot be read. `spelt`: symbols of
    mathematics as words and ASCII.
    """

    def __init__(self, lang: str, folder: Path | None = None, *, spelt: bool = False) -> None:
        self._spell: Callable[[str], str] = spell if spelt else str
        self._folder = folder
        self.choices: dict[int, Choice] = {}
        self.listed = False
        """Whether a number means one of them, and not the answer to a question asked since."""
        self.speak(lang)

    def speak(self, lang: str) -> None:
        """From here on in that language."""
        self.lang = lang
        self.glossary = load_glossary(lang, self._folder)
        self.words = load_words(lang)

    @property
    def width(self) -> int:
        """Cells that a line may take."""
        return min(width(), WIDEST)

    def say(self, id: str, **values: object) -> None:
        """One of the dialogue's own sentences."""
        self.tell(self.words(id, **values))

    def tell(self, text: str) -> None:
        """A sentence that is there already."""
        self.lines(wrap(self._spell(text), self.width))

    def lines(self, lines: Sequence[str]) -> None:
        """Lines as they are; a table's are told cell by cell."""
        for line in lines:
            spoken = without_bars(line)
            if spoken is not None:
                print(self._spell(spoken), flush=True)

    def offer(self, entries: Sequence[tuple[int, str, Choice]]) -> None:
        """A list to pick from: each entry's number, its text and what it does."""
        self.choices = {number: choice for number, _, choice in entries}
        self.listed = True
        for number, text, _ in entries:
            self.lines(wrap(self._spell(text), self.width, f"{number}. ", "   "))

    def refuse(self, id: str, **values: object) -> RefusedError:
        """The error that says this sentence."""
        return RefusedError(self.words(id, **values))

    def remedy(self, word: str, known: Sequence[str], otherwise: str) -> str:
        """`did you mean …?` with the nearest of the words; what else to say where none is near."""
        hint = closest_match(word, list(known))
        return self.words("did_you_mean", word=hint) if hint else otherwise


def without_bars(line: str) -> str | None:
    """A table's row as its cells with commas between; None for the rule under its head."""
    if not line.lstrip().startswith("|"):
        return line
    if _RULE.fullmatch(line):
        return None
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return ", ".join(cell for cell in cells if cell) + "."

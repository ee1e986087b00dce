"""The dialogue's ends: sentences in the learner's language, and the lines that are typed."""

import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from sandbox.base.ascii import spell
from sandbox.base.errors import closest_match
from sandbox.base.text_width import wrap
from sandbox.cli.layout import width
from sandbox.cli.plain.words import load_words
from sandbox.course.glossary import load_glossary

PROMPT = "> "


class Interrupt:
    """Whether Ctrl+C was pressed since the command at hand began."""

    def __init__(self) -> None:
        self.asked = False


def prepare_input() -> bool:
    """Whether stdin is a terminal. There its lines can be edited and had again with the arrows."""
    if not sys.stdin.isatty():
        return False
    with suppress(ImportError):
        import readline

        # It would switch the terminal's pasting on and off around each line.
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set disable-completion on")
    return True


def read_line(terminal: bool) -> str | None:
    """The next line; None at its end. KeyboardInterrupt where Ctrl+C was pressed instead.

    A line that is no text in the terminal's encoding has marks for what cannot be read.
    """
    if terminal:
        try:
            return input(PROMPT)
        except UnicodeDecodeError as error:
            return bytes(error.object).decode(error.encoding, "replace")
        except (EOFError, OSError):
            return None
    try:
        line = sys.stdin.buffer.readline().decode(sys.stdin.encoding or "utf-8", "replace")
    except OSError:
        return None
    return line.rstrip("\r\n") if line else None


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """While a command works, Ctrl+C asks it to stop; a second one ends it where it is."""
    stop = Interrupt()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


MAX_LINE_CELLS = 100
"""Beyond this many cells a line is hard to read."""

_RULE = re.compile(r"[\s|:-]+")


class RefusedInputError(Exception):
    """Something typed that cannot be done, in one sentence of the learner's language."""


Choice = Callable[[], None]


class Output:
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
        self.set_language(lang)

    def set_language(self, lang: str) -> None:
        """From here on in that language."""
        self.lang = lang
        self.glossary = load_glossary(lang, self._folder)
        self.words = load_words(lang)

    @property
    def width(self) -> int:
        """Cells that a line may take."""
        return min(width(), MAX_LINE_CELLS)

    def say(self, id: str, **values: object) -> None:
        """One of the dialogue's own sentences."""
        self.tell(self.words(id, **values))

    def tell(self, text: str) -> None:
        """A sentence that is there already."""
        self.lines(wrap(self._spell(text), self.width))

    def lines(self, lines: Sequence[str]) -> None:
        """Lines as they are; a table's are told cell by cell."""
        for line in lines:
            spoken = speak_table_row(line)
            if spoken is not None:
                print(self._spell(spoken), flush=True)

    def offer(self, entries: Sequence[tuple[int, str, Choice]]) -> None:
        """A list to pick from: each entry's number, its text and what it does."""
        self.choices = {number: choice for number, _, choice in entries}
        self.listed = True
        for number, text, _ in entries:
            self.lines(wrap(self._spell(text), self.width, f"{number}. ", "   "))

    def refuse(self, id: str, **values: object) -> RefusedInputError:
        """The error that says this sentence."""
        return RefusedInputError(self.words(id, **values))

    def remedy(self, word: str, known: Sequence[str], otherwise: str) -> str:
        """`did you mean …?` with the nearest of the words; what else to say where none is near."""
        hint = closest_match(word, list(known))
        return self.words("did_you_mean", word=hint) if hint else otherwise


def speak_table_row(line: str) -> str | None:
    """A table's row as its cells with commas between; None for the rule under its head."""
    if not line.lstrip().startswith("|"):
        return line
    if _RULE.fullmatch(line):
        return None
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return ", ".join(cell for cell in cells if cell) + "."

"""What the dialogue says and understands, from the tables in the folder `words`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sandbox.course.glossary import LANGS
from sandbox.course.phrasing import fill


@dataclass(frozen=True)
class TypedCommand:
    """Something that can be typed: its words in one language, the usual one first."""

    id: str
    words: tuple[str, ...]
    takes: str
    """An example of what may follow the word; "" for nothing."""
    help: str

    @property
    def shown(self) -> str:
        """The usual word with its example."""
        return f"{self.words[0]} {self.takes}".rstrip()


@dataclass(frozen=True)
class DialogueWords:
    """One language's sentences and commands."""

    lang: str
    sayings: Mapping[str, str]
    commands: Mapping[str, TypedCommand]
    """By id, in the order of the help."""

    def __call__(self, id: str, **values: object) -> str:
        """The sentence of that id, its blanks filled; KeyError where there is none."""
        return fill(self.sayings[id], values)


@cache
def load_words(lang: str) -> DialogueWords:
    """The words of a language."""
    table = tomllib.loads(
        (files(__package__) / "words" / f"{lang}.toml").read_text(encoding="utf-8")
    )
    commands = {
        id: TypedCommand(id, tuple(entry["words"]), entry.get("takes", ""), entry["help"])
        for id, entry in table["command"].items()
    }
    return DialogueWords(lang, table["say"], commands)


@cache
def aliases() -> Mapping[str, str]:
    """The command that each word means, in every language at once."""
    return {
        word.casefold(): command.id
        for lang in LANGS
        for command in load_words(lang).commands.values()
        for word in command.words
    }

"""The ui's own words, from the tables in the folder `words`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sandbox.course.phrasing import fill
from sandbox.ui.terminal.text import printable

_KEY = re.compile(r"{key:(\w+)}")


class Words:
    """The ui's words in one language. A key begins with its table's file: "app.home.promise"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._texts = _load(lang)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with the values in its blanks; KeyError where there is none.

        The blank {key:ACTION} is filled with the key that the action has at the moment.
        """
        text = _KEY.sub(_shown, self._texts[key])
        return printable(
            fill(text, values) if values else text.replace("{{", "{").replace("}}", "}")
        )

    def has(self, key: str) -> bool:
        """Whether there is a text."""
        return key in self._texts

    def keys(self) -> set[str]:
        """All keys there are."""
        return set(self._texts)


def _shown(blank: re.Match[str]) -> str:
    # The registry loads Textual, and what is refused is said before that.
    from sandbox.ui.terminal import keys

    key = keys.shown(keys.find(blank[1]), plain=True)
    return key.replace("{", "{{").replace("}", "}}")


@cache
def _load(lang: str) -> Mapping[str, str]:
    """Every table `<stem>.<lang>.toml` of the folder, flattened to "stem.table.key"."""
    texts: dict[str, str] = {}
    folder = files(__package__) / "words"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(f".{lang}.toml"):
            stem = entry.name.removesuffix(f".{lang}.toml")
            texts.update(_flat(stem, tomllib.loads(entry.read_text(encoding="utf-8"))))
    return texts


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value

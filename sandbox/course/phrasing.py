"""Sentences with blanks, and what follows a blank by what fills it.

{count:lesson|lessons} is the number and its noun, {count:~is|are} the word alone; {name:은} is the
name with the Korean particle that it takes.
"""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from sandbox.course.particles import PAIRS, attached


class _Sentences(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in PAIRS:
            return attached(str(value), format_spec)
        if "|" in format_spec:
            one, many = format_spec.removeprefix("~").split("|")
            word = one if str(value) == "1" else many
            return word if format_spec.startswith("~") else f"{value} {word}"
        return str(super().format_field(value, format_spec))


def fill(sentence: str, values: Mapping[str, Any]) -> str:
    """The sentence with its blanks filled; KeyError where a value is missing."""
    return _Sentences().vformat(sentence, (), values)


def fillable(sentence: str) -> bool:
    """Whether every blank is a name alone, or one with a particle or with nouns."""
    try:
        blanks = [(name, spec, how) for _, name, spec, how in Formatter().parse(sentence)]
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and not how and _known(spec or ""))
        for name, spec, how in blanks
    )


def _known(spec: str) -> bool:
    return not spec or spec in PAIRS or spec.count("|") == 1

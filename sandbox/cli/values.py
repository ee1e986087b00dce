"""The values that flags take, and the remedy for a wrong one.

Imports stand inside: a flag that is not given costs nothing.
"""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path


def language(text: str) -> str:
    """One of the course's languages."""
    from sandbox.course.glossary import LANGS

    if text not in LANGS:
        others = f"give one of {', '.join(LANGS)}"
        raise ArgumentTypeError(f"there is no language {text!r}: {remedy(text, LANGS, others)}")
    return text


def folder(text: str) -> Path:
    """A folder's path, `~` being home; whether it is there is for its reader to say."""
    if not text:
        raise ArgumentTypeError("give a folder's path")
    return Path(text).expanduser()


def seed(text: str) -> int:
    """A whole number from 0."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise ArgumentTypeError(f"give a whole number from 0, not {text!r}")
    return number


def threads(text: str) -> int:
    """How many threads, from 1; no more than there are processors, as they would not be had."""
    from sandbox.engine.threads import most

    processors = most()
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= processors:
        raise ArgumentTypeError(
            f"give a whole number from 1 to {processors}, the processors there are, not {text!r}"
        )
    return number


def target(text: str) -> str:
    """What a run can be exported to."""
    from sandbox.labs.exporting import TARGETS

    if text not in TARGETS:
        others = f"give one of {', '.join(TARGETS)}"
        raise ArgumentTypeError(f"no script can be for {text!r}: {remedy(text, TARGETS, others)}")
    return text


def remedy(word: str, words: Sequence[str], otherwise: str) -> str:
    """`did you mean …?` with the most similar of the words; what else to say where none is."""
    hint = nearest_of(word, words)
    return f"did you mean {hint}?" if hint else otherwise


def nearest_of(word: str, words: Sequence[str]) -> str | None:
    """The most similar of the words; None where none is."""
    from sandbox.base.errors import closest_match

    return closest_match(word, list(words))

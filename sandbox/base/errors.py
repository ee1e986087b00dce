"""Mistakes in what was asked for, and the nearest right word to a wrong one."""

from typing import Any


class UserError(Exception):
    """One English sentence with a remedy; `id` and `values` are for a glossary's own sentence."""

    def __init__(self, sentence: str, id: str = "", **values: Any) -> None:
        super().__init__(sentence)
        self.id = id
        self.values = values


def closest_match(word: str, words: tuple[str, ...] | list[str]) -> str | None:
    """The most similar of the words, None where none is similar."""
    import difflib  # Slow to load, and only a mistake needs it.

    # Below this, two words of four or five letters share two or three by chance alone.
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.65)
    return found[0] if found else None

"""A refusal: a mistake in what was asked for, which can be said in every language."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - it is no error of the program's
    """One English sentence with a remedy; `id` and `values` are for a glossary's own sentence."""

    def __init__(self, sentence: str, id: str = "", **values: Any) -> None:
        super().__init__(sentence)
        self.id = id
        self.values = values

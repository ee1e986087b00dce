"""Asking for a line and a cell in words: 14, dW, layer2.dW, dJ/dW2; 2,1."""

import re
import unicodedata

import numpy as np

from sandbox.base.errors import UserError, closest_match
from sandbox.engine.explain.expression import Index
from sandbox.passes.lines import AnnotatedLine


class AskError(UserError):
    """There is no such line or cell, in one sentence with the nearest right one."""


def find_step(shown: tuple[AnnotatedLine, ...], word: str) -> int:
    """The number, from 0, of the line that the word means: its number from 1, or a name of it."""
    if word.isdecimal():
        if not 1 <= int(word) <= len(shown):
            sentence = f"there is no line {word}: give one from 1 to {len(shown)}"
            raise AskError(sentence, "refused_line", word=word, count=len(shown))
        return int(word) - 1
    named = [number for number, one in enumerate(shown) if plain(word) in names(one)]
    if len(named) == 1:
        return named[0]
    if named:
        places = ", ".join(f"{number + 1} ({names(shown[number])[-1]})" for number in named)
        sentence = f"{word} is computed by {len(named)} lines: give one of {places}"
        raise AskError(sentence, "refused_lines", word=word, count=len(named), places=places)
    known = list(dict.fromkeys(name for one in shown for name in names(one)))
    hint = closest_match(plain(word), known)
    tail = f"did you mean {hint}?" if hint else f"give its number, from 1 to {len(shown)}"
    sentence = f"no line computes {word}: {tail}"
    raise AskError(sentence, "refused_name", word=word, hint=hint, count=len(shown))


def names(shown: AnnotatedLine) -> tuple[str, str, str]:
    """What a line can be called: by its name, its place and name, and its symbol in ASCII."""
    step = shown.step
    symbol = shown.symbol.replace("←", "new") if shown.phase == "update" else shown.symbol
    return step.name, f"{step.place.replace(' ', '')}.{step.name}", plain(symbol)


def plain(symbol: str) -> str:
    """The lecture's symbols as a keyboard has them: ∂J/∂W⁽²⁾ is dJ/dW2, φ′(z) is phi'(z)."""
    text = unicodedata.normalize("NFKC", symbol)
    for sign, letters in (
        ("∂", "d"),
        ("φ", "phi"),
        ("′", "'"),
        ("−", "-"),
        ("‖", "|"),
        ("Σ", "sum"),
    ):
        text = text.replace(sign, letters)
    return re.sub(r"\((\d+)\)", r"\1", text).replace(" ", "")


def parse_cell(text: str, shape: tuple[int, ...]) -> Index:
    """`2,1` or `[2,1]`; where a side has one place only it need not be named.

    Raises AskError, with the shape, where the matrix has no such cell.
    """
    inner = text.strip().removeprefix("[").removesuffix("]")
    try:
        given = [int(part) for part in inner.split(",")] if inner.strip() else []
    except ValueError:
        sentence = f"{text} is no cell: give row and column, as 2,1"
        raise AskError(sentence, "refused_cell", text=text) from None
    wide = [axis for axis, n in enumerate(shape) if n > 1]
    if not wide and not any(given):
        return (0,) * len(shape)
    if len(given) == len(wide):
        index = [0] * len(shape)
        for axis, place in zip(wide, given, strict=True):
            index[axis] = place
        given = index
    sides = "×".join(map(str, shape))
    if not shape:
        sentence = f"it is one number, so it has no cell {inner}: leave the cell out"
        raise AskError(sentence, "refused_single", cell=inner)
    if len(given) != len(shape):
        last = _last(shape, wide)
        sentence = f"a cell of {sides} needs {len(wide)} numbers, as {last}"
        raise AskError(sentence, "refused_sides", sides=sides, count=len(wide), last=last)
    if not all(0 <= place < n for place, n in zip(given, shape, strict=True)):
        last = _last(shape, wide)
        sentence = f"{sides} has no cell {inner}: the last one is {last}"
        raise AskError(sentence, "refused_place", sides=sides, cell=inner, last=last)
    return tuple(given)


def _last(shape: tuple[int, ...], wide: list[int]) -> str:
    return ",".join(str(shape[axis] - 1) for axis in wide) or ",".join("0" for _ in shape)


def shape_of(shown: AnnotatedLine) -> tuple[int, ...]:
    """The shape of what a line computed."""
    return np.shape(shown.step.value)

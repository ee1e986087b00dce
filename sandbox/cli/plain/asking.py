"""Where a number came from, told: its line, its formula with the numbers in it, what went in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from sandbox.cli.plain.telling import sides_of
from sandbox.cli.plain.voice import Voice
from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.passes.comparison import Comparison
from sandbox.passes.explanation import Explanation, FormulaPart, cell_name, number
from sandbox.passes.lookup import find_step, names, parse_cell, plain
from sandbox.passes.recorded_step import RecordedStep

_ASKED = re.compile(r"(?P<name>[^\s\[]*)\s*(?:\[(?P<inner>[^\]]*)\]|(?P<bare>[\d\s,]+))?")


@dataclass(frozen=True)
class Given:
    """A matrix that a training step begins with: weights, inputs or targets."""

    symbol: str
    origin: Provenance
    values: Any

    def called(self, name: str) -> bool:
        """Whether a typed name means it: x may be X, as in the code."""
        return plain(name) in (plain(self.symbol), "X" if self.origin.kind == "input" else "")


def given(taken: RecordedStep) -> list[Given]:
    """Everything that can be set by hand."""
    recording = taken.recording
    found = [
        Given("x", Provenance("input", name="X"), recording.X),
        Given("y", Provenance("target", name="y"), recording.y),
    ]
    for place, layer in enumerate(recording.before.params):
        for name, values in layer.items():
            symbol = taken.notation.parameter(place, name)
            found.append(Given(symbol, Provenance("parameter", name=name, place=place), values))
    return found


def asked(text: str) -> tuple[str, str]:
    """A value's name and a cell, as `dW[2,1]`, `dW 2,1`, or `2,1` alone, say them."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return text.strip(), ""
    name, cell = found["name"], found["inner"] or found["bare"] or ""
    if "," in name and not cell:
        name, cell = "", name
    return name, ",".join(re.split(r"[\s,]+", cell.strip())) if cell.strip() else ""


def tell_where(taken: RecordedStep, cursor: int | None, text: str, voice: Voice) -> None:
    """Answer a question; without a name it is about the line at hand. AskError where it is none."""
    name, cell = asked(text)
    own = next((one for one in given(taken) if one.called(name)), None)
    if name and own is not None:
        index = cell_of(name, cell, np.shape(own.values), voice)
        shown = cell_name(own.symbol, index, np.shape(own.values))
        value = number(float(own.values[index]))
        _given(shown, value, own.origin, voice)
        return
    if not name and cursor is None:
        raise voice.refuse("which_number")
    step = cursor if not name and cursor is not None else _line(taken, cursor, name)
    shape = np.shape(taken.shown[step].step.value)
    tell_number(taken, step, cell_of(name or "", cell, shape, voice), voice)


def tell_number(taken: RecordedStep, step: int, index: Index, voice: Voice) -> None:
    """A cell of a line: its formula, its numbers, its check, and its parts to pick from."""
    explanation, shown = taken.explain(step, index), taken.shown[step]
    voice.say("number_is", name=explanation.name, value=number(explanation.value))
    voice.say(
        "from_line",
        number=step + 1,
        count=len(taken.shown),
        phase=voice.glossary.label("phase", shown.phase),
        line=f"{shown.step.name} = {shown.step.formula}",
    )
    voice.say("rule", rule=explanation.notation)
    voice.tell(_numbers(explanation, voice))
    compared = taken.check(step, index)
    if isinstance(compared, Comparison):
        voice.tell(_checked(compared, voice))
        voice.say("points", **compared.points)
    if explanation.parts:
        voice.say("made_of")
        voice.offer(
            [
                (place, _part(part, voice), partial(_follow, taken, part, voice))
                for place, part in enumerate(explanation.parts, start=1)
            ]
        )


def find_given(taken: RecordedStep, name: str, voice: Voice) -> Given:
    """What can be set under that name; RefusedError, with all names, where there is none."""
    everything = given(taken)
    for one in everything:
        if one.called(name):
            return one
    words = ", ".join(plain(one.symbol) for one in everything)
    raise voice.refuse("no_value", name=name, words=words)


def _line(taken: RecordedStep, cursor: int | None, name: str) -> int:
    """The line of a name; where several have it, the last one that was stepped to."""
    named = [n for n, one in enumerate(taken.shown) if plain(name) in names(one)]
    reached = [n for n in named if cursor is not None and n <= cursor]
    return reached[-1] if reached else find_step(taken.shown, name)


def cell_of(name: str, cell: str, shape: Sequence[int], voice: Voice) -> Index:
    """The cell that a text means. RefusedError or AskError where it means none of that shape."""
    if not cell and any(n > 1 for n in shape):
        first = ",".join("0" for n in shape if n > 1)
        raise voice.refuse("which_cell", name=name, shape=sides_of(shape), cell=first)
    return parse_cell(cell, tuple(shape))


def _follow(taken: RecordedStep, part: FormulaPart, voice: Voice) -> None:
    if part.origin.step is None:
        _given(part.name, number(part.value), part.origin, voice)
    else:
        tell_number(taken, part.origin.step, part.index, voice)


def _given(name: str, value: str, origin: Provenance, voice: Voice) -> None:
    voice.say("given", name=name, value=value, origin=voice.words(f"given_{origin.kind}"))


def _part(part: FormulaPart, voice: Voice) -> str:
    step = part.origin.step
    origin = (
        voice.words(f"given_{part.origin.kind}")
        if step is None
        else voice.words("given_step", number=step + 1)
    )
    return voice.words("part", name=part.name, value=number(part.value), origin=origin)


def _numbers(explanation: Explanation, voice: Voice) -> str:
    if not explanation.more:
        return voice.words("in_numbers", numbers=explanation.numbers)
    return voice.words(
        "in_numbers_more",
        numbers=explanation.numbers,
        more=explanation.more,
        together=number(explanation.together),
    )


def _checked(compared: Comparison, voice: Voice) -> str:
    id = "kink" if compared.kink else "checked"
    difference = f"{compared.difference:.0e}" if compared.difference else "0"
    return voice.words(id, numeric=number(compared.numeric), difference=difference)

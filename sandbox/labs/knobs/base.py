"""What a knob is, and the table of a lab's knobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from sandbox.labs.nearest import nearest
from sandbox.labs.refusal import Refusal

Value = float | int | bool | str | tuple[int, ...] | tuple[float, ...]
"""A knob's value; its type is the kind's."""

Settings = Mapping[str, Value]
"""A value for each of a lab's knobs, by name."""

Acts = Literal["live", "restart"]
"""live: acts on the next step of a run that goes on; restart: begins the run anew."""


WHY = {
    "why_empty": "is empty",
    "why_comma": "has a comma where a decimal point belongs",
    "why_fraction": "is a fraction, not a decimal number",
    "why_word": "is not a number",
    "why_infinite": "is not a finite number",
    "why_whole": "is not a whole number",
    "why_range": "is outside its range",
    "why_unknown": "is not known",
}
"""What can be wrong with a text, by the id of the saying that says so."""


class KnobError(Refusal, ValueError):
    """A knob that does not exist or a value outside its range, in one sentence with a remedy."""


@dataclass(frozen=True, kw_only=True)
class Knob:
    """One setting of a lab. `parse` and `format` are each other's inverse."""

    name: str
    default: Value
    acts: Acts = "restart"
    unit: str = ""
    entry: str = ""
    """What the glossary calls it, where its name means something else in another lab."""

    @property
    def word(self) -> str:
        """Its id in the glossary."""
        return self.entry or self.name

    @property
    def range(self) -> str:
        """What it takes, for help and error messages."""
        raise NotImplementedError

    def parse(self, text: str) -> Value:
        """The value that the text means; KnobError where it means none in range."""
        raise NotImplementedError

    def format(self, value: Value) -> str:
        """The text that `parse` makes the value from."""
        return str(value)

    def nudge(self, value: Value, notches: int) -> Value:
        """The value some notches up or down, within the range; ±10 is a coarse move."""
        raise NotImplementedError

    def position(self, value: Value) -> float | None:
        """Where in its range a value lies, 0 to 1; None for a knob that is not a slider."""
        return None

    def wrong(self, text: str, why: str = "why_range") -> KnobError:
        """The error for a text that is no value of this knob; `why` is one of WHY."""
        shown = text if text.strip() else '""'
        sentence = f"{self.name}={shown} {WHY[why]}: give {self.range}"
        id, values = self.refused
        return KnobError(sentence, id, knob=self.word, text=shown, why=why, **values)

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """The saying that refuses a value, "" for none, and how far the range goes."""
        return "", {}


def defaults(knobs: tuple[Knob, ...]) -> dict[str, Value]:
    """Every knob at its default."""
    return {knob.name: knob.default for knob in knobs}


def parse_settings(
    knobs: tuple[Knob, ...], texts: Mapping[str, str], whose: str = "this lab"
) -> dict[str, Value]:
    """Every knob's value, those in `texts` parsed and the others at their defaults."""
    settings = defaults(knobs)
    for name, text in texts.items():
        settings[name] = find(knobs, name, whose).parse(text)
    return settings


def find(knobs: tuple[Knob, ...], name: str, whose: str = "this lab") -> Knob:
    """The knob of that name; KnobError, with the nearest right word, where there is none."""
    for knob in knobs:
        if knob.name == name:
            return knob
    raise unknown(knobs, name, whose, nearest(name, [knob.name for knob in knobs]))


def unknown(knobs: tuple[Knob, ...], name: str, whose: str, hint: str | None) -> KnobError:
    """The error for a name that no knob has; `hint`: the knob that may be meant."""
    names = tuple(knob.name for knob in knobs)
    tail = f"did you mean {hint}?" if hint else f"it has {', '.join(names)}"
    sentence = f"{whose} has no knob {name}: {tail}"
    known = {"knobs": names, "hint": hint}
    return KnobError(sentence, "refused_knob", whose=whose, word=name, **known)


def read_number(text: str) -> float:
    """A decimal number; ValueError, with the reason of WHY alone, where the text is none."""
    try:
        number = float(text)
    except ValueError:
        raise ValueError(_misread(text.strip())) from None
    if not isfinite(number):
        raise ValueError("why_infinite")
    return number


def read_whole(text: str) -> int:
    """A whole number, also as 1e3; ValueError as above."""
    try:
        return int(text)
    except ValueError:
        number = read_number(text)
    if not number.is_integer():
        raise ValueError("why_whole")
    return int(number)


def _misread(text: str) -> str:
    """Why a text is no number."""
    if not text:
        return "why_empty"
    for sign, why in ((",", "why_comma"), ("/", "why_fraction")):
        before, found, after = text.partition(sign)
        if found and _is_number(before) and _is_number(after):
            return why
    return "why_word"


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def number_of(value: Value) -> float:
    """A slider's value; TypeError for a word or a list."""
    if isinstance(value, str | tuple):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def shortest(number: float) -> str:
    """A number as short as it can be while it is still read as the same one."""
    short = f"{number:g}"
    return short if float(short) == number else repr(float(number))


def tuple_of(value: Value) -> tuple[float, ...] | tuple[int, ...]:
    """A list's value; TypeError for anything else."""
    if not isinstance(value, tuple):
        raise TypeError(f"{value!r} is not a list of numbers")
    return value

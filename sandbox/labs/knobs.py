"""Knobs as data: one table for sliders, command line, presets, help and error messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor, isfinite, log, log10
from typing import Any, Generic, Literal, TypeVar

from sandbox.base.errors import UserError, closest_match

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


class KnobError(UserError, ValueError):
    """A knob that does not exist or a value outside its range, in one sentence with a remedy."""


@dataclass(frozen=True, kw_only=True)
class Knob:
    """One setting of a lab. `parse` and `format` are each other's inverse."""

    default: Value = field(kw_only=False)
    name: str = ""
    acts: Acts = "restart"
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

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> Value:
        """The value some steps up or down, within the range; coarse steps are large ones."""
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
    raise unknown(knobs, name, whose, closest_match(name, [knob.name for knob in knobs]))


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


_N = TypeVar("_N", int, float)

COARSE = 10
"""Steps of a linear knob in a coarse one."""

FINE_DIGITS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
COARSE_DIGITS = (1.0, 2.0, 5.0)
"""Where a logarithmic knob stops in each power of ten: in steps, and in coarse ones."""


@dataclass(frozen=True, kw_only=True)
class Slider(Knob, Generic[_N]):
    """Any number from `low` to `high`.

    It moves in equal steps or, where `log`, from one round number to the next.
    """

    default: _N = field(kw_only=False)
    low: _N
    high: _N
    top: _N | None = None
    """Where the slider ends, if before `high`: what lies beyond can be typed."""
    log: bool = False

    @property
    def end(self) -> _N:
        """The slider's upper end."""
        return self.high if self.top is None else self.top

    @property
    def notch(self) -> _N:
        """How much a step adds, where it is linear."""
        raise NotImplementedError

    def stops(self, coarse: bool = False) -> list[_N]:
        """Where a logarithmic knob stops: at round numbers, its default and both ends."""
        # Only whole numbers go down to 0.
        powers = range(floor(log10(self.low or 1)), floor(log10(self.end)) + 1)
        digits = COARSE_DIGITS if coarse else FINE_DIGITS
        stops = {self.typed(float(f"{digit}e{power}")) for power in powers for digit in digits}
        stops |= {self.low, self.end} if coarse else {self.low, self.end, self.default}
        return sorted(stop for stop in stops if self.low <= stop <= self.end)

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> _N:
        """The next stop or notch in that direction; what was typed beyond the end is no stop."""
        number = self.typed(number_of(value))
        if self.log:
            ahead = [stop for stop in self.stops(coarse) if (stop - number) * steps > 0]
            far = min(abs(steps), len(ahead))
            return number if not far else ahead[far - 1 if steps > 0 else -far]
        notches = round(number / self.notch, 6)
        begun = floor(notches) if steps > 0 else ceil(notches)
        moved = self._at_notch(begun + steps * (COARSE if coarse else 1))
        # Beyond the end there is no way on, and the next stop on the way back is the end.
        return max(moved, number) if steps > 0 else min(moved, number)

    def at(self, share: float) -> _N:
        """The stop or notch nearest to that share of the way from low to end."""
        if self.log:
            return min(self.stops(), key=lambda stop: abs(self.position(stop) - share))
        along = self.low + share * (self.end - self.low)
        return self._at_notch(round(along / self.notch))

    def typed(self, number: float) -> _N:
        """The number as this knob's kind has it."""
        raise NotImplementedError

    def position(self, value: Value) -> float:
        """Its share of the way from low to end, along the slider's own scale."""
        number = self._within(self.typed(number_of(value)))
        if self.log:
            # Whole numbers may begin at 0.
            shift = 1 if isinstance(self.low, int) else 0
            first, last = log(self.low + shift), log(self.end + shift)
            return (log(number + shift) - first) / (last - first)
        return (number - self.low) / (self.end - self.low)

    def _at_notch(self, notches: int) -> _N:
        return self._within(self.typed(round(notches * self.notch, 10)))

    def _within(self, number: _N) -> _N:
        return min(max(number, self.low), self.end)


@dataclass(frozen=True, kw_only=True)
class Number(Slider[float]):
    """A number on a slider, linear or logarithmic, that moves in a hundred steps at most or so."""

    by: float = 0.0
    """Linear: how much a step adds; 0 for a hundredth of the range."""

    @property
    def notch(self) -> float:
        return self.by or (self.end - self.low) / 100

    def typed(self, number: float) -> float:
        return float(number)

    @property
    def range(self) -> str:
        """`low to high` in plain digits."""
        return f"a number from {self.low:g} to {self.high:g}"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """From where to where."""
        return "refused_number", {"low": self.low, "high": self.high}

    def parse(self, text: str) -> float:
        """A decimal number in the range."""
        try:
            value = read_number(text)
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if not self.low <= value <= self.high:
            raise self.wrong(text)
        return value

    def format(self, value: Value) -> str:
        """As short as it can be while `parse` still gives the same number."""
        return shortest(number_of(value))


@dataclass(frozen=True, kw_only=True)
class Integer(Slider[int]):
    """A whole number on a slider."""

    words: tuple[tuple[str, int], ...] = ()
    """Values that have a word: (("all", 0),)."""

    @property
    def range(self) -> str:
        """`low to high`, and the words."""
        words = "".join(f", or {word}" for word, _ in self.words)
        return f"a whole number from {self.low} to {self.high}{words}"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """From where to where, and the words."""
        words = tuple(word for word, _ in self.words)
        return "refused_whole", {"low": self.low, "high": self.high, "choices": words}

    def parse(self, text: str) -> int:
        """Digits, or one of the words."""
        for word, value in self.words:
            if text == word:
                return value
        try:
            value = read_whole(text)
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if not self.low <= value <= self.high:
            raise self.wrong(text)
        return value

    def format(self, value: Value) -> str:
        """The word where there is one, else digits."""
        return next((word for word, number in self.words if number == value), str(value))

    @property
    def notch(self) -> int:
        return 1

    def typed(self, number: float) -> int:
        return round(number)


@dataclass(frozen=True, kw_only=True)
class Choice(Knob):
    """One of a few words."""

    default: str = field(kw_only=False)
    choices: tuple[str, ...] = field(kw_only=False)

    @property
    def range(self) -> str:
        """The words."""
        return "one of " + ", ".join(self.choices)

    def parse(self, text: str) -> str:
        """One of the words, exactly."""
        if text not in self.choices:
            hint = closest_match(text, self.choices)
            tail = f" (did you mean {hint}?)" if hint else ""
            shown = text if text.strip() else '""'
            sentence = f"{self.name}={shown} is not known: give {self.range}{tail}"
            known = {"knob": self.word, "text": shown, "words": self.choices}
            raise KnobError(sentence, "refused_choice", **known)
        return text

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> str:
        """The next word or the one before; round and round."""
        return self.choices[(self.choices.index(str(value)) + steps) % len(self.choices)]


@dataclass(frozen=True, kw_only=True)
class Toggle(Knob):
    """On or off."""

    default: bool = field(kw_only=False)

    @property
    def range(self) -> str:
        """The two words."""
        return "on or off"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """The saying for other words."""
        return "refused_toggle", {}

    def parse(self, text: str) -> bool:
        """on, off, and what else people type for these."""
        if text.lower() in ("on", "true", "yes", "1"):
            return True
        if text.lower() in ("off", "false", "no", "0"):
            return False
        raise self.wrong(text, "why_unknown")

    def format(self, value: Value) -> str:
        """on or off."""
        return "on" if value else "off"

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> bool:
        """The other one, for every odd move."""
        return bool(value) ^ bool(steps % 2)


@dataclass(frozen=True, kw_only=True)
class Sizes(Knob):
    """The widths of a network's hidden layers: "256", "256,256", or "" for none."""

    default: tuple[int, ...] = field(kw_only=False)
    most: int = 4096
    deepest: int = 12
    fewest: int = 0
    """How many layers there must be at least."""

    @property
    def range(self) -> str:
        """How it is written, and how far it goes."""
        empty = "" if self.fewest else ', or "" for none'
        return (
            f"whole numbers from 1 to {self.most} with commas between, "
            f"{self.deepest} at the most{empty}"
        )

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """How wide, and how many."""
        return "refused_sizes", {"most": self.most, "fewest": self.fewest, "deepest": self.deepest}

    def parse(self, text: str) -> tuple[int, ...]:
        """Whole numbers with commas between."""
        try:
            sizes = tuple(read_whole(part) for part in text.split(",")) if text.strip() else ()
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if any(not 1 <= size <= self.most for size in sizes):
            raise self.wrong(text)
        if not self.fewest <= len(sizes) <= self.deepest:
            raise self.wrong(text)
        return sizes

    def format(self, value: Value) -> str:
        """With commas between."""
        return ",".join(map(str, tuple_of(value)))

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> tuple[int, ...]:
        """The last layer wider or narrower, doubled or halved where it is wide or the step coarse;
        below 1 is none.
        """
        sizes = tuple(int(size) for size in tuple_of(value))
        if not sizes:
            return (1,) if steps > 0 else ()
        *rest, last = sizes
        if (last, rest) == (1, []) and steps < 0 and not self.fewest:
            return ()
        if last < 16 and not coarse:
            last += 1 if steps > 0 else -1
        else:
            last = last * 2 if steps > 0 else last // 2
        return (*rest, min(max(last, 1), self.most))


@dataclass(frozen=True, kw_only=True)
class Rates(Knob):
    """A probability for each hidden layer: "0.2,0.5"; one number stands for all of them."""

    default: tuple[float, ...] = field(kw_only=False)
    notch: float = 0.05

    @property
    def range(self) -> str:
        """How it is written, and how far it goes."""
        return "numbers from 0 to 1 with commas between, one a hidden layer or one for all"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """It says all of it."""
        return "refused_rates", {}

    def parse(self, text: str) -> tuple[float, ...]:
        """Numbers with commas between."""
        try:
            rates = tuple(read_number(part) for part in text.split(","))
        except ValueError as error:
            raise self.wrong(text, str(error)) from None
        if any(not 0 <= rate <= 1 for rate in rates):
            raise self.wrong(text)
        return rates

    def format(self, value: Value) -> str:
        """With commas between."""
        return ",".join(map(shortest, tuple_of(value)))

    def nudge(self, value: Value, steps: int, coarse: bool = False) -> tuple[float, ...]:
        """All of them up or down."""
        by = steps * self.notch * (COARSE if coarse else 1)
        moved = (float(rate) + by for rate in tuple_of(value))
        return tuple(round(min(max(rate, 0.0), 1.0), 10) for rate in moved)
